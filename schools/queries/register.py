"""The register read for lists and pages: the newest figures of many schools in one query each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import ExpressionWrapper, F, FloatField, QuerySet
from django.db.models.functions import Cos, Power, Radians, Sqrt
from django.utils import translation

from core import authorise
from schools.enums import Group, Permission, RunState
from schools.models import Comparison, Result, School
from schools.queries.days import this_year, with_days

KM_PER_DEGREE = 111.195

# A figure of a school: indicator's code, and the part of an all-age school (empty for the others).
FigureKey = tuple[str, str]


@dataclass(frozen=True)
class Figure:
    value: float
    cohort: int | None
    year: int
    release_id: int
    # Pupils of the groups that have a figure too: schools.disclosure.gives_away.
    beside: Sequence[int] = ()


def visible_schools(user: Any) -> QuerySet[School]:
    return School.objects.visible_to(user).of_region().select_related("authority", "scope")


def school_visible(user: Any, number: str) -> School | None:
    return visible_schools(user).filter(number=number).first()


def caseload_schools(user: Any) -> QuerySet[School]:
    """The open schools that the person advises, or whose advisers the person leads, with their days of
    support in the year under way."""
    rows = School.objects.open().held_by(user, Permission.VIEW_CASELOAD).select_related("authority", "scope")
    return with_days(rows, this_year())


def by_name(schools: QuerySet[School]) -> QuerySet[School]:
    """By the alphabet of the language that is active."""
    welsh = (translation.get_language() or "").startswith("cy")
    return schools.order_by("sort_cy" if welsh else "sort_en", "number")


def by_distance(schools: QuerySet[School], place: School) -> QuerySet[School]:
    """Nearest first, with `km` (as the crow flies) on each row; schools without coordinates last."""
    north = (F("latitude") - place.latitude) * KM_PER_DEGREE
    east = (F("longitude") - place.longitude) * KM_PER_DEGREE * Cos(Radians(F("latitude")))
    distance = ExpressionWrapper(Sqrt(Power(north, 2) + Power(east, 2)), output_field=FloatField())
    return schools.annotate(km=distance).order_by(F("km").asc(nulls_last=True), "sort_en", "number")


def newest_figures(schools: Iterable[int], codes: Iterable[str]) -> dict[int, dict[FigureKey, Figure]]:
    """Per school the newest figure of each indicator, for all pupils."""
    rows = (
        Result.objects.filter(
            school__in=list(schools), indicator__code__in=list(codes), group=Group.ALL, value__isnull=False
        )
        .order_by("school_id", "indicator_id", "part", "-year")
        .distinct("school_id", "indicator_id", "part")
        .with_groups_beside()
        .values_list(
            *("school_id", "indicator__code", "part", "value", "cohort", "year", "release_id", "beside")
        )
    )
    found: dict[int, dict[FigureKey, Figure]] = defaultdict(dict)
    for school, code, part, value, cohort, year, release, beside in rows:
        if value is not None:
            found[school][code, part] = Figure(value, cohort, year, release, beside)
    return found


def ids_with_detail(user: Any, schools: Iterable[School]) -> set[int]:
    """Those of the schools whose place among similar schools the person may see."""
    held = set(authorise.held(user, Permission.VIEW_DETAIL))
    return {school.pk for school in schools if school.scope and not held.isdisjoint(school.scope.lineage)}


def own_schools(user: Any) -> list[School]:
    """The schools at which the person holds a post, in the order in which the posts were given."""
    scopes = [post.scope_id for post in authorise.posts(user) if post.scope.kind == "school"]
    found = {school.scope_id: school for school in visible_schools(user).filter(scope__in=scopes)}
    return [found[scope] for scope in scopes if scope in found]


def has_another_school(user: Any, school: School) -> bool:
    """Whether the person holds a post at a school other than this one."""
    return any(
        post.scope.kind == "school" and post.scope_id != school.scope_id for post in authorise.posts(user)
    )


def quarters_of(schools: Iterable[int], code: str) -> dict[int, int]:
    """The newest quarter of each school for the indicator, from the run that is shown."""
    rows = (
        Comparison.objects.filter(
            run__state=RunState.CURRENT,
            school__in=list(schools),
            indicator__code=code,
            pupils=Group.ALL,
            quarter__isnull=False,
        )
        .order_by("school_id", "-year")
        .distinct("school_id")
        .values_list("school_id", "quarter")
    )
    return {school: quarter for school, quarter in rows if quarter is not None}
