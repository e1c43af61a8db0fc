"""What nobody confirms fades; a confirmation is good for a time; one word renews it."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import clock
from schools.models import FadingRule
from schools.queries.attention import attention
from schools.queries.strengths import live_needs, live_strengths, offered_strengths, strong_and_weak
from schools.queries.strengths.fading import Rule, freshness
from schools.services.strengths import confirm, renew, set_fading_rule
from schools.services.strengths.refusals import NotConfirmed, RuleChanged, RuleOutOfOrder
from tests.personas import World
from tests.schools.strengths.saying import a_need, a_strength, a_topic

RULE = Rule(half_after=90, gone_after=270, good_for=365)
DAY = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)
Move = Callable[[int], None]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("age", "weight"), [(0, 1.0), (90, 1.0), (91, 0.5), (270, 0.5), (271, 0.0), (2000, 0.0)]
)
def test_unconfirmed(age: int, weight: float) -> None:
    found = freshness(DAY, None, RULE, DAY.date() + dt.timedelta(days=age))
    assert found.weight == weight
    assert not found.is_confirmed


@pytest.mark.parametrize(
    ("age", "weight", "confirmed"),
    [(365, 1.0, True), (366, 0.5, False), (545, 0.5, False), (546, 0.0, False)],
)
def test_confirmed(age: int, weight: float, confirmed: bool) -> None:
    stated = DAY - dt.timedelta(days=1000)
    found = freshness(stated, DAY, RULE, DAY.date() + dt.timedelta(days=age))
    assert (found.weight, found.is_confirmed) == (weight, confirmed)


@given(age=st.integers(0, 3000), confirmed=st.booleans())
def test_it_never_grows_by_itself(age: int, confirmed: bool) -> None:
    vouched = DAY if confirmed else None
    today = DAY.date() + dt.timedelta(days=age)
    now = freshness(DAY, vouched, RULE, today)
    assert freshness(DAY, vouched, RULE, today + dt.timedelta(days=1)).weight <= now.weight
    assert now.counts == (now.until >= today)


def test_the_database_and_the_rule_agree_on_what_counts(world: World, later: Move) -> None:
    """Day by day about the edges."""
    head, adviser = world.people.head, world.people.adviser
    strength = a_strength(world.school, head)
    need = a_need(world.school, head)
    confirm(statement=need, by=adviser)
    rule = FadingRule.objects.get()
    moved = 0
    for age in (0, rule.gone_after, rule.gone_after + 1):
        later(age - moved)
        moved = age
        assert live_strengths().exists() == freshness(strength.stated_at, None, RULE, clock.today()).counts
        assert live_needs().exists()
    last = rule.good_for + rule.gone_after - rule.half_after
    for age in (last, last + 1):
        later(age - moved)
        moved = age
        from_rule = freshness(need.stated_at, need.confirmed_at, RULE, clock.today())
        assert live_needs().exists() == from_rule.counts


def test_strong_and_weak_are_areas_that_count_now(world: World, later: Move) -> None:
    head = world.people.head
    a_strength(world.school, head, "music")
    a_strength(world.school, head, "expressive-arts")
    a_need(world.school, head, "number")
    arts, maths = a_topic("expressive-arts").pk, a_topic("mathematics").pk
    asked = [world.school.pk, world.other_school.pk]
    assert strong_and_weak(asked) == {asked[0]: ({arts}, {maths}), asked[1]: (set(), set())}
    later(271)
    assert strong_and_weak(asked) == {asked[0]: (set(), set()), asked[1]: (set(), set())}


def test_one_word_renews_what_both_have_agreed(world: World, later: Move) -> None:
    head, adviser = world.people.head, world.people.adviser
    strength = a_strength(world.school, head, offered=True)
    with pytest.raises(NotConfirmed):
        renew(statement=strength, by=head)
    confirm(statement=strength, by=adviser)
    later(546)
    assert not offered_strengths().exists()
    renew(statement=strength, by=head)
    assert offered_strengths().exists()


def test_the_head_is_asked_whether_it_is_still_true_before_it_runs_out(world: World, later: Move) -> None:
    head, adviser = world.people.head, world.people.adviser
    confirm(statement=a_strength(world.school, head), by=adviser)
    later(334)
    assert "strengths-true" not in {kind for kind, *_rest in attention(head)}
    later(3)
    assert ("strengths-true", "6819901/1") in {(row[0], row[2]) for row in attention(head)}
    assert "strengths-true" not in {kind for kind, *_rest in attention(adviser)}


def test_the_region_decides_how_long(world: World) -> None:
    rule = FadingRule.objects.get()
    assert not rule.is_confirmed
    facts = {"rule": rule, "by": world.people.consortium}
    with pytest.raises(RuleOutOfOrder):
        set_fading_rule(half_after=100, gone_after=100, good_for=365, version=1, **facts)
    set_fading_rule(half_after=30, gone_after=60, good_for=100, version=1, **facts)
    with pytest.raises(RuleChanged):
        set_fading_rule(half_after=31, gone_after=60, good_for=100, version=1, **facts)
    rule.refresh_from_db()
    assert (rule.half_after, rule.is_confirmed) == (30, True)
