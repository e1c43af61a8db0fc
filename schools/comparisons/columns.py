"""What was computed as columns of its tables, ready for COPY."""

from collections.abc import Sequence

import numpy as np

from schools.comparisons.arrays import Ints
from schools.comparisons.binary import Column, Numbers, RealLists, WholeLists, Words, reals
from schools.comparisons.categories import Summary
from schools.comparisons.cells import Cells
from schools.comparisons.families import Families
from schools.comparisons.figures import Figures
from schools.comparisons.frames import Measures, Schools
from schools.comparisons.lines import Lines
from schools.comparisons.places import Cuts, Places
from schools.comparisons.pooled import Pooled
from schools.comparisons.vocabulary import (
    CATEGORIES,
    MEDIA,
    PARTS,
    PHASES,
    PUPILS,
    TRENDS,
    UNMATCHED,
    VERDICTS,
    WITHHELD,
)
from schools.models import ComparisonRun

Columns = dict[str, Column]


def comparisons(
    run: ComparisonRun, cells: Cells, places: Places, schools: Schools, measures: Measures
) -> Columns:
    return {
        "run_id": Numbers(np.full(len(cells), run.pk), ">i8"),
        "school_id": Numbers(schools.ids[cells.school], ">i8"),
        "indicator_id": Numbers(measures.ids[cells.indicator], ">i8"),
        "year": Numbers(cells.year, ">i2"),
        "part": Words(cells.part, PARTS),
        "pupils": Words(cells.pupils, PUPILS),
        "cohort": Numbers(cells.cohort, ">i4", cells.cohort < 0),
        "value": Numbers(cells.value, ">f8"),
        "previous": reals(places.previous),
        "fsm": reals(places.fsm),
        "benchmark_group": Numbers(places.group, ">i2", places.group == 0),
        "group_size": Numbers(places.group_size, ">i2", places.group_size == 0),
        "percentile": reals(places.percentile),
        "quarter": Numbers(places.quarter, ">i2", places.quarter == 0),
        "expected": reals(places.expected),
        "residual": reals(places.residual),
        "band": reals(places.band),
        "verdict": Words(places.verdict, VERDICTS),
        "trend": Words(places.trend, TRENDS),
        "withheld": Words(places.withheld, WITHHELD),
    }


def cuts(run: ComparisonRun, found: Cuts, measures: Measures) -> Columns:
    return {
        "run_id": Numbers(np.full(len(found.year), run.pk), ">i8"),
        "indicator_id": Numbers(measures.ids[found.indicator], ">i8"),
        "phase": Words(found.phase, PHASES),
        "year": Numbers(found.year, ">i2"),
        "pupils": Words(found.pupils, PUPILS),
        '"group"': Numbers(found.group, ">i2"),
        "schools": Numbers(found.schools, ">i2"),
        "lowest": Numbers(found.lowest, ">f8"),
        "q1": Numbers(found.q1, ">f8"),
        "median": Numbers(found.median, ">f8"),
        "q3": Numbers(found.q3, ">f8"),
        "highest": Numbers(found.highest, ">f8"),
        "official": Numbers(found.official, "?"),
    }


def lines(run: ComparisonRun, found: Lines, measures: Measures) -> Columns:
    return {
        "run_id": Numbers(np.full(len(found.year), run.pk), ">i8"),
        "indicator_id": Numbers(measures.ids[found.indicator], ">i8"),
        "phase": Words(found.phase, PHASES),
        "year": Numbers(found.year, ">i2"),
        "pupils": Words(found.pupils, PUPILS),
        "schools": Numbers(found.schools, ">i2"),
        "intercept": Numbers(found.intercept, ">f8"),
        "slope": Numbers(found.slope, ">f8"),
        "residual_sd": Numbers(found.residual_sd, ">f8"),
        "between": Numbers(found.between, ">f8"),
        "within": Numbers(found.within, ">f8"),
        "correlation": reals(found.correlation),
    }


def pooled(run: ComparisonRun, found: Pooled, schools: Schools, measures: Measures) -> Columns:
    return {
        "run_id": Numbers(np.full(len(found.value), run.pk), ">i8"),
        "school_id": Numbers(schools.ids[found.school], ">i8"),
        "indicator_id": Numbers(measures.ids[found.indicator], ">i8"),
        "part": Words(found.part, PARTS),
        "pupils": Words(found.pupils, PUPILS),
        "first_year": Numbers(found.first_year, ">i2"),
        "last_year": Numbers(found.last_year, ">i2"),
        "years": Numbers(found.years, ">i2"),
        "cohort": Numbers(found.cohort, ">i4"),
        "value": Numbers(found.value, ">f8"),
        "stands_for_hidden": Numbers(found.stands_for_hidden, "?"),
    }


def families(run: ComparisonRun, found: Families, schools: Schools) -> Columns:
    return {
        "run_id": Numbers(np.full(len(found.sizes), run.pk), ">i8"),
        "school_id": Numbers(schools.ids, ">i8"),
        "members": WholeLists(found.starts, found.sizes, schools.ids[found.members]),
        "distances": RealLists(found.starts, found.sizes, found.distances),
        "close": Numbers(found.close, ">i2"),
        "known": Numbers(found.known, ">f8"),
        "unmatched": Words(found.unmatched, UNMATCHED),
    }


def figures(run: ComparisonRun, found: Figures, schools: Schools, measures: Measures) -> Columns:
    authorities = np.array([0, *schools.authorities])
    return {
        "run_id": Numbers(np.full(len(found.year), run.pk), ">i8"),
        "nation": Numbers(found.nation, "?"),
        "authority_id": Numbers(authorities[found.authority], ">i8", found.authority == 0),
        "indicator_id": Numbers(measures.ids[found.indicator], ">i8"),
        "phase": Words(found.phase, ("", *PHASES)),
        "medium": Words(found.medium, ("", *MEDIA)),
        "year": Numbers(found.year, ">i2"),
        "pupils": Words(found.pupils, PUPILS),
        "schools": Numbers(found.schools, ">i4"),
        "mean": reals(found.mean),
        "lowest": Numbers(found.lowest, ">f8"),
        "q1": Numbers(found.q1, ">f8"),
        "median": Numbers(found.median, ">f8"),
        "q3": Numbers(found.q3, ">f8"),
        "highest": Numbers(found.highest, ">f8"),
        "correlation": reals(found.correlation),
        "correlated_schools": Numbers(found.correlated, ">i4"),
        "values": RealLists(found.starts, found.kept, found.values),
    }


def categories(run: ComparisonRun, found: Sequence[Summary], schools: Schools) -> Columns:
    authorities = np.array([0, *schools.authorities])
    authority = column_of(found, "authority")
    return {
        "run_id": Numbers(np.full(len(found), run.pk), ">i8"),
        "authority_id": Numbers(authorities[authority], ">i8", authority == 0),
        "phase": Words(column_of(found, "phase"), ("", *PHASES)),
        "medium": Words(column_of(found, "medium"), ("", *MEDIA)),
        "year": Numbers(column_of(found, "year"), ">i2"),
        "category": Words(np.array([CATEGORIES.index(row.category) for row in found], dtype=int), CATEGORIES),
        "previous": Words(
            np.array([("", *CATEGORIES).index(row.previous) for row in found], dtype=int), ("", *CATEGORIES)
        ),
        "schools": Numbers(column_of(found, "schools"), ">i4"),
    }


def column_of(found: Sequence[Summary], name: str) -> Ints:
    return np.array([getattr(row, name) for row in found], dtype=np.int64)
