"""A plan: what it lacks, who agreed to what, and what changed since."""

from decimal import Decimal
from typing import Any

import pytest

from core.errors import DomainError, IllegalTransition
from core.models import Notice
from schools.models import TimeOut
from sigs.enums import GroupState, PlanState
from sigs.models import Group, Plan
from sigs.presenting.plans import agreement_rows, changes_for, measure_rows
from sigs.queries.plans import missing_parts, stated_needs, topics_of_living_plans
from sigs.services.groups import GroupClosed, admit_school
from sigs.services.plans import steps, writing
from sigs.services.plans.activities import (
    ActivityChangedMeanwhile,
    book_activity,
    change_activity,
    drop_activity,
    finish_activity,
    plan_activity,
)
from sigs.services.plans.refusals import (
    NotAgreed,
    NotOfTheGroup,
    PlanChangedMeanwhile,
    PlanClosed,
    PlanIncomplete,
)
from sigs.services.still import GroupPaused
from tests.factories import make_school
from tests.sigs.work.conftest import AtWork
from tests.sigs.work.making import activity_facts, agreed_plan, an_activity, seen, write_plan

pytestmark = pytest.mark.django_db


def heads(at_work: AtWork) -> dict[Any, Any]:
    world = at_work.world
    return {world.school: world.people.head, world.other_school: world.people.other_head}


def test_what_is_missing_is_said_before_it_is_put_to_the_members(at_work: AtWork) -> None:
    plan = steps.begin_plan(group=at_work.group, by=at_work.convenor)
    assert missing_parts(plan) == [
        *("topics", "change", "for_whom", "question"),
        *("evidence", "measures", "activities", "conditions"),
    ]
    with pytest.raises(PlanIncomplete) as refusal:
        steps.propose_plan(plan=plan, by=at_work.convenor)
    assert len(refusal.value.details) == 8
    assert Plan.objects.get().state == PlanState.DRAFT


def test_a_group_has_one_open_plan(at_work: AtWork) -> None:
    steps.begin_plan(group=at_work.group, by=at_work.convenor)
    with pytest.raises(DomainError, match="open plan already"):
        steps.begin_plan(group=at_work.group, by=at_work.convenor)


def test_the_last_member_head_makes_the_plan_agreed(at_work: AtWork) -> None:
    world = at_work.world
    plan = write_plan(at_work.group, at_work.convenor, world.school)
    steps.propose_plan(plan=plan, by=at_work.convenor)
    told = Notice.objects.filter(kind="sigs/plan_proposed").values_list("person", flat=True)
    assert set(told) == {world.people.head.pk, world.people.other_head.pk}

    steps.agree_plan(plan=plan, school=world.school, seen=seen(plan), by=world.people.head)
    plan.refresh_from_db()
    assert plan.state == PlanState.WITH_MEMBERS
    steps.agree_plan(plan=plan, school=world.other_school, seen=seen(plan), by=world.people.other_head)
    plan.refresh_from_db()
    assert plan.state == PlanState.AGREED


def test_nobody_agrees_to_what_they_have_not_seen(at_work: AtWork) -> None:
    world = at_work.world
    plan = write_plan(at_work.group, at_work.convenor, world.school)
    steps.propose_plan(plan=plan, by=at_work.convenor)
    before = seen(plan)
    writing.save_budget(
        plan=plan, lines=[("Cover", Decimal(400))], version=plan_version(plan), by=at_work.convenor
    )
    with pytest.raises(PlanChangedMeanwhile):
        steps.agree_plan(plan=plan, school=world.school, seen=before, by=world.people.head)


def plan_version(plan: Plan) -> int:
    return Plan.objects.get(pk=plan.pk).version


