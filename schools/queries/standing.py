"""Where a school stands among the schools of its FSM benchmark group, from the run that is shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from schools.enums import Group, IndicatorState, RunState
from schools.models import (
    BenchmarkBand,
    BenchmarkCut,
    Comparison,
    ComparisonRun,
    Indicator,
    PooledValue,
    Result,
    School,
)

# The cut points of all groups of a phase together stand under this number.
EVERY_GROUP = 0
# A group of fewer schools has no quarters, so no middle half of it is shown either.
FEWEST_SCHOOLS = 5


@dataclass(frozen=True)
class Standing:
    """A school's newest comparison for one indicator, and the cut points of the group it stands in (of its
    whole phase, where it has no group)."""

    school: School
    comparison: Comparison
    cut: BenchmarkCut | None

    @property
    def indicator(self) -> Indicator:
        return self.comparison.indicator


@dataclass(frozen=True)
class Bounds:
    """Percent eligible: above `low` (none for the first group), up to `high` (included)."""

    low: float | None
    high: float
    confirmed: bool


def newest_comparisons(schools: Iterable[School]) -> QuerySet[Comparison]:
    return (
        Comparison.objects.filter(
            run__state=RunState.CURRENT, school__in=[school.pk for school in schools], pupils=Group.ALL
        )
        .order_by("school_id", "indicator_id", "part", "-year")
        .distinct("school_id", "indicator_id", "part")
        .select_related("indicator")
    )


def standings(school: School) -> list[Standing]:
    """One per indicator (and part of an all-age school), in the catalogue's order. Only what the run has of
    the indicator's own newest year: a series that ended years ago is history, not a standing."""
    rows = list(newest_comparisons([school]).exclude(indicator__state=IndicatorState.RETIRED))
    latest = max((row.year for row in rows), default=0)
    return with_cuts([school], [row for row in rows if row.year >= latest - 1])


def standings_of(schools: Iterable[School], codes: Iterable[str]) -> list[Standing]:
    """The newest standing of each school for each of the indicators, in two queries."""
    schools = list(schools)
    return with_cuts(schools, list(newest_comparisons(schools).filter(indicator__code__in=list(codes))))


def with_cuts(schools: Iterable[School], rows: list[Comparison]) -> list[Standing]:
    """In the catalogue's order. A row without a group is set beside all schools of the phase in Wales."""
    by_pk = {school.pk: school for school in schools}
    cuts = BenchmarkCut.objects.filter(
        run__state=RunState.CURRENT,
        phase__in={school.phase for school in by_pk.values()},
        pupils=Group.ALL,
        indicator__in={row.indicator_id for row in rows},
        year__in={row.year for row in rows},
        group__in={row.benchmark_group or EVERY_GROUP for row in rows},
        schools__gte=FEWEST_SCHOOLS,
    )
    found = {(cut.phase, cut.indicator_id, cut.year, cut.group): cut for cut in cuts} if rows else {}
    rows.sort(key=lambda row: (row.indicator.position, row.part))

    def cut_of(row: Comparison) -> BenchmarkCut | None:
        group = row.benchmark_group or EVERY_GROUP
        return found.get((by_pk[row.school_id].phase, row.indicator_id, row.year, group))

    return [Standing(by_pk[row.school_id], row, cut_of(row)) for row in rows]


def bounds_of(phase: str, year: int, group: int) -> Bounds | None:
    """The bounds of a benchmark group, by the bands in force in that year."""
    bands = list(
        BenchmarkBand.objects.filter(phase=phase, valid_from__lte=year).order_by("-valid_from", "number")
    )
    current = [band for band in bands if band.valid_from == bands[0].valid_from]
    found = {band.number: band for band in current}
    if group not in found:
        return None
    below = found.get(group - 1)
    return Bounds(below.upper if below else None, found[group].upper, found[group].confirmed)


Key = tuple[int, str]


@dataclass(frozen=True)
class Line:
    """Everything one indicator has of a school and of those it carries on from, by year and group of pupils.
    A result without a row is displayed to nobody but those who see the exact figures."""

    results: dict[Key, Result]
    rows: dict[Key, Comparison]

    @property
    def years(self) -> list[int]:
        """From the first to the last, those without a figure among them."""
        known = [year for year, _pupils in self.results]
        return list(range(min(known), max(known) + 1)) if known else []

    @property
    def newest(self) -> Result | None:
        """Of all pupils."""
        return max(
            (row for (_year, pupils), row in self.results.items() if pupils == Group.ALL),
            key=lambda row: row.year,
            default=None,
        )


def line_of(school: School, indicator: Indicator, part: str, run: ComparisonRun | None) -> Line:
    """Where two schools of the line have a figure of one year, that of the later one counts."""
    line = School.objects.filter(Q(pk=school.pk) | Q(successor_links__successor=school)).values("pk")
    rows = Result.objects.filter(school__in=line, indicator=indicator, part=part).select_related("release")
    results: dict[Key, Result] = {}
    for result in sorted(rows, key=lambda row: (row.school_id == school.pk, row.school_id)):
        results[result.year, result.group] = result
    found: dict[Key, Comparison] = {}
    if run and results:
        schools = {result.school_id for result in results.values()}
        for row in Comparison.objects.filter(
            run_id=run.pk, school__in=schools, indicator=indicator, part=part
        ):
            result = results.get((row.year, row.pupils))
            if result and result.school_id == row.school_id:
                found[row.year, row.pupils] = row
    return Line(results, found)


def cut_of(row: Comparison, phase: str) -> BenchmarkCut | None:
    """The cut points that the row's quarter was found by."""
    if row.benchmark_group is None:
        return None
    return BenchmarkCut.objects.filter(
        run=row.run_id,
        indicator=row.indicator_id,
        phase=phase,
        year=row.year,
        pupils=row.pupils,
        group=row.benchmark_group,
    ).first()


def pooled_of(
    school: School, indicator: Indicator, part: str, run: ComparisonRun | None, pupils: str = Group.ALL
) -> PooledValue | None:
    """Over several years together, where that may be displayed."""
    if run is None:
        return None
    return PooledValue.objects.filter(
        run=run, school=school, indicator=indicator, part=part, pupils=pupils, years__gt=1
    ).first()


def cuts_by_year(
    indicator: Indicator, phase: str, groups: Iterable[int]
) -> dict[int, dict[int, BenchmarkCut]]:
    """Group → year → cut points."""
    found: dict[int, dict[int, BenchmarkCut]] = {group: {} for group in groups}
    cuts = BenchmarkCut.objects.filter(
        run__state=RunState.CURRENT, indicator=indicator, phase=phase, group__in=found, pupils=Group.ALL
    )
    for cut in cuts:
        found[cut.group][cut.year] = cut
    return found
