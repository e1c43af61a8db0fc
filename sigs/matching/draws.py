"""What chance alone brings: groups of the same sizes, drawn without any rule."""

from collections import defaultdict

import numpy as np

from sigs.matching.answers import Measure
from sigs.matching.measures import Kinds, counted, measures_of, together_last_year
from sigs.matching.problem import NONE, Problem
from sigs.matching.sizes import sizes

DRAWS = 1000


def random_draw(problem: Problem, *, seed: int = 0, draws: int = DRAWS) -> dict[Measure, float]:
    """The average of each measure. What hangs on pairs alone is not drawn: each pair meets equally often."""
    problem = problem.in_order
    expected = counts_by_chance(problem, seed, draws) | pairs_by_chance(problem)
    return {measure: expected[measure] for measure in measures_of(problem)}


def counts_by_chance(problem: Problem, seed: int, draws: int) -> dict[Measure, float]:
    rng = np.random.default_rng(seed)
    kinds = Kinds.of(problem)
    of = sizes(problem).of
    seats = np.repeat(np.arange(len(of)), of)
    sums: dict[Measure, float] = defaultdict(float)
    for _ in range(draws):
        for measure, value in counted(problem, kinds, rng.permutation(seats), len(of)).items():
            sums[measure] += value
    return {measure: total / draws for measure, total in sums.items()}


def pairs_by_chance(problem: Problem) -> dict[Measure, float]:
    count = len(problem)
    found = sizes(problem)
    apart = ~np.eye(count, dtype=bool)
    meets = 2 * found.pairs / max(1, count * (count - 1))
    known = float(together_last_year(problem).sum())
    has_last = problem.last != NONE
    share = np.append(found.of / max(1, count), 0.0)
    stays = share[np.where(problem.last < len(found.of), problem.last, len(found.of))]
    return {
        Measure.MINUTES: float(problem.minutes[apart].mean()) if count > 1 else 0.0,
        Measure.WISHES: len(problem.wishes) * meets,
        Measure.NEW_PARTNERS: (2 * found.pairs - known * meets) / max(1, count),
        Measure.MOVED: float((1 - stays[has_last]).sum()),
    }
