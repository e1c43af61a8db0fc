"""Concerns, support plans and inspections in the furnished world: at both first schools."""

import datetime as dt

from brokerage.enums import (
    AimProgress,
    ConcernState,
    ConcernStepKind,
    Ground,
    InterventionBasis,
    PlanReason,
    PlanState,
    ProgressMeetingState,
    Seat,
)
from brokerage.models import (
    Concern,
    ConcernMeeting,
    ConcernReview,
    ConcernStep,
    Intervention,
    JointVisit,
    PlanAim,
    ProgressMeeting,
    ProgressNote,
    SupportPlan,
    WarningNotice,
)
from core import clock
from core.models import User
from schools.enums import FollowUp
from schools.models import Inspection, School
from schools.services.inspections import enter_inspection
from tests.factories import MOMENT
from tests.personas import World

FORTNIGHT = dt.timedelta(days=14)
# Words that nobody at a school may ever see.
WHISPERED = "Whispered: the accounts were not shown"


def add_concerns(world: World) -> None:
    people = world.people
    for school, by in ((world.school, people.senior_adviser), (world.other_school, people.authority_officer)):
        concern = a_concern(school, by)
        said(concern, by)
        visit_of(concern, by, people.consortium)
        notice_of(concern, people.authority_officer)
        called = ConcernMeeting.objects.create(
            authority=school.authority, on=clock.today(), called_at=MOMENT, called_by=by
        )
        said(concern, by, called)
        a_plan(school, people.adviser)
        for day in (dt.date(2018, 10, 15), dt.date(2023, 5, 8)):
            an_inspection(school, day, people.data_officer)


def add_more_concerns(world: World, schools: list[School]) -> None:
    people = world.people
    for school in schools:
        concern = a_concern(school, people.senior_adviser)
        said(concern, people.senior_adviser)
        visit_of(concern, people.adviser, people.consortium)
        a_plan(school, people.adviser)
    first = Concern.objects.get(school=world.school)
    plan = SupportPlan.objects.get(school=world.school)
    meeting = ConcernMeeting.objects.filter(authority=world.school.authority).earliest("pk")
    for concern in Concern.objects.filter(school__authority=world.school.authority).exclude(pk=first.pk):
        said(concern, people.senior_adviser, meeting)
    for place in range(1, 4):
        said(first, people.senior_adviser)
        notice_of(first, people.authority_officer, state="withdrawn")
        an_aim(plan, position=place + 1)
        meeting_of(plan, people.adviser, ago=place * 20)
        an_inspection(world.school, dt.date(2014, 3, place), people.data_officer)


def a_concern(school: School, by: User) -> Concern:
    today = clock.today()
    concern = Concern.objects.create(
        school=school,
        state=ConcernState.SERIOUS,
        reason=WHISPERED,
        evidence=WHISPERED,
        opened_at=MOMENT,
        opened_by=by,
        state_at=MOMENT,
        state_by=by,
        reviewed_on=today,
        next_review_on=today + FORTNIGHT,
        told_on=today,
        told_by=by,
        told_how="call",
        told_whom="The chair",
    )
    ConcernStep.objects.create(
        concern=concern,
        kind=ConcernStepKind.OPENED,
        level=ConcernState.WATCH,
        because=WHISPERED,
        at=MOMENT,
        by=by,
    )
    return concern


def said(concern: Concern, by: User, meeting: ConcernMeeting | None = None) -> ConcernReview:
    today = clock.today()
    return ConcernReview.objects.create(
        concern=concern,
        meeting=meeting,
        on=today,
        said=WHISPERED,
        next_review_on=today + FORTNIGHT,
        at=MOMENT,
        by=by,
    )


def visit_of(concern: Concern, first: User, second: User) -> JointVisit:
    return JointVisit.objects.create(
        concern=concern,
        on=clock.today(),
        first=first,
        second=second,
        purpose=WHISPERED,
        planned_at=MOMENT,
        planned_by=first,
    )


def notice_of(concern: Concern, by: User, state: str = "issued") -> WarningNotice:
    today = clock.today()
    over = {"over_on": today, "over_by": by, "over_because": WHISPERED} if state != "issued" else {}
    Intervention.objects.create(
        concern=concern,
        basis=InterventionBasis.SAFETY,
        ground=Ground.SAFETY,
        risk=WHISPERED,
        what=WHISPERED,
        decided_on=today,
        decided_by=by,
        recorded_at=MOMENT,
    )
    return WarningNotice.objects.create(
        concern=concern,
        state=state,
        grounds=[Ground.GOVERNANCE],
        reasons=WHISPERED,
        action_required=WHISPERED,
        action_minded=WHISPERED,
        issued_on=today,
        comply_by=today + FORTNIGHT,
        copied_head_on=today,
        copied_ministers_on=today,
        recorded_at=MOMENT,
        issued_by=by,
        **over,
    )


def a_plan(school: School, by: User) -> SupportPlan:
    today = clock.today()
    plan = SupportPlan.objects.create(
        school=school,
        state=PlanState.ACTIVE,
        because=PlanReason.AGREED,
        purpose="Reading that holds in every class",
        starts_on=today,
        ends_on=today + dt.timedelta(days=200),
        written_at=MOMENT,
        written_by=by,
        put_at=MOMENT,
        agreed_at=MOMENT,
        agreed_by=by,
    )
    an_aim(plan, position=1)
    meeting_of(plan, by, ago=30)
    ProgressMeeting.objects.create(plan=plan, on=today, called_at=MOMENT, called_by=by)
    return plan


def an_aim(plan: SupportPlan, *, position: int) -> PlanAim:
    return PlanAim.objects.create(
        plan=plan,
        position=position,
        text="Every class reads each day",
        baseline="Six of fourteen",
        measure="Fourteen of fourteen",
        school_does="Plans together",
        support="Four adviser days",
        due_on=clock.today(),
    )


def meeting_of(plan: SupportPlan, by: User, *, ago: int) -> ProgressMeeting:
    meeting = ProgressMeeting.objects.create(
        plan=plan,
        state=ProgressMeetingState.HELD,
        on=clock.today() - dt.timedelta(days=ago),
        seats=[Seat.HEAD, Seat.CHAIR],
        agreed="To plan on Wednesdays",
        called_at=MOMENT,
        called_by=by,
        over_at=MOMENT,
        over_by=by,
    )
    for aim in plan.aims.all():
        ProgressNote.objects.create(
            meeting=meeting, aim=aim, progress=AimProgress.BEHIND, words="Half of them"
        )
    return meeting


def an_inspection(school: School, day: dt.date, by: User) -> Inspection:
    graded = day.year < 2022
    area = "leadership"
    return enter_inspection(
        school=school,
        inspected_on=day,
        grades={area: 2} if graded else {},
        text_en="Pupils make sound progress",
        text_cy="Mae disgyblion yn gwneud cynnydd cadarn",
        recommendations_en="Raise attendance",
        recommendations_cy="Gwella presenoldeb",
        follow_up=FollowUp.REVIEW,
        by=by,
    )
