"""Meetings and actions as they stand on a page, and a meeting as a calendar takes it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import icalendar
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import clock
from sigs.enums import ActionState, GroupState, MeetingState, Permission
from sigs.models import Action, Group, Meeting
from sigs.queries.people import own_schools

MEETING_TAGS = {
    MeetingState.CALLED: "waiting",
    MeetingState.HELD: "acting",
    MeetingState.CANCELLED: "outline",
}
ACTION_TAGS = {ActionState.OPEN: "waiting", ActionState.DONE: "acting", ActionState.DROPPED: "outline"}


@dataclass(frozen=True)
class MeetingRow:
    meeting: Meeting
    tag: str
    # In a sentence: what the meeting agreed, and how much of it is done. Plainly so where it agreed nothing.
    agreed: Any
    # Called, and its time is over: nobody has said who came.
    is_unrecorded: bool


def meeting_rows(meetings: Iterable[Any]) -> list[MeetingRow]:
    now = clock.now()
    return [
        MeetingRow(
            row,
            MEETING_TAGS[MeetingState(row.state)],
            agreed_sentence(row.agreed, row.done) if row.state == MeetingState.HELD else "",
            row.state == MeetingState.CALLED and row.ends_at < now,
        )
        for row in meetings
    ]


def agreed_sentence(agreed: int, done: int) -> Any:
    if not agreed:
        return _("Talk only: no action was agreed.")
    return ngettext(
        "%(agreed)s action agreed; done: %(done)s.", "%(agreed)s actions agreed; done: %(done)s.", agreed
    ) % {"agreed": agreed, "done": done}


@dataclass(frozen=True)
class ActionRow:
    action: Action
    tag: str
    is_open: bool
    is_overdue: bool
    # Whether the reader may say that it is done.
    may_end: bool


def action_rows(actions: Iterable[Action], user: Any, group: Group) -> list[ActionRow]:
    """The reader's own schools are read once for all rows."""
    at_work = group.state == GroupState.ACTIVE
    leads = user.has_perm(Permission.LEAD_GROUP, group)
    own = {school.pk for school in own_schools(user, group, Permission.TAKE_PART)} if at_work else set()
    today = clock.today()
    return [
        ActionRow(
            action=row,
            tag=ACTION_TAGS[ActionState(row.state)],
            is_open=row.state == ActionState.OPEN,
            is_overdue=row.state == ActionState.OPEN and row.due_on < today,
            may_end=at_work and (leads or row.owner_id == user.pk or row.owner_school_id in own),
        )
        for row in actions
    ]


def calendar_of(meeting: Meeting, address: str) -> bytes:
    """One entry. Its number grows with each change, so that a calendar takes over the newest."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//CSC Portal//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    entry = icalendar.Event()
    entry.add("uid", f"{meeting.public_id}@csc-portal")
    entry.add("sequence", meeting.version)
    entry.add("dtstamp", meeting.changed_at.astimezone(dt.UTC))
    entry.add("dtstart", meeting.starts_at.astimezone(dt.UTC))
    entry.add("dtend", meeting.ends_at.astimezone(dt.UTC))
    entry.add("summary", f"{meeting.group.name}: {meeting.title}")
    entry.add("location", meeting.place or meeting.online)
    entry.add("description", "\n\n".join(part for part in (meeting.agenda, meeting.online, address) if part))
    entry.add("url", address)
    entry.add("status", "CANCELLED" if meeting.state == MeetingState.CANCELLED else "CONFIRMED")
    calendar.add_component(entry)
    return bytes(calendar.to_ical())
