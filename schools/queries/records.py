"""Rows for the API: the same that pages read, in orders that are stable and say nothing of results."""

from typing import Any

from django.db.models import QuerySet

from schools.enums import Group, RunState
from schools.models import (
    CategorySummary,
    Comparison,
    Indicator,
    PooledValue,
    Release,
    Result,
    School,
)


def comparison_rows(user: Any, *, school: School | None = None) -> QuerySet[Comparison]:
    """Of the run that is shown: of the schools whose detail the person may see, or of one of them."""
    rows: QuerySet[Comparison] = Comparison.objects.visible_to(user).filter(run__state=RunState.CURRENT)
    if school is not None:
        rows = rows.filter(school=school)
    return rows.select_related("indicator", "school").order_by(
        "school__number", "indicator__position", "indicator_id", "part", "year", "pupils"
    )


def pooled_rows(user: Any, school: School) -> QuerySet[PooledValue]:
    rows: QuerySet[PooledValue] = PooledValue.objects.visible_to(user).filter(
        run__state=RunState.CURRENT, school=school
    )
    return rows.select_related("indicator").order_by("indicator__position", "indicator_id", "part", "pupils")


def result_rows(school: School) -> Any:
    """The school's own figures of all pupils."""
    rows = Result.objects.filter(school=school, group=Group.ALL)
    return (
        rows.select_related("indicator", "release")
        .with_groups_beside()
        .order_by("indicator__position", "indicator_id", "part", "year")
    )


def category_rows() -> QuerySet[CategorySummary]:
    rows = CategorySummary.objects.filter(run__state=RunState.CURRENT).select_related("authority")
    return rows.order_by("year", "authority__code", "phase", "medium", "category", "previous")


def indicator_rows() -> QuerySet[Indicator]:
    return (
        Indicator.objects.select_related("replaced_by")
        .prefetch_related("breaks")
        .order_by("position", "code")
    )


def indicator_named(code: str) -> Indicator | None:
    return indicator_rows().filter(code=code).first()


def release_rows() -> QuerySet[Release]:
    return Release.objects.order_by("-published_on", "slug")
