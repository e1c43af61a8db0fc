"""Facts stored as rows, and the rows of a run read back as the oracle says them."""

import datetime as dt
from typing import Any

from core.enums import ScopeKind
from core.models import Scope
from schools.models import (
    Authority,
    BenchmarkBand,
    BenchmarkBoundary,
    BenchmarkCut,
    CategoryRecord,
    CategorySummary,
    Comparison,
    ComparisonRun,
    ExpectedLine,
    Family,
    FamilyWeight,
    Indicator,
    PooledValue,
    Region,
    RegionFigure,
    Release,
    Result,
    School,
    SchoolLink,
    SeriesBreak,
)
from tests.schools.comparisons.generated import Facts, IndicatorFact, ResultFact, SchoolFact
from tests.schools.comparisons.oracle import Row

OF_REGION = ["672", "681", "674"]
OUTSIDE = "660"


def store(facts: Facts, region: Region) -> Facts:
    """The same facts with the ids that the database gave. Indicators of the reference data make room."""
    BenchmarkBand.objects.all().delete()
    FamilyWeight.objects.all().delete()
    Indicator.objects.all().delete()
    ours = Authority.objects.filter(code__in=OF_REGION).order_by("code")
    inside = dict(zip(facts.authorities, ours, strict=True))
    outside = Authority.objects.get(code=OUTSIDE)
    schools = {fact.id: a_school(fact, inside.get(fact.authority, outside)) for fact in facts.schools}
    indicators = {fact.id: an_indicator(fact) for fact in facts.indicators}
    for phase, dated in facts.bands.items():
        for start, bounds in dated.items():
            BenchmarkBand.objects.bulk_create(
                BenchmarkBand(phase=phase, valid_from=start, number=number, upper=upper)
                for number, upper in enumerate(bounds, start=1)
            )
    by_code = {indicator.code: indicator for indicator in indicators.values()}
    for phase, dated in facts.weights.items():
        for start, weights in dated.items():
            FamilyWeight.objects.bulk_create(
                FamilyWeight(
                    phase=phase,
                    valid_from=start,
                    indicator=by_code[code],
                    logarithmic=logarithmic,
                    weight=weight,
                )
                for code, logarithmic, weight in weights
            )
    known = Release.objects.get(slug="categories-2020")
    BenchmarkBoundary.objects.bulk_create(
        BenchmarkBoundary(
            indicator=indicators[indicator],
            phase=phase,
            year=year,
            group=group,
            lower=lower,
            median=median,
            upper=upper,
            release=known,
        )
        for (indicator, phase, year, group), (lower, median, upper) in facts.boundaries.items()
    )
    unknown = Release.objects.get(slug="my-local-school-2025-09")
    Result.objects.bulk_create(
        Result(
            school=schools[fact.school],
            indicator=indicators[fact.indicator],
            year=fact.year,
            group=fact.pupils,
            part=fact.part,
            value=fact.value,
            cohort=fact.cohort,
            missing="" if fact.value is not None else "not_shown",
            release=known if fact.year_known else unknown,
        )
        for fact in facts.results
    )
    CategoryRecord.objects.bulk_create(
        CategoryRecord(school=schools[school], year=year, category=category, release=known)
        for school, year, category in facts.categories
    )
    SchoolLink.objects.bulk_create(
        SchoolLink(predecessor=schools[before], successor=schools[after], evidence="made up")
        for before, after in facts.links
    )
    return renumbered(facts, schools, indicators, inside)


def a_school(fact: SchoolFact, authority: Authority) -> School:
    name = f"Ysgol {fact.id}"
    return School.objects.create(
        number=f"{authority.code}{fact.id % 10000:04}",
        published_name=name,
        name_en=name,
        sort_en=name,
        sort_cy=name,
        search=name,
        authority=authority,
        scope=Scope.create(ScopeKind.SCHOOL, authority.scope) if authority.scope else None,
        phase=fact.phase,
        medium=fact.medium,
        listed_on=dt.date(2025, 9, 10),
        opened_on=fact.opened,
        closed_on=fact.closed,
    )


def an_indicator(fact: IndicatorFact) -> Indicator:
    indicator = Indicator.objects.create(
        code=fact.code,
        name_en=fact.code,
        name_cy=fact.code,
        short_en=fact.code,
        short_cy=fact.code,
        kind=kind_of(fact),
        unit=fact.unit,
        decimals=fact.decimals,
        direction=fact.direction,
        phases=["primary", "secondary"],
        benchmarked_phases=list(fact.benchmarked),
        lowest=fact.lowest,
        highest=fact.highest,
    )
    for year in fact.breaks:
        SeriesBreak.objects.create(indicator=indicator, year=year, reason_en="broken", reason_cy="toriad")
    return indicator


