"""The portal's addresses, and four that break the rule: what the detector must find by itself."""

from django.conf.urls.i18n import i18n_patterns
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.html import format_html_join

from core.authorise import public
from core.spreadsheets import csv_file, xlsx_file
from csc_portal.urls import urlpatterns as portal
from schools.enums import RunState
from schools.models import CategoryRecord, Comparison, Result, School


def page(schools: list[School]) -> HttpResponse:
    return HttpResponse(format_html_join("", "<ul><li>{}</li></ul>", ((school.name,) for school in schools)))


def current() -> QuerySet[Comparison]:
    return Comparison.objects.filter(run__state=RunState.CURRENT)


@public("a control: by category")
def control_category(request: HttpRequest) -> HttpResponse:
    rows = CategoryRecord.objects.filter(year=2020).order_by("category", "school__sort_en")
    return page([row.school for row in rows])


@public("a control: by name, unless somebody asks")
def control_asked(request: HttpRequest) -> HttpResponse:
    worst = request.GET.get("o") == "-value"
    rows = Result.objects.filter(indicator__code="attendance", year=2025)
    return page([row.school for row in rows.order_by("-value" if worst else "school__sort_en")])


@public("a control: a file by quarter")
def control_file(request: HttpRequest, form: str) -> HttpResponse:
    rows = current().filter(indicator__code="capped9", quarter__isnull=False).order_by("quarter")
    made = csv_file if form == "csv" else xlsx_file
    return made("control", ["School"], [[row.school.number] for row in rows])


@public("a control: an answer for machines, own school first")
def control_api(request: HttpRequest) -> JsonResponse:
    rows = current().filter(indicator__code="attendance", year=2025, school__phase="primary")
    names = [row.school.name_en for row in rows.order_by("-percentile")]
    return JsonResponse({"results": [{"name": name} for name in [names[4], *names[:4], *names[5:]]]})


urlpatterns = [
    *portal,
    *i18n_patterns(path("control/category/", control_category, name="control_category")),
    path("control/asked/", control_asked, name="control_asked"),
    path("control/file.<str:form>", control_file, name="control_file"),
    path("control/api/", control_api, name="control_api"),
]
handler404 = "core.views.errors.page_not_found"
