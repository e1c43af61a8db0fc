"""Days of staff out of school for a group's work, in each school's own ledger.

A reference names what they are for, so that the same days are never booked twice. Days beyond a head's own
ceiling wait for that head."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.models import User
from schools.enums import PaidBy, TimeOutPurpose
from schools.models import School
from schools.services.timeout import book_time_out, cancel_time_out


@dataclass(frozen=True)
class DaysOut:
    """Of all staff of the school together; the cover is paid by the group where it has a cost."""

    school: School
    days: Decimal
    cover_cost: Decimal | None = None


def book_days(*, reference: str, out: Sequence[DaysOut], on: dt.date, what: str, by: User) -> None:
    """In the order of the schools, so that two who book at once do not wait for each other."""
    for one in sorted(out, key=lambda one: one.school.pk):
        if one.days:
            book_time_out(
                school=one.school,
                days=one.days,
                on=on,
                purpose=TimeOutPurpose.SIG,
                what=what,
                cover_cost=one.cover_cost,
                paid_by=PaidBy.GROUP if one.cover_cost is not None else "",
                reference=reference,
                ask_head=True,
                by=by,
            )


def free_days(*, reference: str, because: str, by: User) -> None:
    """All that stands under the reference."""
    cancel_time_out(reference=reference, because=because, by=by)
