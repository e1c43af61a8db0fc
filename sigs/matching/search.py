"""Swap tabu search over the replacement matrix.

F[i, j] is the change in the cost of i's group if j takes i's place there. Groups share no school, so a swap
of i and j costs F[i, j] + F[j, i], exactly. After a swap only the rows of the two groups are counted anew."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sigs.matching.costs import Costs
from sigs.matching.problem import Flags, Floats, Ints

# Between these many swaps a school that was swapped stays where it is.
SHORTEST_REST, LONGEST_REST = 6, 16
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
    """A placement with its replacement matrix, kept up to date."""

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
        self.replacing = self.rows(np.arange(len(group)))
        self.swapping = self.replacing + self.replacing.T
        self.swapping[self.group[:, None] == self.group[None, :]] = np.inf
        self.swapping[costs.fixed, :] = np.inf
        self.swapping[:, costs.fixed] = np.inf

    def rows(self, rows: Ints) -> Floats:
        """F of these rows."""
        costs = self.costs
        group = self.group[rows]
        without = self.counts[group] - costs.kinds[rows]
        leaves = (
            costs.of_counts(without)
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
        one, other = self.group[first], self.group[second]
        self.cost += self.swapping[first, second]
        self.group[first], self.group[second] = other, one
        step = self.costs.kinds[second] - self.costs.kinds[first]
        self.counts[one] += step
        self.counts[other] -= step
        turn = self.costs.pairs[second] - self.costs.pairs[first]
        self.with_group[one] += turn
        self.with_group[other] -= turn
        both = [one, other]
        self.by_counts[both] = self.costs.of_counts(self.counts[both])
        for number, leaver, comer in ((one, first, second), (other, second, first)):
            members = self.members[number]
            members[members == leaver] = comer
        self.refresh(np.concatenate([self.members[one], self.members[other]]))

    def refresh(self, rows: Ints) -> None:
        self.replacing[rows] = self.rows(rows)
        fresh = self.replacing[rows] + self.replacing[:, rows].T
        fresh[self.group[rows][:, None] == self.group[None, :]] = np.inf
        fresh[self.costs.fixed[rows], :] = np.inf
        fresh[:, self.costs.fixed] = np.inf
        self.swapping[rows] = fresh
        self.swapping[:, rows] = fresh.T


def search(
    costs: Costs, start: Ints, *, rng: np.random.Generator, iterations: int, watch: Watch | None = None
) -> Found:
    """The best placement met in so many swaps. `watch` hears the swaps done, the best cost and the best
    placement, and stops the search by answering True."""
    board = Board(costs, start)
    best, best_cost = board.group.copy(), board.cost
    count = len(start)
    rests_until = np.zeros(count, dtype=np.int64)
    rest = np.floor(SHORTEST_REST + rng.random(iterations + 1) * (LONGEST_REST - SHORTEST_REST)).astype(int)
    done = 0
    while done < iterations:
        if watch is not None and done % PACE == 0 and watch(done, best_cost, best):
            return Found(best, best_cost, done, was_cancelled=True)
        move = choose(board, rests_until > done, best_cost)
        if move is None:
            break
        board.swap(*move)
        done += 1
        rests_until[list(move)] = done + rest[done]
        if board.cost < best_cost:
            best, best_cost = board.group.copy(), board.cost
    return Found(best, best_cost, done, was_cancelled=False)


def choose(board: Board, rests: Flags, best_cost: float) -> tuple[int, int] | None:
    """The cheapest swap of two schools that do not rest; or the cheapest of all, if none so good was met."""
    first, second = cheapest(board.swapping)
    least = board.swapping[first, second]
    if np.isinf(least):
        return None
    if not (rests[first] or rests[second]) or board.cost + least < best_cost:
        return first, second
    free = np.flatnonzero(~rests)
    among = board.swapping[free]
    among[:, rests] = np.inf
    if not np.isfinite(among).any():
        return first, second
    row, second = cheapest(among)
    return int(free[row]), second


def cheapest(swaps: Floats) -> tuple[int, int]:
    row, column = divmod(int(swaps.argmin()), swaps.shape[1])
    return row, column
