"""The cost of a group, and what it would be with any member replaced by any other school.

All costs are whole numbers held in floating point, below 2 to the 53rd: sums are exact in any order, so that
the answer is the same on any machine, and a cost that is kept up to date equals the one counted afresh."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sigs.matching.problem import Flags, Floats, Ints
from sigs.matching.sizes import Sizes

# One unit of cost (all of a weight of 1) is so many whole numbers.
SCALE = 1e7


@dataclass(frozen=True, eq=False)
class Distinct:
    """Columns of which a group should have as many different ones as it can: cost by how many there are."""

    columns: slice
    cost: Floats


@dataclass(frozen=True, eq=False)
class Costs:
    """A problem made ready for the search.

    A group's cost is a sum over columns (`by_count`: cost by how many of its members have the column's
    kind), over sets of columns (`distinct`), over areas (`by_need`: cost by how many have a need there and
    how many are strong), over its pairs and over its places. Each school has at most one kind of each set,
    so what a newcomer adds is the sum of what its kinds add."""

    sizes: Sizes
    # Schools × columns, 0 or 1.
    kinds: Ints
    by_count: Floats
    distinct: tuple[Distinct, ...]
    weak: slice
    strong: slice
    by_need: Floats
    # Schools × schools; schools × groups.
    pairs: Floats
    places: Floats
    # What the pairs take off at most; the cost of the best there is; the cost of a broken hard rule.
    constant: float
    ideal: float
    hard: float
    # Schools that no rule lets move.
    fixed: Flags

    def of_counts(self, counts: Ints) -> Floats:
        """Rows of counts, one entry a column → the cost of each."""
        cost: Floats = self.by_count[self.columns, counts].sum(axis=1)
        for distinct in self.distinct:
            cost += distinct.cost[(counts[:, distinct.columns] > 0).sum(axis=1)]
        cost += self.by_need[counts[:, self.weak], counts[:, self.strong]].sum(axis=1)
        return cost

    def of_one_more(self, counts: Ints) -> Floats:
        """Rows of counts × columns: what one more school of that kind adds."""
        adds: Floats = self.count_steps[self.columns, counts]
        for distinct, steps in zip(self.distinct, self.distinct_steps, strict=True):
            present = counts[:, distinct.columns] > 0
            adds[:, distinct.columns] += ~present * steps[present.sum(axis=1)][:, None]
        weak, strong = counts[:, self.weak], counts[:, self.strong]
        adds[:, self.weak] += self.weak_steps[weak, strong]
        adds[:, self.strong] += self.strong_steps[weak, strong]
        return adds

    @cached_property
    def columns(self) -> Ints:
        return np.arange(self.kinds.shape[1])

    @cached_property
    def count_steps(self) -> Floats:
        return np.diff(self.by_count, axis=1)

    @cached_property
    def distinct_steps(self) -> tuple[Floats, ...]:
        """The last stands for a group that has all, to which no kind is new."""
        return tuple(np.append(np.diff(distinct.cost), 0.0) for distinct in self.distinct)

    @cached_property
    def weak_steps(self) -> Floats:
        return np.diff(self.by_need, axis=0)

    @cached_property
    def strong_steps(self) -> Floats:
        return np.diff(self.by_need, axis=1)

    def of_group(self, members: Ints, group: int) -> float:
        counts = self.kinds[members].sum(axis=0)[None, :]
        inside = self.pairs[np.ix_(members, members)].sum() / 2
        return float(self.of_counts(counts)[0] + inside + self.places[members, group].sum())

    def of_all(self, group: Ints) -> float:
        """Of a placement, from scratch. What `broken` and `soft` read."""
        return self.constant + sum(
            self.of_group(np.flatnonzero(group == number), number) for number in range(len(self.sizes.of))
        )

    def broken(self, cost: float) -> int:
        """How often a hard rule is broken."""
        return int(cost // self.hard)

    def soft(self, cost: float) -> float:
        """In units of the weights; 0 if every aim were at its best."""
        return (cost % self.hard - self.ideal) / SCALE
