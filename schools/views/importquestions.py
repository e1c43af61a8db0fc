"""What a person can still say about a file that was refused: its columns, or its year."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.authorise import authorise
from core.errors import DomainError
from schools.enums import BatchState, FileKind, Permission
from schools.forms.imports import ColumnsForm, DatingForm, KindForm
from schools.imports import wording
from schools.imports.headers import OF_KIND
from schools.models import ImportBatch
from schools.services import imports as services
from schools.views.imports import find_batch


@require_http_methods(["GET", "POST"])
@authorise(Permission.IMPORT, find=find_batch)
def import_mapping(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Which column of a file with an unknown header is which; remembered for the next such file."""
    headings = batch.counts.get("unknown_header")
    if batch.state != BatchState.REFUSED or not headings:
        raise Http404
    kind = chosen_kind(request, batch)
    form = ColumnsForm(request.POST if request.method == "POST" else None, kind=kind, headings=headings)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.explain_columns(
                    batch,
                    kind=kind,
                    columns=form.cleaned_data,
                    by=request.user,  # type: ignore[arg-type]  # signed in, so a User
                )
            except DomainError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The columns are remembered for files with this header."))
                return redirect("import_batch", batch.public_id)
    context = {
        "batch": batch,
        "form": form,
        "kind": kind,
        "kind_form": KindForm(initial={"kind": kind}, auto_id="kind_%s"),
    }
    return render(request, "schools/import_mapping.html", context, status=status)


def chosen_kind(request: HttpRequest, batch: ImportBatch) -> FileKind:
    """As asked for in the address; else the kind whose columns come nearest."""
    facts = batch.problems[0]["facts"] if batch.problems else {}
    asked = request.GET.get("kind") or facts.get("nearest", "")
    return FileKind(asked) if asked in OF_KIND else FileKind.CATEGORIES


@require_http_methods(["GET", "POST"])
@authorise(Permission.IMPORT, find=find_batch)
def import_year(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    if batch.state != BatchState.REFUSED or batch.counts.get("asks_for") != "year":
        raise Http404
    form = DatingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.date_import(batch, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]  # signed in
        return redirect("import_batch", batch.public_id)
    sentences = [problem.sentence for problem in wording.problems_of(batch.problems)]
    context = {"batch": batch, "form": form, "sentences": sentences}
    return render(request, "schools/import_year.html", context, status=422 if form.is_bound else 200)
