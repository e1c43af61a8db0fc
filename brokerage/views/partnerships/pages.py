"""The list of partnerships, one file, and a school's work together."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from brokerage.enums import PartnershipKind, PartnershipState, Permission
from brokerage.models import Partnership
from brokerage.presenting.partnerships.file import read_file
from brokerage.presenting.partnerships.listing import list_rows
from brokerage.queries.partnerships import filtered, partnership_visible, partnerships_visible
from core.authorise import authorise

A_PAGE = 25


@authorise(Permission.VIEW_PARTNERSHIP)
def partnerships(request: HttpRequest) -> HttpResponse:
    """Those of the schools that the person sees, the newest first."""
    # No name holds a NUL, which the database refuses.
    chosen = {name: request.GET.get(name, "").replace("\0", "") for name in ("state", "kind", "words")}
    rows = filtered(partnerships_visible(request.user), **chosen)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "rows": list_rows(page),
        "page": page,
        "found": page.paginator.count,
        "chosen": chosen,
        "states": PartnershipState.choices,
        "kinds": PartnershipKind.choices,
        "may_open": request.user.has_perm(Permission.KEEP_PARTNERSHIP),
    }
    return render(request, "brokerage/partnerships/list.html", context)


@authorise(Permission.VIEW_PARTNERSHIP, find=partnership_visible)
def partnership(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    context = {"partnership": partnership, "file": read_file(request.user, partnership)}
    return render(request, "brokerage/partnerships/file.html", context)
