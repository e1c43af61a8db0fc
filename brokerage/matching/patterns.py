"""The same program, solved in the shape that it is easy in: of each offer the sets of needs that it could
take on together ("patterns"), one at most to be chosen for each offer, each need in one at most.

First without whole numbers, by columns: only patterns that could still add something join the program. What
that comes to is a bound. Then, in whole numbers, over the patterns whose reduced cost lies near enough to
nothing: an answer with any other would fall below the bound by more than that, so that an answer which lies
nearer to the bound is the best there is. If it does not, more patterns are let in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import comb

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csc_array

from brokerage.matching.problem import Flags, Floats, Ints

# Beyond so many patterns they are not all written out.
MOST_PATTERNS = 1_500_000
# So many of each offer join in the first round, and in the others.
FEW_AT_FIRST, FEW = 20, 10
# How far from the bound the best answer is sought first, as a share of it.
FIRST_WITHIN = 0.0008
SMALL = 1e-6


@dataclass(frozen=True, eq=False)
class Patterns:
    """`members`: of each pattern its pairs, padded with -1; `asks`: the needs of these, padded alike."""

    owner: Ints
    members: Ints
    asks: Ints
    value: Floats
    offers: int
    needs: int

    def reduced(self, of_ask: Floats, of_offer: Floats) -> Floats:
        """What each pattern adds at these prices of needs and offers."""
        price = np.append(of_ask, 0.0)[self.asks].sum(axis=1)
        found: Floats = self.value - price - of_offer[self.owner]
        return found

    def columns(self, chosen: Ints) -> csc_array:
        """Rows: each need, then each offer."""
        asks = self.asks[chosen]
        held = asks >= 0
        counts = held.sum(axis=1) + 1
        rows = np.concatenate([asks, (self.needs + self.owner[chosen])[:, None]], axis=1)
        keep = np.concatenate([held, np.ones((len(chosen), 1), dtype=np.bool_)], axis=1)
        starts = np.concatenate([[0], np.cumsum(counts)])
        indices = rows[keep]
        return csc_array(
            (np.ones(len(indices)), indices, starts), shape=(self.needs + self.offers, len(chosen))
        )


@dataclass(frozen=True, eq=False)
class Piece:
    """An offer's side: its pairs by number, with the need, value and quarters of days of each."""

    pairs: Ints
    asks: Ints
    value: Floats
    quarters: Ints
    room: int
    # What the first, second, … costs.
    prices: Sequence[float]


@cache
def combined(of: int, size: int) -> Ints:
    found: Ints = np.array(list(combinations(range(of), size)), dtype=np.int64).reshape(-1, size)
    return found


def how_many(pieces: Sequence[Piece]) -> int:
    return sum(comb(len(piece.pairs), size) for piece in pieces for size in range(1, len(piece.prices) + 1))


def patterns_of(pieces: Sequence[Piece], needs: int) -> Patterns:
    width = max((len(piece.prices) for piece in pieces), default=1) or 1
    owner, members, asks, value = [], [], [], []
    for number, piece in enumerate(pieces):
        price = 0.0
        for size in range(1, len(piece.prices) + 1):
            price += piece.prices[size - 1]
            sets = combined(len(piece.pairs), size)
            worth = piece.value[sets].sum(axis=1) - price
            fits = (piece.quarters[sets].sum(axis=1) <= piece.room) & (worth > 0)
            sets = sets[fits]
            if not len(sets):
                continue
            owner.append(np.full(len(sets), number, dtype=np.int64))
            members.append(padded(piece.pairs[sets], width))
            asks.append(padded(piece.asks[sets], width))
            value.append(worth[fits])
    if not owner:
        none = np.zeros(0, dtype=np.int64)
        empty = np.zeros((0, width), dtype=np.int64)
        return Patterns(none, empty, empty, np.zeros(0), len(pieces), needs)
    return Patterns(
        np.concatenate(owner),
        np.concatenate(members),
        np.concatenate(asks),
        np.concatenate(value),
        len(pieces),
        needs,
    )


def padded(found: Ints, width: int) -> Ints:
    wide: Ints = np.full((len(found), width), -1, dtype=np.int64)
    wide[:, : found.shape[1]] = found
    return wide


def best_patterns(patterns: Patterns, patience: float) -> tuple[Ints, float] | None:
    """Numbers of the pairs that are taken, and the gap that is left; None where no answer came in time."""
    if not len(patterns.value):
        return np.zeros(0, dtype=np.int64), 0.0
    bound, of_ask, of_offer = relaxed(patterns)
    reduced = patterns.reduced(of_ask, of_offer)
    within = bound * FIRST_WITHIN
    while True:
        known = in_whole_numbers(patterns, np.flatnonzero(reduced >= -within - SMALL), patience)
        if known is None:
            return None
        taken, value, gap = known
        # Whatever holds a pattern that was left out is worth less than this. Out of time: the gap says so.
        if gap or value >= bound - within - SMALL:
            members = patterns.members[taken].ravel()
            left = (bound - value) / max(value, SMALL) if gap else 0.0
            return np.sort(members[members >= 0]), left
        within = bound - value


def relaxed(patterns: Patterns) -> tuple[float, Floats, Floats]:
    """What the patterns come to in shares, and the prices of needs and offers then."""
    chosen: Flags = np.all(patterns.members[:, 1:] < 0, axis=1)
    few = FEW_AT_FIRST
    while True:
        numbers = np.flatnonzero(chosen)
        found = linprog(
            -patterns.value[numbers],
            A_ub=patterns.columns(numbers),
            b_ub=np.ones(patterns.needs + patterns.offers),
            bounds=(0, None),
            method="highs-ipm",
        )
        # Prices below zero come of rounding alone; what they are sums to a bound, whatever they are.
        prices = np.maximum(0.0, -found.ineqlin.marginals)
        of_ask, of_offer = prices[: patterns.needs], prices[patterns.needs :]
        joining = best_of_each(patterns.owner, patterns.reduced(of_ask, of_offer), patterns.offers, few)
        joining = joining[~chosen[joining]]
        if not len(joining):
            return float(prices.sum()), of_ask, of_offer
        chosen[joining] = True
        few = FEW


def best_of_each(owner: Ints, reduced: Floats, offers: int, few: int) -> Ints:
    """Of each offer the few that add most."""
    adding = np.flatnonzero(reduced > SMALL)
    order = adding[np.lexsort((adding, -reduced[adding], owner[adding]))]
    starts = np.searchsorted(owner[order], np.arange(offers))
    place = np.arange(len(order)) - starts[owner[order]]
    found: Ints = order[place < few]
    return found


def in_whole_numbers(patterns: Patterns, numbers: Ints, patience: float) -> tuple[Ints, float, float] | None:
    found = milp(
        c=-patterns.value[numbers],
        constraints=[LinearConstraint(patterns.columns(numbers), ub=1)],
        integrality=np.ones(len(numbers)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0, "time_limit": patience},
    )
    if found.x is None:
        return None
    taken: Ints = numbers[found.x > 0.5]
    return taken, float(patterns.value[taken].sum()), float(found.mip_gap or 0.0)
