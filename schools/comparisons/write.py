"""Stores what was computed, by COPY: comparisons into the run's own table, the summaries beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields

import numpy as np
from django.db import connection

from schools.comparisons.arrays import Ints
from schools.comparisons.binary import Column, Numbers, Pieces, RealLists, WholeLists, Words, encoded, reals
from schools.comparisons.categories import Summary
from schools.comparisons.cells import Cells
from schools.comparisons.families import Families
from schools.comparisons.figures import Figures
from schools.comparisons.frames import Frames, Measures, Schools
from schools.comparisons.lines import Lines
from schools.comparisons.places import Cuts, Places
from schools.comparisons.pooled import Pooled
from schools.comparisons.vocabulary import (
    CATEGORIES,
    MEDIA,
    PARTS,
    PHASES,
    PUPILS,
    TRENDS,
    UNMATCHED,
    VERDICTS,
    WITHHELD,
)
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
    comparisons(run, portion.cells, portion.places, frames.schools, frames.measures)
    cuts(run, portion.cuts, frames.measures)
    lines(run, portion.lines, frames.measures)
    pooled(run, portion.pooled, frames.schools, frames.measures)
    for found in portion.figures:
        figures(run, found, frames.schools, frames.measures)
    return Stored(
        comparisons=len(portion.cells),
        quarters=int((portion.places.quarter > 0).sum()),
        cuts=len(portion.cuts.year),
        lines=len(portion.lines.year),
        pooled=len(portion.pooled.value),
        figures=sum(len(found.year) for found in portion.figures),
    )


def comparisons(
    run: ComparisonRun, cells: Cells, places: Places, schools: Schools, measures: Measures
) -> None:
    columns = columns_of(run, cells, places, schools, measures)
    copy_in(f"schools_comparison_run_{run.pk}", columns, len(cells))


def columns_of(
    run: ComparisonRun, cells: Cells, places: Places, schools: Schools, measures: Measures
) -> dict[str, Column]:
    return {
        "run_id": Numbers(np.full(len(cells), run.pk), ">i8"),
        "school_id": Numbers(schools.ids[cells.school], ">i8"),
        "indicator_id": Numbers(measures.ids[cells.indicator], ">i8"),
        "year": Numbers(cells.year, ">i2"),
        "part": Words(cells.part, PARTS),
        "pupils": Words(cells.pupils, PUPILS),
        "cohort": Numbers(cells.cohort, ">i4", cells.cohort < 0),
        "value": Numbers(cells.value, ">f8"),
        "previous": reals(places.previous),
        "fsm": reals(places.fsm),
        "benchmark_group": Numbers(places.group, ">i2", places.group == 0),
        "group_size": Numbers(places.group_size, ">i2", places.group_size == 0),
        "percentile": reals(places.percentile),
        "quarter": Numbers(places.quarter, ">i2", places.quarter == 0),
        "expected": reals(places.expected),
        "residual": reals(places.residual),
        "band": reals(places.band),
        "verdict": Words(places.verdict, VERDICTS),
        "trend": Words(places.trend, TRENDS),
        "withheld": Words(places.withheld, WITHHELD),
    }


def cuts(run: ComparisonRun, found: Cuts, measures: Measures) -> None:
    columns: dict[str, Column] = {
        "run_id": Numbers(np.full(len(found.year), run.pk), ">i8"),
        "indicator_id": Numbers(measures.ids[found.indicator], ">i8"),
        "phase": Words(found.phase, PHASES),
        "year": Numbers(found.year, ">i2"),
        "pupils": Words(found.pupils, PUPILS),
        '"group"': Numbers(found.group, ">i2"),
        "schools": Numbers(found.schools, ">i2"),
        "lowest": Numbers(found.lowest, ">f8"),
        "q1": Numbers(found.q1, ">f8"),
        "median": Numbers(found.median, ">f8"),
        "q3": Numbers(found.q3, ">f8"),
        "highest": Numbers(found.highest, ">f8"),
        "official": Numbers(found.official, "?"),
    }
    copy_in(BenchmarkCut._meta.db_table, columns, len(found.year))


def lines(run: ComparisonRun, found: Lines, measures: Measures) -> None:
    columns: dict[str, Column] = {
        "run_id": Numbers(np.full(len(found.year), run.pk), ">i8"),
        "indicator_id": Numbers(measures.ids[found.indicator], ">i8"),
        "phase": Words(found.phase, PHASES),
        "year": Numbers(found.year, ">i2"),
        "pupils": Words(found.pupils, PUPILS),
        "schools": Numbers(found.schools, ">i2"),
        "intercept": Numbers(found.intercept, ">f8"),
        "slope": Numbers(found.slope, ">f8"),
        "residual_sd": Numbers(found.residual_sd, ">f8"),
        "between": Numbers(found.between, ">f8"),
        "within": Numbers(found.within, ">f8"),
        "correlation": reals(found.correlation),
    }
    copy_in(ExpectedLine._meta.db_table, columns, len(found.year))


def pooled(run: ComparisonRun, found: Pooled, schools: Schools, measures: Measures) -> None:
    columns: dict[str, Column] = {
        "run_id": Numbers(np.full(len(found.value), run.pk), ">i8"),
        "school_id": Numbers(schools.ids[found.school], ">i8"),
        "indicator_id": Numbers(measures.ids[found.indicator], ">i8"),
        "part": Words(found.part, PARTS),
        "pupils": Words(found.pupils, PUPILS),
        "first_year": Numbers(found.first_year, ">i2"),
        "last_year": Numbers(found.last_year, ">i2"),
        "years": Numbers(found.years, ">i2"),
        "cohort": Numbers(found.cohort, ">i4"),
        "value": Numbers(found.value, ">f8"),
        "stands_for_hidden": Numbers(found.stands_for_hidden, "?"),
    }
    copy_in(PooledValue._meta.db_table, columns, len(found.value))


def families(run: ComparisonRun, found: Families, schools: Schools) -> None:
    columns: dict[str, Column] = {
        "run_id": Numbers(np.full(len(found.sizes), run.pk), ">i8"),
        "school_id": Numbers(schools.ids, ">i8"),
        "members": WholeLists(found.starts, found.sizes, schools.ids[found.members]),
        "distances": RealLists(found.starts, found.sizes, found.distances),
        "close": Numbers(found.close, ">i2"),
        "known": Numbers(found.known, ">f8"),
        "unmatched": Words(found.unmatched, UNMATCHED),
    }
    copy_in(Family._meta.db_table, columns, len(found.sizes))


def figures(run: ComparisonRun, found: Figures, schools: Schools, measures: Measures) -> None:
    authorities = np.array([0, *schools.authorities])
    columns: dict[str, Column] = {
        "run_id": Numbers(np.full(len(found.year), run.pk), ">i8"),
        "nation": Numbers(found.nation, "?"),
        "authority_id": Numbers(authorities[found.authority], ">i8", found.authority == 0),
        "indicator_id": Numbers(measures.ids[found.indicator], ">i8"),
        "phase": Words(found.phase, ("", *PHASES)),
        "medium": Words(found.medium, ("", *MEDIA)),
        "year": Numbers(found.year, ">i2"),
        "pupils": Words(found.pupils, PUPILS),
        "schools": Numbers(found.schools, ">i4"),
        "mean": reals(found.mean),
        "lowest": Numbers(found.lowest, ">f8"),
        "q1": Numbers(found.q1, ">f8"),
        "median": Numbers(found.median, ">f8"),
        "q3": Numbers(found.q3, ">f8"),
        "highest": Numbers(found.highest, ">f8"),
        "correlation": reals(found.correlation),
        "correlated_schools": Numbers(found.correlated, ">i4"),
        "values": RealLists(found.starts, found.kept, found.values),
    }
    copy_in(RegionFigure._meta.db_table, columns, len(found.year))


def categories(run: ComparisonRun, found: Sequence[Summary], schools: Schools) -> None:
    authorities = np.array([0, *schools.authorities])
    authority = column_of(found, "authority")
    columns: dict[str, Column] = {
        "run_id": Numbers(np.full(len(found), run.pk), ">i8"),
        "authority_id": Numbers(authorities[authority], ">i8", authority == 0),
        "phase": Words(column_of(found, "phase"), ("", *PHASES)),
        "medium": Words(column_of(found, "medium"), ("", *MEDIA)),
        "year": Numbers(column_of(found, "year"), ">i2"),
        "category": Words(np.array([CATEGORIES.index(row.category) for row in found], dtype=int), CATEGORIES),
        "previous": Words(
            np.array([("", *CATEGORIES).index(row.previous) for row in found], dtype=int), ("", *CATEGORIES)
        ),
        "schools": Numbers(column_of(found, "schools"), ">i4"),
    }
    copy_in(CategorySummary._meta.db_table, columns, len(found))


def column_of(found: Sequence[Summary], name: str) -> Ints:
    return np.array([getattr(row, name) for row in found], dtype=np.int64)


def copy_in(table: str, columns: Mapping[str, Column], count: int) -> None:
    if not count:
        return
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)",
            Pieces(encoded(list(columns.values()), count)),
            1024 * 1024,
        )
