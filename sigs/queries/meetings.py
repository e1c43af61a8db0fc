"""When a group meets and met."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from core import clock
from sigs.enums import ActionState, MeetingState
from sigs.models import Group, Meeting


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


def next_meeting(group: Group) -> Meeting | None:
    found: Meeting | None = (
        Meeting.objects.filter(group=group, state=MeetingState.CALLED, ends_at__gte=clock.now())
        .order_by("starts_at")
        .first()
    )
    return found


def meeting_visible(user: Any, slug: str, public_id: UUID) -> Meeting | None:
    found: Meeting | None = (
        Meeting.objects.visible_to(user)
        .select_related("group__scope", "group__tier", "called_by")
        .filter(group__slug=slug, public_id=public_id)
        .first()
    )
    return found
