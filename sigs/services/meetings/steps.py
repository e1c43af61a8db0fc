"""A meeting: called → held, with who came, or cancelled because."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from core.notices import tell
from core.transitions import Transition, advance
from schools.models import School
from sigs.enums import MeetingState
from sigs.models import Group, Meeting, MeetingSchool
from sigs.queries.people import heads_of
from sigs.services.daysout import DaysOut, book_days, free_days
from sigs.services.health import reckon_health
from sigs.services.plans.refusals import NotOfTheGroup
from sigs.services.still import refuse_still

HOLD = Transition("hold", sources=[MeetingState.CALLED], target=MeetingState.HELD)
CANCEL = Transition("cancel", sources=[MeetingState.CALLED], target=MeetingState.CANCELLED)


class MeetingChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this meeting while you had it open. Your text is still below; above"
                " it stands what was saved meanwhile. Put the two together, and save again."
            )
        )


@dataclass(frozen=True)
class Present:
    """A school that was there."""

    school: School
    people: str = ""
    days: Decimal = Decimal(0)


@transaction.atomic
def call_meeting(*, group: Group, by: User, **facts: Any) -> Meeting:
    """`facts`: title, starts_at, ends_at, place, online, agenda, language. The heads are told."""
    refuse_still(group)
    refuse_impossible(**facts)
    if facts["starts_at"] < clock.now() - dt.timedelta(days=1):
        raise DomainError(_("A meeting is called for a day to come."))
    now = clock.now()
    meeting = Meeting.objects.create(
        group=group, called_at=now, called_by=by, changed_at=now, changed_by=by, **facts
    )
    tell_heads(meeting, "sigs/meeting_called", by)
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, version: int, by: User, **facts: Any) -> None:
    """`version` is the one that the person had before them. Calendars take over what changed."""
    refuse_still(meeting.group)
    refuse_impossible(**facts)
    before = (meeting.starts_at, meeting.place, meeting.online)
    saved = Meeting.objects.filter(pk=meeting.pk, version=version, state=MeetingState.CALLED)
    if not saved.update(version=F("version") + 1, **facts, **changed(by)):
        raise MeetingChangedMeanwhile
    meeting.refresh_from_db()
    if before != (meeting.starts_at, meeting.place, meeting.online):
        tell_heads(meeting, "sigs/meeting_changed", by)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, because: str, by: User) -> None:
    refuse_still(meeting.group)
    advance(
        meeting,
        CANCEL,
        cancelled_at=clock.now(),
        cancelled_because=because,
        version=F("version") + 1,
        **changed(by),
    )
    meeting.refresh_from_db()
    tell_heads(meeting, "sigs/meeting_cancelled", by)


@transaction.atomic
def record_meeting(
    *, meeting: Meeting, present: Sequence[Present], notes: str, version: int, by: User
) -> None:
    """Who came, and what is to be remembered in short. Days out of school are booked for those who came.
    A record can be mended: the days are booked anew."""
    refuse_still(meeting.group)
    if meeting.starts_at > clock.now():
        raise DomainError(_("This meeting has not begun yet."))
    if not present:
        raise DomainError(_("Say which schools were there: one at least."))
    members = set(meeting.group.members.values_list("school", flat=True))
    for one in present:
        if one.school.pk not in members:
            raise NotOfTheGroup(one.school)
    if meeting.state == MeetingState.CALLED:
        advance(meeting, HOLD, held_at=clock.now())
    saved = Meeting.objects.filter(pk=meeting.pk, version=version, state=MeetingState.HELD)
    if not saved.update(version=F("version") + 1, notes=notes, **changed(by)):
        raise MeetingChangedMeanwhile
    meeting.refresh_from_db()
    write_present(meeting, present, by)
    reckon_health(group=meeting.group)


def write_present(meeting: Meeting, present: Sequence[Present], by: User) -> None:
    reference = f"sigs/meeting/{meeting.public_id}"
    free_days(reference=reference, because=str(_("The record of the meeting was changed.")), by=by)
    meeting.schools.all().delete()
    MeetingSchool.objects.bulk_create(
        MeetingSchool(meeting=meeting, school=one.school, people=one.people, days=one.days) for one in present
    )
    book_days(
        reference=reference,
        out=[DaysOut(one.school, one.days) for one in sorted(present, key=lambda one: one.school.pk)],
        on=meeting.starts_at.date(),
        what=meeting.title,
        by=by,
    )


def refuse_impossible(*, starts_at: dt.datetime, ends_at: dt.datetime, **facts: Any) -> None:
    if ends_at <= starts_at:
        raise DomainError(_("The meeting would end before it begins."))
    if not (facts.get("place") or facts.get("online")):
        raise DomainError(_("Say where: a place, or the link of an online meeting."))


def tell_heads(meeting: Meeting, kind: str, by: User) -> None:
    group = meeting.group
    path = f"/groups/{group.slug}/meetings/{meeting.public_id}/"
    for head in heads_of(group):
        if head != by:
            tell(
                head,
                kind,
                path,
                group=group.name_en,
                group_cy=group.name_cy,
                title=meeting.title,
                starts_at=meeting.starts_at.isoformat(),
                because=meeting.cancelled_because,
            )


def changed(by: User) -> dict[str, object]:
    return {"changed_at": clock.now(), "changed_by": by}
