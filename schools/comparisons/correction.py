"""The part of a run that a few changed figures reach, computed by the same functions on the figures it needs.

A figure reaches the places, cut points, line and sums of its indicator and year; the changes of the year
after; the three-year value of its own series. A figure of free school meals or of pupils on roll reaches
every indicator, in its year and in those after it for which the school has none of its own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np

from schools.comparisons.arrays import Flags, Ints
from schools.comparisons.cells import YEARS, Cells
from schools.comparisons.changes import Change
from schools.comparisons.frames import (
    Frames,
    Measures,
    Schools,
    Weights,
    framed,
    read_measures,
    read_schools,
    read_weights,
)
from schools.comparisons.pooled import REACH_BACK, newest_rows
from schools.comparisons.results import Results, newest_year, read_results
from schools.comparisons.vocabulary import ALL_PUPILS, WHOLE_SCHOOL
from schools.comparisons.whole import Computed, compute
from schools.models import Region

# Share of all indicators and years that a correction may reach.
MOST = 0.3

T = TypeVar("T")
Pair = tuple[int, int]


@dataclass(frozen=True)
class Reach:
    """Places of indicators, and years: `sums` of the cut points, lines and sums, `cells` of the comparisons;
    `since`: from which year on figures of an indicator are needed, and its three-year values may differ."""

    sums: frozenset[Pair]
    cells: frozenset[Pair]
    since: dict[int, int]
    families: bool


def context_indicators(measures: Measures, weights: Weights) -> frozenset[int]:
    """Those that all others are compared by, which are always read whole."""
    weighed = {weight.indicator for dated in weights.values() for rows in dated.values() for weight in rows}
    return frozenset(weighed | {measures.fsm, measures.pupils}) - {-1}


def reach_of(
    changes: Iterable[Change],
    schools: Schools,
    measures: Measures,
    weights: Weights,
    context: Results,
    years: Iterable[int],
) -> Reach:
    """`context`: all figures of the context's indicators as they are now; `years`: those that there are
    figures of."""
    every = context_indicators(measures, weights)
    sums: set[Pair] = set()
    gone: set[int] = set()
    families = False
    known = own_years(context)
    place = {pk: place for place, pk in enumerate(measures.ids.tolist())}
    of_school = {pk: place for place, pk in enumerate(schools.ids.tolist())}
    for change in changes:
        indicator, school = place[change.indicator], of_school[change.school]
        sums.add((indicator, change.year))
        if change.is_gone:
            gone.add(indicator)
        families |= indicator in every
        if indicator in {measures.fsm, measures.pupils}:
            later = [year for year in known[school, indicator] if year > change.year]
            until = min(later, default=YEARS)
            reached = [year for year in years if change.year <= year < until]
            sums |= {(other, year) for other in range(len(measures.ids)) for year in reached}
    since: dict[int, int] = {}
    for indicator, year in sums:
        since[indicator] = min(since.get(indicator, YEARS), year - REACH_BACK + 1)
    return Reach(
        sums=frozenset(sums),
        cells=frozenset(sums | {(indicator, year + 1) for indicator, year in sums}),
        since={indicator: 0 if indicator in gone else year for indicator, year in since.items()},
        families=families,
    )


def own_years(context: Results) -> dict[tuple[int, int], list[int]]:
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    whole = (context.pupils == ALL_PUPILS) & (context.part == WHOLE_SCHOOL)
    for school, indicator, year in zip(
        context.school[whole].tolist(),
        context.indicator[whole].tolist(),
        context.year[whole].tolist(),
        strict=True,
    ):
        found[school, indicator].append(year)
    return found


def joined(one: Results, other: Results) -> Results:
    return Results(**{name: np.concatenate([getattr(one, name), getattr(other, name)]) for name in vars(one)})


def read(region: Region, changes: Sequence[Change]) -> tuple[Frames, Reach] | None:
    """What the changes reach and the figures that it needs; None where that is so much that a whole run is as
    well. The caller holds the region's turn."""
    schools, measures = read_schools(region), read_measures()
    weights = read_weights(measures)
    every = measures.ids[sorted(context_indicators(measures, weights))].tolist()
    context = read_results(schools.ids, measures.ids, f"AND result.indicator_id IN ({numbers(every)})")
    years = range(int(context.year.min(initial=YEARS)), newest_year() + 1)
    reach = reach_of(changes, schools, measures, weights, context, years)
    within = [pair for pair in reach.cells if pair[1] in years]
    if len(within) > MOST * len(measures.ids) * len(years):
        return None
    wanted = [
        f"(result.indicator_id = {measures.ids[indicator]} AND result.year >= {since})"
        for indicator, since in sorted(reach.since.items())
        if measures.ids[indicator] not in every
    ]
    rest = read_results(schools.ids, measures.ids, f"AND ({' OR '.join(wanted)})") if wanted else None
    results = joined(context, rest) if rest else context
    return framed(schools, measures, weights, results), reach


def numbers(ids: Iterable[int]) -> str:
    """For SQL; -1, which no row has, where there are none."""
    return ", ".join(str(int(number)) for number in [-1, *ids])


@dataclass(frozen=True)
class Series:
    """Whose three-year values are computed anew: one entry a series."""

    school: Ints
    indicator: Ints
    part: Ints
    pupils: Ints


def corrected(frames: Frames, reach: Reach) -> Iterator[tuple[Computed, Series]]:
    """Only what the changes reach. `frames` holds the figures that the reach needs, no others."""
    for computed in compute(frames):
        sums = pairs_in(reach.sums)
        series = series_reached(computed.every, reach)
        in_cells = pairs_in(reach.cells)(computed.cells.indicator, computed.cells.year)
        yield (
            replace(
                computed,
                cells=computed.cells.only(in_cells),
                places=picked(computed.places, in_cells),
                cuts=picked(computed.cuts, sums(computed.cuts.indicator, computed.cuts.year)),
                lines=picked(computed.lines, sums(computed.lines.indicator, computed.lines.year)),
                figures=[
                    picked(figures, sums(figures.indicator, figures.year), but=("values",))
                    for figures in computed.figures
                ],
                pooled=picked(computed.pooled, reached(computed.pooled, computed.pooled.newest, reach)),
            ),
            series,
        )


def series_reached(every: Cells, reach: Reach) -> Series:
    last = every.only(newest_rows(every))
    last = last.only(reached(last, last.year, reach))
    return Series(last.school, last.indicator, last.part, last.pupils)


def reached(series: Any, last_year: Ints, reach: Reach) -> Flags:
    """Those whose newest year is not before the first that changed."""
    begin = np.full(int(series.indicator.max(initial=0)) + 1, YEARS, dtype=np.int64)
    for indicator, since in reach.since.items():
        if indicator < len(begin):
            begin[indicator] = since + REACH_BACK - 1 if since else 0
    found: Flags = last_year >= begin[series.indicator]
    return found


def pairs_in(pairs: frozenset[Pair]) -> Any:
    keys = np.array(sorted(indicator * YEARS + year for indicator, year in pairs), dtype=np.int64)

    def within(indicator: Ints, year: Ints) -> Flags:
        return np.isin(indicator * YEARS + year, keys)

    return within


def picked(columns: T, rows: Flags, but: tuple[str, ...] = ()) -> T:
    """Rows of a class whose fields are all columns of one length, except those in `but`."""
    return type(columns)(
        **{name: found if name in but else found[rows] for name, found in vars(columns).items()}
    )
