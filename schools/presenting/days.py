"""Days of support in words and rows: of one school, of a caseload, of the advisers of an authority."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from core.models import User
from core.spreadsheets import Cell
from schools.models import DayEntry, School
from schools.queries.days import Ledger, advisers_of, ledgers_now, shares_of_posts
from schools.units import academic_year, days_written

FULL_POST = Decimal(1)


@dataclass(frozen=True)
class DayRow:
    """A school and its days, ready to be drawn."""

    school: School
    ledger: Ledger

    @property
    def words(self) -> str:
        """6.5 of 10 days, 2 of them planned: what the bar shows."""
        return days_words(self.ledger)

    @property
    def short(self) -> str:
        """6.5 of 10, or 6.5 alone: beside the bar."""
        facts = {"booked": days_written(self.ledger.booked)}
        if self.ledger.allowed is None:
            return facts["booked"]
        return str(_("%(booked)s of %(allowed)s")) % {**facts, "allowed": days_written(self.ledger.allowed)}


def days_words(found: Ledger) -> str:
    facts = {"booked": days_written(found.booked), "planned": days_written(found.planned)}
    if found.allowed is None:
        return str(_("%(booked)s booked, %(planned)s of it planned; no ceiling set")) % facts
    facts["allowed"] = days_written(found.allowed)
    return str(_("%(booked)s booked of %(allowed)s, %(planned)s of it planned")) % facts


def ceiling_source(found: Ledger) -> StrOrPromise:
    """Where the ceiling comes from and since when, as every use of a level says."""
    if found.level is None or found.cycle is None or found.cycle.published_at is None:
        return _("No ceiling is set: the region uses no support levels, or the school has none yet.")
    return _("Ceiling of the level “%(level)s” of %(year)s, published on %(day)s.") % {
        "level": found.level.name,
        "year": academic_year(found.cycle.year),
        "day": date_format(found.cycle.published_at, "DATE_FORMAT"),
    }


def day_rows(schools: Iterable[School]) -> list[DayRow]:
    """Of schools that were read `with_days`, in their order; one query, however many."""
    rows = list(schools)
    found = ledgers_now(rows)
    return [DayRow(school, found[school.pk]) for school in rows]


@dataclass
class Workload:
    """What one adviser has, over the schools that the reader sees. `elsewhere` counts other schools."""

    person: User
    share: Decimal
    schools: int = 0
    without_ceiling: int = 0
    elsewhere: int = 0
    allowed: Decimal = field(default=Decimal(0))
    used: Decimal = field(default=Decimal(0))
    planned: Decimal = field(default=Decimal(0))

    @property
    def capacity(self) -> Decimal:
        """The days a year that this share of a post has for schools."""
        return self.share * settings.DELIVERY_DAYS_OF_A_POST

    @property
    def is_over(self) -> bool:
        return self.allowed > self.capacity


def workloads(
    rows: Iterable[DayRow], advisers: dict[int, list[User]], elsewhere: dict[int, int] | None = None
) -> list[Workload]:
    """By the advisers' names. A school with two advisers counts for both."""
    people = {person.pk: person for named in advisers.values() for person in named}
    shares = shares_of_posts(people)
    found = {pk: Workload(person, shares.get(pk, FULL_POST)) for pk, person in people.items()}
    for row in rows:
        for person in advisers.get(row.school.pk, []):
            load = found[person.pk]
            load.schools += 1
            load.without_ceiling += row.ledger.allowed is None
            load.allowed += row.ledger.allowed or 0
            load.used += row.ledger.used
            load.planned += row.ledger.planned
    for pk, load in found.items():
        load.elsewhere = (elsewhere or {}).get(pk, 0)
    return sorted(found.values(), key=lambda load: (load.person.name.casefold(), load.person.pk))


SCHOOL_HEADER = [
    _("School number"),
    _("School"),
    _("Authority"),
    _("Academic year"),
    _("Support level"),
    _("Ceiling, days"),
    _("Approved on top, days"),
    _("Used, days"),
    _("Planned, days"),
    _("Left, days"),
    _("Advisers"),
]
ENTRY_HEADER = [
    _("Date"),
    _("Kind of visit"),
    _("Purpose"),
    _("Adviser"),
    _("Days"),
    _("State"),
    _("Planned by"),
    _("Used, said by"),
    _("Cancelled by"),
    _("Cancelled because"),
]


def school_cells(rows: Iterable[DayRow]) -> list[list[Cell]]:
    listed = list(rows)
    advisers: dict[int, list[User]] = defaultdict(list, advisers_of(row.school for row in listed))
    return [
        [
            row.school.number,
            str(row.school.name),
            str(row.school.authority.name),
            academic_year(row.ledger.year),
            str(row.ledger.level.name) if row.ledger.level else None,
            number(row.ledger.ceiling),
            number(row.ledger.extra),
            number(row.ledger.used),
            number(row.ledger.planned),
            number(row.ledger.left),
            ", ".join(person.name for person in advisers[row.school.pk]),
        ]
        for row in listed
    ]


def entry_cells(entries: Iterable[DayEntry]) -> list[list[Cell]]:
    return [
        [
            entry.on.isoformat(),
            str(entry.get_kind_display()),
            entry.purpose,
            entry.adviser.name,
            float(entry.days),
            str(entry.get_state_display()),
            entry.planned_by.name,
            entry.used_by.name if entry.used_by else None,
            entry.cancelled_by.name if entry.cancelled_by else None,
            entry.cancelled_because or None,
        ]
        for entry in entries
    ]


def number(days: Decimal | None) -> float | None:
    return None if days is None else float(days)


def headings(header: Iterable[Any]) -> list[str]:
    return [str(heading) for heading in header]
