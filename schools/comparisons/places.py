"""Where each school stands: cut points of the groups, percentile, quarter, expected value, year before."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from schools.comparisons.arrays import Flags, Floats, Ints, key_of, parts_of
from schools.comparisons.cells import NO_FSM, NO_GROUP, YEARS, Cells, Context, in_full
from schools.comparisons.frames import Measures, Schools
from schools.comparisons.lines import Lines, fit
from schools.comparisons.quantiles import Segments, cut_point, percentiles, quarters, segmented
from schools.comparisons.vocabulary import PHASES, PUPILS, WHOLE_SCHOOL, WITHHELD
from schools.enums import Withheld

T = TypeVar("T", Ints, Floats)

FEWEST_SCHOOLS = 5
# Group 0 stands for the whole phase.
WHOLE_PHASE = 0
GROUPS = 64


@dataclass(frozen=True)
class Places:
    """One entry a cell, in their order. Not a number or 0 where there is none; `withheld` is a place in
    WITHHELD."""

    previous: Floats
    fsm: Floats
    group: Ints
    group_size: Ints
    percentile: Floats
    quarter: Ints
    expected: Floats
    residual: Floats
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


def place(cells: Cells, schools: Schools, measures: Measures, context: Context) -> tuple[Places, Cuts, Lines]:
    phase = schools.phase[cells.school]
    column = context.columns(cells.year)
    fsm = context.fsm[cells.school, column]
    placed_by_group = measures.benchmarked[cells.indicator, phase] & (cells.part == WHOLE_SCHOOL)
    group = np.where(placed_by_group, context.group[cells.school, column], NO_GROUP)
    cuts = cuts_of(cells, phase, group)
    grouped = np.flatnonzero(group > NO_FSM)
    size, percentile, quarter = in_groups(cells, phase, group, grouped, measures)
    withheld = reasons(cells, group, size, measures)
    has_none = withheld > 0
    lines, expected = fit(cells, phase, fsm, placed_by_group, measures)
    return (
        Places(
            previous=previous(cells, measures),
            fsm=fsm,
            group=np.maximum(group, 0),
            group_size=size,
            percentile=np.where(has_none, np.nan, percentile),
            quarter=np.where(has_none, 0, quarter),
            expected=expected,
            residual=cells.value - expected,
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


def cuts_of(cells: Cells, phase: Ints, group: Ints) -> Cuts:
    whole = np.flatnonzero(cells.part == WHOLE_SCHOOL)
    grouped = np.flatnonzero(group > NO_FSM)
    of_phase = key_of_groups(cells, phase, np.zeros_like(group), whole)
    of_group = key_of_groups(cells, phase, group, grouped)
    segments = segmented(np.r_[of_phase, of_group], np.r_[cells.value[whole], cells.value[grouped]])
    indicator, year, pupils, phases, groups = parts_of(segments.key, 2**31, *LIMITS)
    return Cuts(
        indicator=indicator,
        phase=phases,
        year=year,
        pupils=pupils,
        group=groups,
        schools=segments.sizes,
        lowest=cut_point(segments, 0),
        q1=cut_point(segments, 0.25),
        median=cut_point(segments, 0.5),
        q3=cut_point(segments, 0.75),
        highest=cut_point(segments, 1),
    )


def in_groups(
    cells: Cells, phase: Ints, group: Ints, rows: Ints, measures: Measures
) -> tuple[Ints, Floats, Ints]:
    """Size of the group, percentile and quarter of every cell; 0 and not a number outside the groups."""
    segments = segmented(key_of_groups(cells, phase, group, rows), cells.value[rows])
    indicator = parts_of(segments.key, 2**31, *LIMITS)[0]
    lower = (measures.direction[indicator] < 0).astype(np.int64)
    size, percentile, quarter = no_places(len(cells))
    q1, median, q3 = (spread(segments, cut_point(segments, share)) for share in (0.25, 0.5, 0.75))
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


def previous(cells: Cells, measures: Measures) -> Floats:
    """The value of the year before in the same series. None across a gap or a break, or where either year is
    not known. Cells are sorted so that the year before stands right before."""
    found = np.full(len(cells), np.nan)
    if len(cells) < 2:
        return found
    follows: Flags = cells.year[1:] == cells.year[:-1] + 1
    for same in (cells.school, cells.indicator, cells.pupils, cells.part):
        follows = follows & (same[1:] == same[:-1])
    follows = follows & cells.year_known[1:] & cells.year_known[:-1]
    broken = np.array(sorted(key(*series_break) for series_break in measures.breaks), dtype=np.int64)
    follows = follows & ~np.isin(cells.indicator[1:] * YEARS + cells.year[1:], broken)
    rows = np.flatnonzero(follows) + 1
    found[rows] = cells.value[rows - 1]
    return found


def key(indicator: int, year: int) -> int:
    return indicator * YEARS + year
