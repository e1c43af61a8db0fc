"""Staff-days out for tests, with what they are about filled in."""

import datetime as dt
from decimal import Decimal
from typing import Any

from core.models import User
from schools.enums import TimeOutPurpose
from schools.models import School, TimeOut
from schools.services.timeout import book_time_out, set_time_out_ceiling

ON = dt.date(2026, 11, 21)
YEAR = 2027


def book(school: School, days: str, *, by: User, **facts: Any) -> TimeOut:
    return book_time_out(
        **{
            "school": school,
            "days": Decimal(days),
            "on": ON,
            "purpose": TimeOutPurpose.SIG,
            "what": "Meeting of the group",
            "by": by,
            **facts,
        }
    )


def limit(school: School, ceiling: str, *, by: User) -> None:
    set_time_out_ceiling(school=school, year=YEAR, ceiling=Decimal(ceiling), seen=None, by=by)
