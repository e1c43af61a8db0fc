"""When a group meets and met."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, DateTimeField, Q, QuerySet, Value
from django.db.models.functions import Cast

from core import clock
from sigs.enums import ActionState, ActivityState, MeetingState, PlanState
from sigs.models import Activity, Group, Meeting


def meetings_of(group: Group) -> QuerySet[Meeting]:
    """Each with how many actions it agreed, how many of them are done, and how many schools came."""
    return Meeting.objects.filter(group=group).annotate(
        agreed=Count("actions", distinct=True),
        done=Count("actions", filter=Q(actions__state=ActionState.DONE), distinct=True),
        present=Count("schools", distinct=True),
    )


def coming_meetings(group: Group) -> QuerySet[Meeting]:
    """Called, and not over yet or waiting to be recorded."""
    return meetings_of(group).filter(state=MeetingState.CALLED).order_by("starts_at", "pk")


def held_meetings(group: Group) -> QuerySet[Meeting]:
    return meetings_of(group).filter(state=MeetingState.HELD).order_by("-starts_at", "-pk")


@dataclass(frozen=True)
class Coming:
    """`starts`: a day for an activity, a moment for a meeting."""

    is_meeting: bool
    starts: dt.datetime
    title: str
    language: str


def coming_next(group: Group) -> list[Coming]:
    """The next activity of the open plan, or what should have been said to be done; then the next meeting.
    One query."""
    activities = (
        Activity.objects.filter(plan__group=group, state__in=[ActivityState.PLANNED, ActivityState.BOOKED])
        .exclude(plan__state=PlanState.CLOSED)
        .order_by("starts_on", "pk")
        .values_list(Value(False), Cast("starts_on", DateTimeField()), "title", "plan__language")
    )
    meetings = (
        Meeting.objects.filter(group=group, state=MeetingState.CALLED, ends_at__gte=clock.now())
        .order_by("starts_at")
        .values_list(Value(True), "starts_at", "title", "language")
    )
    rows = activities[:1].union(meetings[:1], all=True)
    return sorted((Coming(*row) for row in rows), key=lambda row: row.is_meeting)


def meeting_visible(user: Any, slug: str, public_id: UUID) -> Meeting | None:
    found: Meeting | None = (
        Meeting.objects.visible_to(user)
        .select_related("group__scope", "group__tier", "called_by")
        .filter(group__slug=slug, public_id=public_id)
        .first()
    )
    return found
