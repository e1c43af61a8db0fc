from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise
from core.errors import DomainError
from core.spreadsheets import csv_file
from schools.enums import BatchState, Permission
from schools.forms.imports import ImportForm
from schools.imports import wording
from schools.models import ImportBatch, Region
from schools.queries.imports import import_visible, visible_imports
from schools.queries.region import region_of_portal
from schools.services import imports as services

PER_PAGE = 25
STATE_TAGS = {
    BatchState.CHECKED: "waiting",
    BatchState.REFUSED: "bad",
    BatchState.STORED: "good",
    BatchState.UNDONE: "quiet",
    BatchState.DISCARDED: "quiet",
}


def find_region(user: Any) -> Region | None:
    return region_of_portal()


def find_batch(user: Any, public_id: UUID) -> ImportBatch | None:
    return import_visible(user, public_id)


@authorise(Permission.IMPORT, find=find_region)
def imports(request: HttpRequest, region: Region) -> HttpResponse:
    page = Paginator(visible_imports(request.user), PER_PAGE).get_page(request.GET.get("page"))
    rows = [{"batch": batch, **named(batch)} for batch in page.object_list]
    return render(request, "schools/imports.html", {"page": page, "rows": rows})


def named(batch: ImportBatch) -> dict[str, Any]:
    return {
        "kind": wording.kind_label(batch.kind),
        "extent": wording.extent(batch.counts) if batch.counts.get("rows") else "",
        "tag": STATE_TAGS[BatchState(batch.state)],
    }


@require_http_methods(["GET", "POST"])
@authorise(Permission.IMPORT, find=find_region)
def import_new(request: HttpRequest, region: Region) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ImportForm(*sent)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        batch = services.check_file(
            content=file.read(),
            file_name=file.name,
            region=region,
            by=request.user,  # type: ignore[arg-type]  # signed in, so a User
            year=form.cleaned_data["year"],
            published_on=form.cleaned_data["published_on"],
        )
        asks = batch.counts["asks_for"] == "year"
        return redirect("import_year" if asks else "import_batch", batch.public_id)
    return render(request, "schools/import_new.html", {"form": form}, status=422 if form.is_bound else 200)


@authorise(Permission.IMPORT, find=find_batch)
def import_batch(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    problems = wording.problems_of(batch.problems)
    counts = batch.counts
    context = {
        "batch": batch,
        **named(batch),
        "problems": problems,
        "more_problems": max(0, counts.get("problems", 0) - len(problems)),
        "outcomes": list(wording.outcome_rows(counts)),
        "measures": wording.measure_rows(counts),
        "closing": wording.closing_rows(counts),
        "more_closing": max(0, counts.get("closing", 0) - len(counts.get("closing_schools", []))),
        "notes": wording.notes_of(counts),
        "confirmable": batch.state == BatchState.CHECKED and counts.get("confirmable", False),
        "asks_for": counts.get("asks_for") if batch.state == BatchState.REFUSED else "",
    }
    return render(request, "schools/import_batch.html", context)


@require_POST
@authorise(Permission.IMPORT, find=find_batch)
def import_confirm(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    try:
        services.confirm_import(batch, by=request.user)  # type: ignore[arg-type]  # signed in, so a User
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The file is stored. The comparisons are being computed anew."))
    return redirect("import_batch", batch.public_id)


@require_POST
@authorise(Permission.IMPORT, find=find_batch)
def import_discard(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    try:
        services.discard_import(batch, by=request.user)  # type: ignore[arg-type]  # signed in, so a User
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("import_batch", batch.public_id)
    messages.success(request, _("The file is discarded. Nothing of it was stored."))
    return redirect("imports")


@require_http_methods(["GET", "POST"])
@authorise(Permission.IMPORT, find=find_batch)
def import_undo(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    if request.method == "GET":
        return render(request, "schools/import_undo.html", {"batch": batch, **named(batch)})
    try:
        services.undo_import(batch, by=request.user)  # type: ignore[arg-type]  # signed in, so a User
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The import is undone: every row is as it was before."))
    return redirect("import_batch", batch.public_id)


@authorise(Permission.IMPORT, find=find_batch)
def import_set_aside(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    header = batch.counts.get("header", [])
    return csv_file("set-aside", header, [entry["cells"] for entry in batch.set_aside])
