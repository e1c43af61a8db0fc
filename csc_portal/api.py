"""The API under /api/v1/: its addresses, from the apps that answer them, and their description."""

from functools import cache
from typing import Any

from django.urls import path
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.endpoint import Endpoint
from core.api.parameters import LANGUAGE, read_query
from schools.api import catalogue, figures, register


class Description(Endpoint):
    """OpenAPI, in the language that is asked for."""

    @extend_schema(exclude=True)
    def get(self, request: Request, **arguments: Any) -> Response:
        asked = read_query(request.query_params, [LANGUAGE])
        self.speak(request, asked["lang"])
        return Response(description(translation.get_language() or "en"))


@cache
def description(language: str) -> dict[str, Any]:
    """Made once for each language: it changes with the code alone."""
    with translation.override(language):
        made: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]  # spectacular's
    return made


def described() -> Any:
    view: Any = Description.as_view()
    view.__name__ = "api_schema"
    view.access = ("signed in", "")
    return view


api_schema = described()

urlpatterns = [
    path("schools/", register.api_schools, name="api_schools"),
    path("schools/<str:number>/", register.api_school, name="api_school"),
    path("schools/<str:number>/figures/", figures.api_school_figures, name="api_school_figures"),
    path("schools/<str:number>/comparisons/", figures.api_school_comparisons, name="api_school_comparisons"),
    path("schools/<str:number>/pooled/", figures.api_school_pooled, name="api_school_pooled"),
    path("comparisons/", figures.api_comparisons, name="api_comparisons"),
    path("indicators/", catalogue.api_indicators, name="api_indicators"),
    path("indicators/<str:code>/", catalogue.api_indicator, name="api_indicator"),
    path("category-summaries/", figures.api_category_summaries, name="api_category_summaries"),
    path("releases/", catalogue.api_releases, name="api_releases"),
    path("schema/", api_schema, name="api_schema"),
]
