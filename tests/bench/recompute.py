"""What a recompute costs, in units of F: COPY out, the arithmetic, COPY in of the same rows, nothing else."""

import io
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection

from core.jobs import Progress
from schools.comparisons import frames, whole, write
from schools.comparisons.binary import encoded
from schools.comparisons.cells import cells_of, context_of
from schools.comparisons.places import place
from schools.models import Comparison, Indicator, Region, Result, School
from schools.services.recompute import carry_out, start_run
from tests.bench.figures import Figure
from tests.bench.nation import make_nation
from tests.schools.comparisons.computed import Computed, differences
from tests.schools.comparisons.generated import (
    Facts,
    IndicatorFact,
    ResultFact,
    SchoolFact,
    frames_of,
    make_facts,
)
from tests.schools.comparisons.oracle import Oracle, Row

SMALL, LARGE = 400, 1500
REPEATS = 3
PLAIN_MEASURES = 5


@dataclass(frozen=True)
class Cost:
    """Seconds: the whole run, and F with its three parts."""

    run: float
    out: float
    arithmetic: float
    back: float
    rows: int

    @property
    def unit(self) -> float:
        return self.out + self.arithmetic + self.back

    def said(self) -> str:
        return (
            f"{self.run:.2f} s for {self.rows:,} comparisons; F = {self.unit:.2f} s"
            f" (out {self.out:.2f}, arithmetic {self.arithmetic:.2f}, in {self.back:.2f})"
        )


def figures(in_database: Callable[[], Any]) -> Iterator[Figure]:
    """`in_database` gives a fresh, migrated database for as long as it is entered."""
    costs = {}
    for schools in (SMALL, LARGE):
        with in_database():
            region = make_nation(schools)
            costs[schools] = cost_of(region)
            yield Figure(
                f"recompute_units_of_F_{schools}_schools",
                costs[schools].run / costs[schools].unit,
                "<=",
                2.5,
                costs[schools].said(),
            )
            if schools == SMALL:
                yield from against_plain_code(costs[schools])
    yield Figure(
        "recompute_growth_400_to_1500_schools",
        costs[LARGE].run / costs[SMALL].run,
        "<=",
        4.5,
        "time of the whole run; the schools are 3.75 times as many",
    )
    yield from against_the_oracle()


def cost_of(region: Region) -> Cost:
    """The best of a few of each, in turn: what else the machine does only adds, and adds to all alike."""
    run_once(region)
    found = frames.read(region)
    names, pieces = pieces_of(region, found)
    taken: dict[str, list[float]] = {"run": [], "out": [], "arithmetic": [], "back": []}
    for _ in range(REPEATS):
        taken["out"].append(seconds(copy_out))
        taken["run"].append(seconds(lambda: run_once(region)))
        taken["arithmetic"].append(seconds(lambda: arithmetic(found)))
        taken["back"].append(copy_back(names, pieces))
    rows = Comparison.objects.filter(run__state="current").count()
    return Cost(**{name: min(times) for name, times in taken.items()}, rows=rows)


def seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def run_once(region: Region) -> None:
    """As the worker does it: reading, arithmetic, disclosure control, storing, summaries, audit, swap."""
    job = start_run(region=region, by=None).job
    job.state = "running"
    job.save()
    carry_out(job, Progress(job), region_id=region.pk)
    job.state, job.finished_at = "done", job.queued_at
    job.save()


def copy_out() -> None:
    with connection.cursor() as cursor:
        cursor.copy_expert(frames.RESULTS, io.BytesIO())


def arithmetic(found: frames.Frames) -> None:
    context = context_of(found)
    for rows in whole.portions(found.results):
        cells = cells_of(found.results, rows, found.schools, found.measures)
        place(cells, found.schools, found.measures, context)


def pieces_of(region: Region, found: frames.Frames) -> tuple[list[str], list[bytes]]:
    """The names of the columns, and the rows of each portion as they go over the wire."""
    run = start_run(region=region, by=None)
    names: list[str] = []
    pieces = []
    for portion in whole.compute(found):
        columns = write.columns_of(run, portion.cells, portion.places, found.schools, found.measures)
        names = list(columns)
        pieces.append(b"".join(encoded(list(columns.values()), len(portion.cells))))
    return names, pieces


