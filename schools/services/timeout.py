"""Staff-days out of school: the one way to book and cancel them.

A later app books the days of a meeting so, for each school that sends people:

    warning = room_of(school, on).goes_over(days)          # schools.queries.timeout: say it before asking
    book_time_out(
        school=school, days=Decimal("0.5"), on=meeting.on, purpose=TimeOutPurpose.SIG,
        what="Meeting of the group", cover_cost=Decimal("95"), paid_by=PaidBy.GROUP,
        reference=f"sigs/meeting/{meeting.public_id}", by=person,
    )
    cancel_time_out(school=school, reference=f"sigs/meeting/{meeting.public_id}", because="…", by=person)

Beyond the head's own ceiling it refuses (OverOwnCeiling), unless the head books it, or `ask_head=True`: then
the days wait for the head's answer and do not count before it. The same reference is booked once: booking it
again gives the row that is there. Whether the person may do it at all is asked at the edge."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from core import clock, notices
from core.models import User
from core.transitions import Transition, advance
from schools.enums import PaidBy, Permission, TimeOutPurpose, TimeOutState
from schools.models import School, TimeOut, TimeOutYear
from schools.queries.days import academic_year_of
from schools.queries.support.people import holders
from schools.services.timeoutrefusals import (
    CeilingChanged,
    CoverUnpaid,
    NotInQuarters,
    OverOwnCeiling,
    ReasonMissing,
    TimeOutAtClosedSchool,
)
from schools.units import days_written

AGREE = Transition("agree", sources=[TimeOutState.ASKED], target=TimeOutState.BOOKED)
DECLINE = Transition("decline", sources=[TimeOutState.ASKED], target=TimeOutState.DECLINED)
CANCEL = Transition(
    "cancel", sources=[TimeOutState.ASKED, TimeOutState.BOOKED], target=TimeOutState.CANCELLED
)
MOST_AT_ONCE = Decimal(100)


@transaction.atomic
def book_time_out(
    *,
    school: School,
    days: Decimal,
    on: dt.date,
    purpose: TimeOutPurpose,
    what: str,
    by: User,
    cover_cost: Decimal | None = None,
    paid_by: str = "",
    reference: str = "",
    ask_head: bool = False,
) -> TimeOut:
    """`days`: of all staff together, in quarters. `cover_cost`: for all of them; None while nobody knows.
    The head who books at the own school agrees by doing so."""
    check(school, days, cover_cost, paid_by)
    year = ledger_of(school, academic_year_of(on))
    # Whoever books at the same moment waits here, and then finds what is left.
    year = TimeOutYear.objects.select_for_update().get(pk=year.pk)
    standing = TimeOut.objects.filter(
        ledger=year, reference=reference, state__in=[TimeOutState.ASKED, TimeOutState.BOOKED]
    ).first()
    if reference and standing:
        return standing
    now = clock.now()
    beyond = year.ceiling is not None and year.booked + days > year.ceiling
    is_head = by.has_perm(Permission.KEEP_TIME_OUT, school)
    if beyond and not is_head and not ask_head:
        raise OverOwnCeiling((year.ceiling or Decimal(0)) - year.booked)
    waits = beyond and not is_head
    row = TimeOut.objects.create(
        ledger=year,
        state=TimeOutState.ASKED if waits else TimeOutState.BOOKED,
        days=days,
        on=on,
        purpose=purpose,
        what=what,
        cover_cost=cover_cost,
        paid_by=paid_by,
        reference=reference,
        booked_at=now,
        booked_by=by,
        agreed_at=now if beyond and is_head else None,
        agreed_by=by if beyond and is_head else None,
    )
    if waits:
        for person in holders(Permission.KEEP_TIME_OUT, school):
            tell(person, "schools/time_out_asked", row, by)
    return row


@transaction.atomic
def cancel_time_out(
    *, because: str, by: User, row: TimeOut | None = None, school: School | None = None, reference: str = ""
) -> int:
    """One row, or all that stand under a reference (at one school or at all). How many were cancelled; the
    days are free again, the rows stay on record."""
    if not because.strip():
        raise ReasonMissing
    facts = {"ended_at": clock.now(), "ended_by": by, "ended_because": because}
    if row is not None:
        advance(row, CANCEL, **facts)
        return 1
    wanted = Q(reference=reference, state__in=CANCEL.sources)
    if school is not None:
        wanted &= Q(ledger__school=school)
    rows = list(TimeOut.objects.filter(wanted).order_by("ledger", "pk")) if reference else []
    for standing in rows:
        advance(standing, CANCEL, **facts)
    return len(rows)


@transaction.atomic
def answer_time_out(*, row: TimeOut, agree: bool, because: str = "", by: User) -> None:
    """The head says whether an ask beyond the ceiling may be. Declined with a reason."""
    now = clock.now()
    if agree:
        advance(row, AGREE, agreed_at=now, agreed_by=by)
    else:
        if not because.strip():
            raise ReasonMissing
        advance(row, DECLINE, ended_at=now, ended_by=by, ended_because=because)
    if row.booked_by_id != by.pk:
        tell(row.booked_by, f"schools/time_out_{'agreed' if agree else 'declined'}", row, by, because=because)


@transaction.atomic
def set_time_out_ceiling(
    *, school: School, year: int, ceiling: Decimal | None, seen: Decimal | None, by: User
) -> None:
    """The head's own; None takes it away. `seen`: what stood there when the form was opened. What is booked
    already stays booked."""
    if ceiling is not None and (ceiling < 0 or (ceiling * 4) % 1):
        raise NotInQuarters
    row = ledger_of(school, year)
    changed = TimeOutYear.objects.filter(pk=row.pk, ceiling=seen) if seen is not None else None
    if changed is None:
        changed = TimeOutYear.objects.filter(pk=row.pk, ceiling__isnull=True)
    if not changed.update(ceiling=ceiling, ceiling_set_at=clock.now(), ceiling_set_by=by):
        raise CeilingChanged


def ledger_of(school: School, year: int) -> TimeOutYear:
    """A new year begins with the ceiling of the year before."""
    before = TimeOutYear.objects.filter(school=school, year=year - 1).first()
    carried = (
        {
            "ceiling": before.ceiling,
            "ceiling_set_at": before.ceiling_set_at,
            "ceiling_set_by": before.ceiling_set_by,
        }
        if before
        else {}
    )
    return TimeOutYear.objects.get_or_create(school=school, year=year, defaults=carried)[0]


def check(school: School, days: Decimal, cover_cost: Decimal | None, paid_by: str) -> None:
    if not 0 < days <= MOST_AT_ONCE or (days * 4) % 1:
        raise NotInQuarters
    if cover_cost is not None and (cover_cost < 0 or paid_by not in PaidBy.values):
        raise CoverUnpaid
    if not school.is_open:
        raise TimeOutAtClosedSchool


def tell(person: User, kind: str, row: TimeOut, by: User, because: str = "") -> None:
    school = row.ledger.school
    notices.tell(
        person,
        kind,
        f"/schools/{school.number}/time-out/?year={row.ledger.year}",
        school=school.name_en,
        school_cy=school.name_cy or school.name_en,
        who=by.name,
        what=row.what,
        days=days_written(row.days),
        because=because,
    )
