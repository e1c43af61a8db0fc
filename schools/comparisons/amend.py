"""Puts a correction into the tables of the run that is shown, row by row where they differ. All of it belongs
in the one transaction that raises the run's revision."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from django.db import connection

from schools.comparisons import columns, write
from schools.comparisons.binary import Numbers, Words
from schools.comparisons.correction import Pair, Reach, Series
from schools.comparisons.frames import Frames
from schools.comparisons.vocabulary import PARTS, PUPILS
from schools.comparisons.whole import Computed
from schools.models import BenchmarkCut, Comparison, ComparisonRun, ExpectedLine, RegionFigure

KEY = ("run_id", "school_id", "indicator_id", "year", "part", "pupils")
SUMS = (BenchmarkCut, ExpectedLine, RegionFigure)


def comparison_facts() -> list[str]:
    """The columns beside the key."""
    return [
        field.column for field in Comparison._meta.concrete_fields if field.column and field.column not in KEY
    ]


@dataclass
class Tally:
    """Rows of comparisons that were put right, and by how many there are more of them and of quarters."""

    rows: int = 0
    comparisons: int = 0
    quarters: int = 0


class Amendment:
    """Few changes are laid beside what is stored, and only what differs is written. Of many (`wholesale`) all
    that they reach is taken out and put in anew, which is cheaper than looking."""

    def __init__(self, run: ComparisonRun, reach: Reach, frames: Frames, *, wholesale: bool) -> None:
        self.run = run
        self.reach = reach
        self.frames = frames
        self.wholesale = wholesale
        self.tally = Tally()

    def begin(self) -> None:
        """The sums that are reached go at once; of few changes the comparisons wait in a table apart."""
        for name, pairs in (("corrected_sums", self.reach.sums), ("corrected_cells", self.reach.cells)):
            run_sql(f"CREATE TEMPORARY TABLE {name} (indicator_id bigint, year smallint) ON COMMIT DROP")
            copy_pairs(name, pairs, self.frames)
        for model in SUMS:
            run_sql(
                f"DELETE FROM {model._meta.db_table} stored USING corrected_sums pair"  # noqa: S608  # our own names
                " WHERE stored.run_id = %s"
                " AND (stored.indicator_id, stored.year) = (pair.indicator_id, pair.year)",
                self.run.pk,
            )
        if self.wholesale:
            self.take_out()
        else:
            run_sql(
                "CREATE TEMPORARY TABLE corrected (LIKE schools_comparison INCLUDING DEFAULTS) ON COMMIT DROP"
            )

    def take_out(self) -> None:
        gone, placed = one_row(
            "WITH gone AS (DELETE FROM schools_comparison stored USING corrected_cells pair"
            " WHERE stored.run_id = %s"
            " AND (stored.indicator_id, stored.year) = (pair.indicator_id, pair.year)"
            " RETURNING quarter) SELECT count(*), count(quarter) FROM gone",
            self.run.pk,
        )
        self.tally.comparisons -= gone
        self.tally.quarters -= placed

    def take(self, portion: Computed, series: Series) -> None:
        schools, measures = self.frames.schools, self.frames.measures
        count = len(portion.cells)
        write.copy_in(
            Comparison._meta.db_table if self.wholesale else "corrected",
            columns.comparisons(self.run, portion.cells, portion.places, schools, measures),
            count,
        )
        if self.wholesale:
            self.tally.rows += count
            self.tally.comparisons += count
            self.tally.quarters += int((portion.places.quarter > 0).sum())
        forget_pooled(self.run, series, self.frames)
        write.sums(self.run, portion, self.frames)

    def settle(self) -> Tally:
        forget_vanished(self.run, self.reach, self.frames)
        if not self.wholesale:
            before = self.placed()
            self.put_right()
            self.tally.quarters += self.placed() - before
        return self.tally

    def put_right(self) -> None:
        facts = comparison_facts()
        same = " AND ".join(f"stored.{name} = made.{name}" for name in KEY)
        stored, made = (", ".join(f"{table}.{name}" for name in facts) for table in ("stored", "made"))
        run_sql("ANALYZE corrected")
        gone = run_sql(
            "DELETE FROM schools_comparison stored USING corrected_cells pair WHERE stored.run_id = %s"  # noqa: S608  # our own names
            " AND stored.indicator_id = pair.indicator_id AND stored.year = pair.year"
            f" AND NOT EXISTS (SELECT FROM corrected made WHERE {same})",
            self.run.pk,
        )
        changed = run_sql(
            f"UPDATE schools_comparison stored SET ({', '.join(facts)}) = ROW({made}) FROM corrected made"  # noqa: S608  # our own names
            f" WHERE stored.run_id = %s AND {same} AND ({stored}) IS DISTINCT FROM ({made})",
            self.run.pk,
        )
        names = ", ".join([*KEY, *facts])
        new = run_sql(
            f"INSERT INTO schools_comparison ({names}) SELECT {names} FROM corrected made"  # noqa: S608  # our own names
            f" WHERE NOT EXISTS (SELECT FROM schools_comparison stored WHERE stored.run_id = %s AND {same})",
            self.run.pk,
        )
        self.tally.rows += gone + changed + new
        self.tally.comparisons += new - gone

    def placed(self) -> int:
        """How many of the comparisons that are reached have a quarter."""
        (found,) = one_row(
            "SELECT count(stored.quarter) FROM corrected_cells pair JOIN schools_comparison stored"
            " ON (stored.indicator_id, stored.year) = (pair.indicator_id, pair.year)"
            " WHERE stored.run_id = %s",
            self.run.pk,
        )
        return found


def forget_pooled(run: ComparisonRun, series: Series, frames: Frames) -> None:
    run_sql("DROP TABLE IF EXISTS corrected_series")
    run_sql(
        "CREATE TEMPORARY TABLE corrected_series"
        " (school_id bigint, indicator_id bigint, part varchar(10), pupils varchar(10)) ON COMMIT DROP"
    )
    write.copy_in(
        "corrected_series",
        {
            "school_id": Numbers(frames.schools.ids[series.school], ">i8"),
            "indicator_id": Numbers(frames.measures.ids[series.indicator], ">i8"),
            "part": Words(series.part, PARTS),
            "pupils": Words(series.pupils, PUPILS),
        },
        len(series.school),
    )
    run_sql("ANALYZE corrected_series")
    run_sql(
        "DELETE FROM schools_pooledvalue stored USING corrected_series series WHERE stored.run_id = %s"
        " AND (stored.school_id, stored.indicator_id, stored.part, stored.pupils)"
        " = (series.school_id, series.indicator_id, series.part, series.pupils)",
        run.pk,
    )


def forget_vanished(run: ComparisonRun, reach: Reach, frames: Frames) -> None:
    """Three-year values of series that have no figure left."""
    gone = [indicator for indicator, since in reach.since.items() if not since]
    if gone:
        run_sql(
            "DELETE FROM schools_pooledvalue stored WHERE run_id = %s AND indicator_id = ANY(%s)"
            " AND NOT EXISTS (SELECT FROM schools_result result WHERE result.value IS NOT NULL"
            " AND (result.school_id, result.indicator_id, result.part, result.group)"
            " = (stored.school_id, stored.indicator_id, stored.part, stored.pupils))",
            run.pk,
            frames.measures.ids[gone].tolist(),
        )


def copy_pairs(table: str, pairs: Iterable[Pair], frames: Frames) -> None:
    ordered = sorted(pairs)
    indicators = np.array([indicator for indicator, _ in ordered], dtype=np.int64)
    years = np.array([year for _, year in ordered], dtype=np.int64)
    write.copy_in(
        table,
        {"indicator_id": Numbers(frames.measures.ids[indicators], ">i8"), "year": Numbers(years, ">i2")},
        len(ordered),
    )
    run_sql(f"ANALYZE {table}")


def run_sql(statement: str, *arguments: int | list[int]) -> int:
    """How many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments or None)
        return int(cursor.rowcount)


def one_row(statement: str, *arguments: int | list[int]) -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        found: tuple[int, ...] = cursor.fetchone()
        return found
