"""Members nominate their convenor: one voice a school, openly; ties said plainly; then the post is made."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.models import User
from schools.enums import Role
from schools.models import School
from sigs.enums import NominationRule, NominationState, Permission
from sigs.models import Group, GroupSeat, Nomination, NominationVote, Nominee
from sigs.queries.attention import parts
from sigs.queries.nominations import tally
from sigs.services.nominating import (
    NominationRefused,
    answer_nomination,
    call_off_nomination,
    decide_nomination,
    nominate,
    open_nomination,
    settle_nomination,
)
from tests.factories import give_role, make_person, make_school
from tests.personas import World
from tests.sigs.factories import make_group

pytestmark = pytest.mark.django_db

IN_TWO_WEEKS = dt.timedelta(days=14)


@pytest.fixture
def heads(world: World) -> list[tuple[School, User]]:
    found = [(world.school, world.people.head), (world.other_school, world.people.other_head)]
    for number in range(3):
        school, person = make_school(), make_person(f"Head {number}")
        give_role(person, Role.HEADTEACHER, school.scope)
        found.append((school, person))
    return found


def opened(world: World, heads: list[tuple[School, User]], rule: str = NominationRule.MAJORITY) -> Nomination:
    group = make_group(*(school for school, _head in heads), by=world.people.consortium)
    closes_on = clock.today() + IN_TWO_WEEKS
    return open_nomination(group=group, closes_on=closes_on, rule=rule, by=world.people.consortium)


def vote(nomination: Nomination, heads: list[tuple[School, User]], choices: dict[int, int]) -> None:
    for place, chosen in choices.items():
        school, head = heads[place]
        nominate(nomination=nomination, school=school, person=heads[chosen][1], by=head)


def after_closing(settings: Any) -> None:
    settings.CLOCK_SHIFT_DAYS = 15


def would(nomination: Nomination, person: User, accept: bool = True) -> Nominee:
    nominee = Nominee.objects.get(nomination=nomination, person=person)
    answer_nomination(nominee=nominee, accept=accept, by=person)
    return nominee


def test_the_majority_makes_the_post(world: World, heads: list[tuple[School, User]], settings: Any) -> None:
    nomination = opened(world, heads)
    vote(nomination, heads, {0: 1, 1: 1, 2: 1, 3: 0})
    would(nomination, heads[1][1])
    with pytest.raises(NominationRefused, match="still nominate"):
        settle_nomination(nomination=nomination, by=heads[0][1])
    after_closing(settings)
    seat = settle_nomination(nomination=nomination, by=heads[0][1])
    assert seat.person == heads[1][1]
    chosen = User.objects.get(pk=heads[1][1].pk)
    assert chosen.has_perm(Permission.LEAD_GROUP, Group.objects.get())
    with pytest.raises(NominationRefused):
        settle_nomination(nomination=nomination, by=heads[0][1])


def test_a_voice_can_be_given_to_somebody_else(world: World, heads: list[tuple[School, User]]) -> None:
    nomination = opened(world, heads)
    vote(nomination, heads, {0: 1})
    vote(nomination, heads, {0: 2})
    assert NominationVote.objects.get().nominee.person == heads[2][1]


def test_a_tie_is_said_and_decides_nothing(
    world: World, heads: list[tuple[School, User]], settings: Any, client: Client
) -> None:
    nomination = opened(world, heads)
    vote(nomination, heads, {0: 0, 1: 0, 2: 1, 3: 1})
    for place in (0, 1):
        would(nomination, heads[place][1])
    after_closing(settings)
    assert tally(nomination).winner is None
    assert {one.person for one in tally(nomination).tied} == {heads[0][1], heads[1][1]}
    with pytest.raises(NominationRefused):
        settle_nomination(nomination=nomination, by=heads[0][1])
    client.force_login(world.people.consortium)
    page = client.get(reverse("group_nomination", args=[nomination.group.slug])).content.decode()
    assert "The vote is tied" in page
    chosen = Nominee.objects.get(person=heads[0][1])
    decide_nomination(nomination=nomination, nominee=chosen, because="Drew lots", by=world.people.consortium)
    assert GroupSeat.objects.get().person == heads[0][1]


def test_who_does_not_stand_counts_no_more(world: World, heads: list[tuple[School, User]]) -> None:
    nomination = opened(world, heads)
    vote(nomination, heads, {0: 1, 2: 1, 3: 4})
    would(nomination, heads[1][1], accept=False)
    would(nomination, heads[4][1])
    counted = tally(nomination)
    assert counted.counting == 1
    assert counted.winner is not None
    assert counted.winner.person == heads[4][1]
    with pytest.raises(NominationRefused, match="does not stand"):
        vote(nomination, heads, {4: 1})


def test_who_is_refused(world: World, heads: list[tuple[School, User]], settings: Any) -> None:
    nomination = opened(world, heads)
    school, head = heads[0]
    with pytest.raises(NominationRefused, match="works at none"):
        nominate(nomination=nomination, school=school, person=world.people.stranger, by=head)
    vote(nomination, heads, {0: 1})
    nominee = Nominee.objects.get()
    with pytest.raises(NominationRefused):
        answer_nomination(nominee=nominee, accept=True, by=head)
    after_closing(settings)
    with pytest.raises(NominationRefused, match="is over"):
        vote(nomination, heads, {1: 1})
    with pytest.raises(NominationRefused, match="has not said"):
        decide_nomination(nomination=nomination, nominee=nominee, by=world.people.consortium)


def test_one_nomination_at_a_time(world: World, heads: list[tuple[School, User]]) -> None:
    nomination = opened(world, heads)
    facts = {"rule": NominationRule.CONSORTIUM, "by": world.people.consortium}
    closes_on = clock.today() + IN_TWO_WEEKS
    with pytest.raises(NominationRefused, match="open in this group already"):
        open_nomination(group=nomination.group, closes_on=closes_on, **facts)
    call_off_nomination(nomination=nomination, because="Wrong day", by=world.people.consortium)
    assert nomination.state == NominationState.CALLED_OFF
    with pytest.raises(NominationRefused, match="after today"):
        open_nomination(group=nomination.group, closes_on=clock.today(), **facts)
    open_nomination(group=nomination.group, closes_on=closes_on, **facts)


def test_a_head_nominates_on_the_page(world: World, heads: list[tuple[School, User]], client: Client) -> None:
    nomination = opened(world, heads)
    client.force_login(world.people.head)
    address = reverse("nomination_vote", args=[nomination.group.slug])
    client.post(address, {"school": heads[1][0].number, "person": heads[1][1].pk})
    assert not NominationVote.objects.exists(), "Not for another school."
    client.post(address, {"school": world.school.number, "person": heads[1][1].pk})
    assert NominationVote.objects.get().school == world.school
    client.force_login(heads[1][1])
    client.post(reverse("nomination_answer", args=[nomination.group.slug]), {"answer": "yes"})
    assert Nominee.objects.get().state == "accepted"


def needs(person: User) -> set[str]:
    first, *others = parts(User.objects.get(pk=person.pk))
    return {row[0] for row in first.union(*others, all=True)}


def test_whom_a_nomination_waits_for(world: World, heads: list[tuple[School, User]], settings: Any) -> None:
    nomination = opened(world, heads)
    head, named = heads[0][1], heads[1][1]
    assert "sigs-nominate" in needs(head)
    vote(nomination, heads, {0: 1})
    assert "sigs-nominate" not in needs(head)
    assert {"sigs-nominate", "sigs-nominated"} <= needs(named)
    would(nomination, named)
    assert "sigs-nominated" not in needs(named)
    assert "sigs-nomination" not in needs(world.people.consortium)
    after_closing(settings)
    assert "sigs-nomination" in needs(world.people.consortium)
    assert "sigs-nominate" not in needs(named)
