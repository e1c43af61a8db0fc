"""A school's measure: its tabs, each an address, and the same as files."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.authorise import authorise
from core.spreadsheets import csv_file, xlsx_file
from schools.enums import Permission, Phase
from schools.models import Indicator, School
from schools.presenting.comparedwith import ComparedWith
from schools.presenting.figure import sees_exact
from schools.presenting.gap import gap
from schools.presenting.history import history
from schools.presenting.key import dots_key, spread_key
from schools.presenting.learning import learning
from schools.presenting.measure import MeasurePage, measure_page
from schools.presenting.measuretable import gap_file, history_file, now_file, table_rows, years_file
from schools.presenting.now import now
from schools.presenting.standing import measure_rows, moved_rows
from schools.queries.comparators import comparators_for
from schools.queries.families import weights_in_force
from schools.queries.register import school_visible
from schools.queries.school import first_part

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
    indicator = Indicator.objects.filter(code=code).first() if school else None
    return SchoolMeasure(school, indicator) if school and indicator else None


def opened(request: HttpRequest, found: SchoolMeasure) -> MeasurePage:
    part = request.GET.get("part", "")
    if part not in (Phase.PRIMARY, Phase.SECONDARY):
        part = first_part(found.school, found.indicator) if found.school.phase == Phase.ALL_AGE else ""
    comparators = comparators_for(request.user, found.school)
    exact = sees_exact(request.user, found.school)
    return measure_page(found.school, found.indicator, part, comparators, exact=exact)


@authorise(Permission.VIEW_DETAIL, find=school_with_detail)
def measures(request: HttpRequest, school: School) -> HttpResponse:
    comparators = comparators_for(request.user, school)
    rows = measure_rows(school, exact=sees_exact(request.user, school), comparators=comparators)
    context = {
        "school": school,
        "compared": ComparedWith(comparators),
        "rows": rows,
        "moved": moved_rows(rows),
        "spread_key": spread_key(ComparedWith(comparators)),
    }
    return render(request, "schools/measures.html", context)


@authorise(Permission.VIEW_DETAIL, find=find_measure)
def measure(request: HttpRequest, found: SchoolMeasure) -> HttpResponse:
    page = opened(request, found)
    shown = now(page)
    context = {
        "page": page,
        "now": shown,
        "tab": "now",
        "lead": shown.lead,
        "weights": weights_in_force(page.school.phase, page.comparators.run)
        if page.compared.is_family
        else [],
        "key": dots_key(page.compared, shown.chart),
        "states": request.user.has_perm(Permission.STATE, page.school),
    }
    return render(request, "schools/measure.html", context)


@authorise(Permission.VIEW_DETAIL, find=find_measure)
def measure_history(request: HttpRequest, found: SchoolMeasure) -> HttpResponse:
    page = opened(request, found)
    context = {"page": page, "tab": "history", "lead": page.lead(), "history": history(page)}
    return render(request, "schools/measure_history.html", context)


@authorise(Permission.VIEW_DETAIL, find=find_measure)
def measure_learn(request: HttpRequest, found: SchoolMeasure) -> HttpResponse:
    page = opened(request, found)
    context = {"page": page, "tab": "now", "lead": page.lead(), "learning": learning(page)}
    return render(request, "schools/measure_learn.html", context)


@authorise(Permission.VIEW_DETAIL, find=find_measure)
def measure_gap(request: HttpRequest, found: SchoolMeasure) -> HttpResponse:
    page = opened(request, found)
    context = {"page": page, "tab": "gap", "lead": page.lead(), "gap": gap(page)}
    return render(request, "schools/measure_gap.html", context)


@authorise(Permission.VIEW_DETAIL, find=find_measure)
def measure_table(request: HttpRequest, found: SchoolMeasure) -> HttpResponse:
    page = opened(request, found)
    context = {"page": page, "tab": "table", "lead": page.lead(), "rows": table_rows(page)}
    return render(request, "schools/measure_table.html", context)


class MeasureFile(SchoolMeasure):
    def __init__(self, school: School, indicator: Indicator, form: str) -> None:
        super().__init__(school, indicator)
        self.form = form


def find_file(user: Any, number: str, code: str, form: str) -> MeasureFile | None:
    found = find_measure(user, number, code)
    return MeasureFile(found.school, found.indicator, form) if found and form in FORMS else None


@authorise(Permission.VIEW_DETAIL, find=find_file)
def measure_export(request: HttpRequest, found: MeasureFile) -> HttpResponse:
    """What one of the tabs shows (`tab`); every year and group unless it is said."""
    page = opened(request, found)
    tab = request.GET.get("tab", "")
    if tab == "now":
        header, rows = now_file(now(page))
    elif tab == "history":
        header, rows = history_file(history(page))
    elif tab == "gap":
        header, rows = gap_file(gap(page))
    else:
        tab, (header, rows) = "table", years_file(page)
    name = f"{page.school.number}-{page.indicator.code}" + (f"-{page.part}" if page.part else "")
    return FORMS[found.form](f"{name}-{tab}", header, rows)
