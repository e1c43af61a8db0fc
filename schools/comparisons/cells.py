"""The results that take part, sorted for good, and what is known of each school and year."""

from dataclasses import dataclass, fields

import numpy as np

from schools.comparisons.arrays import Flags, Floats, Ints, key_of
from schools.comparisons.frames import Frames, Measures, Results, Schools
from schools.comparisons.vocabulary import ALL_PUPILS, PARTS, PHASES, PUPILS, WHOLE_SCHOOL
from schools.disclosure import IN_FULL_FROM, SHOWN_FROM

# Room for a year before the first, so that the year before any year never belongs to another series.
YEARS = 4096
NO_GROUP = -1
NO_FSM = 0


@dataclass(frozen=True)
class Cells:
    """Results as columns, sorted by school, indicator, pupils, part and year. `cohort` -1: not published."""

    school: Ints
    indicator: Ints
    pupils: Ints
    part: Ints
    year: Ints
    cohort: Ints
    value: Floats
    year_known: Flags

    def __len__(self) -> int:
        return len(self.value)

    def only(self, rows: Flags | Ints) -> "Cells":
        return Cells(*(getattr(self, field.name)[rows] for field in fields(self)))


def may_be_shown(cohort: Ints, pupils: Ints) -> Flags:
    """schools.disclosure.may_show for arrays; a test holds the two together."""
    least = np.where(pupils == ALL_PUPILS, SHOWN_FROM, IN_FULL_FROM)
    return (cohort < 0) | (cohort >= least)


def in_full(cohort: Ints) -> Flags:
    """schools.disclosure.may_place for arrays."""
    return (cohort < 0) | (cohort >= IN_FULL_FROM)


def cells_of(results: Results, rows: Ints, schools: Schools, measures: Measures) -> Cells:
    """The given results, without what may not be shown or published and schools not open in the year."""
    school, indicator = results.school[rows].astype(np.int64), results.indicator[rows].astype(np.int64)
    year, cohort = results.year[rows].astype(np.int64), results.cohort[rows].astype(np.int64)
    pupils, part = results.pupils[rows].astype(np.int64), results.part[rows].astype(np.int64)
    taking_part = (
        may_be_shown(cohort, pupils)
        & (year < measures.unpublished_from[indicator])
        & (year >= schools.first_year[school])
        & (year <= schools.last_year[school])
    )
    order = np.argsort(
        key_of(
            (school, len(schools.ids)),
            (indicator, len(measures.ids)),
            (pupils, len(PUPILS)),
            (part, len(PARTS)),
            (year, YEARS),
        )[taking_part]
    )
    found = Cells(
        school, indicator, pupils, part, year, cohort, results.value[rows], results.year_known[rows]
    )
    return found.only(np.flatnonzero(taking_part)[order])


@dataclass(frozen=True)
class Context:
    """What is known of each school (row) and year (column, from `first_year` on): percent eligible for free
    school meals and pupils on roll, not a number where unknown; the benchmark group, or NO_GROUP, NO_FSM."""

    first_year: int
    fsm: Floats
    pupils: Floats
    group: Ints

    def columns(self, years: Ints) -> Ints:
        return years - self.first_year


def context_of(frames: Frames) -> Context:
    years = frames.results.year
    first, last = (int(years.min()), int(years.max())) if len(years) else (0, 0)
    fsm = by_year(frames, frames.measures.fsm, first, last)
    return Context(
        first_year=first,
        fsm=fsm,
        pupils=by_year(frames, frames.measures.pupils, first, last),
        group=groups(frames, fsm, first),
    )


def by_year(frames: Frames, indicator: int, first: int, last: int) -> Floats:
    """A school's figure of the year or, where there is none, the latest before it."""
    table = np.full((len(frames.schools.ids), last - first + 1), np.nan)
    rows = np.flatnonzero(frames.results.indicator == indicator)
    cells = cells_of(frames.results, rows, frames.schools, frames.measures)
    cells = cells.only((cells.pupils == ALL_PUPILS) & (cells.part == WHOLE_SCHOOL))
    table[cells.school, cells.year - first] = cells.value
    for column in range(1, table.shape[1]):
        unknown = np.isnan(table[:, column])
        table[unknown, column] = table[unknown, column - 1]
    return table


def groups(frames: Frames, fsm: Floats, first: int) -> Ints:
    """The first band whose upper bound is not exceeded, by the bands in force in the year."""
    table = np.full(fsm.shape, NO_GROUP, dtype=np.int64)
    for phase, dated in frames.bands.items():
        schools = np.flatnonzero(frames.schools.phase == PHASES.index(phase))
        for column in range(fsm.shape[1]):
            in_force = [valid_from for valid_from in dated if valid_from <= first + column]
            if not in_force:
                continue
            bounds = np.array(dated[max(in_force)])
            known = fsm[schools, column]
            group = np.searchsorted(bounds, known, side="left") + 1
            group[np.isnan(known) | (group > len(bounds))] = NO_FSM
            table[schools, column] = group
    return table
