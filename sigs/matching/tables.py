"""Rules and weights put into the tables of Costs.

A soft aim's weight is spread over the way from a random draw to the best there is, so that weights of
different aims can be compared: (value - best) / (random - best), times the weight."""

from dataclasses import astuple

import numpy as np

from sigs.matching.answers import Measure
from sigs.matching.costs import SCALE, Costs, Distinct
from sigs.matching.counting import bounds, forbidden, reach, wish_matrix
from sigs.matching.draws import random_draw
from sigs.matching.measures import Kinds, together_last_year
from sigs.matching.problem import NONE, Flags, Floats, Ints, Problem
from sigs.matching.rules import LastYear, WelshMedium
from sigs.matching.sizes import sizes

# Draws that tell how far apart chance and the best are: enough for a scale.
SCALE_DRAWS = 200
# Of an aim's weight so much goes to complete groups, the rest to the kinds one by one.
WHOLE_SHARE = 0.25


def costs_of(problem: Problem) -> Costs:
    return Tables(problem).costs()


class Tables:
    """Of one problem. `ideal` and `constant` gather while the tables are made."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.rules, self.weights = problem, problem.rules, problem.rules.weights
        self.sizes = sizes(problem)
        self.kinds = Kinds.of(problem)
        self.best = bounds(problem, self.sizes)
        self.random = random_draw(problem, seed=0, draws=SCALE_DRAWS)
        self.groups = self.rules.groups
        total = sum(abs(weight) for weight in astuple(self.weights))
        self.hard = float(round(4 * max(1.0, total) * self.groups * SCALE))
        self.counts = np.arange(int(self.sizes.of.max(initial=0)) + 3)
        self.ideal = 0.0
        self.constant = 0.0

    def unit(self, weight: float, measure: Measure, steps: float = 1.0) -> float:
        """The cost of one step. `steps` make 1 of the measure. At least one step of way is reckoned, so that
        an aim that hardly ever fails does not outweigh the others."""
        if measure not in self.random:
            return 0.0
        way = abs(self.random[measure] - self.best[measure]) * steps
        return abs(weight) * SCALE / max(way, 1.0)

    def costs(self) -> Costs:
        kinds = self.kinds
        blocks: dict[str, Flags] = {
            "authority": kinds.authority,
            "stage": kinds.stage,
            "quarter": kinds.quarter,
            "weak": kinds.weak,
            "strong": kinds.strong,
            "green": kinds.green,
            "red": kinds.red,
            "welsh": kinds.welsh,
            "last": self.last_columns(),
        }
        ends = np.cumsum([block.shape[1] for block in blocks.values()])
        columns = {
            name: slice(int(end) - block.shape[1], int(end))
            for (name, block), end in zip(blocks.items(), ends, strict=True)
        }
        by_count = np.zeros((int(ends[-1]), len(self.counts)))
        by_count[columns["green"]] = self.green()
        by_count[columns["red"]] = self.reds()
        by_count[columns["welsh"]] = self.lone_welsh()
        by_count[columns["last"]] = self.beyond(self.counts, self.rules.last_year_most)
        distinct = (
            Distinct(columns["authority"], self.authorities()),
            Distinct(columns["stage"], self.stages()),
            Distinct(columns["quarter"], self.quarters()),
        )
        by_need, places, pairs = self.needs(), self.places(), self.pairs()
        return Costs(
            sizes=self.sizes,
            kinds=np.concatenate(list(blocks.values()), axis=1).astype(np.int64),
            by_count=by_count,
            distinct=distinct,
            weak=columns["weak"],
            strong=columns["strong"],
            by_need=by_need,
            pairs=pairs,
            places=places,
            constant=self.constant,
            ideal=self.ideal,
            hard=self.hard,
            fixed=np.isin(self.problem.ids, list(self.rules.pins)),
        )

    def last_columns(self) -> Flags:
        groups = len(self.problem.last_groups) if self.rules.last_year == LastYear.AT_MOST else 0
        columns: Flags = self.problem.last[:, None] == np.arange(groups)
        return columns

    def green(self) -> Floats:
        """A rule where enough exist; else as many groups as possible, before all other aims."""
        if not self.rules.green_in_each:
            return np.zeros(len(self.counts))
        if self.best[Measure.GREEN] == self.groups:
            return self.when(self.counts == 0)
        unit = round(2 * self.unit(self.weights.stages, Measure.GREEN))
        self.ideal += unit * (self.groups - self.best[Measure.GREEN])
        return unit * self.when(self.counts == 0) / self.hard

    def reds(self) -> Floats:
        if self.rules.most_reds is None:
            return np.zeros(len(self.counts))
        return self.beyond(self.counts, self.rules.most_reds)

    def lone_welsh(self) -> Floats:
        return self.when((self.counts == 1) & (self.rules.welsh == WelshMedium.NEVER_ALONE))

    def when(self, is_so: Flags) -> Floats:
        cost: Floats = np.where(is_so, self.hard, 0.0)
        return cost

    def beyond(self, counts: Ints, limit: int) -> Floats:
        cost: Floats = self.hard * np.maximum(0, counts - limit)
        return cost

    def authorities(self) -> Floats:
        """By how many authorities a group has."""
        kinds = len(self.problem.authorities)
        each = self.unit(self.weights.authorities * (1 - WHOLE_SHARE), Measure.AUTHORITIES, steps=self.groups)
        whole = self.unit(self.weights.authorities * WHOLE_SHARE, Measure.ALL_AUTHORITIES)
        soft = self.missing(self.kinds.authority, each, whole, self.best[Measure.ALL_AUTHORITIES])
        return soft + self.beyond(kinds - np.arange(kinds + 1), kinds - self.rules.authorities)

    def stages(self) -> Floats:
        unit = self.unit(self.weights.stages, Measure.STAGES)
        best = self.best[Measure.STAGES]
        return self.missing(self.kinds.stage, unit * (1 - WHOLE_SHARE), unit * WHOLE_SHARE, best)

    def quarters(self) -> Floats:
        return self.missing(
            self.kinds.quarter, self.unit(self.weights.intake, Measure.INTAKE, steps=self.groups), 0.0, 0.0
        )

    def missing(self, kinds: Flags, each: float, whole: float, best_whole: float) -> Floats:
        """`each` for a kind that is missing, `whole` for a group that lacks any."""
        count = kinds.shape[1]
        there = np.arange(count + 1)
        each, whole = float(round(each)), float(round(whole))
        reached = sum(reach(kinds, part, self.sizes) for part in self.sizes.parts)
        self.ideal += each * (count * self.groups - reached) + whole * (self.groups - best_whole)
        cost: Floats = each * (count - there) + whole * (there < count)
        return cost

    def needs(self) -> Floats:
        """By how many have a need in an area and how many are strong there."""
        weak, strong = self.counts[:, None], self.counts[None, :]
        over = float(round(self.unit(self.weights.strengths / 2, Measure.UNMET)))
        alone = float(round(self.unit(self.weights.strengths / 2, Measure.UNCOVERED)))
        self.ideal += over * self.best[Measure.UNMET] + alone * self.best[Measure.UNCOVERED]
        table: Floats = over * np.maximum(0, weak - 2 * strong) + alone * ((weak > 0) & (strong == 0))
        return table

    def places(self) -> Floats:
        """Pins, groups of their own, and with last year's groups kept: who leaves theirs."""
        problem = self.problem
        places = np.zeros((len(problem), self.groups))
        numbers = np.arange(self.groups)
        for school, number in self.rules.pins.items():
            places[problem.row[school], numbers != number - 1] += self.hard
        for part in self.sizes.parts:
            outside = np.setdiff1d(numbers, part.groups)
            places[np.ix_(part.rows, outside)] += self.hard
        if self.rules.last_year == LastYear.KEEP:
            unit = float(round(self.unit(self.weights.kept, Measure.MOVED)))
            places += unit * ((problem.last != NONE)[:, None] & (problem.last[:, None] != numbers))
        return places

    def pairs(self) -> Floats:
        """Travel, wishes, partners of last year; who may not meet, who must."""
        problem = self.problem
        travel = self.unit(self.weights.travel, Measure.MINUTES) / max(1, self.sizes.pairs)
        pairs: Floats = np.round(travel * problem.minutes).astype(np.float64)
        self.ideal += travel * self.best[Measure.MINUTES] * self.sizes.pairs
        wish = float(round(self.unit(self.weights.wishes, Measure.WISHES)))
        wishes = wish_matrix(problem)
        pairs -= wish * wishes
        self.constant += wish * len(problem.wishes)
        self.ideal += wish * (len(problem.wishes) - self.best[Measure.WISHES])
        pairs += self.partners()
        pairs += self.hard * forbidden(problem)
        for first, second in self.rules.together:
            one, other = problem.row[first], problem.row[second]
            pairs[one, other] -= self.hard
            pairs[other, one] -= self.hard
            self.constant += self.hard
        np.fill_diagonal(pairs, 0.0)
        return pairs

    def partners(self) -> Floats:
        """Both ways two known partners who meet count the same; the sign says whether that is sought."""
        count = len(self.problem)
        unit = float(round(self.unit(self.weights.partners, Measure.NEW_PARTNERS, steps=count / 2)))
        if not unit:
            return np.zeros((count, count))
        known = together_last_year(self.problem)
        met_again = self.sizes.pairs - self.best[Measure.NEW_PARTNERS] * count / 2
        if self.weights.partners > 0:
            self.ideal += unit * met_again
        else:
            all_known = known.sum() / 2
            self.constant += unit * all_known
            self.ideal += unit * (all_known - met_again)
            unit = -unit
        return np.where(known, unit, 0.0)
