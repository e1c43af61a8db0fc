"""Small cases against every placement there is."""

import numpy as np
import pytest

from sigs.matching import Measure, WelshMedium, compose, proof
from sigs.matching.composing import placement_of
from sigs.matching.counting import bounds
from sigs.matching.measures import is_better_high, measured, measures_of
from sigs.matching.sizes import sizes
from sigs.matching.tables import costs_of
from tests.sigs.matching.made import made_problem, placements
from tests.sigs.matching.small import CASES, SEEDS, made_case


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("case", CASES)
def test_twenty_small_cases_equal_enumeration(case, seed):
    problem = made_case(case, seed)
    costs = costs_of(problem)
    every = list(placements(sizes(problem).of))

    least = min(costs.of_all(group) for group in every)
    result = compose(problem, seed=seed, iterations=400, starts=2, certificate=False)

    reached = costs.of_all(np.array([result.placement[school] - 1 for school in problem.ids]))
    assert reached == least
    # A placement that breaks nothing exists exactly when the one that was found breaks nothing.
    holds = any(not proof(problem, placement_of(problem, group)) for group in every)
    assert (result.broken == ()) is holds


@pytest.mark.parametrize("seed", range(6))
def test_no_placement_beats_what_is_counted(seed):
    problem = made_problem(8 + seed % 2, 2 + seed % 2, seed=seed, last_groups=2, wishes=8)
    counted = bounds(problem, sizes(problem))

    best: dict[Measure, float] = {}
    for group in placements(sizes(problem).of):
        for measure, value in measured(problem, group, problem.rules.groups).items():
            better = max if is_better_high(problem, measure) else min
            best[measure] = better(value, best.get(measure, value))

    for measure in measures_of(problem):
        margin = best[measure] - counted[measure]
        assert (-margin if is_better_high(problem, measure) else margin) >= -1e-9, measure
    # Kinds of schools in as many groups as they can be: the count is reached, not only never passed.
    for measure in (Measure.AUTHORITIES, Measure.GREEN, Measure.INTAKE):
        assert best[measure] == pytest.approx(counted[measure]), measure


def test_counts_hold_where_welsh_medium_schools_have_their_own_groups():
    welsh = np.arange(9) < 3
    problem = made_problem(9, 3, seed=4, welsh=welsh, rules={"welsh": WelshMedium.OWN_GROUPS})
    counted = bounds(problem, sizes(problem))

    allowed = [
        measured(problem, group, 3)
        for group in placements(sizes(problem).of)
        if not proof(problem.ruled(problem.rules), placement_of(problem, group))
        or all(len(set(welsh[group == number])) == 1 for number in range(3))
    ]

    assert allowed
    assert max(found[Measure.AUTHORITIES] for found in allowed) == pytest.approx(counted[Measure.AUTHORITIES])
