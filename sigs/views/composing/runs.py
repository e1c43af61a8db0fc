"""A run: asked for, followed while it is composed, cancelled; two of them compared."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from sigs.enums import Permission
from sigs.forms.composing import WeighForm
from sigs.models import Composition, CompositionRun
from sigs.presenting.composing.comparing import compared_rows, moved_schools
from sigs.presenting.composing.runs import progress_of, run_headline, run_row
from sigs.queries.compositions import (
    composition_visible,
    finished_runs,
    placement_of,
    run_visible,
    runs_of,
    schools_named,
)
from sigs.services.composing.asked import Asked
from sigs.services.composing.compositions import change_rules
from sigs.services.composing.runs import cancel_run, start_run
from sigs.views.composing.compositions import rules_context
from sigs.views.composing.result import result_context

# So many schools that moved are shown at once.
FEW = 40


@require_POST
@authorise(Permission.COMPOSE, find=composition_visible)
def composition_run_start(request: HttpRequest, composition: Composition) -> HttpResponse:
    """By the rules as they are, with the sliders as they were sent."""
    form = WeighForm(request.POST)
    refusal: DomainError | None = None
    if form.is_valid():
        weighed = {name: form.cleaned_data[name] for name in ("mix", "strengths", "new", "effort")}
        asked = Asked.read(composition.rules)
        try:
            if asked.but(**weighed) != asked:
                change_rules(
                    composition=composition,
                    asked=asked.but(**weighed),
                    seen=form.cleaned_data["seen"],
                    by=person_of(request),
                )
            run = start_run(composition=composition, by=person_of(request))
            return redirect("composition_run", composition.public_id, run.number)
        except DomainError as found:
            refusal = found
    context = {
        **rules_context(composition),
        "refusal": refusal,
        "runs": [run_row(run) for run in runs_of(composition)[:25]],
    }
    return render(request, "sigs/composition.html", context, status=refusal.status if refusal else 422)


@authorise(Permission.COMPOSE, find=run_visible)
def composition_run(request: HttpRequest, run: CompositionRun) -> HttpResponse:
    """How far it is, what stopped it, or what it found."""
    if run.is_done:
        if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
            # The part that followed the run asks once more: the whole page takes its place.
            return HttpResponse(headers={"HX-Redirect": request.path})
        return render(request, "sigs/composition_result.html", result_context(request, run))
    progress = progress_of(run)
    context = {
        "run": run,
        "composition": run.composition,
        "heading": run_headline(run),
        "progress": progress,
        "url": request.path,
        "may_cancel": not progress.is_over and run.cancel_asked_at is None,
    }
    if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return render(request, "sigs/composition_progress.html", context)
    return render(request, "sigs/composition_run.html", context)


@require_POST
@authorise(Permission.COMPOSE, find=run_visible)
def composition_run_cancel(request: HttpRequest, run: CompositionRun) -> HttpResponse:
    try:
        cancel_run(run=run, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, refusal.sentence)
    return redirect("composition_run", run.composition.public_id, run.number)


@authorise(Permission.COMPOSE, find=composition_visible)
def composition_compare(request: HttpRequest, composition: Composition) -> HttpResponse:
    """Two finished runs, by default the newest two; what is left out of the address is filled in."""
    runs = {str(run.number): run for run in finished_runs(composition)}
    newest = sorted(runs.values(), key=lambda run: run.beside_id is not None)
    other = runs.get(request.GET.get("with", "")) or (newest[0] if newest else None)
    before = [run for run in newest if other is None or run.number != other.number]
    one = runs.get(request.GET.get("run", "")) or (before[0] if before else None)
    context: dict[str, Any] = {
        "composition": composition,
        "runs": [run_row(run) for run in runs.values()],
        "one": one,
        "other": other,
    }
    if one and other:
        first, second = placement_of(one), placement_of(other)
        moved = moved_schools(first, second, schools_named(set(first)))
        context |= {
            "rows": compared_rows(one, other),
            "moved": moved,
            "few_moved": len(moved) <= FEW,
            "schools": len(first),
            "address": reverse("composition_compare", args=[composition.public_id]),
        }
    return render(request, "sigs/composition_compare.html", context)
