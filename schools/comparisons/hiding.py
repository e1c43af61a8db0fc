"""Which single figures may be displayed: those of few pupils may not, nor what would give them away.

Rules in words: docs/statistics.md, "What is displayed". `schools.disclosure.gives_away` is the same for one
figure; a test holds the two together. Columns of the tables below stand for groups of pupils, in the order of
PUPILS.
"""

from dataclasses import dataclass

import numpy as np

from schools.comparisons.arrays import Flags, Floats, Ints, key_of
from schools.comparisons.cells import YEARS, Cells
from schools.comparisons.frames import Measures
from schools.comparisons.vocabulary import ALL_PUPILS, PARTS, PUPILS
from schools.disclosure import HALF_A_PUPIL, IN_FULL_FROM, SHOWN_FROM

NOT_THERE = -2


@dataclass(frozen=True)
class Tables:
    """One row for a school, indicator, part and year; one column for each group of pupils."""

    rows: Ints
    cohort: Ints
    value: Floats
    indicator: Ints


def may_be_shown(cohort: Ints, pupils: Ints) -> Flags:
    """schools.disclosure.may_show for arrays; a test holds the two together."""
    least = np.where(pupils == ALL_PUPILS, SHOWN_FROM, IN_FULL_FROM)
    return (cohort < 0) | (cohort >= least)


def may_be_displayed(cells: Cells, measures: Measures) -> Flags:
    """By each figure's own cohort first. Then, where a group of pupils is hidden beside a figure of all
    pupils, the other groups are hidden too; and the figure of all, if it alone says what a hidden group must
    be."""
    shown = may_be_shown(cells.cohort, cells.pupils)
    few = ~shown & (cells.cohort > 0) & (cells.pupils != ALL_PUPILS)
    if few.any():
        tables = tables_of(cells, few)
        found = without_complements(tables, shown, measures)
        there = tables.rows != NOT_THERE
        shown[tables.rows[there]] = found[there]
    return shown


def tables_of(cells: Cells, few: Flags) -> Tables:
    """Those in which a group of pupils is hidden."""
    key = key_of(
        (cells.school, 1),
        (cells.indicator, int(cells.indicator.max()) + 1),
        (cells.part, len(PARTS)),
        (cells.year, YEARS),
    )
    keys = np.unique(key[few])
    rows = np.flatnonzero(np.isin(key, keys))
    places = (np.searchsorted(keys, key[rows]), cells.pupils[rows])
    shape = (len(keys), len(PUPILS))
    of, cohort = np.full(shape, NOT_THERE, dtype=np.int64), np.full(shape, NOT_THERE, dtype=np.int64)
    value = np.full(shape, np.nan)
    of[places], cohort[places], value[places] = rows, cells.cohort[rows], cells.value[rows]
    indicator = np.empty(len(keys), dtype=np.int64)
    indicator[places[0]] = cells.indicator[rows]
    return Tables(of, cohort, value, indicator)


def without_complements(tables: Tables, shown: Flags, measures: Measures) -> Flags:
    there = tables.rows != NOT_THERE
    found: Flags = there & shown[np.where(there, tables.rows, 0)]
    groups = np.arange(len(PUPILS)) != ALL_PUPILS
    beside_all = found[:, ALL_PUPILS].copy()
    found[np.ix_(beside_all, groups)] = False
    hidden = there & ~found & (tables.cohort > 0) & groups
    found[beside_all & gives_away(tables, hidden, measures), ALL_PUPILS] = False
    return found


def gives_away(tables: Tables, hidden: Flags, measures: Measures) -> Flags:
    """Whether the figure of all pupils leaves only one value for a hidden group. With an unknown number of
    pupils it does so only at the ends of its range."""
    low, high = measures.lowest[tables.indicator], measures.highest[tables.indicator]
    every, value = tables.cohort[:, ALL_PUPILS], tables.value[:, ALL_PUPILS]
    own = np.where(hidden, tables.cohort, 0).astype(np.float64)
    others = np.maximum(every[:, None] - own, 0)
    least, most = span(value[:, None] * every[:, None], own, others, low[:, None], high[:, None])
    narrow = most - least < grain(own, measures, tables.indicator[:, None])
    at_an_end = (value <= low) | (value >= high)
    found: Flags = np.where(every > 0, (hidden & narrow).any(axis=1), at_an_end)
    return found


def span(total: Floats, own: Floats, others: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """From where to where a part of `own` pupils may stand, in value times pupils, when it and `others` make
    the total."""
    return (
        np.maximum(own * low, total - others * high),
        np.minimum(own * high, total - others * low),
    )


def grain(cohort: Floats, measures: Measures, indicator: Ints) -> Floats:
    """How far apart two values of a figure are at least, in value times pupils."""
    displayed = cohort * 10.0 ** -measures.decimals[indicator]
    found: Floats = np.where(measures.counts_pupils[indicator], HALF_A_PUPIL, displayed)
    return found
