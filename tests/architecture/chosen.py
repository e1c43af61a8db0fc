"""Own comparator sets for the furnished world: one that is kept and one removed, of the head's for the own
school, and of a teacher's for another school, whose detail the teacher may not see any more."""

from core.models import User
from schools.enums import ComparatorRule
from schools.models import ComparatorSet, School
from schools.services.comparators import make_set, remove_set, use_default
from tests.personas import World


def add_sets(world: World, schools: list[School]) -> None:
    for person, school in pairs(world):
        a_set(person, school, "Nearby", schools)
        remove_set(own_set=a_set(person, school, "Earlier years", schools), by=person)
        use_default(school=school, by=person)


def add_more_sets(world: World, schools: list[School]) -> None:
    """Kept ones of somebody else, and more removed ones."""
    for person, school in pairs(world):
        for number in range(3):
            remove_set(own_set=a_set(person, school, f"Earlier years {number}", schools), by=person)
    for number in range(3):
        a_set(world.people.governor, world.school, f"Governors {number}", schools)


def pairs(world: World) -> list[tuple[User, School]]:
    return [(world.people.head, world.school), (world.people.teacher, world.other_school)]


def a_set(person: User, school: School, name: str, schools: list[School]) -> ComparatorSet:
    alike = [other.number for other in schools if other.phase == school.phase and other.pk != school.pk]
    return make_set(school=school, name=name, rule=ComparatorRule.BY_NAME, numbers=alike[:6], by=person)
