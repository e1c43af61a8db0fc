"""What changed since a run read its figures, by the audit rows that every write leaves."""

from dataclasses import dataclass

from django.db import connection, models

from schools.models import (
    Authority,
    BenchmarkBand,
    BenchmarkBoundary,
    CategoryRecord,
    FamilyWeight,
    Indicator,
    Release,
    Result,
    School,
    SchoolLink,
    SeriesBreak,
)

# A change of any of these may change every figure.
GROUND: tuple[type[models.Model], ...] = (
    School,
    Authority,
    Indicator,
    SeriesBreak,
    BenchmarkBand,
    BenchmarkBoundary,
    FamilyWeight,
    CategoryRecord,
    SchoolLink,
)

# Table → number of its newest audit row.
ReadUntil = dict[str, int]


@dataclass(frozen=True)
class Change:
    """A figure that came, changed or went (`is_gone`). Ids of the database."""

    school: int
    indicator: int
    year: int
    is_gone: bool


def newest_events() -> ReadUntil:
    """A release counts when it changes: a new one says nothing of figures that were there before."""
    read: tuple[type[models.Model], ...] = (Result, *GROUND)
    tables = [audit_of(model) for model in read]
    asked = [f"(SELECT max(pgh_id) FROM {table})" for table in tables]  # noqa: S608  # names of our own models
    releases = audit_of(Release)
    asked.append(f"(SELECT max(pgh_id) FROM {releases} WHERE pgh_label <> 'insert')")  # noqa: S608  # the same
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(asked)}")
        found = cursor.fetchone()
    return {table: newest or 0 for table, newest in zip([*tables, releases], found, strict=True)}


def changes_since(before: ReadUntil, now: ReadUntil) -> list[Change] | None:
    """None where more than figures changed, or nothing is known of what a run read."""
    figures = audit_of(Result)
    if before.keys() != now.keys():
        return None
    if any(before[table] != newest for table, newest in now.items() if table != figures):
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT school_id, indicator_id, year, bool_or(pgh_label = 'delete' OR value IS NULL)"
            " FROM schools_resultevent WHERE pgh_id > %s AND pgh_id <= %s GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
            [before[figures], now[figures]],
        )
        return [Change(*row) for row in cursor.fetchall()]


def audit_of(model: type[models.Model]) -> str:
    return f"{model._meta.db_table}event"
