"""Needs and offers as the tables hold them."""

import datetime as dt
from decimal import Decimal

import pytest

from brokerage.enums import Willing
from brokerage.enums.matching import Rule, TermName
from brokerage.matching import rank
from brokerage.matching.reading import suppliers_for, whole_region
from brokerage.models import DeclaredInterest
from core import clock
from schools.models import Strength, TimeOutYear, Topic
from schools.queries.days import this_year
from tests.brokerage.making import a_topic, make_ask, make_offer
from tests.personas import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _same_phase(world: World) -> None:
    type(world.school).objects.update(phase="primary")
    world.school.refresh_from_db()
    world.other_school.refresh_from_db()


def test_an_offer_becomes_a_candidate(world: World) -> None:
    ask = make_ask(world.school, by=world.people.head)
    offer = make_offer(world.other_school, by=world.people.other_head)

    problem = suppliers_for(ask)
    (found,) = rank(problem).candidates
    assert (found.school_id, found.offer_id) == (world.other_school.pk, offer.pk)
    assert found.days == 4
    assert problem.schools[found.school_id] == world.other_school
    assert problem.checked[ask.pk][found.school_id]


def test_who_is_not_asked(world: World) -> None:
    ask = make_ask(world.school, by=world.people.head)
    # Its own offer, one of another topic, and one that says no.
    make_offer(world.school, by=world.people.head)
    offer = make_offer(world.other_school, by=world.people.other_head, topic=a_topic(5))
    assert rank(suppliers_for(ask)).offering == 0

    offer.offer_topics.update(topic=a_topic())
    assert rank(suppliers_for(ask)).offering == 1
    type(offer).objects.filter(pk=offer.pk).update(willing=Willing.NO, days=0)
    assert rank(suppliers_for(ask)).offering == 0


def test_an_area_is_wider_than_its_topic(world: World) -> None:
    ask = make_ask(world.school, by=world.people.head)
    area = Topic.objects.get(pk=a_topic().parent_id)
    make_offer(world.other_school, by=world.people.other_head, topic=area)

    (found,) = rank(suppliers_for(ask)).candidates
    strength = next(term for term in found.terms if term.name == TermName.STRENGTH)
    assert strength.got == 7


def test_a_strength_counts_by_its_dates(world: World) -> None:
    ask = make_ask(world.school, by=world.people.head)
    offer = make_offer(world.other_school, by=world.people.other_head)
    now = clock.now()
    strength = Strength.objects.create(
        school=world.other_school,
        topic=a_topic(),
        text="Reading",
        stated_side="school",
        stated_at=now,
        stated_by=world.people.other_head,
        confirmed_at=now,
        confirmed_by=world.people.consortium,
    )
    offer.offer_topics.update(strength=strength)

    (evidence,) = suppliers_for(ask).evidence.values()
    assert (evidence.is_stated, evidence.is_confirmed, evidence.is_fading) == (True, True, False)
    old = now - dt.timedelta(days=400)
    Strength.objects.filter(pk=strength.pk).update(confirmed_at=old)
    (evidence,) = suppliers_for(ask).evidence.values()
    assert (evidence.is_stated, evidence.is_fading) == (True, True)


def test_what_rules_a_school_out(world: World) -> None:
    ask = make_ask(world.school, by=world.people.head)
    make_offer(world.other_school, by=world.people.other_head)
    ceiling = TimeOutYear.objects.create(
        school=world.other_school,
        year=this_year(),
        ceiling=Decimal(1),
        ceiling_set_at=clock.now(),
        ceiling_set_by=world.people.other_head,
    )
    assert rank(suppliers_for(ask)).blocked == {Rule.OUT: (world.other_school.pk,)}

    ceiling.delete()
    assert rank(suppliers_for(ask)).blocked == {}
    DeclaredInterest.objects.create(
        school=world.other_school,
        other=world.school,
        because="My sister teaches there.",
        declared_at=clock.now(),
        declared_by=world.people.other_head,
    )
    assert rank(suppliers_for(ask)).blocked == {Rule.CONFLICT: (world.other_school.pk,)}


def test_an_offer_of_another_year_is_not_read(world: World) -> None:
    ask = make_ask(world.school, by=world.people.head)
    make_offer(world.other_school, by=world.people.other_head, year=this_year() + 1)
    assert rank(suppliers_for(ask)).offering == 0


def test_many_needs_cost_no_more_queries(world: World, django_assert_max_num_queries: object) -> None:
    asks = [make_ask(world.school, by=world.people.head, days=days) for days in ("1", "2", "3")]
    make_offer(world.other_school, by=world.people.other_head)
    with django_assert_max_num_queries(8):  # type: ignore[operator]  # pytest-django's fixture
        problem = whole_region(asks, look_at_ties=False)
    assert len(problem.needs) == 3
