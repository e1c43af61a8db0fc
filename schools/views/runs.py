from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from core.authorise import authorise
from schools.enums import Permission, RunState
from schools.forms.cuts import CutsForm
from schools.models import ComparisonRun
from schools.presenting import runs as presenting
from schools.queries.region import region_of_portal
from schools.queries.runs import Progress, cut_choices, progress_of, run_for
from schools.services.recompute import start_run

SHOWN_RUNS = 25


@authorise(Permission.RECOMPUTE)
def runs(request: HttpRequest) -> HttpResponse:
    rows = presenting.run_rows(request.user, SHOWN_RUNS)
    shown = next((row for row in rows if row.progress.state == RunState.CURRENT), None)
    context = {
        "rows": rows,
        "shown": shown,
        "unfinished": next((row for row in rows if not row.progress.finished), None),
        "is_outdated": presenting.is_outdated(shown.run if shown else None),
    }
    return render(request, "schools/runs.html", context)


@require_POST
@authorise(Permission.RECOMPUTE)
def run_start(request: HttpRequest) -> HttpResponse:
    region = region_of_portal()
    if region is None:
        return redirect("runs")
    run = start_run(region=region, by=request.user)  # type: ignore[arg-type]  # signed in, so a User
    return redirect("run", run.pk)


@authorise(Permission.RECOMPUTE, find=run_for)
def run(request: HttpRequest, run: ComparisonRun) -> HttpResponse:
    """The whole page, or how far it is and, once it is finished, what came of it."""
    progress = progress_of(run)
    context = {
        "run": run,
        "progress": progress,
        "url": request.path,
        "percent": progress.percent,
        "label": progress.label,
        "finished": progress.finished,
        "said": presenting.said(progress),
    }
    if progress.finished:
        context |= outcome(request, run, progress)
    if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return render(request, "schools/run_progress.html", context)
    return render(request, "schools/run.html", context)


def outcome(request: HttpRequest, run: ComparisonRun, progress: Progress) -> dict[str, Any]:
    form = CutsForm(request.GET, choices=cut_choices(run))
    indicator, phase = form.chosen()
    tables = presenting.cut_tables(run, indicator, phase) if indicator and phase else []
    return {
        "row": presenting.RunRow(run, progress),
        "counts": presenting.counts(run),
        "form": form,
        "indicator": indicator,
        "phase": phase,
        "tables": tables,
        "has_official": any(row.cut.official for table in tables for row in table.rows),
    }
