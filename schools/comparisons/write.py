"""Stores what was computed, by COPY: comparisons into the run's own table, the summaries beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields

from django.db import connection

from schools.comparisons import columns
from schools.comparisons.binary import Column, Pieces, encoded
from schools.comparisons.categories import Summary
from schools.comparisons.families import Families
from schools.comparisons.frames import Frames
from schools.comparisons.whole import Computed
from schools.models import (
    BenchmarkCut,
    CategorySummary,
    ComparisonRun,
    ExpectedLine,
    Family,
    PooledValue,
    RegionFigure,
)

SUMMARIES = (BenchmarkCut, ExpectedLine, RegionFigure, CategorySummary, PooledValue, Family)


@dataclass
class Stored:
    """How many rows of each kind."""

    comparisons: int = 0
    quarters: int = 0
    cuts: int = 0
    lines: int = 0
    pooled: int = 0
    figures: int = 0

    def __iadd__(self, other: "Stored") -> "Stored":
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))
        return self

    def counts(self) -> dict[str, int]:
        return asdict(self)


def open_partition(run: ComparisonRun) -> None:
    """An empty table for the run; whatever an interrupted attempt left is gone."""
    delete_summaries(run.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT open_comparison_partition(%s)", [run.pk])


def attach_partition(run: ComparisonRun) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT attach_comparison_partition(%s)", [run.pk])


def drop_partition(run: int) -> None:
    """Waits at most 2 seconds for those who read: django.db.OperationalError then."""
    delete_summaries(run)
    with connection.cursor() as cursor:
        cursor.execute("SELECT drop_comparison_partition(%s)", [run])


def delete_summaries(run: int) -> None:
    for table in SUMMARIES:
        table.objects.filter(run=run).delete()


def runs_with_rows() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT substring(relname from '[0-9]+$')::bigint FROM pg_class"
            " WHERE relname ~ '^schools_comparison_run_[0-9]+$' AND relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace ORDER BY 1"
        )
        return [row[0] for row in cursor.fetchall()]


def computed(run: ComparisonRun, portion: Computed, frames: Frames) -> Stored:
    schools, measures = frames.schools, frames.measures
    copy_in(
        partition(run),
        columns.comparisons(run, portion.cells, portion.places, schools, measures),
        len(portion.cells),
    )
    sums(run, portion, frames)
    return Stored(
        comparisons=len(portion.cells),
        quarters=int((portion.places.quarter > 0).sum()),
        cuts=len(portion.cuts.year),
        lines=len(portion.lines.year),
        pooled=len(portion.pooled.value),
        figures=sum(len(found.year) for found in portion.figures),
    )


def sums(run: ComparisonRun, portion: Computed, frames: Frames) -> None:
    """All but the comparisons themselves."""
    schools, measures = frames.schools, frames.measures
    cuts, lines, pooled = portion.cuts, portion.lines, portion.pooled
    copy_in(BenchmarkCut._meta.db_table, columns.cuts(run, cuts, measures), len(cuts.year))
    copy_in(ExpectedLine._meta.db_table, columns.lines(run, lines, measures), len(lines.year))
    copy_in(PooledValue._meta.db_table, columns.pooled(run, pooled, schools, measures), len(pooled.value))
    for found in portion.figures:
        copy_in(RegionFigure._meta.db_table, columns.figures(run, found, schools, measures), len(found.year))


def families(run: ComparisonRun, found: Families, frames: Frames) -> None:
    copy_in(Family._meta.db_table, columns.families(run, found, frames.schools), len(found.sizes))


def categories(run: ComparisonRun, found: Sequence[Summary], frames: Frames) -> None:
    copy_in(CategorySummary._meta.db_table, columns.categories(run, found, frames.schools), len(found))


def partition(run: ComparisonRun) -> str:
    return f"schools_comparison_run_{run.pk}"


def copy_in(table: str, columns: Mapping[str, Column], count: int) -> None:
    if not count:
        return
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)",
            Pieces(encoded(list(columns.values()), count)),
            1024 * 1024,
        )
