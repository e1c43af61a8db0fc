"""A row of each model of concerns and support plans in any state, as its table allows it."""

import datetime as dt
from typing import Any

from brokerage.models import (
    Concern,
    ConcernMeeting,
    JointVisit,
    PlanAim,
    ProgressMeeting,
    SupportPlan,
    WarningNotice,
)
from core import clock
from tests.factories import MOMENT
from tests.personas import World


def over(world: World, state: str, first: str) -> dict[str, Any]:
    """When it was over and by whom; why, where it was cancelled."""
    if state == first:
        return {}
    facts = {"over_at": MOMENT, "over_by": world.people.consortium}
    return {**facts, "cancelled_because": "Snow"} if state == "cancelled" else facts


def a_concern_in(world: World, state: str = "watch") -> Concern:
    today, by = clock.today(), world.people.consortium
    return Concern.objects.create(
        school=world.school,
        state=state,
        reason="No figures",
        evidence="Minutes",
        opened_at=MOMENT,
        opened_by=by,
        state_at=MOMENT,
        state_by=by,
        reviewed_on=today,
        next_review_on=None if state == "closed" else today + dt.timedelta(days=14),
        told_on=today,
        told_by=by,
        told_how="call",
        told_whom="The chair",
    )


def a_concern_meeting(world: World, state: str) -> ConcernMeeting:
    return ConcernMeeting.objects.create(
        authority=world.school.authority,
        state=state,
        on=clock.today(),
        people="Officers",
        called_at=MOMENT,
        called_by=world.people.consortium,
        **over(world, state, "called"),
    )


def a_joint_visit(world: World, state: str) -> JointVisit:
    return JointVisit.objects.create(
        concern=a_concern_in(world),
        state=state,
        on=clock.today(),
        first=world.people.adviser,
        second=world.people.consortium,
        purpose="Books",
        note="Seen" if state == "made" else "",
        planned_at=MOMENT,
        planned_by=world.people.consortium,
        **over(world, state, "planned"),
    )


def a_warning_in(world: World, state: str) -> WarningNotice:
    today, by = clock.today(), world.people.authority_officer
    ended = {"over_on": today, "over_by": by, "over_because": "Seen"} if state != "issued" else {}
    return WarningNotice.objects.create(
        concern=a_concern_in(world, "serious"),
        state=state,
        grounds=[2],
        reasons="No figures",
        action_required="To show them",
        action_minded="To appoint governors",
        issued_on=today,
        comply_by=today + dt.timedelta(days=30),
        copied_head_on=today,
        copied_ministers_on=today,
        recorded_at=MOMENT,
        issued_by=by,
        **ended,
    )


def a_plan_in(world: World, state: str = "active") -> SupportPlan:
    today, by = clock.today(), world.people.adviser
    agreed = {"agreed_at": MOMENT, "agreed_by": world.people.head} if state in ("active", "closed") else {}
    closed = {"closed_at": MOMENT, "closed_by": by, "outcome": "Done"} if state == "closed" else {}
    return SupportPlan.objects.create(
        school=world.school,
        state=state,
        because="agreed",
        purpose="Reading",
        starts_on=today,
        ends_on=today + dt.timedelta(days=200),
        written_at=MOMENT,
        written_by=by,
        put_at=None if state == "draft" else MOMENT,
        **agreed,
        **closed,
    )


def an_aim_in(world: World, state: str) -> PlanAim:
    return PlanAim.objects.create(
        plan=a_plan_in(world),
        position=1,
        state=state,
        text="Every class reads",
        baseline="Six",
        measure="Fourteen",
        school_does="Plans",
        support="Four days",
        due_on=clock.today(),
        result="" if state == "open" else "Ten",
    )


def a_progress_meeting(world: World, state: str) -> ProgressMeeting:
    return ProgressMeeting.objects.create(
        plan=a_plan_in(world),
        state=state,
        on=clock.today(),
        seats=["head"] if state == "held" else [],
        called_at=MOMENT,
        called_by=world.people.adviser,
        **over(world, state, "planned"),
    )
