"""What a recompute costs, in units of F: COPY out, the arithmetic, COPY in of the same rows, nothing else."""

import io
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from django.db import connection

from core.jobs import Progress
from schools.comparisons import columns, frames, whole
from schools.comparisons.binary import encoded
from schools.comparisons.cells import candidates
from schools.comparisons.context import context_of
from schools.comparisons.hiding import may_be_displayed
from schools.comparisons.places import place
from schools.comparisons.results import RESULTS
from schools.models import Comparison, Region
from schools.services.recompute import carry_out, start_run
from tests.bench import corrections
from tests.bench.cost import Cost, seconds
from tests.bench.figures import Figure
from tests.bench.nation import make_nation
from tests.bench.plain import against_plain_code
from tests.schools.comparisons.computed import Computed, differences
from tests.schools.comparisons.generated import (
    frames_of,
    make_facts,
)
from tests.schools.comparisons.oracle import Oracle

SMALL, LARGE = 400, 1500
REPEATS = 3


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
            else:
                yield from corrections.figures(region, costs[schools], run_once)
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
        cursor.copy_expert(RESULTS.format(chosen=""), io.BytesIO())


def arithmetic(found: frames.Frames) -> None:
    context = context_of(found)
    for rows in whole.portions(found.results):
        every = candidates(found.results, rows, found.schools, found.measures)
        place(every.only(may_be_displayed(every, found.measures)), found, context)


def pieces_of(region: Region, found: frames.Frames) -> tuple[list[str], list[bytes]]:
    """The names of the columns, and the rows of each portion as they go over the wire."""
    run = start_run(region=region, by=None)
    names: list[str] = []
    pieces = []
    for portion in whole.compute(found):
        made = columns.comparisons(run, portion.cells, portion.places, found.schools, found.measures)
        names = list(made)
        pieces.append(b"".join(encoded(list(made.values()), len(portion.cells))))
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
