from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.authorise import authorise
from schools.enums import Permission
from schools.filters import SchoolFilter, with_first_choice
from schools.models import Authority, Indicator, School
from schools.queries.register import (
    Figure,
    by_distance,
    by_name,
    ids_with_detail,
    newest_figures,
    own_schools,
    quarters_of,
    school_visible,
    visible_schools,
)

PER_PAGE = 25
LISTED = ["pupils", "fsm", "attendance"]


@dataclass(frozen=True)
class ListedSchool:
    """One row of the list: what stands in it, ready to be drawn."""

    school: School
    pupils: Figure | None
    fsm: Figure | None
    # One figure, or two for an all-age school (its primary and its secondary part).
    attendance: list[Figure]
    quarter: int | None
    km: float | None


@authorise(Permission.VIEW_REGISTER)
def schools(request: HttpRequest) -> HttpResponse:
    request.GET = with_first_choice(request.GET)  # type: ignore[assignment]  # a copy with defaults filled in
    found = filtered(request)
    place = nearest_to(request)
    ordered = by_distance(found.qs, place) if place else by_name(found.qs)
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    found.count_choices()
    context = {
        "filter": found,
        "chosen": found.chosen(),
        "page": page,
        "rows": listed(request.user, list(page.object_list)),
        "place": place,
        "own": own_schools(request.user),
        "indicators": {indicator.code: indicator for indicator in Indicator.objects.filter(code__in=LISTED)},
    }
    return render(request, "schools/schools.html", context)


def filtered(request: HttpRequest) -> SchoolFilter:
    authorities = Authority.objects.visible_to(request.user).order_by("name_en")
    found = SchoolFilter(request.GET, visible_schools(request.user), authorities)
    found.form.is_valid()
    return found


def nearest_to(request: HttpRequest) -> School | None:
    """The school that the list is sorted around, if one is named and has a place on the map."""
    number = request.GET.get("near", "")
    place = school_visible(request.user, number) if number else None
    return place if place and place.latitude is not None else None


def listed(user: Any, schools: list[School]) -> list[ListedSchool]:
    ids = [school.pk for school in schools]
    figures = newest_figures(ids, LISTED)
    quarters = quarters_of(ids_with_detail(user, schools), "attendance")
    rows = []
    for school in schools:
        own = figures.get(school.pk, {})
        attendance = [own[key] for key in sorted(own) if key[0] == "attendance"]
        rows.append(
            ListedSchool(
                school=school,
                pupils=own.get(("pupils", "")),
                fsm=own.get(("fsm", "")),
                attendance=attendance,
                quarter=quarters.get(school.pk),
                km=getattr(school, "km", None),
            )
        )
    return rows
