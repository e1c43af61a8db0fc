"""The results that take part, sorted for good."""

from dataclasses import dataclass, fields

import numpy as np

from schools.comparisons.arrays import Flags, Floats, Ints, key_of
from schools.comparisons.frames import Measures, Schools
from schools.comparisons.results import Results
from schools.comparisons.vocabulary import PARTS, PUPILS
from schools.disclosure import IN_FULL_FROM

# Room for a year before the first, so that the year before any year never belongs to another series.
YEARS = 4096


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


def in_full(cohort: Ints) -> Flags:
    """schools.disclosure.may_place for arrays."""
    return (cohort < 0) | (cohort >= IN_FULL_FROM)


def candidates(results: Results, rows: Ints, schools: Schools, measures: Measures) -> Cells:
    """The given results, without what may not be published and schools not open in the year. Not all of them
    may be displayed: schools.comparisons.hiding."""
    school, indicator = results.school[rows].astype(np.int64), results.indicator[rows].astype(np.int64)
    year, cohort = results.year[rows].astype(np.int64), results.cohort[rows].astype(np.int64)
    pupils, part = results.pupils[rows].astype(np.int64), results.part[rows].astype(np.int64)
    taking_part = (
        (year < measures.unpublished_from[indicator])
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
