"""A group's plan, for those who see the group."""

from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.authorise import authorise, person_of
from schools.models import School
from sigs.enums import ActivityState, GroupState, Permission, PlanState
from sigs.forms.plans import CommentForm
from sigs.models import Activity, ActivitySchool, Group, Plan, PlanTopic
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
from sigs.queries.plans import (
    activities_of,
    activity_visible,
    is_late,
    missing_parts,
    newest_first,
    plan_visible,
    stated_needs,
)
from sigs.services.plans.activities import reference_of
from sigs.wording.plans import MISSING


@authorise(Permission.VIEW_GROUP, find=group_visible)
def group_plan(request: HttpRequest, group: Group) -> HttpResponse:
    plans = list(newest_first(group))
    if not plans:
        may_write = leads(request, group)
        context = {"group": group, "may_write": may_write, "stated": stated_needs(group) if may_write else []}
        return render(request, "sigs/plan_none.html", context)
    return render(request, "sigs/plan.html", shown(request, plans[0], plans))


@authorise(Permission.VIEW_GROUP, find=plan_visible)
def plan_past(request: HttpRequest, plan: Plan) -> HttpResponse:
    return render(request, "sigs/plan.html", shown(request, plan, newest_first(plan.group)))


def shown(
    request: HttpRequest, plan: Plan, plans: Iterable[Plan], comment: CommentForm | None = None
) -> dict[str, Any]:
    """`plans`: all of the group's, the newest first."""
    framed = frame(request, plan)
    agreements = agreement_rows(plan, partial(answers_for, request.user)) if plan.is_open else []
    asks_what_is_missing = plan.state == PlanState.DRAFT and framed["may_write"]
    prefetch_related_objects([plan], Prefetch("needs", PlanTopic.objects.select_related("topic")), "budget")
    return {
        **framed,
        "state_tag": STATE_TAGS[PlanState(plan.state)],
        "topics": [row.topic for row in plan.needs.all()],
        "evidence": evidence_rows(plan),
        "measures": measure_rows(plan),
        "budget": list(plan.budget.all()),
        "total": money_sum(plan.budget.all()),
        "conditions": condition_rows(plan),
        "activities": activity_rows(plan),
        "agreements": agreements,
        "agreed": sum(row.is_current for row in agreements),
        "changes": changes_for(plan, agreements),
        "missing": [MISSING[part] for part in missing_parts(plan)] if asks_what_is_missing else [],
        "comments": list(plan.comments.select_related("written_by")),
        "comment": comment or CommentForm(),
        "past": [row for row in plans if not row.is_open and row.pk != plan.pk],
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


def answers_for(user: Any, school: School) -> bool:
    return bool(school.scope and user.has_perm(Permission.ANSWER_FOR_SCHOOL, school))


def leads(request: HttpRequest, group: Group) -> bool:
    return group.state == GroupState.ACTIVE and person_of(request).has_perm(Permission.LEAD_GROUP, group)


def activity_rows(plan: Plan) -> list[dict[str, Any]]:
    return [
        {
            "activity": row,
            "tag": ACTIVITY_TAGS[ActivityState(row.state)],
            "late": is_late(row),
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
