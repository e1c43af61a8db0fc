"""Staff-days out of school: what is booked, for what, who pays for cover, and what is left under the head's
own ceiling."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, DecimalField, F, Min, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce, Concat

from core import authorise
from schools.enums import Permission, TimeOutState
from schools.models import School, TimeOut, TimeOutYear
from schools.queries.days import academic_year_of, this_year
from schools.queries.names import shown_name

NONE = Decimal(0)


@dataclass(frozen=True)
class Room:
    """A school's year: what is booked, and what of the head's ceiling is left; no ceiling: None."""

    year: int
    booked: Decimal
    ceiling: Decimal | None

    @property
    def left(self) -> Decimal | None:
        """Below zero where more was agreed, or the ceiling was lowered later."""
        return None if self.ceiling is None else self.ceiling - self.booked

    def goes_over(self, days: Decimal) -> bool:
        """Whether so many days more go beyond the ceiling: to be said before anybody asks for them."""
        return self.left is not None and days > self.left


@dataclass(frozen=True)
class Sums:
    """Of rows that are booked: days by purpose, and cover by who pays. `unknown` counts rows whose cover
    nobody has priced."""

    days: Decimal = NONE
    by_purpose: dict[str, Decimal] = field(default_factory=dict)
    by_payer: dict[str, Decimal] = field(default_factory=dict)
    unknown: int = 0

    @property
    def cover(self) -> Decimal:
        return sum(self.by_payer.values(), NONE)


def room_of(school: School, on: dt.date | None = None) -> Room:
    return room_in(school, academic_year_of(on) if on else this_year())


def room_in(school: School, year: int) -> Room:
    row = TimeOutYear.objects.filter(school=school, year=year).first()
    return Room(year, row.booked if row else NONE, row.ceiling if row else None)


def rooms(schools: Iterable[int], year: int | None = None) -> dict[int, Room]:
    """Of many schools, in one query: what a person who plans for all of them is warned by."""
    year = year or this_year()
    ids = list(schools)
    rows = {row.school_id: row for row in TimeOutYear.objects.filter(school__in=ids, year=year)}
    return {
        pk: Room(year, rows[pk].booked, rows[pk].ceiling) if pk in rows else Room(year, NONE, None)
        for pk in ids
    }


def rows_of(school: School, year: int) -> QuerySet[TimeOut]:
    rows = TimeOut.objects.filter(ledger__school=school, ledger__year=year)
    return rows.select_related("booked_by", "agreed_by", "ended_by").order_by("on", "pk")


def years_of(school: School) -> list[int]:
    """The newest first, the year under way and the next always among them."""
    known = TimeOutYear.objects.filter(school=school).values_list("year", flat=True)
    return sorted({*known, this_year(), this_year() + 1}, reverse=True)


def sums_of(rows: Iterable[TimeOut]) -> Sums:
    days: dict[str, Decimal] = defaultdict(Decimal)
    cover: dict[str, Decimal] = defaultdict(Decimal)
    unknown = 0
    for row in rows:
        if row.state != TimeOutState.BOOKED:
            continue
        days[row.purpose] += row.days
        if row.cover_cost is None:
            unknown += 1
        else:
            cover[row.paid_by] += row.cover_cost
    return Sums(sum(days.values(), NONE), dict(days), dict(cover), unknown)


@dataclass(frozen=True)
class SchoolSum:
    school: School
    days: Decimal
    cover: Decimal
    ceiling: Decimal | None

    @property
    def left(self) -> Decimal | None:
        return None if self.ceiling is None else self.ceiling - self.days


def schools_with_time_out(user: Any, year: int) -> list[SchoolSum]:
    """Those of the person's schools that have booked any, by name; never by how much."""
    ledgers: QuerySet[TimeOutYear] = TimeOutYear.objects.held_by(user, Permission.VIEW_TIME_OUT_SUMS)
    rows = (
        ledgers.filter(year=year, booked__gt=0)
        .annotate(
            cover=Coalesce(
                Sum("rows__cover_cost", filter=Q(rows__state=TimeOutState.BOOKED)),
                NONE,
                output_field=DecimalField(),
            )
        )
        .select_related("school__authority", "school__scope")
        .order_by("school__sort_en", "school__number")
    )
    return [SchoolSum(row.school, row.booked, row.cover, row.ceiling) for row in rows]


def sums_by_purpose(user: Any, year: int) -> dict[tuple[int, str], tuple[Decimal, Decimal | None, int]]:
    """(authority, purpose) → days, cover as far as it is known, schools, over the person's schools."""
    rows: QuerySet[TimeOut] = TimeOut.objects.held_by(user, Permission.VIEW_TIME_OUT_SUMS)
    sums = (
        rows.filter(ledger__year=year, state=TimeOutState.BOOKED)
        .order_by()
        .values_list("ledger__school__authority", "purpose")
        .annotate(
            days=Sum("days"),
            cover=Sum("cover_cost"),
            schools=Count("ledger__school", distinct=True),
        )
    )
    return {(authority, purpose): (days, cover, n) for authority, purpose, days, cover, n in sums}


def time_out_visible(user: Any, public_id: UUID) -> TimeOut | None:
    rows: QuerySet[TimeOut] = TimeOut.objects.visible_to(user)
    return (
        rows.filter(public_id=public_id)
        .select_related("ledger__school__scope", "ledger__school__authority", "booked_by")
        .first()
    )


def time_out_rows(user: Any) -> list[QuerySet[Any, tuple[Any, ...]]]:
    """Asks beyond the ceiling that wait for the head, in the columns of `schools.queries.attention`."""
    scopes = authorise.held(user, Permission.KEEP_TIME_OUT)
    if not scopes:
        return []
    waiting = TimeOut.objects.filter(ledger__school__scope__in=scopes, state=TimeOutState.ASKED)
    return [
        waiting.order_by()
        .values("ledger__school", "ledger__year")
        .annotate(n=Count("pk"), since=Min("booked_at"))
        .values_list(
            Value("time-out", CharField()),
            shown_name("ledger__school__"),
            Concat(
                F("ledger__school__number"),
                Value("/"),
                Cast("ledger__year", CharField()),
                Value("/"),
                Cast("n", CharField()),
                output_field=CharField(),
            ),
            F("since"),
        )
    ]
