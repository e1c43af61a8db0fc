from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from core.authorise import authorise
from core.spreadsheets import csv_file, xlsx_file
from schools.enums import Permission, Phase
from schools.models import Indicator, School
from schools.presenting.figure import sees_exact
from schools.presenting.history import history
from schools.presenting.key import dots_key, spread_key
from schools.presenting.measure import MeasurePage, measure_page, now_chart, peer_rows
from schools.presenting.standing import measure_rows
from schools.queries.register import school_visible

FORMS = {"csv": csv_file, "xlsx": xlsx_file}


class SchoolMeasure:
    """A school's measure. Its page is the school's own detail: whoever may not see that is told nothing."""

    scope_path = "school__scope"

    def __init__(self, school: School, indicator: Indicator) -> None:
        self.school = school
        self.indicator = indicator


def school_with_detail(user: Any, number: str) -> School | None:
    school = school_visible(user, number)
    return school if school and user.has_perm(Permission.VIEW_DETAIL, school) else None


def find_measure(user: Any, number: str, code: str) -> SchoolMeasure | None:
    school = school_with_detail(user, number)
    indicator = Indicator.objects.filter(code=code).first()
    return SchoolMeasure(school, indicator) if school and indicator else None


def opened(request: HttpRequest, found: SchoolMeasure) -> MeasurePage:
    part = request.GET.get("part", "")
    if part not in (Phase.PRIMARY, Phase.SECONDARY):
        part = ""
    exact = sees_exact(request.user, found.school)
    return measure_page(found.school, found.indicator, part, exact=exact)


@authorise(Permission.VIEW_DETAIL, find=school_with_detail)
def measures(request: HttpRequest, school: School) -> HttpResponse:
    rows = measure_rows(school, exact=sees_exact(request.user, school))
    return render(
        request, "schools/measures.html", {"school": school, "rows": rows, "spread_key": spread_key()}
    )


@authorise(Permission.VIEW_DETAIL, find=find_measure)
def measure(request: HttpRequest, found: SchoolMeasure) -> HttpResponse:
    page = opened(request, found)
    named, elsewhere = peer_rows(page)
    context = {
        "page": page,
        "chart": now_chart(page),
        "peers": named,
        "elsewhere": elsewhere,
        "spread_key": dots_key(),
    }
    return render(request, "schools/measure.html", context)


@authorise(Permission.VIEW_DETAIL, find=find_measure)
def measure_history(request: HttpRequest, found: SchoolMeasure) -> HttpResponse:
    page = opened(request, found)
    return render(request, "schools/measure_history.html", {"page": page, "history": history(page)})


@authorise(Permission.VIEW_DETAIL, find=find_measure)
def measure_table(request: HttpRequest, found: SchoolMeasure) -> HttpResponse:
    page = opened(request, found)
    return render(request, "schools/measure_table.html", {"page": page, "history": history(page)})


class MeasureFile(SchoolMeasure):
    def __init__(self, school: School, indicator: Indicator, form: str) -> None:
        super().__init__(school, indicator)
        self.form = form


def find_file(user: Any, number: str, code: str, form: str) -> MeasureFile | None:
    found = find_measure(user, number, code)
    return MeasureFile(found.school, found.indicator, form) if found and form in FORMS else None


@authorise(Permission.VIEW_DETAIL, find=find_file)
def measure_export(request: HttpRequest, found: MeasureFile) -> HttpResponse:
    page = opened(request, found)
    header = [_("Year"), _("This school"), _("Middle of similar schools"), _("Middle of Wales"), _("Note")]
    rows = [
        [row.label, row.shown.value, row.similar, row.nation, str(row.note or row.shown.reason)]
        for row in history(page).rows
    ]
    name = f"{page.school.number}-{page.indicator.code}"
    return FORMS[found.form](name, [str(heading) for heading in header], rows)
