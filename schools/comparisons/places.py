"""Where each school stands: cut points of the groups, percentile, quarter, expected value, year before."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from schools.comparisons.arrays import Flags, Floats, Ints, key_of, parts_of
from schools.comparisons.cells import YEARS, Cells, in_full
from schools.comparisons.context import NO_FSM, NO_GROUP, Context
from schools.comparisons.frames import Frames, Measures
from schools.comparisons.lines import FEWEST_FOR_VERDICT, Lines, beside, everywhere, fit
from schools.comparisons.moments import moments
from schools.comparisons.noise import noise, share_of
from schools.comparisons.quantiles import Segments, cut_point, percentiles, quarters, segmented
from schools.comparisons.vocabulary import ALL_PUPILS, PHASES, PUPILS, TRENDS, WHOLE_SCHOOL, WITHHELD
from schools.enums import Trend, Withheld

T = TypeVar("T", Ints, Floats)
Boundaries = dict[tuple[int, int, int, int], tuple[float, float, float]]

FEWEST_SCHOOLS = 5
# Group 0 stands for the whole phase.
WHOLE_PHASE = 0
GROUPS = 64
TREND_WORDS = (TRENDS.index(Trend.FELL), TRENDS.index(Trend.STEADY), TRENDS.index(Trend.ROSE))
# Lower quartile, median, upper quartile.
QUARTILES = (0.25, 0.5, 0.75)


@dataclass(frozen=True)
class Places:
    """One entry a cell, in their order. Not a number or 0 where there is none; `withheld`, `verdict` and
    `trend` are places in WITHHELD, VERDICTS, TRENDS."""

    previous: Floats
    fsm: Floats
    group: Ints
    group_size: Ints
    percentile: Floats
    quarter: Ints
    expected: Floats
    residual: Floats
    band: Floats
    verdict: Ints
    trend: Ints
    withheld: Ints


@dataclass(frozen=True)
class Cuts:
    indicator: Ints
    phase: Ints
    year: Ints
    pupils: Ints
    group: Ints
    schools: Ints
    lowest: Floats
    q1: Floats
    median: Floats
    q3: Floats
    highest: Floats
    official: Flags


def place(cells: Cells, frames: Frames, context: Context) -> tuple[Places, Cuts, Lines]:
    measures = frames.measures
    phase = frames.schools.phase[cells.school]
    column = context.columns(cells.year)
    fsm = context.fsm[cells.school, column]
    placed_by_group = measures.benchmarked[cells.indicator, phase] & (cells.part == WHOLE_SCHOOL)
    group = np.where(placed_by_group, context.group[cells.school, column], NO_GROUP)
    cuts = cuts_of(cells, phase, group, frames.boundaries)
    grouped = np.flatnonzero(group > NO_FSM)
    size, percentile, quarter = in_groups(cells, phase, group, grouped, frames)
    withheld = reasons(cells, group, size, measures)
    has_none = withheld > 0
    lines, expected = fit(cells, phase, fsm, placed_by_group, measures)
    before = row_before(cells, measures)
    return (
        Places(
            previous=np.where(before >= 0, cells.value[before], np.nan),
            fsm=fsm,
            group=np.maximum(group, 0),
            group_size=size,
            percentile=np.where(has_none, np.nan, percentile),
            quarter=np.where(has_none, 0, quarter),
            expected=expected.value,
            residual=cells.value - expected.value,
            band=expected.band,
            verdict=expected.verdict,
            trend=trends(cells, phase, before),
            withheld=withheld,
        ),
        cuts,
        lines,
    )


LIMITS = (YEARS, len(PUPILS), len(PHASES), GROUPS)


def key_of_groups(cells: Cells, phase: Ints, group: Ints, rows: Ints) -> Ints:
    """Indicator, year, pupils, phase and group as one number; `parts_of(key, …, *LIMITS)` takes it apart."""
    return key_of(
        (cells.indicator[rows], 1),
        (cells.year[rows], LIMITS[0]),
        (cells.pupils[rows], LIMITS[1]),
        (phase[rows], LIMITS[2]),
        (group[rows], LIMITS[3]),
    )


def cuts_of(cells: Cells, phase: Ints, group: Ints, boundaries: Boundaries) -> Cuts:
    whole = np.flatnonzero(cells.part == WHOLE_SCHOOL)
    grouped = np.flatnonzero(group > NO_FSM)
    of_phase = key_of_groups(cells, phase, np.zeros_like(group), whole)
    of_group = key_of_groups(cells, phase, group, grouped)
    segments = segmented(np.r_[of_phase, of_group], np.r_[cells.value[whole], cells.value[grouped]])
    indicator, year, pupils, phases, groups = parts_of(segments.key, 2**31, *LIMITS)
    (q1, median, q3), official = quartiles(segments, boundaries)
    return Cuts(
        indicator=indicator,
        phase=phases,
        year=year,
        pupils=pupils,
        group=groups,
        schools=segments.sizes,
        lowest=cut_point(segments, 0),
        q1=q1,
        median=median,
        q3=q3,
        highest=cut_point(segments, 1),
        official=official,
    )


def quartiles(segments: Segments, boundaries: Boundaries) -> tuple[tuple[Floats, Floats, Floats], Flags]:
    """Of each segment, and whether they are official: those of all pupils that a publisher gave."""
    q1, median, q3 = (cut_point(segments, share) for share in QUARTILES)
    official = np.zeros(len(segments.key), dtype=bool)
    for (indicator, phase, year, group), given in boundaries.items():
        parts = (
            (indicator, 1),
            (year, LIMITS[0]),
            (ALL_PUPILS, LIMITS[1]),
            (phase, LIMITS[2]),
            (group, LIMITS[3]),
        )
        key = key_of(*((np.array([part]), limit) for part, limit in parts))[0]
        at = np.searchsorted(segments.key, key)
        if at < len(segments.key) and segments.key[at] == key:
            q1[at], median[at], q3[at] = given
            official[at] = True
    return (q1, median, q3), official


def in_groups(
    cells: Cells, phase: Ints, group: Ints, rows: Ints, frames: Frames
) -> tuple[Ints, Floats, Ints]:
    """Size of the group, percentile and quarter of every cell; 0 and not a number outside the groups."""
    segments = segmented(key_of_groups(cells, phase, group, rows), cells.value[rows])
    indicator = parts_of(segments.key, 2**31, *LIMITS)[0]
    lower = (frames.measures.direction[indicator] < 0).astype(np.int64)
    size, percentile, quarter = no_places(len(cells))
    q1, median, q3 = (spread(segments, found) for found in quartiles(segments, frames.boundaries)[0])
    size[rows] = spread(segments, segments.sizes)
    percentile[rows] = percentiles(segments, lower)
    quarter[rows] = quarters(cells.value[rows], q1, median, q3, spread(segments, lower))
    return size, percentile, quarter


def no_places(count: int) -> tuple[Ints, Floats, Ints]:
    return np.zeros(count, dtype=np.int64), np.full(count, np.nan), np.zeros(count, dtype=np.int64)


def spread(segments: Segments, of_each: T) -> T:
    """What holds for a segment, for each of its rows in the order they were given."""
    found = np.empty_like(of_each, shape=len(segments.order))
    found[segments.order] = of_each[segments.of]
    return found


def reasons(cells: Cells, group: Ints, size: Ints, measures: Measures) -> Ints:
    """Why there is no quarter: the first that holds; 0 where there is one."""
    placed: Flags = np.any(measures.benchmarked, axis=1) & (measures.direction != 0)
    found: Ints = np.select(
        [
            ~placed[cells.indicator],
            group == NO_GROUP,
            group == NO_FSM,
            size < FEWEST_SCHOOLS,
            ~in_full(cells.cohort),
        ],
        [
            WITHHELD.index(word)
            for word in (
                Withheld.CONTEXT,
                Withheld.NO_GROUP,
                Withheld.NO_FSM,
                Withheld.FEW_SCHOOLS,
                Withheld.FEW_PUPILS,
            )
        ],
        0,
    )
    return found


def row_before(cells: Cells, measures: Measures) -> Ints:
    """The cell of the year before in the same series, -1 for none: across a gap or a break, or where either
    year is not known. Cells are sorted so that the year before stands right before."""
    found = np.full(len(cells), -1, dtype=np.int64)
    if len(cells) < 2:
        return found
    follows: Flags = cells.year[1:] == cells.year[:-1] + 1
    for same in (cells.school, cells.indicator, cells.pupils, cells.part):
        follows = follows & (same[1:] == same[:-1])
    follows = follows & cells.year_known[1:] & cells.year_known[:-1]
    broken = np.array(sorted(key(*series_break) for series_break in measures.breaks), dtype=np.int64)
    follows = follows & ~np.isin(cells.indicator[1:] * YEARS + cells.year[1:], broken)
    rows = np.flatnonzero(follows) + 1
    found[rows] = rows - 1
    return found


def trends(cells: Cells, phase: Ints, before: Ints) -> Ints:
    """Each change beside those of all schools of the phase: cohorts of 10 or more, whole schools."""
    rows = np.flatnonzero((before >= 0) & (cells.part == WHOLE_SCHOOL) & in_full(cells.cohort))
    rows = rows[in_full(cells.cohort[before[rows]])]
    keys, of = np.unique(
        key_of_groups(cells, phase, np.zeros(len(cells), dtype=np.int64), rows), return_inverse=True
    )
    change = cells.value[rows] - cells.value[before[rows]]
    count = np.bincount(of, minlength=len(keys))
    mean = moments(of, len(keys), change, change).mean_x
    share = share_of(cells.cohort[rows]) + share_of(cells.cohort[before[rows]])
    band = noise(of, len(keys), change - mean[of], share, lost=1).band(of, share)
    judged = count[of] >= FEWEST_FOR_VERDICT
    return everywhere(len(cells), rows, beside(change, band, judged, TREND_WORDS)).astype(np.int64)


def key(indicator: int, year: int) -> int:
    return indicator * YEARS + year
