"""When schools were last used to help others, for how long, and what came of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from brokerage.enums import PromiseState
from brokerage.models import Promise

USED = [PromiseState.BOOKED, PromiseState.USED]


@dataclass(frozen=True)
class LastUsed:
    on: dt.date
    days: Decimal
    # What its evaluation came to; empty while nobody has evaluated it.
    rung: str


def last_used_of(schools: Iterable[int]) -> dict[int, LastUsed]:
    """By school; those never used are missing. One query."""
    rows = (
        Promise.objects.filter(offer__school__in=list(schools), state__in=USED)
        .order_by("offer__school", "-moved_at")
        .distinct("offer__school")
        .values_list("offer__school", "moved_at", "days", "partnership__evaluation__rung")
    )
    return {school: LastUsed(at.date(), days, rung or "") for school, at, days, rung in rows}
