"""Matching the needs of a whole region: against a greedy choice, against everyone picking the own best, and
small cases against every answer there is."""

import statistics
import time
from collections.abc import Iterator

from brokerage.matching import assign, everyone_picks_best, greedy, loads, rank, task_of
from tests.bench.figures import Figure
from tests.brokerage.matching.made import a_problem, a_small_task, best_by_counting

NEEDS, SUPPLIERS, SEEDS, SMALL = 150, 120, (1, 2, 3, 4, 5), 30
TOP = 5


def figures() -> Iterator[Figure]:
    equal = sum(
        found is not None and abs(found.value - best_by_counting(task)) < 1e-6
        for task in map(a_small_task, range(SMALL))
        for found in [assign(task)]
    )
    yield Figure("assignment_small_cases_equal_enumeration", equal, "==", SMALL, "every answer counted")
    took: list[float] = []
    for seed in SEEDS:
        yield from of_region(seed, took)
    yield Figure(
        "assignment_seconds",
        statistics.median(took),
        "<=",
        1,
        f"of one processor, with points and rules; median of {len(SEEDS)} regions, longest {max(took):.2f}",
    )


def of_region(seed: int, times_taken: list[float]) -> Iterator[Figure]:
    problem = a_problem(seed, needs=NEEDS, suppliers=SUPPLIERS)
    began = time.process_time()
    task = task_of(problem)
    best = assign(task)
    times_taken.append(time.process_time() - began)
    assert best is not None
    name = f"assignment_region_{seed}"
    note = f"{NEEDS} needs, {SUPPLIERS} schools, {len(task.pairs)} pairs; {len(best.pairs)} met"
    yield Figure(f"{name}_gap", best.gap, "==", 0, note)
    simple = greedy(task)
    yield Figure(
        f"{name}_value_over_greedy",
        best.value / simple.value,
        ">=",
        1.02,
        f"{len(simple.pairs)} met by greedy",
    )
    alone = loads(everyone_picks_best(task))
    left = {pair.school_id: task.of_offer[pair.offer_id].days for pair in task.pairs}
    yield Figure(f"{name}_most_days_beyond_an_offer", beyond(best.load, left), "<=", 0, "of any school")
    yield Figure(
        f"{name}_control_most_days_beyond_an_offer_when_everyone_picks_best",
        beyond(alone, left),
        "<=",
        0,
        "nobody looks at the whole",
        is_control=True,
    )
    yield Figure(
        f"{name}_busiest_over_everyone_picks_best",
        max(best.load.values()) / max(alone.values()),
        "<=",
        0.6,
        f"{max(best.load.values()):g} days against {max(alone.values()):g}",
    )
    times = []
    for need in range(NEEDS):
        began = time.process_time()
        rank(problem, need).candidates[:TOP]
        times.append(time.process_time() - began)
    yield Figure(
        f"{name}_milliseconds_for_the_top_{TOP}",
        statistics.median(times) * 1000,
        "<=",
        10,
        f"median of {NEEDS} needs; longest {max(times) * 1000:.1f}",
    )


def beyond(load: dict[int, float], left: dict[int, float]) -> float:
    return max(days - left[school] for school, days in load.items())
