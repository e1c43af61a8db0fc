"""From several starts to one placement: short searches from each, then the best of them stirred again and
again. What one long search finds depends much on where it began, above all among few groups; the best of
several short ones does less so."""

from collections.abc import Callable

import numpy as np

from sigs.matching.costs import Costs
from sigs.matching.problem import Ints, Problem
from sigs.matching.search import Found, search
from sigs.matching.starting import first_placement

# Swaps of one heat; the heats take this share of all swaps, and so many starts at most.
HEAT = 2000
HEATS_SHARE = 1 / 3
MOST_HEATS = 8
# The best is stirred in so many groups, and searched on for so many swaps. Found by trial.
STIRRED_GROUPS = 3
STIR = 1500

Watch = Callable[[int, float, Ints], bool]


def explore(
    problem: Problem, costs: Costs, *, seed: int, swaps: int, starts: int, watch: Watch | None = None
) -> Found:
    """The best placement met in so many swaps from at least so many starts; `watch` as for `search`."""
    hunt = Hunt(costs, swaps, watch)
    heats = max(starts, min(MOST_HEATS, int(swaps * HEATS_SHARE) // HEAT))
    heat = min(HEAT, max(1, int(swaps * HEATS_SHARE) // heats))
    for start in range(heats):
        rng = np.random.default_rng([seed, start])
        hunt.search(first_placement(problem, costs.sizes, rng), heat, rng)
    rng = np.random.default_rng([seed, heats])
    while hunt.goes_on:
        hunt.search(stirred(hunt.best, costs, rng), STIR, rng)
    return Found(hunt.best, hunt.cost, hunt.done, hunt.was_cancelled)


class Hunt:
    """The best of all searches so far, and how many swaps are left."""

    def __init__(self, costs: Costs, swaps: int, watch: Watch | None) -> None:
        self.costs = costs
        self.left = swaps
        self.watch = watch
        self.done = 0
        self.cost = float("inf")
        self.best: Ints = np.zeros(0, dtype=np.int64)
        self.was_cancelled = False
        self.is_stuck = False

    @property
    def goes_on(self) -> bool:
        return self.left > 0 and not self.was_cancelled and not self.is_stuck

    def search(self, start: Ints, swaps: int, rng: np.random.Generator) -> None:
        if not self.goes_on:
            return
        swaps = min(swaps, self.left)
        found = search(self.costs, start, rng=rng, iterations=swaps, watch=self.hear if self.watch else None)
        self.done += found.iterations
        self.left -= swaps
        self.was_cancelled = found.was_cancelled
        # No school can move.
        self.is_stuck = found.iterations == 0 and not found.was_cancelled
        if found.cost < self.cost:
            self.best, self.cost = found.group, found.cost

    def hear(self, done: int, cost: float, group: Ints) -> bool:
        if self.cost <= cost:
            cost, group = self.cost, self.best
        return self.watch is not None and self.watch(self.done + done, cost, group)


def stirred(group: Ints, costs: Costs, rng: np.random.Generator) -> Ints:
    """The placement with the schools of a few groups, which may stand in for one another, mixed."""
    mixed = group.copy()
    parts = costs.sizes.parts
    part = parts[rng.choice(len(parts), p=np.array([len(one.rows) for one in parts]) / len(group))]
    chosen = rng.permutation(part.groups)[:STIRRED_GROUPS]
    rows = part.rows[np.isin(group[part.rows], chosen) & ~costs.fixed[part.rows]]
    mixed[rows] = rng.permutation(mixed[rows])
    return mixed
