"""Up to three years of each series together: all that was counted out of all pupils. The newest three, where
each of them is displayed; otherwise the newest whole block of three, so that no two sums ever overlap."""

from dataclasses import dataclass

import numpy as np

from schools.comparisons.arrays import Flags, Floats, Ints, key_of
from schools.comparisons.cells import YEARS, Cells
from schools.comparisons.frames import Measures
from schools.comparisons.hiding import grain, span
from schools.comparisons.vocabulary import ALL_PUPILS, ELIGIBLE, PARTS, PUPILS
from schools.disclosure import IN_FULL_FROM, SHOWN_FROM

WINDOW = 3
FEWEST_YEARS = 2
FEWEST_HIDDEN = 2
# From the newest year back to the first of the block before its own.
REACH_BACK = 2 * WINDOW - 1


@dataclass(frozen=True)
class Pooled:
    """One entry a series. `stands_for_hidden`: some of its years are hidden by themselves. `newest`: the
    newest year of the series, which the value need not reach to."""

    school: Ints
    indicator: Ints
    part: Ints
    pupils: Ints
    first_year: Ints
    last_year: Ints
    years: Ints
    cohort: Ints
    value: Floats
    stands_for_hidden: Flags
    newest: Ints


@dataclass(frozen=True)
class Windows:
    """One row a series, newest year first; `within` marks the places that hold a row of the cells."""

    rows: Ints
    within: Flags
    cohort: Floats
    value: Floats
    hidden: Flags

    def only(self, series: Flags | Ints) -> "Windows":
        return Windows(
            self.rows[series],
            self.within[series],
            self.cohort[series],
            self.value[series],
            self.hidden[series],
        )

    def are_enough(self) -> Flags:
        found: Flags = (self.within.sum(axis=1) >= FEWEST_YEARS) & (self.cohort.sum(axis=1) >= IN_FULL_FROM)
        return found


