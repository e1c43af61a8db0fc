"""Swap tabu search over the replacement matrix.

F[i, j] is the change in the cost of i's group if j takes i's place there. Groups share no school, so a swap
of i and j costs F[i, j] + F[j, i], exactly. After a swap only the rows of the two groups are counted anew."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sigs.matching.costs import Costs
from sigs.matching.problem import Floats, Ints

# For how many swaps a school that was swapped stays where it is: between these bounds, by how many schools
# can move; drawn anew for every phase, and varied by so much from swap to swap. Short rests search a
# neighbourhood through, long ones lead out of it. The bounds were found by trial: among 316 schools rests
# of 13 to 63 swaps did best, among 76 rests of 3 to 7.
SHORTEST_SHARE = 0.04
LONGEST_POWER, LONGEST_FACTOR = 1.5, 0.01125
VARIES_BY = 0.5
PHASE = 300
# How often the caller hears how far it is, in swaps.
PACE = 100

Watch = Callable[[int, float, Ints], bool]


@dataclass(frozen=True, eq=False)
class Found:
    group: Ints
    cost: float
    iterations: int
    was_cancelled: bool


class Board:
    """A placement with its replacement matrix, kept up to date.

    `swapping` holds what each swap would cost, and no swap (infinite) for two of one group and for schools
    that are fixed; `open` is the same with no swap for schools that rest."""

    def __init__(self, costs: Costs, group: Ints) -> None:
        self.costs = costs
        self.group = group.copy()
        groups = len(costs.sizes.of)
        inside = (np.arange(groups)[:, None] == self.group[None, :]).astype(np.int64)
        self.counts: Ints = inside @ costs.kinds
        # What each school's pairs with a group come to.
        self.with_group: Floats = inside.astype(np.float64) @ costs.pairs
        self.kinds_across = np.ascontiguousarray(costs.kinds.T.astype(np.float64))
        self.places_across = np.ascontiguousarray(costs.places.T)
        self.by_counts = costs.of_counts(self.counts)
        self.members = [np.flatnonzero(self.group == number) for number in range(groups)]
        self.cost = costs.of_all(self.group)
        self.rests = costs.fixed.copy()
        self.replacing = self.rows(np.arange(len(group)), np.arange(groups))
        self.swapping = self.replacing + self.replacing.T
        self.swapping[self.group[:, None] == self.group[None, :]] = np.inf
        self.swapping[costs.fixed, :] = np.inf
        self.swapping[:, costs.fixed] = np.inf
        self.open = self.swapping.copy()

    def rows(self, rows: Ints, groups: Ints) -> Floats:
        """F of these rows, the members of these groups; counts the groups' own costs anew too."""
        costs = self.costs
        group = self.group[rows]
        without = self.counts[group] - costs.kinds[rows]
        counted = costs.of_counts(np.concatenate([without, self.counts[groups]]))
        self.by_counts[groups] = counted[len(rows) :]
        leaves = (
            counted[: len(rows)]
            - self.by_counts[group]
            - self.with_group[group, rows]
            - costs.places[rows, group]
        )
        found: Floats = costs.of_one_more(without) @ self.kinds_across
        found += self.with_group[group]
        found -= costs.pairs[rows]
        found += self.places_across[group]
        found += leaves[:, None]
        return found

    def swap(self, first: int, second: int) -> None:
        one, other = int(self.group[first]), int(self.group[second])
        self.cost += self.swapping[first, second]
        self.group[first], self.group[second] = other, one
        step = self.costs.kinds[second] - self.costs.kinds[first]
        self.counts[one] += step
        self.counts[other] -= step
        turn = self.costs.pairs[second] - self.costs.pairs[first]
        self.with_group[one] += turn
        self.with_group[other] -= turn
        for number, leaver, comer in ((one, first, second), (other, second, first)):
            members = self.members[number]
            members[members == leaver] = comer
        self.refresh(
            np.concatenate([self.members[one], self.members[other]]), np.array([one, other], dtype=np.int64)
        )

    def refresh(self, rows: Ints, groups: Ints) -> None:
        fresh = self.rows(rows, groups)
        self.replacing[rows] = fresh
        fresh += self.replacing[:, rows].T
        fresh[self.group[rows][:, None] == self.group[None, :]] = np.inf
        fresh[self.costs.fixed[rows]] = np.inf
        fresh[:, self.costs.fixed] = np.inf
        self.swapping[rows] = fresh
        self.swapping[:, rows] = fresh.T
        fresh[self.rests[rows]] = np.inf
        fresh[:, self.rests] = np.inf
        self.open[rows] = fresh
        self.open[:, rows] = fresh.T

    def rest(self, school: int) -> None:
        self.rests[school] = True
        self.open[school] = np.inf
        self.open[:, school] = np.inf

    def wake(self, school: int) -> None:
        self.rests[school] = False
        swaps = np.where(self.rests, np.inf, self.swapping[school])
        self.open[school] = swaps
        self.open[:, school] = swaps

    def choose(self, best_cost: float) -> tuple[int, int] | None:
        """The cheapest swap of two schools that do not rest; or the cheapest of all, if none so good was met
        before, or if all others rest."""
        first, second = cheapest(self.swapping)
        least = self.swapping[first, second]
        if np.isinf(least):
            return None
        if self.cost + least < best_cost:
            return first, second
        one, other = cheapest(self.open)
        return (first, second) if np.isinf(self.open[one, other]) else (one, other)


def cheapest(swaps: Floats) -> tuple[int, int]:
    row, column = divmod(int(swaps.argmin()), swaps.shape[1])
    return row, column


def search(
    costs: Costs, start: Ints, *, rng: np.random.Generator, iterations: int, watch: Watch | None = None
) -> Found:
    """The best placement met in so many swaps. `watch` hears the swaps done, the best cost and the best
    placement, and stops the search by answering True."""
    board = Board(costs, start)
    best, best_cost = board.group.copy(), board.cost
    rests = rest_lengths(costs, rng, iterations)
    wakes: dict[int, list[int]] = defaultdict(list)
    wakes_at = np.zeros(len(start), dtype=np.int64)
    done = 0
    while done < iterations:
        if watch is not None and done % PACE == 0 and watch(done, best_cost, best):
            return Found(best, best_cost, done, was_cancelled=True)
        move = board.choose(best_cost)
        if move is None:
            break
        board.swap(*move)
        done += 1
        for school in move:
            wakes_at[school] = done + rests[done - 1]
            wakes[int(wakes_at[school])].append(school)
            board.rest(school)
        for school in wakes.pop(done, ()):
            if wakes_at[school] == done:
                board.wake(school)
        if board.cost < best_cost:
            best, best_cost = board.group.copy(), board.cost
    return Found(best, best_cost, done, was_cancelled=False)


def rest_lengths(costs: Costs, rng: np.random.Generator, iterations: int) -> Ints:
    """Drawn for each swap."""
    free = int((~costs.fixed).sum())
    shortest = max(1.0, free * SHORTEST_SHARE)
    longest = max(shortest, min(LONGEST_FACTOR * free**LONGEST_POWER, free / 4))
    phases = shortest * (longest / shortest) ** rng.random(-(-iterations // PHASE))
    varied = 1 + VARIES_BY * (2 * rng.random(iterations) - 1)
    return np.maximum(1, (np.repeat(phases, PHASE)[:iterations] * varied).astype(np.int64))
