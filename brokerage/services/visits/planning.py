"""A visit and its days of support: planned, changed, cancelled.

planned → noted       when its note is sent
planned → cancelled   because; its days are free again
"""

import datetime as dt
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from brokerage.enums import VisitState
from brokerage.models import Visit
from brokerage.services.visits.refusals import OwnSchoolVisited, VisitChangedMeanwhile
from core import clock
from core.errors import IllegalTransition
from core.models import User
from core.transitions import Transition, advance
from schools.enums import VisitKind
from schools.models import DayEntry, School
from schools.queries.support.ties import is_tied
from schools.services.days import book_days, cancel_days

CANCEL = Transition("cancel", sources=[VisitState.PLANNED], target=VisitState.CANCELLED)


@dataclass(frozen=True)
class Preparation:
    """What the adviser wants to find out. The school reads none of it."""

    focus: str = ""
    question_1: str = ""
    question_2: str = ""
    question_3: str = ""


@transaction.atomic
def plan_visit(
    *,
    school: School,
    kind: VisitKind,
    on: dt.date,
    days: Decimal,
    purpose: str,
    language: str,
    preparation: Preparation,
    adviser: User,
    by: User,
) -> Visit:
    """Books the days in the school's ledger, with all that schools.services.days.book_days refuses."""
    return Visit.objects.create(
        school=school,
        adviser=adviser,
        kind=kind,
        on=on,
        purpose=purpose,
        language=language,
        **asdict(preparation),
        entry=booked(school, kind, on, days, purpose, adviser, by),
        planned_at=clock.now(),
        planned_by=by,
    )


def booked(
    school: School, kind: VisitKind, on: dt.date, days: Decimal, purpose: str, adviser: User, by: User
) -> DayEntry:
    return book_days(school=school, days=days, kind=kind, purpose=purpose, on=on, adviser=adviser, by=by)


@transaction.atomic
def change_visit(
    *,
    visit: Visit,
    version: int,
    kind: VisitKind,
    on: dt.date,
    days: Decimal,
    purpose: str,
    language: str,
    adviser: User,
    by: User,
) -> None:
    """What the school reads of it. The days are booked anew where they change."""
    refuse_tied(by, visit.school)
    now = {"kind": kind, "on": on, "purpose": purpose, "adviser": adviser}
    changed = Visit.objects.filter(pk=visit.pk, version=version, state=VisitState.PLANNED)
    if not changed.update(**now, language=language, version=F("version") + 1):
        raise meanwhile(visit)
    entry = visit.entry
    if (entry.kind, entry.on, entry.purpose, entry.adviser_id, entry.days) != (
        *(kind, on, purpose, adviser.pk, days),
    ):
        cancel_days(entry=entry, because=str(_("The visit was changed: its days are booked anew.")), by=by)
        entry = booked(visit.school, kind, on, days, purpose, adviser, by)
        Visit.objects.filter(pk=visit.pk).update(entry=entry)


@transaction.atomic
def prepare_visit(*, visit: Visit, version: int, preparation: Preparation, by: User) -> None:
    """What to look at and the questions, which the brief prints."""
    refuse_tied(by, visit.school)
    changed = Visit.objects.filter(pk=visit.pk, version=version, state=VisitState.PLANNED)
    if not changed.update(**asdict(preparation), version=F("version") + 1):
        raise meanwhile(visit)


@transaction.atomic
def cancel_visit(*, visit: Visit, because: str, by: User) -> None:
    refuse_tied(by, visit.school)
    advance(visit, CANCEL, cancelled_at=clock.now(), cancelled_by=by, cancelled_because=because)
    cancel_days(entry=visit.entry, because=because, by=by)


def meanwhile(visit: Visit) -> Exception:
    """Somebody changed it, or it is no longer planned."""
    visit.refresh_from_db(fields=["state"])
    if visit.state == VisitState.PLANNED:
        return VisitChangedMeanwhile()
    return IllegalTransition("change", visit)


def refuse_tied(by: User, school: School) -> None:
    if is_tied(by, school):
        raise OwnSchoolVisited
