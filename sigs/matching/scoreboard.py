"""What a placement reaches, beside what is possible, what chance brings, and last year's groups."""

from collections.abc import Mapping

import numpy as np

from sigs.matching.answers import Ceiling, Certainty, Measure, Placement, Term
from sigs.matching.ceilings import ceilings as ceilings_of
from sigs.matching.draws import random_draw
from sigs.matching.measures import is_better_high, measured, measures_of
from sigs.matching.problem import NONE, Ints, Problem

# Counts of groups; the others are sums or averages.
OF_GROUPS = {Measure.ALL_AUTHORITIES, Measure.LONE_WELSH, Measure.GREEN, Measure.STAGES, Measure.MANY_REDS}
# Measures that last year's groups have not.
NOT_LAST_YEAR = {Measure.NEW_PARTNERS, Measure.MOVED, Measure.WISHES}
# Averages that differ by less are the same.
SAME = 1e-9


def scoreboard(
    problem: Problem,
    placement: Placement,
    *,
    random: Mapping[Measure, float] | None = None,
    ceilings: Mapping[Measure, Ceiling] | None = None,
) -> tuple[Term, ...]:
    """Row by row. What is not given is found: the draws within a second, the ceilings in two or three."""
    if random is None:
        random = random_draw(problem)
    if ceilings is None:
        ceilings = ceilings_of(problem)
    values = measured(problem, rows_of(problem, placement), problem.rules.groups)
    before = last_year(problem)
    return tuple(
        term(problem, measure, values[measure], ceilings.get(measure), random.get(measure), before)
        for measure in measures_of(problem)
    )


def term(
    problem: Problem,
    measure: Measure,
    value: float,
    ceiling: Ceiling | None,
    random: float | None,
    before: Mapping[Measure, float],
) -> Term:
    higher = is_better_high(problem, measure)
    possible = ceiling.value if ceiling else None
    way = None if possible is None or random is None else random - possible
    return Term(
        measure=measure,
        value=value,
        possible=possible,
        certainty=ceiling.certainty if ceiling else Certainty.FOUND,
        random=random,
        last_year=before.get(measure),
        higher_is_better=higher,
        out_of=out_of(problem, measure),
        last_year_out_of=len(problem.last_groups) if before and measure in OF_GROUPS else None,
        is_reached=possible is not None and (value - possible if higher else possible - value) >= -SAME,
        normalised=None if not way or possible is None else (value - possible) / way + 0.0,
    )


def out_of(problem: Problem, measure: Measure) -> int | None:
    if measure in OF_GROUPS:
        return problem.rules.groups
    if measure == Measure.WISHES:
        return len(problem.wishes)
    if measure == Measure.MOVED:
        return int((problem.last != NONE).sum())
    return None


def last_year(problem: Problem) -> dict[Measure, float]:
    """Of last year's groups, with the schools of today that were in one."""
    groups = len(problem.last_groups)
    if not groups or not (problem.last != NONE).any():
        return {}
    found = measured(problem, problem.last, groups)
    return {measure: value for measure, value in found.items() if measure not in NOT_LAST_YEAR}


def rows_of(problem: Problem, placement: Placement) -> Ints:
    """The group of each row, from 0."""
    return np.array([placement[school] - 1 for school in problem.ids], dtype=np.int64)
