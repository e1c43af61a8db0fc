"""Small cases against every placement there is."""

import numpy as np
import pytest

from sigs.matching import Measure, Weights, WelshMedium, compose, proof
from sigs.matching.composing import placement_of
from sigs.matching.counting import bounds
from sigs.matching.measures import is_better_high, measured, measures_of
from sigs.matching.rules import LastYear
from sigs.matching.sizes import sizes
from sigs.matching.tables import costs_of
from tests.sigs.matching.made import made_problem, placements

CASES = [
    {"schools": 8, "groups": 2, "rules": {"welsh": WelshMedium.FREE}},
    {"schools": 9, "groups": 3, "rules": {"welsh": WelshMedium.FREE, "minutes": 45}},
    {"schools": 8, "groups": 2, "rules": {"pins": {101: 1, 105: 2}, "welsh": WelshMedium.FREE}},
    {"schools": 9, "groups": 2, "rules": {"together": ((101, 102), (102, 104))}},
    {"schools": 9, "groups": 3, "rules": {"apart": ((101, 102), (103, 104)), "most_reds": 1}},
    {"schools": 8, "groups": 2, "last_groups": 2, "rules": {"last_year": LastYear.KEEP}},
    {"schools": 9, "groups": 3, "last_groups": 2, "rules": {"last_year": LastYear.AT_MOST}},
    {"schools": 9, "groups": 3, "last_groups": 3, "rules": {"weights": Weights(partners=2)}},
    {"schools": 8, "groups": 2, "last_groups": 3, "rules": {"weights": Weights(partners=-2)}},
    {"schools": 10, "groups": 2, "authorities": 4, "wishes": 12, "rules": {"authorities": 2}},
]


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("case", CASES)
def test_twenty_small_cases_equal_enumeration(case, seed):
    problem = made_problem(seed=seed, **case)
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
