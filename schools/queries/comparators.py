"""Whom a school is compared with, and what of them may be displayed.

Everything here reads rows of Comparison alone: a figure that may not be displayed stands in none of them, so
that a sum over schools, however they were chosen, holds nothing that a page would hide."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import JSONObject

from core import clock
from core.folding import folded
from schools.enums import Group, RunState
from schools.models import (
    BenchmarkCut,
    ComparatorSet,
    Comparison,
    ComparisonRun,
    Family,
    PooledValue,
    School,
)
from schools.queries.register import by_name, visible_schools
from schools.queries.standing import EVERY_GROUP, FEWEST_SCHOOLS

# A removed set can be brought back for so long.
KEPT_AFTER_REMOVAL = dt.timedelta(days=30)


class Chosen(StrEnum):
    """How the schools were chosen."""

    FAMILY = "family"
    OWN_SET = "own_set"


@dataclass(frozen=True)
class Comparators:
    """The schools that `school` is compared with, itself not among them."""

    school: School
    run: ComparisonRun | None
    chosen: Chosen
    ids: tuple[int, ...] = ()
    own_set: ComparatorSet | None = None
    family: Family | None = None

    @property
    def is_own_set(self) -> bool:
        return self.chosen == Chosen.OWN_SET

    def __len__(self) -> int:
        return len(self.ids)


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


@dataclass(frozen=True)
class Mean:
    """Over so many schools, weighted by pupils where every cohort is known."""

    value: float
    schools: int


Spreads = Mapping[Series, list[Displayed]]


def shown_run() -> ComparisonRun | None:
    return ComparisonRun.objects.filter(state=RunState.CURRENT).first()


def comparators_for(user: Any, school: School) -> Comparators:
    """The person's own set, if one is in use for this school; else the default."""
    own_set = own_sets(user, school).filter(in_use=True).first()
    if own_set is None:
        return default_comparators(school)
    ids = tuple(own_set.school_ids)  # type: ignore[attr-defined]  # annotated by own_sets
    return Comparators(school, shown_run(), Chosen.OWN_SET, ids, own_set=own_set)


def default_comparators(school: School) -> Comparators:
    """The school's family; nobody where it has none."""
    family = Family.objects.filter(run__state=RunState.CURRENT, school=school).select_related("run").first()
    if family is None:
        return Comparators(school, shown_run(), Chosen.FAMILY)
    return Comparators(school, family.run, Chosen.FAMILY, tuple(family.members), family=family)


def own_sets(user: Any, school: School) -> QuerySet[ComparatorSet]:
    """The person's sets for the school, by name, with the ids of their schools (those that closed since stay
    in the list and have no newest figure)."""
    return (
        ComparatorSet.objects.visible_to(user)
        .filter(owner=user.pk, school=school, removed_at__isnull=True)
        .annotate(school_ids=ArrayAgg("members__school", default=[], order_by="members__school"))
    )


def removed_sets(user: Any, school: School) -> QuerySet[ComparatorSet]:
    """Those that can still be brought back, the last removed first."""
    rows = ComparatorSet.objects.visible_to(user).filter(
        owner=user.pk, school=school, removed_at__gt=clock.now() - KEPT_AFTER_REMOVAL
    )
    return rows.annotate(size=Count("members")).order_by("-removed_at")


def members_of(own_set: ComparatorSet) -> list[School]:
    return list(School.objects.filter(pk__in=own_set.members.values("school")).select_related("authority"))


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


@dataclass(frozen=True)
class Named:
    """A displayed figure with its school; schools outside the region have neither number nor name here."""

    school: int
    number: str
    name: str
    value: float
    cohort: int | None


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


def eligible_schools(user: Any, school: School) -> QuerySet[School]:
    """Those that can stand in a set of this school: open, of the region and the same phase, not the school
    itself."""
    return visible_schools(user).filter(closed_on__isnull=True, phase=school.phase).exclude(pk=school.pk)


@dataclass(frozen=True)
class Criteria:
    """What schools of a set have in common; empty or None asks for nothing. Bounds are included."""

    authorities: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    fsm_from: float | None = None
    fsm_to: float | None = None
    pupils_from: int | None = None
    pupils_to: int | None = None

    @property
    def asks(self) -> bool:
        return self != Criteria()

    def stored(self) -> dict[str, Any]:
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in vars(self).items()
            if value not in ((), None)
        }


@dataclass(frozen=True)
class Candidate:
    """A school that can stand in a set, with the newest published figures that sets are made by."""

    school: School
    fsm: float | None
    pupils: float | None


def found_by_name(user: Any, school: School, words: str) -> QuerySet[School]:
    """By name, number or place, in either language, accents not needed."""
    found = by_name(eligible_schools(user, school))
    for word in folded(words).split():
        found = found.filter(search__contains=word)
    return found


def candidates(schools: Iterable[School]) -> list[Candidate]:
    """Displayed figures alone: whoever narrows a set step by step learns nothing else."""
    known = list(schools)
    rows = (
        Comparison.objects.filter(
            run__state=RunState.CURRENT,
            school__in=[school.pk for school in known],
            indicator__code__in=["fsm", "pupils"],
            part="",
            pupils=Group.ALL,
        )
        .order_by("school_id", "indicator_id", "-year")
        .distinct("school_id", "indicator_id")
        .values_list("school_id", "indicator__code", "value")
    )
    figures = {(school, code): value for school, code, value in rows}
    return [
        Candidate(school, figures.get((school.pk, "fsm")), figures.get((school.pk, "pupils")))
        for school in known
    ]


def found_by_facts(user: Any, school: School, criteria: Criteria) -> list[Candidate]:
    """By name. A school without a figure does not match a bound on it."""
    rows = by_name(eligible_schools(user, school))
    if criteria.authorities:
        rows = rows.filter(authority__slug__in=criteria.authorities)
    if criteria.media:
        rows = rows.filter(medium__in=criteria.media)
    return [
        found
        for found in candidates(rows)
        if within(found.fsm, criteria.fsm_from, criteria.fsm_to)
        and within(found.pupils, criteria.pupils_from, criteria.pupils_to)
    ]


def within(value: float | None, low: float | None, high: float | None) -> bool:
    if low is None and high is None:
        return True
    return value is not None and (low is None or value >= low) and (high is None or value <= high)