def kind_of(fact: IndicatorFact) -> str:
    if fact.code in {"fsm", "pupils"}:
        return "context"
    return "teacher_assessment" if fact.unpublished_from else "outcome"


def renumbered(facts: Facts, schools: Any, indicators: Any, inside: Any) -> Facts:
    def of(school: int) -> int:
        return schools[school].pk

    return Facts(
        schools=[
            SchoolFact(
                of(fact.id),
                fact.phase,
                fact.medium,
                inside[fact.authority].pk if fact.authority else None,
                fact.opened,
                fact.closed,
                schools[fact.id].number,
            )
            for fact in facts.schools
        ],
        indicators=[
            IndicatorFact(
                indicators[fact.id].pk,
                fact.code,
                fact.direction,
                fact.benchmarked,
                fact.unit,
                # The law names the year, whatever was made up.
                2018 if fact.unpublished_from else None,
                fact.breaks,
                fact.lowest,
                fact.highest,
                fact.decimals,
            )
            for fact in facts.indicators
        ],
        results=[
            ResultFact(
                of(fact.school),
                indicators[fact.indicator].pk,
                fact.year,
                fact.pupils,
                fact.part,
                fact.value,
                fact.cohort,
                fact.year_known,
            )
            for fact in facts.results
        ],
        bands=facts.bands,
        weights=facts.weights,
        boundaries={
            (indicators[indicator].pk, phase, year, group): given
            for (indicator, phase, year, group), given in facts.boundaries.items()
        },
        categories=[(of(school), year, category) for school, year, category in facts.categories],
        links=[(of(before), of(after)) for before, after in facts.links],
        authorities=[authority.pk for authority in inside.values()],
    )


def comparisons(run: ComparisonRun) -> dict[Any, Row]:
    return {
        (row.school_id, row.indicator_id, row.year, row.part, row.pupils): {
            "value": row.value,
            "previous": row.previous,
            "fsm": row.fsm,
            "group": row.benchmark_group,
            "size": row.group_size,
            "percentile": row.percentile,
            "quarter": row.quarter,
            "expected": row.expected,
            "residual": row.residual,
            "band": row.band,
            "verdict": row.verdict,
            "trend": row.trend,
            "withheld": row.withheld,
        }
        for row in Comparison.objects.filter(run=run)
    }


def distribution(row: BenchmarkCut | RegionFigure) -> Row:
    return {
        "schools": row.schools,
        **{name: getattr(row, name) for name in ("lowest", "q1", "median", "q3", "highest")},
    }


def cuts(run: ComparisonRun) -> dict[Any, Row]:
    return {
        (row.indicator_id, row.phase, row.year, row.pupils, row.group): {
            **distribution(row),
            "official": row.official,
        }
        for row in BenchmarkCut.objects.filter(run=run)
    }


def lines(run: ComparisonRun) -> dict[Any, Row]:
    names = ("schools", "intercept", "slope", "residual_sd", "between", "within", "correlation")
    return {
        (row.indicator_id, row.phase, row.year, row.pupils): {name: getattr(row, name) for name in names}
        for row in ExpectedLine.objects.filter(run=run)
    }


def figures(run: ComparisonRun) -> dict[Any, Row]:
    return {
        (row.nation, row.authority_id, row.indicator_id, row.phase, row.medium, row.year, row.pupils): {
            **distribution(row),
            "values": row.values,
            "mean": row.mean,
            "correlation": row.correlation,
            "correlated": row.correlated_schools,
        }
        for row in RegionFigure.objects.filter(run=run)
    }


def pooled(run: ComparisonRun) -> dict[Any, Row]:
    names = ("first_year", "last_year", "years", "cohort", "value", "stands_for_hidden")
    return {
        (row.school_id, row.indicator_id, row.part, row.pupils): {name: getattr(row, name) for name in names}
        for row in PooledValue.objects.filter(run=run)
    }


def families(run: ComparisonRun) -> dict[int, Row]:
    names = ("members", "distances", "close", "known", "unmatched")
    return {
        row.school_id: {name: getattr(row, name) for name in names} for row in Family.objects.filter(run=run)
    }


def categories(run: ComparisonRun) -> dict[Any, int]:
    return {
        (row.authority_id, row.phase, row.medium, row.year, row.category, row.previous): row.schools
        for row in CategorySummary.objects.filter(run=run)
    }
