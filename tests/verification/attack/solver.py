"""What the statements about one table leave of its hidden figures: an interval each, by integer programming
for numbers of pupils, by linear programming for sums of points."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from tests.verification.attack.tables import DIGIT, GROUPS, HIGHEST, SHARE, Key, Table

# The attacker grants the portal's arithmetic so much.
SLACK = 1e-6


@dataclass(frozen=True)
class Stated:
    """The figure is `value`, give or take half of its last digit."""

    key: Key
    value: float
    half: float


@dataclass(frozen=True)
class StatedTogether:
    """The figure of the group over the years `first` to `last`, of so many pupils."""

    pupils: str
    first: int
    last: int
    value: float
    half: float


@dataclass
class Statements:
    cells: list[Stated] = field(default_factory=list)
    together: list[StatedTogether] = field(default_factory=list)
    # Whether the viewer may see the school's detail: then what is not there is hidden.
    in_detail: bool = False


@dataclass(frozen=True)
class Recovered:
    key: Key
    low: float
    high: float
    right: float


class Contradiction(AssertionError):
    """The statements cannot all be true: what the attacker believes of the portal is wrong."""


class Solver:
    def __init__(self, table: Table, stated: Statements) -> None:
        self.table = table
        self.place = {key: number for number, key in enumerate(sorted(table.cells))}
        self.size = len(self.place)
        self.rows: list[tuple[dict[int, float], float, float]] = []
        self.unit = 100.0 if table.unit == SHARE else 1.0
        self.high = [self.most(cell.pupils) for _key, cell in sorted(table.cells.items())]
        for year in table.years:
            self.add({(year, "all"): 1.0, **{(year, name): -1.0 for name in (*GROUPS, "")}}, 0.0, 0.0)
        self.shown = {stated.key for stated in stated.cells}
        for one in stated.cells:
            self.state([one.key], one.value, one.half)
        for several in stated.together:
            self.state(self.window(several), several.value, several.half + self.rounded_before)
        if stated.in_detail:
            self.read_the_rules()

    @property
    def rounded_before(self) -> float:
        """Figures of several years are made of what the publisher rounded."""
        return 0.0 if self.table.decimals is None else 0.5 * 10.0**-self.table.decimals

    def most(self, pupils: int) -> float:
        """All of them reached it, or have full points."""
        return float(pupils) if self.table.unit == SHARE else pupils * HIGHEST[self.table.unit]

    def add(self, factors: dict[Key, float], low: float, high: float) -> None:
        self.rows.append(({self.place[key]: factor for key, factor in factors.items()}, low, high))

    def state(self, keys: Collection[Key], value: float, half: float) -> None:
        pupils = sum(self.table.cells[key].pupils for key in keys)
        low, high = (pupils * (value + side * (half + SLACK)) / self.unit for side in (-1, 1))
        self.add(dict.fromkeys(keys, 1.0), low, high)

    def window(self, stated: StatedTogether) -> list[Key]:
        return [
            (year, stated.pupils)
            for year in range(stated.first, stated.last + 1)
            if (cell := self.table.cells.get((year, stated.pupils))) and cell.is_there and cell.pupils
        ]

    def read_the_rules(self) -> None:
        """Enough pupils, a figure, and yet hidden: then it is all or nothing, as the page says."""
        for year in self.table.years:
            every = self.table.cells[year, "all"]
            groups = [self.table.cells[year, name] for name in GROUPS]
            told = every.is_there and every.pupils >= 5 and (year, "all") not in self.shown
            if told and all(cell.pupils < every.pupils for cell in groups):
                self.high.append(1.0)
                most = self.most(every.pupils)
                near = 0.0 if self.table.unit == SHARE else DIGIT * every.pupils
                switch = {self.place[year, "all"]: 1.0, self.size: -most}
                self.rows.append((switch, -near - SLACK, near + SLACK))
                self.size += 1

    def interval(self, key: Key) -> tuple[float, float]:
        matrix = np.zeros((len(self.rows), self.size))
        for number, (factors, _low, _high) in enumerate(self.rows):
            for place, factor in factors.items():
                matrix[number, place] = factor
        limits = LinearConstraint(
            matrix, np.array([row[1] for row in self.rows]), np.array([row[2] for row in self.rows])
        )
        whole = np.ones(self.size)
        if self.table.unit != SHARE:
            whole[: len(self.place)] = 0
        ends = []
        for side in (1.0, -1.0):
            wanted = np.zeros(self.size)
            wanted[self.place[key]] = side
            found = milp(wanted, constraints=limits, integrality=whole, bounds=Bounds(0, np.array(self.high)))
            if not found.success:
                raise Contradiction(f"{key}: {found.message}")
            ends.append(side * found.fun)
        return ends[0], ends[1]

    def hidden(self) -> list[Key]:
        """Figures that the portal holds and this viewer is not shown."""
        return [
            key
            for key, cell in sorted(self.table.cells.items())
            if cell.is_there and cell.pupils and key not in self.shown
        ]

    def is_one_value(self, key: Key, low: float, high: float) -> bool:
        if self.table.unit == SHARE:
            return high - low < 0.5
        return (high - low) / self.table.cells[key].pupils < DIGIT

    def recovered(self, keys: Iterable[Key] | None = None) -> list[Recovered]:
        found = []
        for key in self.hidden() if keys is None else keys:
            low, high = self.interval(key)
            if self.is_one_value(key, low, high):
                found.append(Recovered(key, low, high, self.table.cells[key].total))
        return found
