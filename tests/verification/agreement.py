"""The figures of `make verify-statistics`: how many computed cells differ from another engine's."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from schools.comparisons import whole
from schools.models import ComparisonRun
from tests.schools.comparisons import stored
from tests.schools.comparisons.computed import Computed, differences
from tests.schools.comparisons.generated import (
    Facts,
    IndicatorFact,
    ResultFact,
    SchoolFact,
    frames_of,
    make_facts,
)
from tests.verification.engine import Rows, computed_in_sql

METHODS = {
    "comparison": "comparisons",
    "cut": "cuts",
    "line": "lines",
    "figure": "figures",
    "pooled": "pooled",
    "family": "families",
}
# Seeds and sizes of the nations: more than 10⁶ cells in all, many small ones for the awkward corners.
FULL = [(seed, 90 + 10 * (seed % 12), seed % 2) for seed in range(10)] + [(101, 1500, 0), (102, 1500, 1)]
SHORT = [(201, 90, 0), (202, 150, 1)]


def computed_here(computed: Computed) -> dict[str, Rows]:
    return {name: getattr(computed, method)() for name, method in METHODS.items()}


def stored_of(run: ComparisonRun) -> dict[str, Rows]:
    found = {name: getattr(stored, method)(run) for name, method in METHODS.items()}
    for key, row in found["figure"].items():
        if key[0]:
            row["values"] = []
    return found


def cells_of(rows: Rows) -> int:
    """Lists count each of their members."""
    return sum(
        len(value) if isinstance(value, list) else 1 for row in rows.values() for value in row.values()
    )


def wrong(found: dict[str, Rows], right: dict[str, Rows]) -> list[tuple[Any, ...]]:
    return [(name, *difference) for name in METHODS for difference in differences(found[name], right[name])]


def compare(facts: Facts) -> tuple[int, list[tuple[Any, ...]]]:
    """How many cells another engine gives, and those that differ here."""
    right = computed_in_sql(facts)
    return sum(map(cells_of, right.values())), wrong(computed_here(Computed(frames_of(facts))), right)


def awkward() -> dict[str, Facts]:
    """One group of schools each: what the generated nations might leave out."""
    return {
        "one school": group_of([70.0]),
        "four schools": group_of([1.0, 2.0, 3.0, 4.0]),
        "all equal": group_of([7.0] * 6),
        "all equal, lower is better": group_of([7.0] * 6, direction="lower"),
        "ties at the cut points": group_of([1.0, 2.0, 2.0, 2.0, 3.0, 3.0, 4.0, 4.0, 4.0]),
        "all missing": group_of([None, None, None]),
        "one of many missing": group_of([1.0, None, 2.0, 3.0, 4.0, 5.0]),
        "0 of 0": group_of([0.0] * 6, cohort=0),
        "cohort not known": group_of([1.0, 2.0, 3.0, 4.0, 5.0], cohort=None),
        "cohort of 4": group_of([1.0, 2.0, 3.0, 4.0, 5.0], cohort=4),
        "cohort of 9": group_of([1.0, 2.0, 3.0, 4.0, 5.0], cohort=9),
        "cohort of 10": group_of([1.0, 2.0, 3.0, 4.0, 5.0], cohort=10),
        "nothing": Facts(
            schools=[], indicators=[IndicatorFact(1, "fsm"), IndicatorFact(2, "pupils")], results=[]
        ),
    }


def group_of(values: list[float | None], *, direction: str = "higher", cohort: int | None = 60) -> Facts:
    indicators = [
        IndicatorFact(1, "fsm", direction="none", benchmarked=()),
        IndicatorFact(2, "pupils", direction="none", benchmarked=(), unit="pupils"),
        IndicatorFact(3, "measure", direction=direction, breaks=(2024,)),
    ]
    schools = [
        SchoolFact(10 + number, "primary", "EM", 11, number=str(number)) for number in range(len(values))
    ]
    results = [ResultFact(row.id, 1, 2025, "all", "", 1.0 + row.id % 4, None) for row in schools]
    results += [
        ResultFact(school.id, 3, year, "all", "", value, cohort)
        for year in (2023, 2024, 2025)
        for school, value in zip(schools, values, strict=True)
    ]
    return Facts(schools=schools, indicators=indicators, results=results)


def everything(computed: Computed) -> bytes:
    """Each digit of all that was computed, in order."""
    return repr(
        [
            [sorted(rows.items(), key=repr) for rows in computed_here(computed).values()],
            sorted(computed.categories().items(), key=repr),
        ]
    ).encode()


def shuffled(facts: Facts, seed: int) -> Facts:
    chance = random.Random(seed)
    for rows in (facts.results, facts.schools, facts.indicators, facts.categories, facts.links):
        chance.shuffle(rows)
    return facts


def order_and_portions(schools: int) -> Iterator[str]:
    """What changed a digit: it should be nothing."""
    first = everything(Computed(frames_of(make_facts(seed=7, schools=schools))))
    for seed in (1, 2, 3):
        if everything(Computed(frames_of(shuffled(make_facts(seed=7, schools=schools), seed)))) != first:
            yield f"order {seed}"
    for steps, most in ((1, 3_000_000), (3, 3_000_000), (1000, 3_000_000), (8, 1)):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(whole, "STEPS", steps)
            patched.setattr(whole, "MOST_RESULTS", most)
            computed = Computed(frames_of(make_facts(seed=7, schools=schools)))
        if everything(computed) != first:
            yield f"portions {steps} {most}"


def with_one_wrong_cell(found: dict[str, Rows]) -> dict[str, Rows]:
    """The control: one percentile moved by a billionth of a hundred, and a bit."""
    key = next(key for key, row in found["comparison"].items() if row["percentile"])
    row = found["comparison"][key]
    return {
        **found,
        "comparison": {**found["comparison"], key: {**row, "percentile": row["percentile"] * (1 + 3e-9)}},
    }
