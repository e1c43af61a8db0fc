"""All open needs of the region matched at once: asked for, followed, read; what another school would cost."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from brokerage.enums import Permission
from brokerage.models import RegionMatch, RegionMatchRow
from brokerage.presenting.regionmatch import (
    TAGS,
    certificate,
    figures_of,
    headline,
    is_open_still,
    others_of,
    parted,
    progress_of,
    schools_tried,
    table_rows,
)
from brokerage.queries.regionmatch import match_visible, matches_for, row_of, rows_of
from brokerage.services.regionmatch import start_match
from brokerage.views.weighing import the_region
from core.authorise import authorise, person_of
from schools.models import School

PER_PAGE = 25


def find_match(user: Any, public_id: UUID) -> RegionMatch | None:
    return match_visible(user, public_id)


def find_row(user: Any, public_id: UUID, ask: UUID) -> RegionMatchRow | None:
    return row_of(user, public_id, ask)


@authorise(Permission.BROKER_REGION)
def region_matches(request: HttpRequest) -> HttpResponse:
    page = Paginator(matches_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {"match": match, "tag": TAGS[match.state], "headline": headline(match) if match.is_done else ""}  # type: ignore[index]  # its choices
        for match in page
    ]
    return render(request, "brokerage/matching/region_list.html", {"page": page, "rows": rows})


@require_POST
@authorise(Permission.BROKER_REGION)
def region_match_start(request: HttpRequest) -> HttpResponse:
    match = start_match(region=the_region(), by=person_of(request))
    return redirect("region_match", match.public_id)


@authorise(Permission.BROKER_REGION, find=find_match)
def region_match(request: HttpRequest, match: RegionMatch) -> HttpResponse:
    """How far it is, what stopped it, or what it found."""
    if match.is_done:
        if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
            return HttpResponse(headers={"HX-Redirect": request.path})
        return render(request, "brokerage/matching/region.html", result_context(request, match))
    context = {
        "match": match,
        "heading": _("The region is being matched"),
        "progress": progress_of(match),
        "url": request.path,
    }
    if request.htmx:  # type: ignore[attr-defined]  # as above
        return render(request, "brokerage/matching/region_progress.html", context)
    return render(request, "brokerage/matching/region_run.html", context)


def result_context(request: HttpRequest, match: RegionMatch) -> dict[str, Any]:
    proposed, blocks = parted(list(rows_of(match)))
    page = Paginator(proposed, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "match": match,
        "heading": headline(match),
        "figures": figures_of(match),
        "certificate": certificate(match),
        "page": page,
        "rows": table_rows(list(page)),
        "blocks": blocks,
        "without": sum(len(block.rows) for block in blocks),
    }


@authorise(Permission.BROKER_REGION, find=find_row)
def region_match_other(request: HttpRequest, row: RegionMatchRow) -> HttpResponse:
    """Solved again, around each of the next best schools."""
    ids = schools_tried(row)
    schools = {school.pk: school for school in School.objects.filter(pk__in=ids).select_related("authority")}
    context = {
        "row": row,
        "match": row.match,
        "others": others_of(row, schools),
        "is_open": is_open_still(row.ask),
    }
    return render(request, "brokerage/matching/region_other.html", context)
