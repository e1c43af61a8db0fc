"""Support plans: the school sees what was put to it, those who lead the plan its draft too."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery

from brokerage.enums import Permission, PlanState, ProgressMeetingState
from brokerage.models import PlanAim, ProgressMeeting, ProgressNote, SupportPlan
from core import authorise, clock
from schools.enums import Permission as SchoolsPermission
from schools.models import School
from schools.queries.register import by_name, school_visible
from schools.queries.support.levels import CurrentLevel, current_levels
from schools.queries.support.ties import tied_schools


def plans_for(user: Any) -> QuerySet[SupportPlan]:
    """Drafts, and what never was more than a draft, only for those who could have written them: nobody who is
    tied to the school."""
    rows: QuerySet[SupportPlan] = SupportPlan.objects.visible_to(user)
    leads = Q(school__scope__lineage__overlap=authorise.held(user, Permission.LEAD_SUPPORT_PLAN))
    leads &= ~Q(school__in=tied_schools(user).order_by().values("pk"))
    return rows.filter(leads | Q(put_at__isnull=False) & ~Q(state=PlanState.DRAFT)).select_related(
        "school__authority",
        "school__scope",
        "judgement__level",
        "judgement__cycle",
        "inspection",
        "written_by",
        "agreed_by",
        "closed_by",
    )


class PlanPlace:
    """A school with its plan, if there is one that the person may see: the one under way, else the last."""

    scope_path = "school__scope"

    def __init__(self, school: School, plan: SupportPlan | None) -> None:
        self.school = school
        self.plan = plan


def plan_place(user: Any, number: str) -> PlanPlace | None:
    """None for whoever sees no plan of the school at all."""
    school = school_visible(user, number)
    if school is None or not user.has_perm(Permission.VIEW_SUPPORT_PLAN, school):
        return None
    return PlanPlace(school, plans_of(school, user).first())


def plans_of(school: School, user: Any) -> QuerySet[SupportPlan]:
    """The one under way first."""
    return plans_for(user).filter(school=school).order_by(F("closed_at").desc(nulls_first=True), "-pk")


def plan_of(user: Any, number: str) -> SupportPlan | None:
    """The plan under way."""
    return plans_for(user).filter(school__number=number).exclude(state=PlanState.CLOSED).first()


def aim_of(user: Any, number: str, position: int) -> PlanAim | None:
    plan = plan_of(user, number)
    aim: PlanAim | None = plan.aims.filter(position=position).first() if plan else None
    if aim is not None and plan is not None:
        aim.plan = plan
    return aim


def aims_with_progress(plan: SupportPlan) -> QuerySet[PlanAim]:
    """Each with what was said of it at the meetings that were held, the newest last."""
    held = ProgressNote.objects.filter(meeting__state=ProgressMeetingState.HELD).select_related("meeting")
    return plan.aims.prefetch_related(Prefetch("notes", held.order_by("meeting__on"), to_attr="progress"))


def meeting_of_plan(user: Any, number: str, meeting: Any) -> ProgressMeeting | None:
    return (
        ProgressMeeting.objects.filter(
            public_id=meeting, plan__school__number=number, plan__in=plans_for(user).values("pk")
        )
        .select_related("plan__school__scope", "plan__school__authority", "called_by", "over_by")
        .first()
    )


def next_meeting_due(plan: SupportPlan) -> dt.date | None:
    """The last day for the next progress meeting; None while the plan is not at work."""
    if plan.state != PlanState.ACTIVE or plan.agreed_at is None:
        return None
    last: dt.date | None = plan.meetings.filter(state=ProgressMeetingState.HELD).aggregate(on=Max("on"))["on"]
    begun = max(plan.starts_on, clock.on_the_wall(plan.agreed_at).date())
    return max(last or begun, begun) + dt.timedelta(weeks=plan.every_weeks)


@dataclass(frozen=True)
class PlanRow:
    school: School
    level: CurrentLevel | None
    plan: Any
    # The last day for the next progress meeting, and the day for which one is called.
    due_on: dt.date | None
    meets_on: dt.date | None


def plan_rows(user: Any) -> list[PlanRow]:
    """Schools with a plan, and schools whose level asks for one and that have none; by name. A fixed number
    of queries, however many there are."""
    held = ProgressMeeting.objects.filter(plan=OuterRef("pk")).order_by()
    plans = {
        plan.school_id: plan
        for plan in plans_for(user)
        .exclude(state=PlanState.CLOSED)
        .annotate(
            met_on=Subquery(held.filter(state=ProgressMeetingState.HELD).order_by("-on").values("on")[:1]),
            meets_on=Subquery(held.filter(state=ProgressMeetingState.PLANNED).values("on")[:1]),
        )
    }
    schools: QuerySet[School] = School.objects.open().of_region().held_by(user, Permission.VIEW_SUPPORT_PLAN)
    followed = schools.held_by(user, SchoolsPermission.VIEW_SUPPORT)  # type: ignore[attr-defined]  # its queryset
    levels = current_levels(followed.values_list("pk", flat=True))
    asked = [pk for pk, current in levels.items() if current.level.days >= settings.SUPPORT_PLAN_FROM_DAYS]
    rows = by_name(schools.filter(Q(pk__in=asked) | Q(pk__in=list(plans)))).select_related("authority")
    return [plan_row(school, levels.get(school.pk), plans.get(school.pk)) for school in rows]


def plan_row(school: School, level: CurrentLevel | None, plan: Any) -> PlanRow:
    due_on = None
    if plan and plan.state == PlanState.ACTIVE:
        begun = max(plan.starts_on, clock.on_the_wall(plan.agreed_at).date())
        due_on = max(plan.met_on or begun, begun) + dt.timedelta(weeks=plan.every_weeks)
    return PlanRow(school, level, plan, due_on, plan.meets_on if plan else None)
