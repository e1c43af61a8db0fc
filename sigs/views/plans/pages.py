"""A group's plan, for those who see the group."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.authorise import authorise, person_of
from sigs.enums import ActivityState, GroupState, Permission, PlanState
from sigs.forms.plans import CommentForm
from sigs.models import Activity, ActivitySchool, Group, Plan
from sigs.presenting.plans import (
    ACTIVITY_TAGS,
    STATE_TAGS,
    agreement_rows,
    changes_for,
    condition_rows,
    evidence_rows,
    measure_rows,
    money_sum,
)
from sigs.queries.daysout import over_ceiling, waiting_for_head
from sigs.queries.groups import group_visible
from sigs.queries.people import own_schools
from sigs.queries.plans import (
    activities_of,
    activity_visible,
    closed_plans,
    is_late,
    missing_parts,
    newest_plan,
    plan_visible,
    stated_needs,
)
from sigs.queries.planversions import newest_version
from sigs.services.plans.activities import reference_of
from sigs.wording.plans import MISSING


@authorise(Permission.VIEW_GROUP, find=group_visible)
def group_plan(request: HttpRequest, group: Group) -> HttpResponse:
    plan = newest_plan(group)
    if plan is None:
        may_write = leads(request, group)
        context = {"group": group, "may_write": may_write, "stated": stated_needs(group) if may_write else []}
        return render(request, "sigs/plan_none.html", context)
    return render(request, "sigs/plan.html", shown(request, plan))


@authorise(Permission.VIEW_GROUP, find=plan_visible)
def plan_past(request: HttpRequest, plan: Plan) -> HttpResponse:
    return render(request, "sigs/plan.html", shown(request, plan))


def shown(request: HttpRequest, plan: Plan, comment: CommentForm | None = None) -> dict[str, Any]:
    own = own_schools(request.user, plan.group, Permission.ANSWER_FOR_SCHOOL) if plan.is_open else []
    agreements = agreement_rows(plan, own)
    newest = newest_version(plan)
    return {
        **frame(request, plan),
        "state_tag": STATE_TAGS[PlanState(plan.state)],
        "topics": [row.topic for row in plan.needs.select_related("topic")],
        "evidence": evidence_rows(plan),
        "measures": measure_rows(plan),
        "budget": list(plan.budget.all()),
        "total": money_sum(plan),
        "conditions": condition_rows(plan),
        "activities": activity_rows(plan),
        "agreements": agreements,
        "agreed": sum(row.is_current for row in agreements),
        "changes": changes_for(plan, agreements),
        "seen": newest.number if newest else 0,
        "missing": [MISSING[part] for part in missing_parts(plan)] if plan.state == "draft" else [],
        "comments": list(plan.comments.select_related("written_by")),
        "comment": comment or CommentForm(),
        "past": [row for row in closed_plans(plan.group) if row.pk != plan.pk],
    }


def frame(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    at_work = plan.is_open and plan.group.state == GroupState.ACTIVE
    return {
        "plan": plan,
        "group": plan.group,
        "may_write": at_work and leads(request, plan.group),
        "may_comment": at_work and request.user.has_perm(Permission.TAKE_PART, plan.group),
        "may_agree": at_work and plan.state != "draft",
        "may_begin": not plan.is_open
        and plan.group.state == GroupState.ACTIVE
        and leads(request, plan.group),
    }


def leads(request: HttpRequest, group: Group) -> bool:
    return group.state == GroupState.ACTIVE and person_of(request).has_perm(Permission.LEAD_GROUP, group)


def activity_rows(plan: Plan) -> list[dict[str, Any]]:
    return [
        {
            "activity": row,
            "tag": ACTIVITY_TAGS[ActivityState(row.state)],
            "late": is_late(row),
            "schools": [place.school for place in row.schools.all()],
            "days": sum(place.days for place in row.schools.all()),
        }
        for row in activities_of(plan)
    ]


@authorise(Permission.VIEW_GROUP, find=activity_visible)
def activity(request: HttpRequest, activity: Activity) -> HttpResponse:
    places = list(activity.schools.select_related("school"))
    context = {
        **frame(request, activity.plan),
        "activity": activity,
        "tag": ACTIVITY_TAGS[ActivityState(activity.state)],
        "late": is_late(activity),
        "places": place_rows(activity, places),
        "days": sum((place.days for place in places), Decimal(0)),
        "cost": sum(place.cover_cost or 0 for place in places),
        "people": list(activity.people.select_related("level")),
    }
    return render(request, "sigs/activity.html", context)


def place_rows(activity: Activity, places: list[ActivitySchool]) -> list[dict[str, Any]]:
    """Each school that takes part; whether its days would pass its head's ceiling, or wait for the head."""
    over = over_ceiling(activity, places) if activity.state == ActivityState.PLANNED else set()
    waits = waiting_for_head(reference_of(activity)) if activity.state == ActivityState.BOOKED else set()
    return [{"row": row, "over": row.school_id in over, "waits": row.school_id in waits} for row in places]
