"""A round of wishes from its preparation to its end."""

import datetime as dt

import pytest

from core import clock
from core.errors import DomainError, IllegalTransition
from core.models import Notice
from core.transitions import advance
from sigs.enums import WishRoundState, WishState
from sigs.models import Wish, WishRound
from sigs.queries.wishes import participation
from sigs.services.wishes import rounds
from sigs.services.wishes.answering import not_know_yet
from sigs.services.wishes.refusals import DatesInWrongOrder, NobodyToAsk, RoundChanged, RoundIsThere
from tests.factories import make_school
from tests.personas import World
from tests.sigs.wishes.factories import make_round, opened_round, wish_of

pytestmark = pytest.mark.django_db

STEPS = [rounds.OPEN, rounds.CLOSE, rounds.REOPEN, rounds.DROP]
ALLOWED = {
    ("preparing", "opened"),
    ("preparing", "dropped"),
    ("open", "closed"),
    ("closed", "reopened"),
}


@pytest.mark.parametrize("state", WishRoundState.values)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_round_takes_only_these_steps(world: World, state: str, step: object) -> None:
    made = make_round(world.people.consortium)
    now = clock.now()
    WishRound.objects.filter(pk=made.pk).update(
        state=state,
        opened_at=now if state in {"open", "closed"} else None,
        closed_at=now if state == "closed" else None,
    )
    times = {
        "opened": {"opened_at": now},
        "closed": {"closed_at": now},
        "reopened": {"closed_at": None},
        "dropped": {},
    }[step.name]  # type: ignore[attr-defined]  # a Transition
    if (state, step.name) in ALLOWED:  # type: ignore[attr-defined]  # a Transition
        advance(made, step, **times)  # type: ignore[arg-type]  # a Transition
    else:
        with pytest.raises(IllegalTransition):
            advance(made, step, **times)  # type: ignore[arg-type]  # a Transition


def test_opening_asks_every_open_school_and_tells_its_head(world: World) -> None:
    closed = make_school(closed_on="2024-08-31")
    nursery = make_school(phase="nursery")
    made = opened_round(world.people.consortium)
    asked = set(made.wishes.values_list("school", flat=True))
    assert {world.school.pk, world.other_school.pk} <= asked
    assert asked.isdisjoint({closed.pk, nursery.pk})
    told = Notice.objects.filter(kind="sigs/wishes_open")
    assert set(told.values_list("person", flat=True)) == {world.people.head.pk, world.people.other_head.pk}


def test_secondaries_are_asked_with_the_all_age_schools(world: World) -> None:
    all_age = make_school(phase="all_age")
    made = opened_round(world.people.consortium, schools="secondary")
    assert set(made.wishes.values_list("school", flat=True)) == {world.school.pk, all_age.pk}


def test_there_is_one_round_a_year_for_the_same_schools(world: World) -> None:
    first = make_round(world.people.consortium)
    with pytest.raises(RoundIsThere):
        make_round(world.people.consortium)
    rounds.drop_round(asking=first, by=world.people.consortium)
    make_round(world.people.consortium)


def test_dates_that_cannot_be_are_refused(world: World) -> None:
    today = clock.today()
    with pytest.raises(DatesInWrongOrder):
        make_round(world.people.consortium, closes_on=today - dt.timedelta(days=1))
    made = make_round(world.people.consortium)
    with pytest.raises(DatesInWrongOrder):
        rounds.change_round(
            asking=made,
            opens_on=today + dt.timedelta(days=9),
            closes_on=today + dt.timedelta(days=3),
            most=3,
            seen=made.version,
            by=world.people.consortium,
        )


def test_the_second_of_two_editors_is_told(world: World) -> None:
    made = make_round(world.people.consortium)
    facts = {"opens_on": made.opens_on, "closes_on": made.closes_on, "by": world.people.consortium}
    seen = made.version
    rounds.change_round(asking=made, most=4, seen=seen, **facts)
    with pytest.raises(RoundChanged):
        rounds.change_round(asking=made, most=5, seen=seen, **facts)
    assert WishRound.objects.get().most_schools == 4


def test_an_open_round_keeps_the_rules_it_was_announced_with(world: World) -> None:
    made = opened_round(world.people.consortium)
    later = made.closes_on + dt.timedelta(days=3)
    rounds.change_round(
        asking=made,
        opens_on=made.opens_on - dt.timedelta(days=5),
        closes_on=later,
        most=9,
        seen=made.version,
        by=world.people.consortium,
    )
    made.refresh_from_db()
    assert (made.closes_on, made.most_schools) == (later, 2)


def test_nobody_to_ask_leaves_the_round_as_it_was(world: World) -> None:
    type(world.school).objects.update(closed_on="2026-01-01")
    made = make_round(world.people.consortium)
    with pytest.raises(NobodyToAsk):
        rounds.open_round(asking=made, by=world.people.consortium)
    assert WishRound.objects.get().state == WishRoundState.PREPARING


def test_nobody_is_reminded_twice_in_a_week(world: World, settings: object) -> None:
    made = opened_round(world.people.consortium)
    by = world.people.consortium
    assert rounds.remind_heads(asking=made, by=by) == 0  # asked today
    opened_days_ago(made, 8)
    assert rounds.remind_heads(asking=made, by=by) == 2
    assert rounds.remind_heads(asking=made, by=by) == 0
    assert Notice.objects.filter(kind="sigs/wishes_reminder").count() == 2
    Wish.objects.update(reminded_at=clock.now() - dt.timedelta(days=8))
    assert rounds.remind_heads(asking=made, by=by) == 2


def test_whoever_does_not_know_yet_is_asked_again_after_a_week(world: World) -> None:
    made = opened_round(world.people.consortium)
    opened_days_ago(made, 8)
    wish = wish_of(made, world.school)
    not_know_yet(wish=wish, seen=wish.version, by=world.people.head)
    assert rounds.remind_heads(asking=made) == 1  # the other school; this one answered today
    Wish.objects.update(answered_at=None, answered_by=None, state=WishState.WAITING)
    assert participation(made).waiting == 2


def test_the_clock_opens_reminds_and_closes(world: World) -> None:
    made = make_round(world.people.consortium)
    rounds.turn_rounds()
    made.refresh_from_db()
    assert made.state == WishRoundState.OPEN
    opened_days_ago(made, 10)
    WishRound.objects.update(closes_on=clock.today() + dt.timedelta(days=3))
    rounds.turn_rounds()
    assert Notice.objects.filter(kind="sigs/wishes_reminder").count() == 2
    WishRound.objects.update(
        opens_on=clock.today() - dt.timedelta(days=5), closes_on=clock.today() - dt.timedelta(days=1)
    )
    rounds.turn_rounds()
    made.refresh_from_db()
    assert made.state == WishRoundState.CLOSED
    with pytest.raises(DomainError):
        rounds.close_round(asking=made)


def opened_days_ago(asking: WishRound, days: int) -> None:
    WishRound.objects.filter(pk=asking.pk).update(opened_at=clock.now() - dt.timedelta(days=days))
    asking.refresh_from_db()
