"""A partnership from its opening to its end, and what is refused on the way."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from brokerage.enums import PartnershipKind, PartnershipState, PromiseState, Side
from brokerage.models import Partnership, PartnershipEvaluation, PartnershipHalt
from brokerage.queries.partnerships import evaluators_for
from brokerage.services import partnerships as services
from brokerage.services.asking import mark_matched
from brokerage.services.asking.refusals import TooLong
from brokerage.services.partnerships import refusals
from core import clock
from core.models import Notice
from schools.enums import Role
from schools.models import Federation, FederationMembership, School
from tests.brokerage.making import make_ask, make_offer
from tests.brokerage.partnerships.making import WORDS, a_partnership, at_work, evaluated
from tests.factories import give_role, make_school
from tests.personas import World

pytestmark = pytest.mark.django_db


def test_both_heads_agree_before_it_is_at_work(world: World) -> None:
    partnership = a_partnership(world)
    assert partnership.state == PartnershipState.AGREEING

    services.agree(partnership=partnership, by=world.people.head)
    partnership.refresh_from_db()
    assert partnership.state == PartnershipState.AGREEING

    services.agree(partnership=partnership, by=world.people.other_head)
    partnership.refresh_from_db()
    assert partnership.state == PartnershipState.ACTIVE
    due = list(partnership.reviews.values_list("due_on", flat=True))
    assert due == sorted(due)
    assert due[-1] == partnership.ends_on


def test_nobody_agrees_for_a_school_that_is_not_theirs(world: World) -> None:
    partnership = a_partnership(world)
    for person in (world.people.teacher, world.people.adviser, world.people.consortium):
        with pytest.raises(refusals.NotYourSchool):
            services.agree(partnership=partnership, by=person)


def test_nothing_begins_with_a_school_that_has_closed(world: World) -> None:
    partnership = a_partnership(world)
    services.agree(partnership=partnership, by=world.people.head)
    School.objects.filter(pk=world.school.pk).update(closed_on=clock.today())

    with pytest.raises(refusals.PartnerClosed):
        services.agree(partnership=partnership, by=world.people.other_head)
    partnership.refresh_from_db()
    assert partnership.state == PartnershipState.AGREEING


def test_to_agree_twice_changes_nothing(world: World) -> None:
    partnership = a_partnership(world)
    services.agree(partnership=partnership, by=world.people.head)
    first = partnership.partners.get(school=world.school).agreed_at
    services.agree(partnership=partnership, by=world.people.head)
    assert partnership.partners.get(school=world.school).agreed_at == first
    assert partnership.state == PartnershipState.AGREEING


def test_a_head_who_says_no_opens_the_ask_again(world: World) -> None:
    ask = make_ask(world.school, by=world.people.head)
    offer = make_offer(world.other_school, by=world.people.other_head, days="10")
    partnership = a_partnership(world, ask=ask)
    mark_matched(ask=ask)
    offer.refresh_from_db()
    assert offer.promised == 4

    services.decline(partnership=partnership, because="No cover.", by=world.people.other_head)

    ask.refresh_from_db()
    offer.refresh_from_db()
    assert (partnership.state, ask.state, offer.promised) == (PartnershipState.STOPPED, "open", 0)


def test_impossible_ones_are_refused_and_leave_nothing(world: World) -> None:
    third = make_school("674", number="6749903")
    closed = make_school("674", number="6749904", closed_on=clock.today())
    own, other = (world.school, Side.RECEIVES), (world.other_school, Side.PROVIDES)
    wrong = [
        (refusals.WithItself, {"schools": [own, (world.school, Side.PROVIDES)]}),
        (refusals.TooFewOrTooMany, {"schools": [own, other, (third, Side.PROVIDES)]}),
        (refusals.TooFewOrTooMany, {"kind": PartnershipKind.TRIO}),
        (refusals.TooFewOrTooMany, {"schools": [own, (world.other_school, Side.RECEIVES)]}),
        (refusals.PartnerClosed, {"schools": [own, (closed, Side.PROVIDES)]}),
        (refusals.EndsBeforeItStarts, {"ends_on": clock.today() - dt.timedelta(days=1)}),
        (refusals.DaysOutOfQuarters, {"days": Decimal("1.1")}),
        (refusals.DaysOutOfQuarters, {"days": Decimal(0)}),
        (refusals.TooNear, {"by": world.people.head}),
    ]
    for refusal, facts in wrong:
        with pytest.raises(refusal):
            a_partnership(world, **facts)
    assert not Partnership.objects.exists()


def test_a_trio(world: World) -> None:
    third = make_school("674", number="6749903")
    trio = a_partnership(
        world,
        kind=PartnershipKind.TRIO,
        schools=[
            (world.school, Side.RECEIVES),
            (world.other_school, Side.PROVIDES),
            (third, Side.PROVIDES),
        ],
    )
    assert trio.partners.count() == 3


def test_a_paused_one_is_read_only_and_moves_on(world: World) -> None:
    partnership = at_work(world)
    before = partnership.ends_on
    services.pause(partnership=partnership, because="The head is ill.", by=world.people.consortium)

    with pytest.raises(refusals.Paused, match="The head is ill"):
        services.add_task(partnership=partnership, text="Send films", phase="work", by=world.people.head)

    week = dt.timedelta(days=7)
    Partnership.objects.filter(pk=partnership.pk).update(halted_at=clock.now() - week)
    PartnershipHalt.objects.filter(partnership=partnership).update(halted_at=clock.now() - week)
    partnership.refresh_from_db()
    services.resume(partnership=partnership, by=world.people.consortium)
    assert partnership.state == PartnershipState.ACTIVE
    assert partnership.ends_on == before + week


def test_it_is_not_closed_before_it_is_evaluated(world: World) -> None:
    partnership = at_work(world)
    with pytest.raises(refusals.NotEvaluatedYet):
        services.close(partnership=partnership, by=world.people.consortium)
    # Nor past the service.
    with pytest.raises(IntegrityError, match="not evaluated yet"), transaction.atomic():
        Partnership.objects.filter(pk=partnership.pk).update(
            state="closed", closed_at=clock.now(), closed_by=world.people.consortium
        )

    evaluated(partnership, world)
    services.close(partnership=partnership, by=world.people.consortium)
    assert partnership.state == PartnershipState.CLOSED
    with pytest.raises(refusals.Over):
        services.stop(partnership=partnership, because="Again", by=world.people.consortium)


@pytest.mark.parametrize("who", ["head", "other_head", "teacher", "governor"])
def test_nobody_of_its_schools_evaluates_it(world: World, who: str) -> None:
    partnership = at_work(world)
    person = getattr(world.people, who)
    with pytest.raises(refusals.ProviderEvaluates):
        services.name_evaluator(partnership=partnership, evaluator=person, by=world.people.consortium)
    # Nor past the service.
    with pytest.raises(IntegrityError, match="belongs to a school"), transaction.atomic():
        PartnershipEvaluation.objects.create(
            partnership=partnership,
            evaluator=person,
            named_at=clock.now(),
            named_by=world.people.consortium,
        )


def test_only_who_was_named_evaluates_and_wholly(world: World) -> None:
    partnership = at_work(world)
    evaluation = services.name_evaluator(
        partnership=partnership, evaluator=world.people.adviser, by=world.people.consortium
    )
    with pytest.raises(refusals.NotTheEvaluator):
        services.write_evaluation(
            evaluation=evaluation, version=1, finish=True, by=world.people.consortium, **WORDS
        )
    lacking = {**WORDS, "helpers_gained": ""}
    with pytest.raises(IntegrityError), transaction.atomic():
        services.write_evaluation(
            evaluation=evaluation, version=1, finish=True, by=world.people.adviser, **lacking
        )
    services.write_evaluation(
        evaluation=evaluation, version=1, finish=False, by=world.people.adviser, **lacking
    )
    with pytest.raises(refusals.ChangedMeanwhile):
        services.write_evaluation(
            evaluation=evaluation, version=1, finish=True, by=world.people.adviser, **WORDS
        )


def test_closing_settles_the_days_and_the_ask(world: World) -> None:
    ask = make_ask(world.school, by=world.people.head)
    offer = make_offer(world.other_school, by=world.people.other_head, days="10")
    partnership = at_work(world, ask=ask)
    mark_matched(ask=ask)
    partner = partnership.partners.get(side=Side.PROVIDES)
    day = services.plan_day(
        partnership=partnership,
        partner=partner,
        on=clock.today(),
        days=Decimal("1.5"),
        what="Coaching",
        by=world.people.head,
    )
    services.use_day(day=day, days=Decimal("1.5"), by=world.people.head)
    evaluated(partnership, world)

    services.close(partnership=partnership, by=world.people.consortium)

    ask.refresh_from_db()
    offer.refresh_from_db()
    promise = offer.promises.get()
    assert ask.state == "closed"
    assert (promise.state, promise.days, offer.promised) == (
        PromiseState.USED,
        Decimal("1.5"),
        Decimal("1.5"),
    )
    assert Notice.objects.filter(person=world.people.head, kind="brokerage/partnership_closed").exists()


def test_who_keeps_it_belongs_to_none_of_its_schools(world: World) -> None:
    partnership = at_work(world)
    with pytest.raises(refusals.TooNear):
        services.pause(partnership=partnership, because="So", by=world.people.head)


def test_the_next_evaluator_begins_with_an_empty_page(world: World) -> None:
    partnership = at_work(world)
    people = world.people
    evaluation = services.name_evaluator(
        partnership=partnership, evaluator=people.adviser, by=people.consortium
    )
    services.write_evaluation(evaluation=evaluation, version=1, finish=False, by=people.adviser, **WORDS)

    other = services.name_evaluator(
        partnership=partnership, evaluator=people.senior_adviser, by=people.consortium
    )

    other.refresh_from_db()
    assert (other.rung_because, other.helped_gained, other.outcome) == ("", "", "")
    with pytest.raises(refusals.ChangedMeanwhile):
        services.write_evaluation(evaluation=other, version=2, finish=True, by=people.senior_adviser, **WORDS)


def test_whom_the_service_refuses_is_not_offered_as_evaluator(world: World) -> None:
    partnership = at_work(world)
    third = make_school("681", name="Ysgol Ffederal", number="6819907")
    federation = Federation.objects.create(name_en="Two schools", name_cy="Dwy ysgol")
    for school in (world.school, third):
        FederationMembership.objects.create(federation=federation, school=school, starts_on=clock.today())
    assert world.people.senior_adviser in evaluators_for(partnership)

    give_role(world.people.senior_adviser, Role.GOVERNOR, third.scope)

    assert world.people.senior_adviser not in evaluators_for(partnership)


def test_a_year_typed_wrong_is_refused(world: World) -> None:
    with pytest.raises(TooLong):
        a_partnership(world, ends_on=clock.today() + dt.timedelta(days=180 * 365))
    assert not Partnership.objects.exists()
