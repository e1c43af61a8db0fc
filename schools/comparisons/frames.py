"""What a run is computed from, read in one moment of the database: COPY out, straight into arrays."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from core.snapshot import one_moment
from schools.comparisons.arrays import Flags, Floats, Ints
from schools.comparisons.changes import ReadUntil, newest_events
from schools.comparisons.results import Results, newest_year, read_results
from schools.comparisons.vocabulary import MEDIA, PHASES
from schools.disclosure import counts_pupils, is_mean, is_pooled, unpublished_from
from schools.enums import Direction
from schools.models import (
    Authority,
    BenchmarkBand,
    BenchmarkBoundary,
    CategoryRecord,
    FamilyWeight,
    Indicator,
    Region,
    School,
    SchoolLink,
    SeriesBreak,
)

FSM = "fsm"
PUPILS_ON_ROLL = "pupils"
ALWAYS = 9999


@dataclass(frozen=True)
class Schools:
    """In the order of their ids; `numbers` are their public ones. `authority` is a place in `authorities`
    (those of the region), -1 for the backdrop. A school takes part in the years from `first_year` to
    `last_year`."""

    ids: Ints
    numbers: list[str]
    phase: Ints
    medium: Ints
    authority: Ints
    authorities: list[int]
    first_year: Ints
    last_year: Ints


@dataclass(frozen=True)
class Measures:
    """Indicators in the order of their ids. `direction`: 1 higher, -1 lower, 0 neither is better.
    `benchmarked[indicator, phase]`. `breaks`: place of the indicator and the first year of the new series.
    `unpublished_from`: the first year that may not be shown. `is_mean`, `is_pooled`, `counts_pupils`: see
    schools.disclosure."""

    ids: Ints
    direction: Ints
    benchmarked: Flags
    is_mean: Flags
    is_pooled: Flags
    counts_pupils: Flags
    lowest: Floats
    highest: Floats
    decimals: Ints
    unpublished_from: Ints
    breaks: frozenset[tuple[int, int]]
    fsm: int
    pupils: int


@dataclass(frozen=True)
class Weight:
    """How much an indicator counts in the likeness of schools: percent."""

    indicator: int
    logarithmic: bool
    weight: float


# phase (empty for those without weights of their own) → valid from → weights
Weights = dict[str, dict[int, list[Weight]]]


@dataclass(frozen=True)
class Category:
    school: int
    year: int
    category: str


@dataclass(frozen=True)
class Frames:
    schools: Schools
    measures: Measures
    # phase → valid from → upper bounds, smallest first
    bands: dict[str, dict[int, list[float]]]
    # indicator, phase, year, group → lower quartile, median, upper quartile, as published
    boundaries: dict[tuple[int, int, int, int], tuple[float, float, float]]
    weights: Weights
    results: Results
    # Of all results, also of those that were not read.
    newest_year: int
    # The newest audit rows at that moment.
    read_until: ReadUntil
    categories: list[Category]
    # successor → predecessors, by place in schools
    predecessors: dict[int, list[int]]


def read(region: Region) -> Frames:
    with one_moment(read_only=True):
        schools, measures = read_schools(region), read_measures()
        results = read_results(schools.ids, measures.ids)
        return framed(schools, measures, read_weights(measures), results)


def framed(schools: Schools, measures: Measures, weights: Weights, results: Results) -> Frames:
    """The results with all that they are compared by."""
    place = {pk: place for place, pk in enumerate(schools.ids.tolist())}
    return Frames(
        schools=schools,
        measures=measures,
        bands=read_bands(),
        boundaries=read_boundaries(measures),
        weights=weights,
        results=results,
        newest_year=newest_year(),
        read_until=newest_events(),
        categories=[
            Category(place[school], year, category)
            for school, year, category in CategoryRecord.objects.filter(school__scope__isnull=False)
            .order_by("school_id", "year")
            .values_list("school_id", "year", "category")
        ],
        predecessors=read_predecessors(place),
    )


def read_schools(region: Region) -> Schools:
    authorities = list(Authority.objects.filter(region=region).order_by("code").values_list("pk", flat=True))
    rows = list(
        School.objects.order_by("pk").values_list(
            "pk", "phase", "medium", "authority_id", "opened_on", "closed_on", "number"
        )
    )
    within = {pk: place for place, pk in enumerate(authorities)}
    return Schools(
        ids=whole([row[0] for row in rows]),
        numbers=[row[6] for row in rows],
        phase=whole([PHASES.index(row[1]) for row in rows]),
        medium=whole([MEDIA.index(row[2]) for row in rows]),
        authority=whole([within.get(row[3], -1) for row in rows]),
        authorities=authorities,
        first_year=whole([row[4].year if row[4] else 0 for row in rows]),
        last_year=whole([last_year(row[5]) for row in rows]),
    )


def last_year(closed_on: dt.date | None) -> int:
    """A school closed in September or later was open in the academic year that ends the year after."""
    if closed_on is None:
        return ALWAYS
    return closed_on.year + (closed_on.month >= 9)


def read_measures() -> Measures:
    rows = list(Indicator.objects.order_by("pk"))
    place = {indicator.pk: place for place, indicator in enumerate(rows)}
    code = {indicator.code: place for place, indicator in enumerate(rows)}
    signs = {Direction.HIGHER: 1, Direction.LOWER: -1, Direction.NONE: 0}
    return Measures(
        ids=whole([indicator.pk for indicator in rows]),
        direction=whole([signs[Direction(indicator.direction)] for indicator in rows]),
        benchmarked=np.array(
            [[phase in indicator.benchmarked_phases for phase in PHASES] for indicator in rows], dtype=bool
        ).reshape(len(rows), len(PHASES)),
        is_mean=np.array([is_mean(indicator) for indicator in rows], dtype=bool),
        is_pooled=np.array([is_pooled(indicator) for indicator in rows], dtype=bool),
        counts_pupils=np.array([counts_pupils(indicator) for indicator in rows], dtype=bool),
        lowest=np.array([indicator.lowest for indicator in rows], dtype=np.float64),
        highest=np.array([indicator.highest for indicator in rows], dtype=np.float64),
        decimals=whole([indicator.decimals for indicator in rows]),
        unpublished_from=whole([unpublished_from(indicator) or ALWAYS for indicator in rows]),
        breaks=frozenset(
            (place[row.indicator_id], row.year)
            for row in SeriesBreak.objects.order_by("indicator_id", "year")
        ),
        fsm=code.get(FSM, -1),
        pupils=code.get(PUPILS_ON_ROLL, -1),
    )


def read_boundaries(measures: Measures) -> dict[tuple[int, int, int, int], tuple[float, float, float]]:
    place = {pk: place for place, pk in enumerate(measures.ids.tolist())}
    rows = BenchmarkBoundary.objects.values_list(
        "indicator_id", "phase", "year", "group", "lower", "median", "upper"
    )
    return {
        (place[indicator], PHASES.index(phase), year, group): (lower, median, upper)
        for indicator, phase, year, group, lower, median, upper in rows
    }


def read_weights(measures: Measures) -> Weights:
    place = {pk: place for place, pk in enumerate(measures.ids.tolist())}
    found: Weights = defaultdict(lambda: defaultdict(list))
    for row in FamilyWeight.objects.order_by("valid_from", "indicator_id"):
        weight = Weight(place[row.indicator_id], row.logarithmic, row.weight)
        found[row.phase][row.valid_from].append(weight)
    return {phase: dict(dated) for phase, dated in found.items()}


def read_bands() -> dict[str, dict[int, list[float]]]:
    found: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for band in BenchmarkBand.objects.order_by("phase", "valid_from", "number"):
        found[band.phase][band.valid_from].append(band.upper)
    return {phase: dict(dated) for phase, dated in found.items()}


def read_predecessors(place: dict[int, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for predecessor, successor in SchoolLink.objects.order_by("predecessor_id").values_list(
        "predecessor_id", "successor_id"
    ):
        found[place[successor]].append(place[predecessor])
    return dict(found)


def whole(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)
