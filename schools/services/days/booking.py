"""Days planned, used and cancelled. Nothing is deleted: what was wrong is cancelled, and says why."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from core import clock
from core.models import User
from core.transitions import Transition, advance
from schools.enums import DayState, Permission, VisitKind
from schools.models import DayEntry, School
from schools.queries.days import academic_year_of, this_year
from schools.queries.support.ties import is_tied
from schools.services.days.ceilings import budget_of, check_quarters, take_room, warn_if_near
from schools.services.days.refusals import NotAnAdviser, NotYet, OtherYear, OwnSchool, SchoolClosed

USE = Transition("use", sources=[DayState.PLANNED], target=DayState.USED)
CANCEL = Transition("cancel", sources=[DayState.PLANNED, DayState.USED], target=DayState.CANCELLED)


@transaction.atomic
def book_days(
    *,
    school: School,
    days: Decimal,
    kind: VisitKind,
    purpose: str,
    on: dt.date,
    adviser: User,
    by: User,
    used: bool = False,
) -> DayEntry:
    """Plan days of support for the school, or, with `used`, write down days that were used already. They
    count in the academic year of `on`.

    Refused: days that are no quarters (NotInQuarters); beyond the ceiling and what was approved
    (OverCeiling); by or for somebody who works at, governs or leads the school or one federated with it
    (OwnSchool); for somebody who does not advise it (NotAnAdviser); in another year than this and the next
    (OtherYear); used days of a day to come (NotYet); at a closed school (SchoolClosed)."""
    check_quarters(days)
    check_people(school, adviser, by)
    if not school.is_open:
        raise SchoolClosed
    year = academic_year_of(on)
    if year not in (this_year(), this_year() + 1):
        raise OtherYear
    if used and on > clock.today():
        raise NotYet
    budget = budget_of(school, year)
    take_room(budget, days)
    now = clock.now()
    entry = DayEntry.objects.create(
        budget=budget,
        state=DayState.USED if used else DayState.PLANNED,
        days=days,
        kind=kind,
        purpose=purpose,
        on=on,
        adviser=adviser,
        planned_at=now,
        planned_by=by,
        used_at=now if used else None,
        used_by=by if used else None,
    )
    warn_if_near(budget)
    return entry


@transaction.atomic
def use_days(*, entry: DayEntry, days: Decimal, by: User) -> None:
    """The day is over: it took so many days, which may differ from what was planned."""
    check_quarters(days)
    check_people(entry.budget.school, entry.adviser, by)
    if entry.on > clock.today():
        raise NotYet
    if days > entry.days:
        take_room(entry.budget, days - entry.days)
    advance(entry, USE, days=days, used_at=clock.now(), used_by=by)
    warn_if_near(entry.budget)


@transaction.atomic
def cancel_days(*, entry: DayEntry, because: str, by: User) -> None:
    """The days are free again. The entry stays on record with its reason."""
    if is_tied(by, entry.budget.school):
        raise OwnSchool
    advance(entry, CANCEL, cancelled_at=clock.now(), cancelled_by=by, cancelled_because=because)
    warn_if_near(entry.budget)


def check_people(school: School, adviser: User, by: User) -> None:
    if is_tied(by, school) or is_tied(adviser, school):
        raise OwnSchool
    if not adviser.has_perm(Permission.BOOK_DAYS, school):
        raise NotAnAdviser(adviser.name)