def test_a_change_is_shown_to_whoever_agreed_before_it(at_work: AtWork) -> None:
    world = at_work.world
    plan = write_plan(at_work.group, at_work.convenor, world.school)
    steps.propose_plan(plan=plan, by=at_work.convenor)
    steps.agree_plan(plan=plan, school=world.school, seen=seen(plan), by=world.people.head)
    plan.refresh_from_db()
    writing.save_budget(
        plan=plan, lines=[("Cover", Decimal("400.50"))], version=plan.version, by=at_work.convenor
    )
    rows = agreement_rows(plan, lambda school: school == world.school)
    own = next(row for row in rows if row.is_own)
    assert own.agreed_at
    assert not own.is_current
    assert [(str(row.part), row.before, row.after) for row in changes_for(plan, rows)] == [
        ("Money", "", "Cover: £400.5")
    ]
    # The other head's agreement alone does not make it agreed: one of the two has not seen what stands there.
    steps.agree_plan(plan=plan, school=world.other_school, seen=seen(plan), by=world.people.other_head)
    assert Plan.objects.get().state == PlanState.WITH_MEMBERS


def test_a_figure_counted_since_is_no_change_of_the_plan(at_work: AtWork) -> None:
    plan = agreed_plan(at_work.group, at_work.convenor, heads(at_work))
    before = seen(plan)
    measure = writing.Measure("Classes with a weekly reading talk", Decimal(4), Decimal(20), now=Decimal(12))
    writing.save_measures(plan=plan, measures=[measure], version=plan.version, by=at_work.convenor)
    assert seen(plan) == before
    assert measure_rows(plan)[0].way == 50


def test_enough_of_the_members_settle_a_plan(at_work: AtWork) -> None:
    world = at_work.world
    third = make_school("681", name="Ysgol y Drydedd")
    admit_school(group=at_work.group, school=third, by=at_work.convenor)
    plan = write_plan(at_work.group, at_work.convenor, world.school)
    steps.propose_plan(plan=plan, by=at_work.convenor)
    steps.agree_plan(plan=plan, school=world.school, seen=seen(plan), by=world.people.head)
    with pytest.raises(DomainError, match=r"Of 3 member schools 1 have agreed\. It takes 67%"):
        steps.settle_plan(plan=plan, by=at_work.convenor)
    steps.agree_plan(plan=plan, school=world.other_school, seen=seen(plan), by=world.people.other_head)
    steps.settle_plan(plan=plan, by=at_work.convenor)
    plan.refresh_from_db()
    assert plan.state == PlanState.AGREED
    assert [row.school for row in agreement_rows(plan, lambda _school: False) if not row.is_current] == [
        third
    ]


def test_a_school_of_another_group_does_not_agree(at_work: AtWork) -> None:
    plan = write_plan(at_work.group, at_work.convenor, at_work.world.school)
    steps.propose_plan(plan=plan, by=at_work.convenor)
    stranger = make_school("681")
    with pytest.raises(NotOfTheGroup):
        steps.agree_plan(plan=plan, school=stranger, seen=seen(plan), by=at_work.world.people.head)


def test_two_editors_do_not_overwrite_each_other(at_work: AtWork) -> None:
    plan = steps.begin_plan(group=at_work.group, by=at_work.convenor)
    second = Plan.objects.get(pk=plan.pk)
    version = plan.version
    writing.save_budget(plan=plan, lines=[("Cover", Decimal(100))], version=version, by=at_work.convenor)
    with pytest.raises(PlanChangedMeanwhile):
        writing.save_budget(plan=second, lines=[("Books", Decimal(50))], version=version, by=at_work.convenor)
    assert [line.text for line in plan.budget.all()] == ["Cover"]


@pytest.mark.parametrize(
    ("state", "facts", "refusal"),
    [
        (GroupState.PAUSED, {"paused_because": "The convenor is ill."}, GroupPaused),
        (GroupState.CLOSED, {"closed_because": "Done.", "closed_on": "2030-01-01"}, GroupClosed),
    ],
)
def test_a_paused_or_closed_group_is_read_only(
    at_work: AtWork, state: str, facts: dict[str, str], refusal: type[DomainError]
) -> None:
    plan = write_plan(at_work.group, at_work.convenor, at_work.world.school)
    Group.objects.filter(pk=at_work.group.pk).update(state=state, **facts)
    at_work.group.refresh_from_db()
    with pytest.raises(refusal, match=r"is paused: The convenor is ill|is closed"):
        steps.propose_plan(plan=plan, by=at_work.convenor)
    with pytest.raises(refusal):
        writing.save_budget(plan=plan, lines=[], version=plan.version, by=at_work.convenor)
    with pytest.raises(refusal):
        plan_activity(plan=plan, facts=activity_facts(at_work.world.school), by=at_work.convenor)