def copy_back(names: list[str], pieces: list[bytes]) -> float:
    """Bytes that are ready, into a table without an index."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (LIKE schools_comparison INCLUDING CONSTRAINTS)")
        begun = time.perf_counter()
        for piece in pieces:
            cursor.copy_expert(
                f"COPY bare ({', '.join(names)}) FROM STDIN (FORMAT BINARY)", io.BytesIO(piece), 1024 * 1024
            )
        taken = time.perf_counter() - begun
        cursor.execute("DROP TABLE bare")
    return taken


def against_plain_code(cost: Cost) -> Iterator[Figure]:
    """The same by the book: model instances, plain Python, `bulk_create`. A few measures are done; the others
    are reckoned by their rows."""
    codes = [f"measure-{number}" for number in range(PLAIN_MEASURES)]
    stored = Comparison.objects.filter(run__state="current", indicator__code__in=codes)
    rows: dict[Any, Row] = {}
    taken = seconds(lambda: rows.update(by_the_book(codes)))
    whole = taken * cost.rows / len(rows)
    found = {
        (row.school_id, row.indicator_id, row.year, row.part, row.pupils): {
            "value": row.value,
            "percentile": row.percentile,
            "quarter": row.quarter,
            "expected": row.expected,
            "withheld": row.withheld,
        }
        for row in stored
    }
    right = {key: {name: row[name] for name in found[key]} for key, row in rows.items() if key in found}
    wrong = len(differences(found, right)) + abs(len(found) - len(rows))
    yield Figure(
        "recompute_stored_cells_differing_from_plain_code",
        wrong,
        "==",
        0,
        f"of {5 * len(found):,}, beyond 1e-9",
    )
    how = f"{taken:.1f} s for {len(rows):,} comparisons by instances, plain Python and bulk_create"
    yield Figure("recompute_times_faster_than_plain_code", whole / cost.run, ">=", 25, how)
    yield Figure(
        "recompute_control_plain_code_units_of_F", whole / cost.unit, "<=", 2.5, how, is_control=True
    )


def by_the_book(codes: list[str]) -> dict[Any, Row]:
    """The comparisons of these indicators, read and stored one by one."""
    facts = Facts(
        schools=[
            SchoolFact(row.pk, row.phase, row.medium, row.authority_id, row.opened_on, row.closed_on)
            for row in School.objects.all()
        ],
        indicators=[
            IndicatorFact(row.pk, row.code, row.direction, tuple(row.benchmarked_phases))
            for row in Indicator.objects.filter(code__in=[*codes, "fsm", "pupils"])
        ],
        results=[
            ResultFact(
                row.school_id,
                row.indicator_id,
                row.year,
                row.group,
                row.part,
                row.value,
                row.cohort,
                row.release.year_known,
            )
            for row in Result.objects.filter(indicator__code__in=[*codes, "fsm", "pupils"]).select_related(
                "release"
            )
        ],
        bands={phase: dict(dated) for phase, dated in frames.read_bands().items()},
    )
    oracle = Oracle(facts)
    wanted = {row.id for row in facts.indicators if row.code in codes}
    rows = {key: row for key, row in oracle.comparisons().items() if key[1] in wanted}
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE spare PARTITION OF schools_comparison DEFAULT")
        Comparison.objects.bulk_create(
            (
                Comparison(
                    run_id=1_000_000,
                    school_id=school,
                    indicator_id=indicator,
                    year=year,
                    part=part,
                    pupils=pupils,
                    value=row["value"],
                    previous=row["previous"],
                    fsm=row["fsm"],
                    benchmark_group=row["group"],
                    group_size=row["size"],
                    percentile=row["percentile"],
                    quarter=row["quarter"],
                    expected=row["expected"],
                    residual=row["residual"],
                    withheld=row["withheld"],
                )
                for (school, indicator, year, part, pupils), row in rows.items()
            ),
            batch_size=1000,
        )
        cursor.execute("DROP TABLE spare")
    return rows


def memory() -> Iterator[Figure]:
    """The arithmetic for a country sixteen times as large, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.memory"], check=True, capture_output=True, text=True
    )
    peak = float(done.stdout.split()[-1])
    yield Figure(
        "recompute_memory_GB_24000_schools", peak, "<=", 4, "peak of the arithmetic, 36 million figures"
    )


def against_the_oracle() -> Iterator[Figure]:
    facts = make_facts(schools=260, indicators=30, years=5, seed=11, decimals=1)
    frames_there = frames_of(facts)
    oracle = Oracle(facts)
    right = {name: getattr(oracle, name)() for name in ("comparisons", "cuts", "lines", "figures")}
    computed = Computed(frames_there)
    for key, row in right["figures"].items():
        if key[0]:
            row["values"] = []
    wrong = sum(len(differences(getattr(computed, name)(), right[name])) for name in right)
    cells = sum(len(row) for rows in right.values() for row in rows.values())
    yield Figure("recompute_cells_differing_from_oracle", wrong, "==", 0, f"of {cells:,} cells, beyond 1e-9")
    random.Random(2).shuffle(facts.results)
    shuffled = Computed(frames_of(facts))
    changed = sum(
        before != after
        for name in right
        for before, after in [(getattr(computed, name)(), getattr(shuffled, name)())]
    )
    yield Figure("recompute_tables_changed_by_order_of_rows", changed, "==", 0, "bit for bit")
    broken = right["comparisons"]
    first = next(key for key, row in broken.items() if row["percentile"] is not None)
    broken[first] = {**broken[first], "percentile": np.nextafter(broken[first]["percentile"], 100) + 1e-6}
    yield Figure(
        "recompute_control_one_wrong_cell_is_seen",
        len(differences(computed.comparisons(), broken)),
        "==",
        0,
        "a millionth added to one percentile",
        is_control=True,
    )