def pool(cells: Cells, shown: Flags, measures: Measures) -> Pooled:
    """`cells` are all that may be published, `shown` those that may be displayed by themselves."""
    last = newest_rows(cells)
    newest, usable = windows_of(cells, shown, measures, last, cells.year[last])
    plain = usable & newest.within[:, 0] & newest.are_enough() & ~newest.hidden.any(axis=1)
    blocks, usable = windows_of(cells, shown, measures, last, cells.year[last] // WINDOW * WINDOW)
    stands = ~plain & usable & blocks.are_enough() & (blocks.hidden.sum(axis=1) >= FEWEST_HIDDEN)
    stands &= may_stand_for_hidden(cells, shown, last, blocks)
    doubtful = np.flatnonzero(stands)
    stands[doubtful] = ~gives_away(cells, shown, blocks.only(doubtful), measures)
    kept = np.flatnonzero(plain | stands)
    chosen = (stands[kept])[:, None]
    rows = np.where(chosen, blocks.rows[kept], newest.rows[kept])
    within = np.where(chosen, blocks.within[kept], newest.within[kept])
    cohort = np.where(chosen, blocks.cohort[kept], newest.cohort[kept])
    total = (cohort * np.where(chosen, blocks.value[kept], newest.value[kept])).sum(axis=1)
    series, years = last[kept], cells.year[rows]
    return Pooled(
        school=cells.school[series],
        indicator=cells.indicator[series],
        part=cells.part[series],
        pupils=cells.pupils[series],
        first_year=np.where(within, years, YEARS).min(axis=1, initial=YEARS),
        last_year=np.where(within, years, 0).max(axis=1, initial=0),
        years=within.sum(axis=1),
        cohort=cohort.sum(axis=1).astype(np.int64),
        value=total / cohort.sum(axis=1),
        stands_for_hidden=stands[kept],
        newest=cells.year[series],
    )


def windows_of(
    cells: Cells, shown: Flags, measures: Measures, last: Ints, end: Ints
) -> tuple[Windows, Flags]:
    """The three years up to `end` of every series, given by its newest row, as far as they are there and no
    series break lies between; and whether they can be put together: what is not known of a year's number of
    pupils spoils them all."""
    begin = np.maximum(end - (WINDOW - 1), series_begin(cells, last, end, measures))
    rows = last[:, None] - np.arange(REACH_BACK)
    outside = rows < 0
    rows = np.where(outside, last[:, None], rows)
    same = ~outside
    for column in (cells.school, cells.indicator, cells.pupils, cells.part):
        same &= column[rows] == column[last][:, None]
    years = cells.year[rows]
    within = same & (years >= begin[:, None]) & (years <= end[:, None]) & (cells.cohort[rows] != 0)
    known = cells.year_known[rows] & (cells.cohort[rows] > 0)
    usable: Flags = measures.is_pooled[cells.indicator[last]] & np.all(known | ~within, axis=1)
    windows = Windows(
        rows=rows,
        within=within,
        cohort=np.where(within, cells.cohort[rows], 0).astype(np.float64),
        value=np.where(within, cells.value[rows], 0.0),
        hidden=within & ~shown[rows],
    )
    return windows, usable


def newest_rows(cells: Cells) -> Ints:
    """Cells are sorted by series and year."""
    if not len(cells):
        return np.empty(0, dtype=np.int64)
    ends = np.zeros(len(cells) - 1, dtype=bool)
    for column in (cells.school, cells.indicator, cells.pupils, cells.part):
        ends |= column[1:] != column[:-1]
    found: Ints = np.r_[np.flatnonzero(ends), len(cells) - 1]
    return found


def series_begin(cells: Cells, last: Ints, end: Ints, measures: Measures) -> Ints:
    """The newest series break up to `end`; 0 where there is none."""
    begin = np.zeros(len(last), dtype=np.int64)
    for indicator, year in sorted(measures.breaks):
        after = (cells.indicator[last] == indicator) & (end >= year)
        begin[after] = np.maximum(begin[after], year)
    return begin


def may_stand_for_hidden(cells: Cells, shown: Flags, last: Ints, windows: Windows) -> Flags:
    """All pupils where each hidden year has few of them; the eligible where the figure of all pupils is shown
    in each. Nothing else: sums of the groups would be added up to the figure of all, or taken from it."""
    pupils = cells.pupils[last]
    every = row_of_all(cells, windows.rows)
    for_another = windows.hidden & (windows.cohort >= SHOWN_FROM)
    all_hidden = windows.hidden & (every >= 0) & ~shown[every]
    allowed: Flags = np.where(pupils == ALL_PUPILS, ~for_another.any(axis=1), ~all_hidden.any(axis=1))
    found: Flags = allowed & ((pupils == ALL_PUPILS) | (pupils == ELIGIBLE))
    return found


def gives_away(cells: Cells, shown: Flags, windows: Windows, measures: Measures) -> Flags:
    """Whether the pooled figure, beside all that is displayed, leaves one value only for a hidden year."""
    indicator = np.broadcast_to(cells.indicator[windows.rows[:, :1]], windows.rows.shape)
    least, most = alone(cells, shown, windows, indicator, measures)
    left = np.where(windows.hidden, windows.cohort * windows.value, 0.0).sum(axis=1)[:, None]
    least, most = np.where(windows.hidden, least, 0.0), np.where(windows.hidden, most, 0.0)
    from_total = np.maximum(least, left - (most.sum(axis=1)[:, None] - most))
    to_total = np.minimum(most, left - (least.sum(axis=1)[:, None] - least))
    narrow = to_total - from_total < grain(windows.cohort, measures, indicator)
    found: Flags = (windows.hidden & narrow).any(axis=1)
    return found


def alone(
    cells: Cells, shown: Flags, windows: Windows, indicator: Ints, measures: Measures
) -> tuple[Floats, Floats]:
    """From where to where each year may stand without the pooled figure: a group of pupils within what the
    displayed figure of all pupils of that year leaves it."""
    low, high = measures.lowest[indicator], measures.highest[indicator]
    own = windows.cohort
    least, most = own * low, own * high
    every = row_of_all(cells, windows.rows)
    bounded = windows.hidden & (every >= 0) & (cells.pupils[windows.rows] != ALL_PUPILS)
    bounded &= shown[every] & (cells.cohort[every] > 0)
    cohort = cells.cohort[every].astype(np.float64)
    within = span(cohort * cells.value[every], own, np.maximum(cohort - own, 0), low, high)
    return np.where(bounded, within[0], least), np.where(bounded, within[1], most)


def row_of_all(cells: Cells, rows: Ints) -> Ints:
    """The cell of all pupils beside each; -1 where there is none."""
    indicators = int(cells.indicator.max(initial=0)) + 1

    def key(at: Ints | slice, pupils: Ints) -> Ints:
        return key_of(
            (cells.school[at], 1),
            (cells.indicator[at], indicators),
            (pupils, len(PUPILS)),
            (cells.part[at], len(PARTS)),
            (cells.year[at], YEARS),
        )

    keys = key(slice(None), cells.pupils)
    wanted = key(rows.ravel(), np.full(rows.size, ALL_PUPILS)).reshape(rows.shape)
    place = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    found: Ints = np.where(keys[place] == wanted, place, -1)
    return found
