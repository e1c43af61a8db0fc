"""The conference: its programme is made of findings that are published."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from core import clock
from core.models import User
from schools.models import Region
from sigs.models import Conference, ConferenceSession, Finding
from sigs.services.spreading.refusals import ConferenceKnown, NothingToShow, RoomTaken, SessionKnown


@transaction.atomic
def save_conference(
    *, region: Region, by: User, conference: Conference | None = None, **facts: Any
) -> Conference:
    made = conference or Conference(region=region)
    for name, value in {**facts, "changed_at": clock.now(), "changed_by": by}.items():
        setattr(made, name, value)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise ConferenceKnown from error
    return made


@transaction.atomic
def publish_programme(*, conference: Conference, by: User) -> None:
    if not conference.sessions.exists():
        raise NothingToShow
    stamp(conference, by, published_at=clock.now())


@transaction.atomic
def withdraw_programme(*, conference: Conference, by: User) -> None:
    stamp(conference, by, published_at=None)


def stamp(conference: Conference, by: User, **facts: Any) -> None:
    Conference.objects.filter(pk=conference.pk).update(changed_at=clock.now(), changed_by=by, **facts)


@transaction.atomic
def save_session(
    *,
    conference: Conference,
    by: User,
    finding: Finding,
    starts_at: dt.time,
    ends_at: dt.time,
    room: str,
    session: ConferenceSession | None = None,
    **facts: Any,
) -> ConferenceSession:
    """Refused: a room taken at that time (RoomTaken), a finding with its session already (SessionKnown)."""
    # Of two at once the second waits here, and then finds the room taken.
    Conference.objects.select_for_update().get(pk=conference.pk)
    others = ConferenceSession.objects.filter(conference=conference).select_related("finding")
    if session:
        others = others.exclude(pk=session.pk)
    if others.filter(finding=finding).exists():
        raise SessionKnown
    taken = others.filter(room__iexact=room, starts_at__lt=ends_at, ends_at__gt=starts_at).first()
    if taken:
        raise RoomTaken(room, str(taken.finding.title))
    made = session or ConferenceSession(conference=conference)
    columns = {
        "finding": finding,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "room": room,
        **facts,
        "changed_at": clock.now(),
        "changed_by": by,
    }
    for name, value in columns.items():
        setattr(made, name, value)
    made.save()
    return made


@transaction.atomic
def remove_session(*, session: ConferenceSession, by: User) -> None:
    """Off the programme; the audit keeps it."""
    stamp(session.conference, by)
    session.delete()
