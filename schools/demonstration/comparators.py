"""A comparator set of the demonstration's head: saved, not in use, so that the default stands."""

from core.models import User
from schools.enums import ComparatorRule
from schools.models import ComparatorSet, School
from schools.queries.comparators import Criteria, found_by_facts
from schools.services.comparators import FEWEST, MOST, make_set, use_default

NAMES = {"en": "Our own authority", "cy": "Ein hawdurdod ni"}


def add_own_set(school: School, head: User) -> None:
    """The other schools of the phase in the school's own authority, where they are enough."""
    if ComparatorSet.objects.filter(owner=head, school=school).exists():
        return
    criteria = Criteria(authorities=(school.authority.slug,))
    numbers = [found.school.number for found in found_by_facts(head, school, criteria)]
    if not FEWEST <= len(numbers) <= MOST:
        return
    make_set(
        school=school,
        name=NAMES.get(head.preferred_language, NAMES["en"]),
        rule=ComparatorRule.BY_FACTS,
        numbers=numbers,
        criteria=criteria.stored(),
        by=head,
    )
    use_default(school=school, by=head)
