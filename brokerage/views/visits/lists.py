"""Visits in lists: an adviser's own, and those to one school."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from brokerage.enums import Permission
from brokerage.queries.visits import (
    may_write,
    open_actions,
    school_with_visits,
    sees_preparation,
    to_write_up,
    upcoming,
    visits_of,
    with_the_school,
)
from brokerage.views.visits.page import end_name
from core.authorise import authorise
from schools.models import School

PER_PAGE = 25
SHOWN = 50


@authorise(Permission.VIEW_VISITS)
def visits(request: HttpRequest) -> HttpResponse:
    """What is next, what waits for its note, what is with the schools."""
    page = Paginator(upcoming(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "upcoming": list(page.object_list),
        "late": list(to_write_up(request.user)[:SHOWN]),
        "waiting": list(with_the_school(request.user)[:SHOWN]),
        "writes": request.user.has_perm(Permission.WRITE_VISITS),
    }
    return render(request, "brokerage/visits/visits.html", context)


@authorise(Permission.READ_VISITS, find=school_with_visits)
def school_visits(request: HttpRequest, school: School) -> HttpResponse:
    prepares = sees_preparation(request.user, school)
    page = Paginator(visits_of(school, request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "school": school,
        "page": page,
        "visits": list(page.object_list),
        "prepares": prepares,
        "may_plan": school.is_open and may_write(request.user, school),
        "actions": list(open_actions(school)),
        "end_name": end_name(request.user, school),
    }
    return render(request, "brokerage/visits/school_visits.html", context)