def test_a_closed_plan_is_read_only_and_the_next_begins_from_its_conditions(at_work: AtWork) -> None:
    plan = agreed_plan(at_work.group, at_work.convenor, heads(at_work))
    with pytest.raises(DomainError, match="still open"):
        steps.close_plan(plan=plan, because="Done.", by=at_work.convenor)
    drop_activity(activity=an_activity(plan), because="No cover.", by=at_work.convenor)
    steps.close_plan(plan=plan, because="Twelve classes talk about books.", by=at_work.convenor)
    with pytest.raises(PlanClosed):
        writing.save_budget(plan=plan, lines=[], version=plan_version(plan), by=at_work.convenor)
    following = steps.begin_plan(group=at_work.group, by=at_work.convenor)
    assert {row.standing for row in following.conditions.all()} == {"begun"}


def test_activities_refuse_what_cannot_be(at_work: AtWork) -> None:
    world = at_work.world
    plan = steps.begin_plan(group=at_work.group, by=at_work.convenor)
    with pytest.raises(DomainError, match="one at least"):
        plan_activity(plan=plan, facts=activity_facts(), by=at_work.convenor)
    backwards = activity_facts(world.school, ends_on=activity_facts().starts_on.replace(year=2020))
    with pytest.raises(DomainError, match="end before it begins"):
        plan_activity(plan=plan, facts=backwards, by=at_work.convenor)
    with pytest.raises(NotOfTheGroup):
        plan_activity(plan=plan, facts=activity_facts(make_school("681")), by=at_work.convenor)


def test_booking_takes_the_days_and_starts_the_plan(at_work: AtWork) -> None:
    plan = write_plan(at_work.group, at_work.convenor, at_work.world.school)
    with pytest.raises(NotAgreed):
        book_activity(activity=an_activity(plan), by=at_work.convenor)
    steps.propose_plan(plan=plan, by=at_work.convenor)
    for school, head in heads(at_work).items():
        steps.agree_plan(plan=plan, school=school, seen=seen(plan), by=head)
    activity = an_activity(plan)
    book_activity(activity=activity, by=at_work.convenor)
    booked = TimeOut.objects.get()
    assert (booked.ledger.school, booked.days, booked.state) == (
        at_work.world.school,
        Decimal("0.5"),
        "booked",
    )
    assert Plan.objects.get().state == PlanState.UNDER_WAY

    with pytest.raises(IllegalTransition):
        book_activity(activity=activity, by=at_work.convenor)
    # Changed: the days of the old day are free, those of the new one booked.
    facts = activity_facts(at_work.world.other_school)
    change_activity(activity=activity, facts=facts, version=activity.version, by=at_work.convenor)
    standing = TimeOut.objects.get(state="booked")
    assert standing.ledger.school == at_work.world.other_school
    with pytest.raises(ActivityChangedMeanwhile):
        change_activity(activity=activity, facts=facts, version=activity.version - 1, by=at_work.convenor)

    finish_activity(
        activity=activity, done_on=activity.starts_on, outcome="We saw talk.", by=at_work.convenor
    )
    with pytest.raises(IllegalTransition):
        drop_activity(activity=activity, because="Too late.", by=at_work.convenor)


def test_dropping_frees_the_days(at_work: AtWork) -> None:
    plan = agreed_plan(at_work.group, at_work.convenor, heads(at_work))
    activity = an_activity(plan)
    book_activity(activity=activity, by=at_work.convenor)
    drop_activity(activity=activity, because="No cover.", by=at_work.convenor)
    assert set(TimeOut.objects.values_list("state", "ended_because")) == {("cancelled", "No cover.")}


def test_topics_of_living_plans(at_work: AtWork) -> None:
    plan = write_plan(at_work.group, at_work.convenor, at_work.world.school)
    assert topics_of_living_plans() == {}
    steps.propose_plan(plan=plan, by=at_work.convenor)
    assert list(topics_of_living_plans().values()) == [[plan]]
    Group.objects.update(state=GroupState.PAUSED, paused_because="Later.")
    assert topics_of_living_plans() == {}


def test_a_need_of_one_school_alone_is_not_told(at_work: AtWork) -> None:
    assert stated_needs(at_work.group) == []
