from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from core.api.endpoint import endpoint
from core.api.paging import PageOfRows, page_of
from schools.api.asking import (
    AUTHORITY,
    INDICATOR,
    MEDIUM,
    NUMBER,
    PHASE,
    PUPILS,
    YEAR,
    narrowed,
    refuse_unknown_authorities,
)
from schools.enums import Permission
from schools.models import Authority, School
from schools.presenting.figure import sees_exact
from schools.presenting.records import comparison_records, pooled_records, result_records
from schools.queries.records import category_rows, comparison_rows, pooled_rows, result_rows
from schools.queries.register import school_visible
from schools.queries.revision import data_revision
from schools.serializers.figures import (
    CategorySummarySerializer,
    ComparisonSerializer,
    FigureOfYearSerializer,
    PooledSerializer,
)


def with_detail(user: Any, number: str) -> School | None:
    school = school_visible(user, number)
    return school if school and user.has_perm(Permission.VIEW_DETAIL, school) else None


@endpoint(
    Permission.VIEW_DETAIL,
    asks=[INDICATOR, YEAR, PUPILS, AUTHORITY, PHASE, MEDIUM],
    answers=ComparisonSerializer,
    paged=True,
    revision=data_revision,
    about=_("How the schools whose detail you may see stand among similar schools, by school number."),
)
def api_comparisons(request: Request, asked: dict[str, Any]) -> Callable[[], PageOfRows]:
    def found() -> PageOfRows:
        rows = narrowed(comparison_rows(request.user), asked)
        if asked["authority"]:
            authorities = list(Authority.objects.visible_to(request.user))
            refuse_unknown_authorities(asked["authority"], authorities)
            rows = rows.filter(school__authority__slug__in=asked["authority"])
        if asked["phase"]:
            rows = rows.filter(school__phase__in=asked["phase"])
        if asked["medium"]:
            rows = rows.filter(school__medium__in=asked["medium"])
        return page_of(request, rows, asked, comparison_records)

    return found


@endpoint(
    Permission.VIEW_DETAIL,
    find=with_detail,
    path=[NUMBER],
    asks=[INDICATOR, YEAR, PUPILS],
    answers=ComparisonSerializer,
    paged=True,
    revision=data_revision,
    about=_("How one school stands among similar schools, by measure, year and group of pupils."),
)
def api_school_comparisons(
    request: Request, school: School, asked: dict[str, Any]
) -> Callable[[], PageOfRows]:
    rows = comparison_rows(request.user, school=school)
    return lambda: page_of(request, narrowed(rows, asked), asked, comparison_records)


@endpoint(
    Permission.VIEW_DETAIL,
    find=with_detail,
    path=[NUMBER],
    asks=[INDICATOR, PUPILS],
    answers=PooledSerializer,
    paged=True,
    revision=data_revision,
    about=_("One school's figures of up to three years together, all that was counted out of all pupils."),
)
def api_school_pooled(request: Request, school: School, asked: dict[str, Any]) -> Callable[[], PageOfRows]:
    rows = pooled_rows(request.user, school)
    return lambda: page_of(request, narrowed(rows, asked), asked, pooled_records)


@endpoint(
    Permission.VIEW_DETAIL,
    find=with_detail,
    path=[NUMBER],
    asks=[INDICATOR, YEAR],
    answers=FigureOfYearSerializer,
    paged=True,
    revision=data_revision,
    about=_("One school's own figures of all pupils over the years, hidden ones with their reason."),
)
def api_school_figures(request: Request, school: School, asked: dict[str, Any]) -> Callable[[], PageOfRows]:
    exact = sees_exact(request.user, school)

    rows = result_rows(school)
    present = partial(result_records, exact=exact)
    return lambda: page_of(request, narrowed(rows, asked), asked, present)


@endpoint(
    Permission.VIEW_REGION,
    asks=[YEAR, AUTHORITY, PHASE, MEDIUM],
    answers=CategorySummarySerializer,
    paged=True,
    revision=data_revision,
    about=_(
        "How many schools stood in each national support category, 2015 to 2020: history, never current."
    ),
)
def api_category_summaries(request: Request, asked: dict[str, Any]) -> Callable[[], PageOfRows]:
    def found() -> PageOfRows:
        rows = category_rows()
        if asked["year"]:
            rows = rows.filter(year=asked["year"])
        if asked["authority"]:
            refuse_unknown_authorities(asked["authority"], list(Authority.objects.visible_to(request.user)))
            rows = rows.filter(authority__slug__in=asked["authority"])
        if asked["phase"]:
            rows = rows.filter(phase__in=asked["phase"])
        if asked["medium"]:
            rows = rows.filter(medium__in=asked["medium"])
        return page_of(request, rows, asked)

    return found
