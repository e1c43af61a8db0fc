"""The straight line of a measure on free school meals, and how closely the two go together."""

from dataclasses import dataclass

import numpy as np

from schools.comparisons.arrays import Flags, Floats, Ints, key_of, parts_of
from schools.comparisons.cells import YEARS, Cells, in_full
from schools.comparisons.frames import Measures
from schools.comparisons.moments import moments, total
from schools.comparisons.noise import noise, share_of
from schools.comparisons.vocabulary import PHASES, PUPILS, VERDICTS
from schools.enums import Verdict

FEWEST_FOR_LINE = 5
# With fewer schools nobody is said to be above or below.
FEWEST_FOR_VERDICT = 20
VERDICT_WORDS = (
    VERDICTS.index(Verdict.BELOW),
    VERDICTS.index(Verdict.IN_LINE),
    VERDICTS.index(Verdict.ABOVE),
)
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
    between: Floats
    within: Floats
    correlation: Floats


@dataclass(frozen=True)
class Expected:
    """One entry a cell; not a number where no line was drawn through it. `verdict` is a place in VERDICTS."""

    value: Floats
    band: Floats
    verdict: Ints


def fit(
    cells: Cells, phase: Ints, fsm: Floats, has_line: Flags, measures: Measures
) -> tuple[Lines, Expected]:
    """The lines, and what is expected of each cell that they were drawn through: benchmarked phases, FSM
    known, a cohort of 10 or more where one is known."""
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
    expected = np.where(drawn[of], intercept[of] + slope[of] * fsm[rows], np.nan)
    left = cells.value[rows] - (intercept[of] + slope[of] * fsm[rows])
    share = share_of(cells.cohort[rows])
    scatter = noise(of, len(keys), left, share, lost=2)
    band = np.where(drawn[of], scatter.band(of, share), np.nan)
    judged = drawn[of] & (found.count[of] >= FEWEST_FOR_VERDICT)
    squares = total(of, len(keys), left * left)
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
            between=np.sqrt(scatter.between[drawn]),
            within=np.sqrt(scatter.within[drawn]),
            correlation=found.correlation[drawn],
        ),
        Expected(
            value=everywhere(len(cells), rows, expected),
            band=everywhere(len(cells), rows, band),
            verdict=everywhere(len(cells), rows, beside(left, band, judged, VERDICT_WORDS)).astype(np.int64),
        ),
    )


def everywhere(count: int, rows: Ints, values: Floats | Ints) -> Floats:
    """The values of some rows among all; of the others there is none."""
    found = np.full(count, np.nan) if values.dtype == np.float64 else np.zeros(count)
    found[rows] = values
    return found


def beside(difference: Floats, band: Floats, judged: Flags, words: tuple[int, int, int]) -> Ints:
    """The first word below the band, the second within it, the third above; 0 where nothing is judged."""
    found: Ints = np.select(
        [~judged, difference < -band, difference > band], [0, words[0], words[2]], words[1]
    )
    return found
