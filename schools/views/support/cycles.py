"""A year as the consortium runs it: preparing, opening, moderation, publication, closing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.enums import CycleState, Permission
from schools.forms.support.region import (
    CycleForm,
    DatesForm,
    EvidenceKindForm,
    MatrixForm,
    dates_of,
    kind_values,
    matrix_values,
    usual_dates,
)
from schools.models import CapacityPrompt, EvidenceKind, Region, SupportCycle
from schools.presenting.support.matrix import has_uncertain, matrix_rows
from schools.queries.support.cycles import staffing, unfinished, would_change
from schools.queries.support.levels import COUNTING_JUDGEMENTS, live_levels, open_period
from schools.services.support import cycles as services
from schools.services.support.framework import remove_evidence_kind, write_evidence_kind
from schools.views.support.region import find_region


def find_cycle(user: Any, year: int) -> SupportCycle | None:
    return SupportCycle.objects.visible_to(user).select_related("region").filter(year=year).first()


@require_http_methods(["GET", "POST"])
@authorise(Permission.RUN_SUPPORT, find=find_region)
def cycle_new(request: HttpRequest, region: Region) -> HttpResponse:
    form = CycleForm(request.POST or None, initial=usual_dates())
    if request.method == "POST" and form.is_valid():
        try:
            cycle = services.prepare_cycle(
                region=region, year=form.cleaned_data["year"], dates=form.dates(), by=person_of(request)
            )
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("cycle", cycle.year)
    return render(
        request, "schools/support/cycle_new.html", {"form": form}, status=422 if form.is_bound else 200
    )


@authorise(Permission.RUN_SUPPORT, find=find_cycle)
def cycle(request: HttpRequest, cycle: SupportCycle) -> HttpResponse:
    """All that a year is made of, and the next thing to do with it."""
    rows = matrix_rows(cycle)
    context = {
        "cycle": cycle,
        "rows": rows,
        "uncertain": has_uncertain(rows),
        "kinds": list(EvidenceKind.objects.filter(cycle=cycle)),
        "prompts": list(CapacityPrompt.objects.filter(cycle=cycle)),
        "preparing": cycle.state == CycleState.PREPARING,
        "next_step": NEXT_STEP.get(CycleState(cycle.state)),
        "period": open_period(cycle.region),
    }
    return render(request, "schools/support/cycle.html", context)


@require_http_methods(["GET", "POST"])
@authorise(Permission.RUN_SUPPORT, find=find_cycle)
def cycle_dates(request: HttpRequest, cycle: SupportCycle) -> HttpResponse:
    form = DatesForm(request.POST or None, initial=dates_of(cycle))
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            services.change_dates(
                cycle=cycle, dates=form.dates(), seen=form.cleaned_data["seen"], by=person_of(request)
            )
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            form.data = {**request.POST.dict(), "seen": cycle.version}
            status = refusal.status
        else:
            messages.success(request, _("The dates are saved."))
            return redirect("cycle", cycle.year)
    return render(request, "schools/support/cycle_dates.html", {"form": form, "cycle": cycle}, status=status)


@require_http_methods(["GET", "POST"])
@authorise(Permission.RUN_SUPPORT, find=find_cycle)
def cycle_matrix(request: HttpRequest, cycle: SupportCycle) -> HttpResponse:
    """Edit, look at the effect, save: `try` in the form asks for the effect alone."""
    levels = list(live_levels(cycle.region))
    rows = matrix_rows(cycle)
    form = MatrixForm(request.POST or None, levels=levels, initial=matrix_values(rows, cycle.version))
    status, effect = 422 if form.is_bound else 200, None
    if request.method == "POST" and form.is_valid():
        known = {level.slug: level for level in levels}
        cells = form.cells()
        if "try" in request.POST:
            chosen = {key: known[slug] for key, slug in cells.items() if slug in known}
            status, effect = 200, would_change(cycle, chosen)
        else:
            try:
                services.write_matrix(
                    cycle=cycle, cells=cells, seen=form.cleaned_data["seen"], by=person_of(request)
                )
            except DomainError as refusal:
                form.add_error(None, refusal.sentence)
                form.data = {**request.POST.dict(), "seen": cycle.version}
                status = refusal.status
            else:
                messages.success(request, _("The matrix is saved."))
                return redirect("cycle", cycle.year)
    context = {"form": form, "cycle": cycle, "effect": effect, "rows": rows}
    return render(request, "schools/support/cycle_matrix.html", context, status=status)


class KindPlace:
    """A kind of evidence of a year, or room for a new one."""

    scope_path = "cycle__region__scope"

    def __init__(self, cycle: SupportCycle, kind: EvidenceKind | None) -> None:
        self.cycle = cycle
        self.kind = kind


def kind_place(user: Any, year: int, pk: int = 0) -> KindPlace | None:
    cycle = find_cycle(user, year)
    if cycle is None:
        return None
    kind = EvidenceKind.objects.filter(cycle=cycle, pk=pk).first()
    return KindPlace(cycle, kind) if kind or not pk else None


@require_http_methods(["GET", "POST"])
@authorise(Permission.RUN_SUPPORT, find=kind_place)
def evidence_kind_new(request: HttpRequest, place: KindPlace) -> HttpResponse:
    return kind_edited(request, place)


@require_http_methods(["GET", "POST"])
@authorise(Permission.RUN_SUPPORT, find=kind_place)
def evidence_kind(request: HttpRequest, place: KindPlace) -> HttpResponse:
    return kind_edited(request, place)


def kind_edited(request: HttpRequest, place: KindPlace) -> HttpResponse:
    form = EvidenceKindForm(request.POST or None, initial=kind_values(place.kind))
    if request.method == "POST" and form.is_valid():
        try:
            write_evidence_kind(
                cycle=place.cycle, kind=place.kind, by=person_of(request), **form.cleaned_data
            )
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The kind of evidence is saved."))
            return redirect("cycle", place.cycle.year)
    context = {"form": form, "cycle": place.cycle, "kind": place.kind}
    return render(
        request, "schools/support/evidence_kind.html", context, status=422 if form.is_bound else 200
    )


@require_POST
@authorise(Permission.RUN_SUPPORT, find=kind_place)
def evidence_kind_remove(request: HttpRequest, place: KindPlace) -> HttpResponse:
    if place.kind:
        try:
            remove_evidence_kind(kind=place.kind, by=person_of(request))
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The kind of evidence is taken away."))
    return redirect("cycle", place.cycle.year)


def opened(cycle: SupportCycle, by: Any) -> str:
    count = services.open_cycle(cycle=cycle, by=by)
    sentence = ngettext("The year is open for %(n)s school.", "The year is open for %(n)s schools.", count)
    return sentence % {"n": count}


def moderation_started(cycle: SupportCycle, by: Any) -> str:
    services.start_moderation(cycle=cycle, by=by)
    return str(_("The moderation has started. The authorities’ senior advisers have been told."))


def published(cycle: SupportCycle, by: Any) -> str:
    count = services.publish_cycle(cycle=cycle, by=by)
    sentence = ngettext("%(n)s level is current from now on.", "%(n)s levels are current from now on.", count)
    return sentence % {"n": count}


def closed(cycle: SupportCycle, by: Any) -> str:
    services.close_cycle(cycle=cycle, by=by)
    return str(_("The year is closed. Its levels hold until the next year is published."))


STEPS = {"open": opened, "moderation": moderation_started, "publication": published, "close": closed}
NEXT_STEP = {
    CycleState.PREPARING: "open",
    CycleState.OPEN: "moderation",
    CycleState.MODERATING: "publication",
    CycleState.PUBLISHED: "close",
}


@require_http_methods(["GET", "POST"])
@authorise(Permission.RUN_SUPPORT, find=find_cycle)
def cycle_step(request: HttpRequest, cycle: SupportCycle) -> HttpResponse:
    """The next step of the year: what it will do to how many schools, then the button that does it."""
    step = NEXT_STEP.get(CycleState(cycle.state))
    if request.method == "POST":
        wanted = request.POST.get("step", "")
        if wanted not in STEPS:
            return redirect("cycle", cycle.year)
        try:
            messages.success(request, STEPS[wanted](cycle, person_of(request)))
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect("cycle_step", cycle.year)
        return redirect("support_year", cycle.year)
    if step is None:
        return redirect("cycle", cycle.year)
    context: dict[str, Any] = {"cycle": cycle, "step": step, "period": open_period(cycle.region)}
    if step == "open":
        staff = staffing(cycle.region)
        context |= {"staff": staff, "advisers": len(set(staff.advisers.values()))}
    else:
        rest = unfinished(cycle)
        context |= {
            "final": cycle.judgements.filter(state__in=COUNTING_JUDGEMENTS).count(),
            "unfinished": list(rest[:20]),
            "unfinished_count": rest.count(),
        }
    return render(request, "schools/support/cycle_step.html", context)
