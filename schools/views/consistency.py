"""How judgements compare between advisers, and the sample that moderators look at together."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from core.models import User
from core.spreadsheets import csv_file, xlsx_file
from schools.enums import Permission, SampleOutcome
from schools.forms.sampling import LookForm
from schools.models import Authority, SampledJudgement, SupportCycle
from schools.presenting import consistency as presenting
from schools.queries import consistency as queries
from schools.queries.region import region_of_portal
from schools.services.sampling import draw_sample, look_at

FORMS = {"csv": csv_file, "xlsx": xlsx_file}


def chosen_cycle(request: HttpRequest) -> tuple[SupportCycle | None, list[SupportCycle]]:
    """The one of the year in the address, otherwise the newest; and all there are."""
    region = region_of_portal()
    cycles = queries.cycles_to_compare(region) if region else []
    wanted = request.GET.get("year", "")
    return next((row for row in cycles if str(row.year) == wanted), cycles[0] if cycles else None), cycles


@authorise(Permission.VIEW_CONSISTENCY)
def consistency(request: HttpRequest) -> HttpResponse:
    cycle, cycles = chosen_cycle(request)
    context: dict[str, Any] = {"cycle": cycle, "cycles": cycles}
    if cycle:
        context |= compared(request, cycle)
        context |= drawn(request, cycle)
    return render(request, "schools/consistency.html", context)


def compared(request: HttpRequest, cycle: SupportCycle) -> dict[str, Any]:
    rows = queries.judged(cycle, request.user)
    seen = [row for row in rows if row.is_seen]
    advisers = {row.pk: row for row in User.objects.filter(pk__in={row.adviser for row in seen})}
    places = list(Authority.objects.filter(pk__in={row.authority for row in seen}).order_by("name_en"))
    levels = queries.levels_named(rows, cycle)
    tables = [
        presenting.distribution_table(rows, levels, advisers, places),
        presenting.capacity_table(rows, advisers, places),
        presenting.difference_table(rows, advisers, places),
        presenting.moderation_table(rows, advisers, places),
    ]
    return {
        "tables": tables,
        "count": len(seen),
        "questions": [sentence for found in tables for sentence in found.questions],
    }


def drawn(request: HttpRequest, cycle: SupportCycle) -> dict[str, Any]:
    places = queries.places_to_sample(request.user, cycle.region)
    samples = queries.samples_seen(cycle, places)
    rows = list(queries.sampled(samples))
    return {
        "samples": [
            {
                "place": place,
                "sample": next((row for row in samples if row.authority_id == key(place)), None),
                "rows": [row for row in rows if row.sample.authority_id == key(place)],
            }
            for place in places
        ]
    }


def key(place: Authority | None) -> int | None:
    return place.pk if place else None


@require_POST
@authorise(Permission.VIEW_CONSISTENCY)
def sample_draw(request: HttpRequest) -> HttpResponse:
    """For the person's own authority, or the region; `place` names one of several authorities."""
    region = region_of_portal()
    cycle = (
        next(
            (row for row in queries.cycles_to_compare(region) if str(row.year) == request.POST.get("year")),
            None,
        )
        if region
        else None
    )
    places = queries.places_to_sample(request.user, region) if region else []
    known = {place.slug if place else "": place for place in places}
    wanted = request.POST.get("place", "")
    if cycle is None or wanted not in known:
        raise Http404
    try:
        draw_sample(cycle=cycle, authority=known[wanted], by=person_of(request))
    except DomainError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The sample is drawn."))
    return redirect(f"{reverse('consistency')}?year={cycle.year}#sample")


@authorise(Permission.VIEW_CONSISTENCY)
def moderation_list(request: HttpRequest, form: str) -> HttpResponse:
    """Everything proposed that the person moderates, by the school's name."""
    cycle, _cycles = chosen_cycle(request)
    if form not in FORMS or cycle is None:
        raise Http404
    samples = queries.samples_seen(cycle, queries.places_to_sample(request.user, cycle.region))
    rows = presenting.list_cells(queries.listed(cycle, request.user), queries.sampled(samples))
    header = [str(heading) for heading in presenting.LIST_HEADER]
    return FORMS[form](f"moderation-{cycle.year}", header, rows)


def sampled_found(user: Any, public_id: UUID) -> SampledJudgement | None:
    return queries.sampled_visible(user, public_id)


@authorise(Permission.VIEW_CONSISTENCY, find=sampled_found)
def sample_look(request: HttpRequest, row: SampledJudgement) -> HttpResponse:
    first = {"outcome": row.outcome, "remark": row.remark, "seen": row.version}
    form = LookForm(request.POST or None, initial=first)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            look_at(
                row=row,
                outcome=SampleOutcome(form.cleaned_data["outcome"]),
                remark=form.cleaned_data["remark"],
                seen=form.cleaned_data["seen"],
                by=person_of(request),
            )
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            form.data = {**request.POST.dict(), "seen": row.version}
            status = refusal.status
        else:
            messages.success(request, _("What came of it is stored."))
            return redirect(f"{reverse('consistency')}?year={row.judgement.cycle.year}#sample")
    context = {"row": row, "judgement": row.judgement, "school": row.judgement.school, "form": form}
    return render(request, "schools/sample_look.html", context, status=status)
