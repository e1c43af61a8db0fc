"""Two groups of schools: the head's, which the convenor leads, and the other head's."""

from schools.models import School
from sigs.models import Group
from sigs.services.groups import admit_school
from tests.personas import World
from tests.sigs.factories import make_group


def add_groups(world: World, schools: list[School]) -> tuple[Group, Group]:
    by = world.people.consortium
    own = make_group(
        world.school, schools[2], by=by, name="Grŵp Dyffryn Brawf", convenor=world.people.convenor
    )
    other = make_group(world.other_school, schools[-1], by=by, name="Grŵp y Cwm Arall")
    return own, other


def add_more_groups(own: Group, other: Group, schools: list[School], world: World) -> None:
    """More of everything that stands in a list of groups, or of a group."""
    by = world.people.consortium
    for group, members in ((own, schools[3:6]), (other, schools[-5:-2])):
        for school in members:
            admit_school(group=group, school=school, by=by)
    for number in range(12):
        make_group(by=by, name=f"Clwstwr {number}", tier="cluster")
