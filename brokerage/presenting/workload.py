"""Advisers and their time, as those who lead them see it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from brokerage.models import FirstVisitBy, ReleaseDays
from brokerage.queries.workload import (
    day_in_year,
    days_spent,
    first_visit_days,
    first_visits,
    partner_schools,
    release_days,
    shares_of_support,
    today_is_after,
)
from core.models import User
from schools.models import School, SupportLevel
from schools.queries.days import advisers_of
from schools.queries.support.levels import CurrentLevel, current_levels


@dataclass
class LevelRow:
    """First visits of the schools of a level: by when, how many had one, how many are late."""

    level: SupportLevel
    rule: FirstVisitBy | None
    by: dt.date | None
    schools: int = 0
    visited: int = 0
    late: list[School] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        return self.schools - self.visited - len(self.late)


@dataclass
class AdviserRow:
    person: User
    schools: list[School] = field(default_factory=list)
    visited: int = 0
    late: int = 0
    support: Decimal = Decimal(0)
    challenge: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)
    own_school: School | None = None
    release: ReleaseDays | None = None

    @property
    def authorities(self) -> list[str]:
        return sorted({str(school.authority.name) for school in self.schools})

    @property
    def support_percent(self) -> int | None:
        """How much of the time of the visits was support; the rest was challenge."""
        whole = self.support + self.challenge
        return round(self.support * 100 / whole) if whole else None

    @property
    def challenge_percent(self) -> int | None:
        return None if self.support_percent is None else 100 - self.support_percent

    @property
    def is_over(self) -> bool:
        """A partner adviser who gives more days than the own school releases."""
        return self.release is not None and self.spent > self.release.days


@dataclass(frozen=True)
class Workload:
    levels: list[LevelRow]
    advisers: list[AdviserRow]
    without_level: int


def workload(schools: Iterable[School]) -> Workload:
    """Eight queries, however many schools."""
    listed = list(schools)
    levels = current_levels([school.pk for school in listed])
    rules = first_visit_days({found.level.pk for found in levels.values()})
    visited = first_visits([school.pk for school in listed])
    by_level = level_rows(listed, levels, rules, visited)
    late = {school.pk for row in by_level for school in row.late}
    return Workload(
        levels=by_level,
        advisers=adviser_rows(listed, visited, late),
        without_level=sum(school.pk not in levels for school in listed),
    )


def level_rows(
    schools: list[School],
    levels: Mapping[int, CurrentLevel],
    rules: Mapping[int, FirstVisitBy],
    visited: Mapping[int, dt.date],
) -> list[LevelRow]:
    rows: dict[int, LevelRow] = {}
    for school in schools:
        found = levels.get(school.pk)
        if found is None:
            continue
        rule = rules.get(found.level.pk)
        by = day_in_year(rule) if rule else None
        row = rows.setdefault(found.level.pk, LevelRow(found.level, rule, by))
        row.schools += 1
        if school.pk in visited:
            row.visited += 1
        elif by and today_is_after(by):
            row.late.append(school)
    return sorted(rows.values(), key=lambda row: (row.level.position, row.level.pk))


def adviser_rows(schools: list[School], visited: Mapping[int, dt.date], late: set[int]) -> list[AdviserRow]:
    """By name."""
    named = advisers_of(schools)
    people = {person.pk: person for persons in named.values() for person in persons}
    rows = {pk: AdviserRow(person) for pk, person in people.items()}
    for school in schools:
        for person in named.get(school.pk, []):
            row = rows[person.pk]
            row.schools.append(school)
            row.visited += school.pk in visited
            row.late += school.pk in late
    for pk, (support, challenge) in shares_of_support([school.pk for school in schools]).items():
        if pk in rows:
            rows[pk].support, rows[pk].challenge = support, challenge
    for pk, days in days_spent(people).items():
        rows[pk].spent = days
    for pk, own in partner_schools(people).items():
        rows[pk].own_school = own
    for pk, release in release_days(people).items():
        rows[pk].release = release
    return sorted(rows.values(), key=lambda row: (row.person.name.casefold(), row.person.pk))
