from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from brokerage.enums import Permission, PlanState, ProgressMeetingState, Seat
from brokerage.models import ProgressMeeting
from brokerage.presenting.supportplans import PLAN_TAGS, PROGRESS_TAGS, aim_card, listed, source_words
from brokerage.queries.supportplans import (
    PlanPlace,
    aims_with_progress,
    meeting_of_plan,
    next_meeting_due,
    plan_place,
    plan_rows,
    plans_of,
)
from core import clock
from core.authorise import authorise
from schools.enums import Permission as SchoolsPermission
from schools.queries.days import ledger, this_year
from schools.queries.support.ties import is_tied


@authorise(SchoolsPermission.FOLLOW_SUPPORT)
def support_plans(request: HttpRequest) -> HttpResponse:
    rows = [listed(row) for row in plan_rows(request.user)]
    context = {
        "rows": rows,
        "planned": [one for one in rows if one.row.plan],
        "without": [one for one in rows if not one.row.plan],
        "overdue": sum(one.is_overdue for one in rows),
        "from_days": settings.SUPPORT_PLAN_FROM_DAYS,
    }
    return render(request, "brokerage/supportplans/list.html", context)


@authorise(Permission.VIEW_SUPPORT_PLAN, find=plan_place)
def support_plan(request: HttpRequest, place: PlanPlace) -> HttpResponse:
    user, school, plan = request.user, place.school, place.plan
    context: dict[str, Any] = {
        "school": school,
        "plan": plan,
        "may_lead": may_lead(user, school),
        "has_open": plan is not None and plan.state != PlanState.CLOSED,
    }
    if plan:
        due_on = next_meeting_due(plan)
        meetings = list(plan.meetings.select_related("called_by"))
        context |= {
            "tag": PLAN_TAGS[plan.state],
            "source": source_words(plan),
            "cards": [aim_card(aim) for aim in aims_with_progress(plan)],
            "due_on": due_on,
            "is_overdue": due_on is not None and due_on < clock.today(),
            "to_come": [one for one in meetings if one.state == ProgressMeetingState.PLANNED],
            "held": [one for one in reversed(meetings) if one.state == ProgressMeetingState.HELD],
            "may_answer": plan.state == PlanState.WITH_SCHOOL
            and user.has_perm(Permission.ANSWER_SUPPORT_PLAN, school),
            "days": ledger(school, this_year())
            if user.has_perm(SchoolsPermission.VIEW_DAYS, school)
            else None,
            "earlier": [one for one in plans_of(school, user) if one != plan],
        }
    return render(request, "brokerage/supportplans/plan.html", context)


def may_lead(user: Any, school: Any) -> bool:
    leads = school.is_open and user.has_perm(Permission.LEAD_SUPPORT_PLAN, school)
    return leads and not is_tied(user, school)


@authorise(Permission.VIEW_SUPPORT_PLAN, find=meeting_of_plan)
def progress_meeting(request: HttpRequest, meeting: ProgressMeeting) -> HttpResponse:
    school = meeting.plan.school
    notes = meeting.notes.select_related("aim")
    context = {
        "meeting": meeting,
        "plan": meeting.plan,
        "school": school,
        "notes": [{"note": note, "tag": PROGRESS_TAGS[note.progress]} for note in notes],
        "seats": [Seat(seat).label for seat in meeting.seats],
        "has_come": meeting.on <= clock.today(),
        "may_lead": meeting.state == ProgressMeetingState.PLANNED and may_lead(request.user, school),
    }
    return render(request, "brokerage/supportplans/meeting.html", context)
