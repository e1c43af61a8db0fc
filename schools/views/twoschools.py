"""Two schools side by side, for those who see the first one's detail; of the second, what is published."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.authorise import authorise
from core.spreadsheets import csv_file, xlsx_file
from schools.enums import Permission
from schools.forms.comparators import FindByNameForm
from schools.models import School
from schools.presenting.twoschools import two_schools as side_by_side
from schools.presenting.twoschools import two_schools_file
from schools.queries.comparators import default_comparators, schools_named
from schools.queries.register import own_schools, school_visible
from schools.queries.twoschools import found_beside
from schools.views.measure import school_with_detail

FORMS = {"csv": csv_file, "xlsx": xlsx_file}
SHOWN = 25


class TwoOfThem:
    """The first school's detail is asked for; the second is any school that the person may see."""

    scope_path = "school__scope"

    def __init__(self, school: School, other: School, form: str = "") -> None:
        self.school = school
        self.other = other
        self.form = form


def find_two(user: Any, number: str, other: str) -> TwoOfThem | None:
    school = school_with_detail(user, number)
    second = school_visible(user, other) if school and number != other else None
    return TwoOfThem(school, second) if school and second else None


def find_file(user: Any, number: str, other: str, form: str) -> TwoOfThem | None:
    found = find_two(user, number, other) if form in FORMS else None
    return TwoOfThem(found.school, found.other, form) if found else None


@authorise(Permission.VIEW_DETAIL, find=school_with_detail)
def two_schools_find(request: HttpRequest, school: School) -> HttpResponse:
    finding = FindByNameForm(request.GET)
    finding.is_valid()
    words = finding.cleaned_data.get("q") or ""
    found = found_beside(request.user, school, words) if words else None
    alike = schools_named(default_comparators(school).ids) if found is None else {}
    context = {
        "school": school,
        "finding": finding,
        "words": words,
        "found": list(found[:SHOWN]) if found is not None else [],
        "count": found.count() if found is not None else 0,
        "alike": sorted(alike.values(), key=lambda one: str(one.name).casefold()),
    }
    return render(request, "schools/two_schools_find.html", context)


@authorise(Permission.VIEW_DETAIL, find=find_two)
def two_schools(request: HttpRequest, found: TwoOfThem) -> HttpResponse:
    return render(request, "schools/two_schools.html", {"page": side_by_side(found.school, found.other)})


@authorise(Permission.VIEW_REGISTER, find=school_visible)
def two_schools_mine(request: HttpRequest, other: School) -> HttpResponse:
    """From another school's page: beside the first school that the person holds a post at."""
    for school in own_schools(request.user):
        if school != other and request.user.has_perm(Permission.VIEW_DETAIL, school):
            return redirect("two_schools", school.number, other.number)
    return redirect("school", other.number)


@authorise(Permission.VIEW_DETAIL, find=find_file)
def two_schools_export(request: HttpRequest, found: TwoOfThem) -> HttpResponse:
    header, rows = two_schools_file(side_by_side(found.school, found.other))
    return FORMS[found.form](f"{found.school.number}-{found.other.number}", header, rows)
