"""What is known of each school and year: free school meals, pupils on roll, the benchmark group."""

from dataclasses import dataclass

import numpy as np

from schools.comparisons.arrays import Floats, Ints
from schools.comparisons.cells import candidates
from schools.comparisons.frames import Frames
from schools.comparisons.hiding import may_be_displayed
from schools.comparisons.vocabulary import ALL_PUPILS, PHASES, WHOLE_SCHOOL

NO_GROUP = -1
NO_FSM = 0


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
    cells = candidates(frames.results, rows, frames.schools, frames.measures)
    cells = cells.only(may_be_displayed(cells, frames.measures))
    whole = (
        (cells.pupils == ALL_PUPILS)
        & (cells.part == WHOLE_SCHOOL)
        & (cells.year >= first)
        & (cells.year <= last)
    )
    cells = cells.only(whole)
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
