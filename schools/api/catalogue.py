from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from core.api.endpoint import endpoint
from core.api.paging import PageOfRows, page_of
from core.api.parameters import Parameter
from schools.api.asking import CODE_IN_PATH
from schools.enums import IndicatorKind, IndicatorState, Permission
from schools.models import Indicator
from schools.queries.records import indicator_named, indicator_rows, release_rows
from schools.queries.revision import data_revision
from schools.serializers.catalogue import IndicatorSerializer, ReleaseSerializer

KIND = Parameter(name="kind", what=_("The kind of measure."), choices=tuple(IndicatorKind.values), many=True)
STATE = Parameter(
    name="state", what=_("Measures in use, or retired ones."), choices=tuple(IndicatorState.values)
)


@endpoint(
    Permission.VIEW_REGISTER,
    asks=[KIND, STATE],
    answers=IndicatorSerializer,
    paged=True,
    revision=data_revision,
    about=_("The measures: what each counts, where it comes from and who answers for it."),
)
def api_indicators(request: Request, asked: dict[str, Any]) -> Callable[[], PageOfRows]:
    rows = indicator_rows()
    if asked["kind"]:
        rows = rows.filter(kind__in=asked["kind"])
    if asked["state"]:
        rows = rows.filter(state=asked["state"])
    return lambda: page_of(request, rows, asked)


@endpoint(
    Permission.VIEW_REGISTER,
    path=[CODE_IN_PATH],
    answers=IndicatorSerializer,
    revision=data_revision,
    about=_("One measure."),
)
def api_indicator(request: Request, code: str, asked: dict[str, Any]) -> Callable[[], Indicator]:
    indicator = indicator_named(code)
    if indicator is None:
        raise Http404
    return lambda: indicator


@endpoint(
    Permission.VIEW_REGISTER,
    answers=ReleaseSerializer,
    paged=True,
    revision=data_revision,
    about=_("The publications that figures come from, newest first."),
)
def api_releases(request: Request, asked: dict[str, Any]) -> Callable[[], PageOfRows]:
    return lambda: page_of(request, release_rows(), asked)
