"""Two groups of schools: the head's, which the convenor leads, and the other head's. Each has posts and an
open nomination, is open to join, and is asked by the other's school. And two without schools, one under the
other."""

import datetime as dt

from core import clock
from schools.models import School, Topic
from sigs.enums import NominationRule
from sigs.models import Group, SeatKind, Tier
from sigs.services.groups import admit_school
from sigs.services.joining import ask_to_join
from sigs.services.nominating import nominate, open_nomination
from sigs.services.proposals import propose_group
from sigs.services.seats import give_seat
from tests.personas import World
from tests.sigs.factories import make_group


def add_groups(world: World, schools: list[School]) -> tuple[Group, Group]:
    people = world.people
    own = make_group(
        world.school,
        schools[2],
        by=people.consortium,
        name="Grŵp Dyffryn Brawf",
        convenor=people.convenor,
        is_open=True,
    )
    other = make_group(
        world.other_school, schools[-1], by=people.consortium, name="Grŵp y Cwm Arall", is_open=True
    )
    add_joining(world, own, other)
    cluster = make_group(by=people.consortium, name="Clwstwr y Brawf", tier="cluster")
    make_group(by=people.consortium, name="Is-grŵp y Clwstwr", tier="subgroup", parent=cluster)
    return own, other


def add_joining(world: World, own: Group, other: Group) -> None:
    people = world.people
    voice = SeatKind.objects.get(code="voice-welsh")
    sides = (
        (own, world.school, people.head, people.other_head, world.other_school),
        (other, world.other_school, people.other_head, people.head, world.school),
    )
    for group, school, head, asking_head, asking in sides:
        give_seat(group=group, kind=voice, name="Gwenno Prysor", office="Pennaeth", by=people.consortium)
        ask_to_join(group=group, school=asking, topic=None, why="Darllen a deall", by=asking_head)
        nomination = open_nomination(
            group=group,
            closes_on=clock.today() + dt.timedelta(days=20),
            rule=NominationRule.MAJORITY,
            by=people.consortium,
        )
        nominate(nomination=nomination, school=school, person=head, by=head)
    propose_group(
        school=world.other_school,
        tier=Tier.objects.get(code="siglet"),
        name_en="Siarad",
        name_cy="Siarad",
        topic=Topic.objects.get(code="oracy"),
        why="Plant yn siarad",
        language="cy",
        is_open=False,
        invited=[world.school],
        by=people.other_head,
    )


def add_more_groups(own: Group, other: Group, schools: list[School], world: World) -> None:
    """More of everything that stands in a list of groups, or of a group."""
    by = world.people.consortium
    for group, members in ((own, schools[3:6]), (other, schools[-5:-2])):
        for school in members:
            admit_school(group=group, school=school, by=by)
        for place, kind in enumerate(SeatKind.objects.all()):
            give_seat(group=group, kind=kind, name=f"Enw {place}", by=by)
        for number in range(4):
            make_group(by=by, name=f"Is-grŵp {number}", tier="subgroup", parent=group)
    for number in range(12):
        make_group(by=by, name=f"Clwstwr {number}", tier="cluster")
