"""The newest figure of each series over up to three years: all that was counted out of all pupils."""

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


@dataclass(frozen=True)
class Pooled:
    """One entry a series. `stands_for_hidden`: some of its years are hidden by themselves."""

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


def pool(cells: Cells, shown: Flags, measures: Measures) -> Pooled:
    """`cells` are all that may be published, `shown` those that may be displayed by themselves."""
    windows = windows_of(cells, shown, measures)
    total = (windows.cohort * windows.value).sum(axis=1)
    cohort = windows.cohort.sum(axis=1)
    hidden = windows.hidden.sum(axis=1)
    kept = (windows.within.sum(axis=1) >= FEWEST_YEARS) & (cohort >= IN_FULL_FROM)
    kept &= (hidden == 0) | (hidden >= FEWEST_HIDDEN)
    kept &= (hidden == 0) | may_stand_for_hidden(cells, shown, windows)
    doubtful = np.flatnonzero(kept & (hidden > 0))
    kept[doubtful] = ~gives_away(cells, shown, windows.only(doubtful), total[doubtful], measures)
    found, newest = windows.only(kept), windows.rows[kept, 0]
    years = np.where(found.within, cells.year[found.rows], YEARS)
    return Pooled(
        school=cells.school[newest],
        indicator=cells.indicator[newest],
        part=cells.part[newest],
        pupils=cells.pupils[newest],
        first_year=years.min(axis=1, initial=YEARS),
        last_year=cells.year[newest],
        years=found.within.sum(axis=1),
        cohort=cohort[kept].astype(np.int64),
        value=total[kept] / cohort[kept],
        stands_for_hidden=hidden[kept] > 0,
    )


def windows_of(cells: Cells, shown: Flags, measures: Measures) -> Windows:
    """The newest year of every series and those of the two years before that belong to it. A series with a
    year whose number of pupils is not known has none."""
    last = newest_rows(cells)
    begin = np.maximum(cells.year[last] - (WINDOW - 1), series_begin(cells, last, measures))
    rows = last[:, None] - np.arange(WINDOW)
    rows = np.where(rows < 0, last[:, None], rows)
    same = np.ones(rows.shape, dtype=bool)
    for column in (cells.school, cells.indicator, cells.pupils, cells.part):
        same &= column[rows] == column[last][:, None]
    within = same & (cells.year[rows] >= begin[:, None]) & (cells.cohort[rows] != 0)
    within[:, 1:] &= rows[:, 1:] < last[:, None]
    usable = cells.year_known[rows] & (cells.cohort[rows] > 0)
    sound = within[:, 0] & measures.is_pooled[cells.indicator[last]] & np.all(usable | ~within, axis=1)
    rows, within = rows[sound], within[sound]
    return Windows(
        rows=rows,
        within=within,
        cohort=np.where(within, cells.cohort[rows], 0).astype(np.float64),
        value=np.where(within, cells.value[rows], 0.0),
        hidden=within & ~shown[rows],
    )


def newest_rows(cells: Cells) -> Ints:
    """Cells are sorted by series and year."""
    if not len(cells):
        return np.empty(0, dtype=np.int64)
    ends = np.zeros(len(cells) - 1, dtype=bool)
    for column in (cells.school, cells.indicator, cells.pupils, cells.part):
        ends |= column[1:] != column[:-1]
    found: Ints = np.r_[np.flatnonzero(ends), len(cells) - 1]
    return found


def series_begin(cells: Cells, last: Ints, measures: Measures) -> Ints:
    """The newest series break up to the newest year; 0 where there is none."""
    begin = np.zeros(len(last), dtype=np.int64)
    for indicator, year in sorted(measures.breaks):
        after = (cells.indicator[last] == indicator) & (cells.year[last] >= year)
        begin[after] = np.maximum(begin[after], year)
    return begin


def may_stand_for_hidden(cells: Cells, shown: Flags, windows: Windows) -> Flags:
    """All pupils where each hidden year has few of them; the eligible where the figure of all pupils is shown
    in each. Nothing else: sums of the groups would be added up to the figure of all, or taken from it."""
    pupils = cells.pupils[windows.rows[:, 0]]
    every = row_of_all(cells, windows.rows)
    for_another = windows.hidden & (windows.cohort >= SHOWN_FROM)
    all_hidden = windows.hidden & (every >= 0) & ~shown[every]
    allowed: Flags = np.where(pupils == ALL_PUPILS, ~for_another.any(axis=1), ~all_hidden.any(axis=1))
    found: Flags = allowed & ((pupils == ALL_PUPILS) | (pupils == ELIGIBLE))
    return found


def gives_away(cells: Cells, shown: Flags, windows: Windows, total: Floats, measures: Measures) -> Flags:
    """Whether the pooled figure, beside all that is displayed, leaves one value only for a hidden year."""
    indicator = np.broadcast_to(cells.indicator[windows.rows[:, :1]], windows.rows.shape)
    least, most = alone(cells, shown, windows, indicator, measures)
    displayed = np.where(windows.hidden, 0.0, windows.cohort * windows.value)
    left = (total - displayed.sum(axis=1))[:, None]
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
