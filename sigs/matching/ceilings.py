"""What is possible for each measure alone: by counting where that can tell, else the best that was found."""

from dataclasses import replace

import numpy as np

from sigs.matching.answers import Ceiling, Certainty, Measure
from sigs.matching.counting import bounds
from sigs.matching.measures import is_better_high, measured, measures_of
from sigs.matching.problem import Problem
from sigs.matching.rules import Weights
from sigs.matching.search import search
from sigs.matching.sizes import sizes
from sigs.matching.starting import first_placement
from sigs.matching.tables import costs_of

# Measures whose count is a bound that need not be reached: a search says what is.
SEARCHED = {
    Measure.MINUTES: Weights(0, 0, 0, 0, 1, 0, 0, 0),
    Measure.WISHES: Weights(0, 0, 0, 0, 0, 1, 0, 0),
    Measure.NEW_PARTNERS: Weights(0, 0, 0, 0, 0, 0, 1, 0),
}
ITERATIONS = 2500


def ceilings(problem: Problem, *, seed: int = 0, iterations: int = ITERATIONS) -> dict[Measure, Ceiling]:
    """Of the measures that mean something here. Searches keep the hard rules and forget all other aims."""
    problem = problem.in_order
    counted = bounds(problem, sizes(problem))
    found = {}
    for measure in measures_of(problem):
        value, certainty = counted[measure], Certainty.COUNTED
        if measure in SEARCHED:
            reached = best_alone(problem, measure, seed, iterations)
            if abs(reached - value) > 1e-9:
                value, certainty = reached, Certainty.FOUND
        found[measure] = Ceiling(value, certainty)
    return found


def best_alone(problem: Problem, measure: Measure, seed: int, iterations: int) -> float:
    weights = SEARCHED[measure]
    if measure == Measure.NEW_PARTNERS and not is_better_high(problem, measure):
        weights = replace(weights, partners=-1)
    alone = problem.ruled(problem.rules.weighed(weights))
    rng = np.random.default_rng(seed)
    start = first_placement(alone, sizes(alone), rng)
    best = search(costs_of(alone), start, rng=rng, iterations=iterations)
    return measured(alone, best.group, alone.rules.groups)[measure]
