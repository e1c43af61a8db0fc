"""What of the comparators may be displayed.

Everything here reads rows of Comparison alone: a figure that may not be displayed stands in none of them, so
that a sum over schools, however they were chosen, holds nothing that a page would hide."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import JSONObject

from schools.enums import Group
from schools.models import BenchmarkCut, Comparison, ComparisonRun, PooledValue, School
from schools.queries.comparators.chosen import Comparators
from schools.queries.standing import EVERY_GROUP, FEWEST_SCHOOLS


@dataclass(frozen=True)
class Series:
    """What a list of figures is about."""

    indicator: int
    part: str
    year: int
    pupils: str = Group.ALL


@dataclass(frozen=True)
class Displayed:
    """One school's displayed figure."""

    school: int
    value: float
    cohort: int | None


Spreads = Mapping[Series, list[Displayed]]


@dataclass(frozen=True)
class Mean:
    """Over so many schools, weighted by pupils where every cohort is known."""

    value: float
    schools: int


@dataclass(frozen=True)
class Named:
    """A displayed figure with its school; schools outside the region have neither number nor name here."""

    school: int
    number: str
    name: str
    value: float
    cohort: int | None


@dataclass(frozen=True)
class Cuts:
    """The distribution over all schools of a phase in Wales."""

    schools: int
    lowest: float
    q1: float
    median: float
    q3: float
    highest: float


@dataclass(frozen=True)
class Newest:
    """A displayed figure, with the distribution over all schools of the phase where there is one."""

    row: Comparison
    of_phase: Cuts | None


def newest_rows(school: School, run: ComparisonRun | None) -> list[Newest]:
    """The newest displayed figure of each indicator and part, in the catalogue's order; one query."""
    if run is None:
        return []
    cuts = BenchmarkCut.objects.filter(
        run=OuterRef("run_id"),
        indicator=OuterRef("indicator_id"),
        phase=school.phase,
        year=OuterRef("year"),
        pupils=Group.ALL,
        group=EVERY_GROUP,
        schools__gte=FEWEST_SCHOOLS,
    )
    rows = (
        Comparison.objects.filter(run_id=run.pk, school=school, pupils=Group.ALL)
        .order_by("indicator_id", "part", "-year")
        .distinct("indicator_id", "part")
        .select_related("indicator")
        .annotate(of_phase=facts_of(cuts, Cuts))
    )
    found = [Newest(row, Cuts(**row.of_phase) if row.of_phase else None) for row in rows]
    return sorted(found, key=lambda one: (one.row.indicator.position, one.row.part))


def facts_of(rows: QuerySet[Any], kind: type) -> Subquery:
    """The columns of the first row that the dataclass names, as one value."""
    names = {field.name: field.name for field in fields(kind)}
    return Subquery(rows.values(facts=JSONObject(**names))[:1])


def newest_pooled(school: School, run: ComparisonRun | None) -> dict[tuple[int, str], PooledValue]:
    """Figures of several years together, by indicator and part."""
    if run is None:
        return {}
    rows = PooledValue.objects.filter(run=run, school=school, pupils=Group.ALL, years__gt=1)
    return {(row.indicator_id, row.part): row for row in rows.select_related("indicator")}


def displayed(
    comparators: Comparators,
    *,
    indicators: Iterable[int],
    years: Iterable[int] | None = None,
    pupils: Iterable[str] = (Group.ALL,),
) -> Spreads:
    """The comparators' figures (without the school's own) of several series in one query."""
    found: dict[Series, list[Displayed]] = defaultdict(list)
    if comparators.run is None or not comparators.ids:
        return found
    rows = Comparison.objects.filter(
        run_id=comparators.run.pk,
        school__in=comparators.ids,
        indicator__in=list(indicators),
        pupils__in=list(pupils),
    )
    if years is not None:
        rows = rows.filter(year__in=list(years))
    for school, indicator, part, year, group, value, cohort in rows.order_by("school_id").values_list(
        "school_id", "indicator_id", "part", "year", "pupils", "value", "cohort"
    ):
        found[Series(indicator, part, year, group)].append(Displayed(school, value, cohort))
    return found


def displayed_by_school(comparators: Comparators, series: Series) -> list[Named]:
    if comparators.run is None or not comparators.ids:
        return []
    rows = Comparison.objects.filter(
        run_id=comparators.run.pk,
        school__in=comparators.ids,
        indicator=series.indicator,
        year=series.year,
        part=series.part,
        pupils=series.pupils,
    ).order_by("value", "school_id")
    return [
        Named(pk, number, School(name_en=name_en, name_cy=name_cy).name, value, cohort)
        if scope
        else Named(pk, "", "", value, cohort)
        for pk, scope, number, name_en, name_cy, value, cohort in rows.values_list(
            "school_id",
            "school__scope",
            "school__number",
            "school__name_en",
            "school__name_cy",
            "value",
            "cohort",
        )
    ]


def schools_named(ids: Iterable[int]) -> dict[int, School]:
    """Those of the region: schools elsewhere in Wales have no name here."""
    rows = School.objects.of_region().filter(pk__in=list(ids)).select_related("authority")
    return {school.pk: school for school in rows}


def means_of_wales(
    run: ComparisonRun, indicator: int, year: int, phase: str, pupils: Iterable[str]
) -> dict[str, Mean]:
    """By group of pupils: over the schools of the phase in Wales that may show all these groups, weighted by
    pupils where every cohort is known."""
    groups = list(pupils)
    rows = Comparison.objects.filter(
        run_id=run.pk, indicator=indicator, year=year, part="", school__phase=phase
    )
    of_all = rows
    for group in groups:
        of_all = of_all.filter(school__in=rows.filter(pupils=group).values("school"))
    sums = (
        of_all.filter(pupils__in=groups)
        .order_by()
        .values("pupils")
        .annotate(
            schools=Count("school"),
            weighed=Count("school", filter=Q(cohort__gt=0)),
            weight=Sum("cohort"),
            total=Sum(F("value") * F("cohort")),
            plain=Sum("value"),
        )
    )
    return {
        row["pupils"]: Mean(
            row["total"] / row["weight"]
            if row["weight"] and row["weighed"] == row["schools"]
            else row["plain"] / row["schools"],
            row["schools"],
        )
        for row in sums
    }
