"""When a group meets and met, and what it agreed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core import clock
from core.authorise import authorise
from sigs.enums import GroupState, MeetingState, Permission
from sigs.models import Action, Group, Meeting
from sigs.presenting.health import health_for
from sigs.presenting.meetings import MEETING_TAGS, action_rows, calendar_of, meeting_rows
from sigs.queries.actions import actions_of
from sigs.queries.groups import group_visible
from sigs.queries.meetings import coming_meetings, held_meetings, meeting_visible
from sigs.queries.plans import next_activity, open_plan


def frame(request: HttpRequest, group: Group) -> dict[str, Any]:
    at_work = group.state == GroupState.ACTIVE
    return {"group": group, "may_write": at_work and request.user.has_perm(Permission.LEAD_GROUP, group)}


@authorise(Permission.VIEW_GROUP, find=group_visible)
def group_meetings(request: HttpRequest, group: Group) -> HttpResponse:
    context = {
        **frame(request, group),
        "coming": meeting_rows(coming_meetings(group)),
        "held": meeting_rows(held_meetings(group)),
        "actions": action_rows(actions_of(group).filter(state="open"), request.user, group),
        "health": health_for(group, request.user),
    }
    return render(request, "sigs/meetings.html", context)


@authorise(Permission.VIEW_GROUP, find=group_visible)
def group_actions(request: HttpRequest, group: Group) -> HttpResponse:
    """All of them, over all meetings, and what the plan has next."""
    rows = action_rows(actions_of(group), request.user, group)
    plan = open_plan(group)
    context = {
        **frame(request, group),
        "open": [row for row in rows if row.is_open],
        "over": [row for row in reversed(rows) if not row.is_open],
        "overdue": sum(row.is_overdue for row in rows),
        "next_activity": next_activity(plan) if plan else None,
    }
    return render(request, "sigs/actions.html", context)


@authorise(Permission.VIEW_GROUP, find=meeting_visible)
def meeting(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    agreed = Action.objects.filter(meeting=meeting).select_related(
        "owner", "owner_school", "meeting", "over_by"
    )
    context = {
        **frame(request, meeting.group),
        "meeting": meeting,
        "tag": MEETING_TAGS[MeetingState(meeting.state)],
        "present": list(meeting.schools.select_related("school")),
        "actions": action_rows(agreed, request.user, meeting.group),
        "has_begun": meeting.starts_at <= clock.now(),
    }
    return render(request, "sigs/meeting.html", context)


@authorise(Permission.VIEW_GROUP, find=meeting_visible)
def meeting_calendar(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    address = request.build_absolute_uri(request.path.removesuffix("calendar.ics"))
    response = HttpResponse(calendar_of(meeting, address), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="{meeting.group.slug}-{meeting.starts_at:%Y-%m-%d}.ics"'
    )
    return response
