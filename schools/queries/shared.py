"""What may be read of schools at the level that each of them shares. Of figures only the rows that pages may
display (`Comparison`, `PooledValue`); teacher assessment that is no longer published, and the reason why a
figure is missing, are results, which `schools.disclosure` judges one by one.

Nothing here is a sum over schools, so that adding a school to a group, or taking one away, tells nothing."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Max, Subquery

from schools.enums import Group, IndicatorKind, IndicatorState, ShareLevel
from schools.models import BenchmarkCut, Comparison, ComparisonRun, Indicator, PooledValue, Result
from schools.queries.comparators import Cuts
from schools.queries.shares import is_at_least
from schools.queries.standing import EVERY_GROUP, FEWEST_SCHOOLS

YEARS = 3
# (school, indicator, part of an all-age school)
SeriesOf = tuple[int, int, str]


@dataclass(frozen=True)
class SharedValue:
    """A displayed figure; its place and what is expected are None or empty where the level holds none."""

    value: float
    cohort: int | None
    quarter: int | None = None
    verdict: str = ""


@dataclass(frozen=True)
class SharedFigures:
    """`newest` is the last of the years; `values` by series, year and group of pupils, `results` (of all
    pupils) by series and year; `cuts` of all schools of a phase in Wales by indicator, phase and year."""

    newest: int = 0
    indicators: Mapping[int, Indicator] = field(default_factory=dict)
    values: Mapping[tuple[SeriesOf, int, str], SharedValue] = field(default_factory=dict)
    pooled: Mapping[SeriesOf, PooledValue] = field(default_factory=dict)
    results: Mapping[tuple[SeriesOf, int], Result] = field(default_factory=dict)
    cuts: Mapping[tuple[int, str, int], Cuts] = field(default_factory=dict)

    @property
    def years(self) -> list[int]:
        """Newest first."""
        return [self.newest - back for back in range(YEARS)] if self.newest else []


def shared_figures(
    seen: Mapping[int, str], run: ComparisonRun | None, phases: Collection[str] = ()
) -> SharedFigures:
    """`seen`: by school, the level at which it is seen (schools.queries.shares.seen_of_each)."""
    if run is None or not seen:
        return SharedFigures()
    rows = Comparison.objects.filter(
        run_id=run.pk, school__in=list(seen), indicator__state=IndicatorState.IN_USE
    )
    last = rows.order_by().values("run_id").annotate(newest=Max("year")).values("newest")
    recent = rows.filter(year__gt=Subquery(last) - YEARS, pupils__in=groups_seen(seen))
    compared = [row for row in recent.select_related("indicator") if may_see_row(seen[row.school_id], row)]
    if not compared:
        return SharedFigures()
    newest = max(row.year for row in compared)
    pooled = pooled_of(seen, run, newest)
    results = results_of(seen, newest)
    named: dict[int, Indicator] = {row.indicator_id: row.indicator for row in compared}
    named |= {row.indicator_id: row.indicator for row in pooled.values()}
    named |= {row.indicator_id: row.indicator for row in results.values()}
    return SharedFigures(
        newest=newest,
        indicators=named,
        values=values_of(seen, compared),
        pooled=pooled,
        results=results,
        cuts=cuts_of(run, named, phases, newest) if phases else {},
    )


def groups_seen(seen: Mapping[int, str]) -> list[str]:
    eligible = any(is_at_least(level, ShareLevel.PROFILE_EFSM) for level in seen.values())
    return list(Group.values) if eligible else [Group.ALL]


def may_see_row(level: str, row: Comparison) -> bool:
    """Groups of pupils with the highest level alone."""
    return row.pupils == Group.ALL or is_at_least(level, ShareLevel.PROFILE_EFSM)


def values_of(
    seen: Mapping[int, str], rows: list[Comparison]
) -> dict[tuple[SeriesOf, int, str], SharedValue]:
    """With the lowest level the newest year alone, without its place or what is expected."""
    last: dict[SeriesOf, int] = {}
    for row in rows:
        series = (row.school_id, row.indicator_id, row.part)
        last[series] = max(last.get(series, 0), row.year)
    found = {}
    for row in rows:
        series = (row.school_id, row.indicator_id, row.part)
        if is_at_least(seen[row.school_id], ShareLevel.PROFILE):
            value = SharedValue(row.value, row.cohort, row.quarter, row.verdict)
        elif row.year == last[series]:
            value = SharedValue(row.value, row.cohort)
        else:
            continue
        found[series, row.year, row.pupils] = value
    return found


def pooled_of(seen: Mapping[int, str], run: ComparisonRun, newest: int) -> dict[SeriesOf, PooledValue]:
    """Several years together: part of the profile. What ended years ago is history."""
    schools = [school for school, level in seen.items() if is_at_least(level, ShareLevel.PROFILE)]
    rows = PooledValue.objects.filter(
        run=run,
        school__in=schools,
        pupils=Group.ALL,
        years__gt=1,
        last_year__gt=newest - YEARS,
        indicator__state=IndicatorState.IN_USE,
    )
    return {(row.school_id, row.indicator_id, row.part): row for row in rows.select_related("indicator")}


def results_of(seen: Mapping[int, str], newest: int) -> dict[tuple[SeriesOf, int], Result]:
    """Of all pupils, for the reason why a figure is missing; teacher assessment for the profile alone."""
    rows = (
        Result.objects.filter(
            school__in=list(seen),
            group=Group.ALL,
            year__gt=newest - YEARS,
            year__lte=newest,
            indicator__state=IndicatorState.IN_USE,
        )
        .select_related("indicator", "release")
        .with_groups_beside()
    )
    return {
        ((row.school_id, row.indicator_id, row.part), row.year): row
        for row in rows
        if row.indicator.kind != IndicatorKind.TEACHER_ASSESSMENT
        or is_at_least(seen[row.school_id], ShareLevel.PROFILE)
    }


def cuts_of(
    run: ComparisonRun, indicators: Iterable[int], phases: Iterable[str], newest: int
) -> dict[tuple[int, str, int], Cuts]:
    rows = BenchmarkCut.objects.filter(
        run=run,
        indicator__in=list(indicators),
        phase__in=set(phases),
        year__gt=newest - YEARS,
        pupils=Group.ALL,
        group=EVERY_GROUP,
        schools__gte=FEWEST_SCHOOLS,
    )
    return {
        (row.indicator_id, row.phase, row.year): Cuts(
            row.schools, row.lowest, row.q1, row.median, row.q3, row.highest
        )
        for row in rows
    }
