"""How a list of displayed values is spread, and where a school's own lies in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import quantiles

from schools.disclosure import may_place
from schools.enums import Direction
from schools.queries.comparators import Displayed

# Of fewer other schools neither a middle nor a place is shown.
FEWEST = 5


@dataclass(frozen=True)
class Spread:
    """`schools` counts all whose values are in it, the own one among them."""

    schools: int
    lowest: float
    q1: float
    median: float
    q3: float
    highest: float

    @property
    def is_flat(self) -> bool:
        return self.lowest == self.highest


def placed(rows: Iterable[Displayed]) -> list[Displayed]:
    """Those with pupils enough to be given a place among others."""
    return [row for row in rows if may_place(row.cohort)]


def spread_of(others: Iterable[float], own: float | None = None) -> Spread | None:
    """Cut points as in docs/statistics.md (linear between ranks); None for fewer than 5 other schools."""
    values = list(others)
    if len(values) < FEWEST:
        return None
    if own is not None:
        values.append(own)
    q1, median, q3 = quantiles(values, n=4, method="inclusive")
    return Spread(len(values), min(values), q1, median, q3, max(values))


def quarter_in(spread: Spread, value: float, direction: str) -> int | None:
    """1 is the most favourable; a value at a cut point counts to the better quarter."""
    if direction == Direction.NONE:
        return None
    if direction == Direction.LOWER:
        cuts = [value <= cut for cut in (spread.q1, spread.median, spread.q3)]
    else:
        cuts = [value >= cut for cut in (spread.q3, spread.median, spread.q1)]
    return cuts.index(True) + 1 if True in cuts else 4


@dataclass(frozen=True)
class Place:
    """Among `of` schools, the own one counted; schools with the same shown figure share a place."""

    number: int
    of: int
    shared: bool


def place_among(others: Iterable[float], own: float, direction: str, decimals: int) -> Place | None:
    """By the figures as they are shown. None where neither end is better, or for fewer than 5 others."""
    values = [round(value, decimals) for value in others]
    if direction == Direction.NONE or len(values) < FEWEST:
        return None
    mine = round(own, decimals)
    better = sum(value < mine if direction == Direction.LOWER else value > mine for value in values)
    return Place(better + 1, len(values) + 1, mine in values)
