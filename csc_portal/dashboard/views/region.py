from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core import clock
from core.authorise import authorise
from csc_portal.dashboard.filters import RegionFilter
from csc_portal.dashboard.reference import region_reference
from csc_portal.dashboard.region import region_blocks
from schools.enums import Permission
from schools.queries.region import region_of_portal
from schools.queries.runs import current_run


@authorise(Permission.VIEW_REGION)
def region(request: HttpRequest) -> HttpResponse:
    found = region_of_portal()
    run = current_run(found) if found else None
    authorities, years = region_reference(run)
    chosen_filter = RegionFilter(request.GET, authorities, years)
    chosen = chosen_filter.chosen()
    context = {
        "filter": chosen_filter,
        "words": chosen_filter.words(),
        "run": run,
        "today": clock.today(),
        "blocks": region_blocks(run, chosen, authorities, request.user) if run else "",
    }
    return render(request, "dashboard/region.html", context)
