"""Bookings for tests, with what they are about filled in."""

import datetime as dt
from decimal import Decimal
from typing import Any

from core.models import User
from schools.enums import VisitKind
from schools.models import DayEntry, School
from schools.services.days import book_days

TODAY = dt.date(2026, 11, 1)


def book(school: School, days: str, *, by: User, **facts: Any) -> DayEntry:
    return book_days(
        **{
            "school": school,
            "days": Decimal(days),
            "kind": VisitKind.AUTUMN,
            "purpose": "Autumn visit",
            "on": TODAY + dt.timedelta(days=20),
            "adviser": by,
            "by": by,
            **facts,
        }
    )
