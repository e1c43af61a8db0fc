from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.authorise import authorise
from schools.enums import Permission
from schools.filters import SchoolFilter, with_first_choice
from schools.models import Authority, School
from schools.presenting.listing import listed_schools
from schools.queries.register import by_distance, by_name, own_schools, school_visible, visible_schools

PER_PAGE = 25


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
        "columns": found.shown_columns(),
        "page": page,
        "rows": listed_schools(request.user, list(page.object_list)),
        "place": place,
        "own": own_schools(request.user),
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
