from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.authorise import authorise
from csc_portal.dashboard.caseload import work_rows
from csc_portal.dashboard.needs import SHOWN, needs_of
from schools.enums import Permission
from schools.presenting.caseload import caseload_rows
from schools.queries.register import by_name, caseload_schools

PER_PAGE = 25


@authorise(Permission.VIEW_CASELOAD)
def caseload(request: HttpRequest) -> HttpResponse:
    # A caseload, or an authority's schools: few enough to be read at once and counted here.
    schools = list(by_name(caseload_schools(request.user)))
    page = Paginator(schools, PER_PAGE).get_page(request.GET.get("page"))
    listed = list(page.object_list)
    shows_figures = request.GET.get("show") == "figures"
    context = {
        "page": page,
        "shows_figures": shows_figures,
        # Advisers see the exact figures of their own schools (domain rules, section 8.1).
        "rows": caseload_rows(listed, exact=True) if shows_figures else work_rows(listed, request.user),
        "needs": [] if shows_figures else needs_of(request.user)[:SHOWN],
    }
    return render(request, "dashboard/caseload.html", context)
