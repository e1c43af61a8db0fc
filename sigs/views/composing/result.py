"""What a finished run found: its page, a swap by hand, pins for the runs to come, and files."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_stubs_ext import StrOrPromise

from core.authorise import authorise, person_of
from core.errors import DomainError
from core.forms import whole_number
from core.spreadsheets import csv_file, xlsx_file
from schools.models import Authority, School
from sigs.enums import Permission
from sigs.models import CompositionRun
from sigs.presenting.composing.files import headings, placement_cells
from sigs.presenting.composing.groups import key
from sigs.presenting.composing.result import ResultShown
from sigs.presenting.composing.rules import stage_read_text
from sigs.presenting.composing.runs import point_rows, run_headline, run_row
from sigs.presenting.composing.scoreboard import score_rows
from sigs.queries.compositions import finished_runs, placement_of, points_of, run_visible
from sigs.services.composing.compositions import pin_school
from sigs.services.composing.storing import terms_of
from sigs.services.composing.swaps import NotInGroups, swap_schools
from sigs.views.composing.compositions import rules_context

FORMS = {"csv": csv_file, "xlsx": xlsx_file}
WHICH = ("first", "all", "missing")


def result_context(request: HttpRequest, run: CompositionRun) -> dict[str, Any]:
    """`group` opens one, `school` asks why it is there, `with` weighs a swap; `show`: first, all, missing."""
    authorities = list(Authority.objects.filter(region=run.composition.region_id))
    shown = ResultShown(run, authorities)
    opened = number_in(request, "group")
    card = shown.card(opened) if opened else None
    which = request.GET.get("show", "first")
    which = which if which in WHICH else "first"
    earlier = finished_runs(run.composition).filter(beside=None, number__lt=run.number)
    context = {
        **rules_context(run.composition, run.steps),
        "run": run,
        "row": run_row(run),
        "heading": run_headline(run),
        "scores": score_rows(terms_of(run), len(shown.problem.authorities)),
        "points": point_rows(points_of(run), run),
        "before": run.parent or run.beside or earlier.first(),
        "cards": shown.shown(which, card.number if card else None),
        "all_count": len(shown.cards),
        "missing_count": len(shown.incomplete),
        "which": which,
        "key": key(shown.words),
        "stage_text": stage_read_text(run),
        "unknown": run.data.content if run.data else {},
        "url": reverse("composition_run", args=[run.composition.public_id, run.number]),
    }
    if card:
        context |= {"card": card, "warnings": shown.warnings(card), **school_context(request, shown, card)}
    return context


def school_context(request: HttpRequest, shown: ResultShown, card: Any) -> dict[str, Any]:
    school = shown.schools.get(number_in(request, "school") or 0)
    if school is None or shown.placement.get(school.pk) != card.number:
        return {}
    other = shown.schools.get(number_in(request, "with") or 0)
    return {
        "school": school,
        "reasons": shown.reasons(school),
        "partners": shown.partners(school),
        "swap": shown.swap(school, other) if other else None,
    }


def number_in(request: HttpRequest, name: str) -> int | None:
    return whole_number(request.GET.get(name, ""))


@require_POST
@authorise(Permission.COMPOSE, find=run_visible)
def composition_swap(request: HttpRequest, run: CompositionRun) -> HttpResponse:
    placed = schools_placed(run)
    pair = [placed.get(request.POST.get(name, "")) for name in ("school", "with")]
    try:
        if pair[0] is None or pair[1] is None:
            raise NotInGroups
        made = swap_schools(run=run, first=pair[0], second=pair[1], by=person_of(request))
    except DomainError as refusal:
        if not run.is_done:
            messages.error(request, refusal.sentence)
            return redirect("composition_run", run.composition.public_id, run.number)
        context = {**result_context(request, run), "refusal": refusal}
        return render(request, "sigs/composition_result.html", context, status=refusal.status)
    messages.success(
        request,
        _("%(one)s and %(other)s changed places. Run %(before)s stays as it was.")
        % {"one": pair[0].name, "other": pair[1].name, "before": run.number},
    )
    return redirect("composition_run", run.composition.public_id, made.number)


def schools_placed(run: CompositionRun) -> dict[str, School]:
    """By id as a form sends it."""
    return {str(school.pk): school for school in School.objects.filter(placements__run=run)}


@require_POST
@authorise(Permission.COMPOSE, find=run_visible)
def composition_pin(request: HttpRequest, run: CompositionRun) -> HttpResponse:
    """For the runs to come the school stays where this run puts it, or is free again."""
    school = schools_placed(run).get(request.POST.get("school", ""))
    address = reverse("composition_run", args=[run.composition.public_id, run.number])
    if school is None:
        messages.error(request, _("Choose a school of this run."))
        return redirect(address)
    number = placement_of(run)[school.pk]
    pins = request.POST.get("pin") == "yes"
    try:
        pin_school(
            composition=run.composition,
            school=school.pk,
            number=number if pins else None,
            by=person_of(request),
        )
    except DomainError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, pinned_words(pins) % {"school": school.name, "number": number})
    return redirect(f"{address}?group={number}&school={school.pk}#group-{number}")


def pinned_words(pins: bool) -> StrOrPromise:
    if pins:
        return _("%(school)s is pinned to group %(number)s for the next run.")
    return _("%(school)s is free to move in the next run.")


class RunFile:
    """A file of a finished run, in a format that there is."""

    scope_path = "scope"

    def __init__(self, run: CompositionRun, form: str) -> None:
        self.run = run
        self.form = form
        self.scope = run.composition.region.scope


def run_file(user: Any, public_id: UUID, number: int, form: str) -> RunFile | None:
    run = run_visible(user, public_id, number) if form in FORMS else None
    return RunFile(run, form) if run and run.is_done else None


@authorise(Permission.COMPOSE, find=run_file)
def composition_export(request: HttpRequest, file: RunFile) -> HttpResponse:
    run = file.run
    shown = ResultShown(run, Authority.objects.filter(region=run.composition.region_id))
    name = f"groups-{run.composition.year}-run-{run.number}"
    return FORMS[file.form](name, headings(), placement_cells(shown))
