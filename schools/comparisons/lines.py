"""The straight line of a measure on free school meals, and how closely the two go together."""

from dataclasses import dataclass

import numpy as np

from schools.comparisons.arrays import Flags, Floats, Ints, key_of, parts_of
from schools.comparisons.cells import YEARS, Cells, in_full
from schools.comparisons.frames import Measures
from schools.comparisons.vocabulary import PHASES, PUPILS

FEWEST_FOR_LINE = 5
LIMITS = (YEARS, len(PUPILS), len(PHASES))


@dataclass(frozen=True)
class Lines:
    """`correlation` is not a number where all values are equal."""

    indicator: Ints
    phase: Ints
    year: Ints
    pupils: Ints
    schools: Ints
    intercept: Floats
    slope: Floats
    residual_sd: Floats
    correlation: Floats


@dataclass(frozen=True)
class Moments:
    """Of x and y by group: count, means, sums of squares and of products about the means."""

    count: Ints
    mean_x: Floats
    mean_y: Floats
    xx: Floats
    yy: Floats
    xy: Floats

    @property
    def correlation(self) -> Floats:
        """Pearson's; not a number where one of the two does not vary."""
        product = self.xx * self.yy
        found: Floats = np.where(product > 0, self.xy / np.sqrt(np.where(product > 0, product, 1)), np.nan)
        return np.clip(found, -1, 1)


def moments(of: Ints, groups: int, x: Floats, y: Floats) -> Moments:
    """`of` is the group of each row. Counted from each group's first value, so that equal values have no
    spread at all and large ones lose no digits."""
    count = np.bincount(of, minlength=groups)
    first_x, first_y = firsts(of, groups, x), firsts(of, groups, y)
    from_x, shift_x = about_mean(of, count, x - first_x[of])
    from_y, shift_y = about_mean(of, count, y - first_y[of])
    return Moments(
        count=count,
        mean_x=first_x + shift_x,
        mean_y=first_y + shift_y,
        xx=total(of, groups, from_x * from_x),
        yy=total(of, groups, from_y * from_y),
        xy=total(of, groups, from_x * from_y),
    )


def total(of: Ints, groups: int, values: Floats) -> Floats:
    return np.bincount(of, values, groups).astype(np.float64)


def firsts(of: Ints, groups: int, values: Floats) -> Floats:
    found = np.zeros(groups)
    found[of[::-1]] = values[::-1]
    return found


def about_mean(of: Ints, count: Ints, values: Floats) -> tuple[Floats, Floats]:
    """Differences from the group's mean, and the means."""
    mean = np.bincount(of, values, len(count)) / np.maximum(count, 1)
    return values - mean[of], mean


def fit(cells: Cells, phase: Ints, fsm: Floats, has_line: Flags, measures: Measures) -> tuple[Lines, Floats]:
    """The lines, and the expected value of each cell that they were drawn through (not a number elsewhere):
    benchmarked phases, FSM known, a cohort of 10 or more where one is known."""
    taking_part = has_line & ~np.isnan(fsm) & in_full(cells.cohort) & (cells.indicator != measures.fsm)
    rows = np.flatnonzero(taking_part)
    keys, of = np.unique(
        key_of(
            (cells.indicator[rows], 1),
            (cells.year[rows], LIMITS[0]),
            (cells.pupils[rows], LIMITS[1]),
            (phase[rows], LIMITS[2]),
        ),
        return_inverse=True,
    )
    found = moments(of, len(keys), fsm[rows], cells.value[rows])
    drawn = (found.count >= FEWEST_FOR_LINE) & (found.xx > 0)
    slope = found.xy / np.where(drawn, found.xx, 1)
    intercept = found.mean_y - slope * found.mean_x
    expected = np.full(len(cells), np.nan)
    expected[rows] = np.where(drawn[of], intercept[of] + slope[of] * fsm[rows], np.nan)
    left = cells.value[rows] - (intercept[of] + slope[of] * fsm[rows])
    squares = np.bincount(of, left * left, len(keys))
    indicator, year, pupils, phases = parts_of(keys, 2**31, *LIMITS)
    return (
        Lines(
            indicator=indicator[drawn],
            phase=phases[drawn],
            year=year[drawn],
            pupils=pupils[drawn],
            schools=found.count[drawn],
            intercept=intercept[drawn],
            slope=slope[drawn],
            residual_sd=np.sqrt(squares[drawn] / (found.count[drawn] - 2)),
            correlation=found.correlation[drawn],
        ),
        expected,
    )
