from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core import clock
from core.authorise import authorise
from core.spreadsheets import csv_file, xlsx_file
from csc_portal.dashboard.figures import figures_table
from csc_portal.dashboard.filters import RegionFilter
from csc_portal.dashboard.reference import region_reference
from csc_portal.dashboard.region import region_blocks, region_context
from schools.enums import Permission
from schools.queries.region import region_of_portal
from schools.queries.runs import current_run
from schools.queries.supportsums import newest_counts

FORMS = {"csv": csv_file, "xlsx": xlsx_file}


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


@authorise(Permission.VIEW_REGION)
def region_export(request: HttpRequest, form: str) -> HttpResponse:
    """The tables of the dashboard under the same filters, one under the other."""
    found = region_of_portal()
    run = current_run(found) if found else None
    if form not in FORMS or run is None:
        raise Http404
    authorities, years = region_reference(run)
    chosen = RegionFilter(request.GET, authorities, years).chosen()
    counted = newest_counts(run.region_id, chosen.year)
    context = region_context(run, chosen, authorities, request.user, counted)
    header, rows = figures_table(context)
    return FORMS[form](f"region-{clock.today().isoformat()}", header, rows)
