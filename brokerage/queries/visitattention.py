"""What visits ask of a person, in the columns of brokerage.queries.attention."""

import datetime as dt
from typing import Any

from django.db.models import CharField, DateTimeField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast

from brokerage.enums import Permission, VisitNoteState, VisitState
from brokerage.models import Visit, VisitNote
from core import clock
from core.authorise import held
from schools.queries.names import shown_name

# A visit is prepared in its last days.
PREPARED_WITHIN = dt.timedelta(days=7)

Rows = QuerySet[Any, tuple[Any, ...]]


def visit_rows(user: Any) -> list[Rows]:
    rows: list[Rows] = []
    if held(user, Permission.ANSWER_VISITS):
        rows.append(notes_to_answer(user))
    if held(user, Permission.WRITE_VISITS):
        own = Visit.objects.held_by(user, Permission.WRITE_VISITS).filter(adviser=user)
        own = own.filter(state=VisitState.PLANNED).order_by()
        today = clock.today()
        late = own.filter(on__lt=today)
        soon = own.filter(on__range=(today, today + PREPARED_WITHIN))
        rows += [row(late, "visit-to-note"), row(soon, "visit-brief"), notes_to_correct(user)]
    return rows


def row(visits: QuerySet[Visit], kind: str) -> Rows:
    return visits.values_list(
        Value(kind, CharField()),
        shown_name("school__"),
        Cast("public_id", CharField()),
        Cast("on", DateTimeField()),
    )


def notes_to_answer(user: Any) -> Rows:
    """The head's: notes that were sent and have no answer."""
    rows = VisitNote.objects.filter(
        state=VisitNoteState.SENT, visit__school__scope__in=held(user, Permission.ANSWER_VISITS)
    )
    return (
        rows.exclude(sent_by=user)
        .order_by()
        .values_list(
            Value("visit-note", CharField()),
            shown_name("visit__school__"),
            Cast("visit__public_id", CharField()),
            F("sent_at"),
        )
    )


def notes_to_correct(user: Any) -> Rows:
    """The adviser's: the head said that it is not accurate, and there is no corrected one yet."""
    later = VisitNote.objects.filter(visit=OuterRef("visit"), number__gt=OuterRef("number"))
    rows = VisitNote.objects.filter(~Exists(later), visit__adviser=user, state=VisitNoteState.DISPUTED)
    return rows.order_by().values_list(
        Value("visit-disputed", CharField()),
        shown_name("visit__school__"),
        Cast("visit__public_id", CharField()),
        F("answered_at"),
    )
