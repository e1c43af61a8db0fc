"""Distributions over parts of the region and over Wales: every combination of authority, phase and medium
that somebody can ask for, so that a page only looks up rows."""

from dataclasses import dataclass
from itertools import product

import numpy as np

from schools.comparisons.arrays import Flags, Floats, Ints, key_of, parts_of
from schools.comparisons.cells import YEARS, Cells, in_full
from schools.comparisons.context import Context
from schools.comparisons.frames import Measures, Schools
from schools.comparisons.lines import FEWEST_FOR_LINE
from schools.comparisons.moments import moments
from schools.comparisons.quantiles import Segments, cut_point, segmented_again
from schools.comparisons.vocabulary import ALL_PUPILS, EVERY, MEDIA, PHASES, PUPILS, WHOLE_SCHOOL


@dataclass(frozen=True)
class Figures:
    """`authority`, `phase` and `medium` are 0 for all, otherwise one more than the place in their lists.
    `values[starts[row]:starts[row] + kept[row]]` are the row's sorted values; of all Wales none is kept."""

    nation: Flags
    authority: Ints
    indicator: Ints
    phase: Ints
    medium: Ints
    year: Ints
    pupils: Ints
    schools: Ints
    mean: Floats
    lowest: Floats
    q1: Floats
    median: Floats
    q3: Floats
    highest: Floats
    correlation: Floats
    correlated: Ints
    starts: Ints
    kept: Ints
    values: Floats


@dataclass(frozen=True)
class Spread:
    """Whole schools' figures, by indicator and value, with what they are cut by and
    weighted with."""

    cells: Cells
    phase: Ints
    medium: Ints
    authority: Ints
    fsm: Floats
    on_roll: Floats

    def only(self, rows: Ints) -> "Spread":
        return Spread(
            cells=self.cells.only(rows),
            phase=self.phase[rows],
            medium=self.medium[rows],
            authority=self.authority[rows],
            fsm=self.fsm[rows],
            on_roll=self.on_roll[rows],
        )


def figures(cells: Cells, schools: Schools, measures: Measures, context: Context) -> list[Figures]:
    """All pupils in every combination; groups of pupils by authority and by phase alone."""
    whole = np.flatnonzero(cells.part == WHOLE_SCHOOL)
    whole = whole[np.lexsort((cells.value[whole], cells.indicator[whole]))]
    everybody = cells.pupils[whole] == ALL_PUPILS
    found = []
    for rows, media in ((whole[everybody], (False, True)), (whole[~everybody], (False,))):
        wales = spread_of(cells.only(rows), schools, context)
        region = wales.only(np.flatnonzero(wales.authority >= 0))
        inside = len(schools.authorities)
        found += [cut(region, measures, inside, by=by) for by in product((False, True), (False, True), media)]
        found += [
            cut(wales, measures, 0, by=(False, by_phase, False), nation=True) for by_phase in (False, True)
        ]
    return [part for part in found if len(part.year)]


def spread_of(cells: Cells, schools: Schools, context: Context) -> Spread:
    column = context.columns(cells.year)
    return Spread(
        cells=cells,
        phase=schools.phase[cells.school],
        medium=schools.medium[cells.school],
        authority=schools.authority[cells.school],
        fsm=context.fsm[cells.school, column],
        on_roll=context.pupils[cells.school, column],
    )


def cut(
    spread: Spread, measures: Measures, authorities: int, *, by: tuple[bool, ...], nation: bool = False
) -> Figures:
    """One row for each indicator, year, and value of what it is cut `by`: authority, phase, medium."""
    cells = spread.cells
    limits = (YEARS, len(PUPILS), authorities + 1, len(PHASES) + 1, len(MEDIA) + 1)
    columns = (spread.authority, spread.phase, spread.medium)
    chosen = [
        column + 1 if wanted else np.full(len(cells), EVERY)
        for column, wanted in zip(columns, by, strict=True)
    ]
    key = key_of((cells.indicator, 1), *zip((cells.year, cells.pupils, *chosen), limits, strict=True))
    segments = segmented_again(key, cells.value)
    indicator, year, pupils, authority, phase, medium = parts_of(segments.key, 2**31, *limits)
    of = np.empty_like(segments.of)
    of[segments.order] = segments.of
    correlation, correlated = correlations(spread, of, len(segments.key), measures)
    return Figures(
        nation=np.full(len(indicator), nation),
        authority=authority,
        indicator=indicator,
        phase=phase,
        medium=medium,
        year=year,
        pupils=pupils,
        schools=segments.sizes,
        mean=means(spread, of, segments, measures.is_mean[indicator]),
        lowest=cut_point(segments, 0),
        q1=cut_point(segments, 0.25),
        median=cut_point(segments, 0.5),
        q3=cut_point(segments, 0.75),
        highest=cut_point(segments, 1),
        correlation=correlation,
        correlated=correlated,
        starts=segments.starts,
        kept=segments.sizes * (not nation),
        values=segments.values,
    )


def means(spread: Spread, of: Ints, segments: Segments, is_mean: Flags) -> Floats:
    """Weighted by each school's cohort or, where none is published, by its pupils on roll; over the schools
    of which one of them is known."""
    cohort = spread.cells.cohort
    weight = np.where(cohort >= 0, cohort, np.nan_to_num(spread.on_roll, nan=0.0))
    weights = np.bincount(of, weight, len(segments.key))
    total = np.bincount(of, weight * spread.cells.value, len(segments.key))
    found: Floats = np.where(is_mean & (weights > 0), total / np.where(weights > 0, weights, 1), np.nan)
    return found


def correlations(spread: Spread, of: Ints, groups: int, measures: Measures) -> tuple[Floats, Ints]:
    """With free school meals, and of how many schools; none for fewer than 5, and none of it with itself."""
    cells = spread.cells
    rows = np.flatnonzero(~np.isnan(spread.fsm) & in_full(cells.cohort) & (cells.indicator != measures.fsm))
    found = moments(of[rows], groups, spread.fsm[rows], cells.value[rows])
    return np.where(found.count >= FEWEST_FOR_LINE, found.correlation, np.nan), found.count
