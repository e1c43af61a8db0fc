"""The draft as the consortium follows it: sent, answered, replied to."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.models import Authority, School
from schools.queries.topics import areas
from sigs.enums import CompositionState, DraftOutcome, DraftState, Permission
from sigs.forms.drafts import ReplyForm, SendForm, usual_day
from sigs.models import Composition, CompositionRun, DraftPlace
from sigs.presenting.composing.changes import Names, breaks, verdict_sentences
from sigs.presenting.drafts import groups_of_draft, place_shown
from sigs.queries.compositions import composition_visible, placement_of, run_visible, schools_named
from sigs.queries.drafts import (
    drafts_for,
    groups_of_run,
    history_of,
    place_to_answer,
    places_of,
    publication_of,
    sums_of,
)
from sigs.services.composing.swaps import weighed_swap
from sigs.services.drafts.answering import accept_swap, reply_to_head
from sigs.services.drafts.sending import send_draft


@authorise(Permission.COMPOSE)
def drafts(request: HttpRequest) -> HttpResponse:
    return render(request, "sigs/drafts/drafts.html", {"drafts": drafts_for(request.user)})


@require_http_methods(["GET", "POST"])
@authorise(Permission.COMPOSE, find=run_visible)
def draft_send(request: HttpRequest, run: CompositionRun) -> HttpResponse:
    """Who will see what, and until when they can answer."""
    composition = run.composition
    form = SendForm(request.POST or None, initial=usual_day())
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            count = send_draft(
                composition=composition,
                run=run,
                answer_by=form.cleaned_data["answer_by"],
                by=person_of(request),
            )
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            sentence = ngettext(
                "The draft has gone to the head of %(n)s school.",
                "The draft has gone to the heads of %(n)s schools.",
                count,
            )
            messages.success(request, sentence % {"n": count})
            return redirect("draft", composition.public_id)
    context = {
        "form": form,
        "run": run,
        "composition": composition,
        "again": composition.state == CompositionState.SENT,
    }
    return render(request, "sigs/drafts/send.html", context, status=status)


@authorise(Permission.COMPOSE, find=composition_visible)
def draft(request: HttpRequest, composition: Composition) -> HttpResponse:
    """Answers by group, what waits for an answer first."""
    places = list(places_of(composition))
    groups = groups_of_draft(places)
    context = {
        "composition": composition,
        "groups": groups,
        "sums": sums_of(places),
        "waiting": [row for group in groups for row in group.places if row.waits],
        "sent": composition.state == CompositionState.SENT,
        "published": composition.state == CompositionState.PUBLISHED,
        "publication": publication_of(composition),
    }
    return render(request, "sigs/drafts/draft.html", context)


@require_http_methods(["GET", "POST"])
@authorise(Permission.COMPOSE, find=place_to_answer)
def draft_reply(request: HttpRequest, place: DraftPlace) -> HttpResponse:
    """What one head said, what a swap would change, and the answer."""
    partners = partners_of(place)
    form = ReplyForm(
        request.POST or None, initial={"seen": place.version}, state=place.state, partners=partners
    )
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            replied(place, form.cleaned_data, partners, person_of(request))
        except DomainError as refusal:
            for sentence in (refusal.sentence, *refusal.details):
                form.add_error(None, sentence)
            fresh = place_to_answer(request.user, place.composition.public_id, place.public_id)
            place = fresh or place
            form.data = {**request.POST.dict(), "seen": place.version}
            status = refusal.status
        else:
            messages.success(request, _("Your answer has gone to the school."))
            return redirect("draft", place.composition.public_id)
    shown = place_shown(place)
    context = {
        "place": place,
        "shown": shown,
        "composition": place.composition,
        "form": form if shown.waits else None,
        "effects": effects(place, partners),
        "steps": list(history_of(place)),
    }
    return render(request, "sigs/drafts/reply.html", context, status=status)


def replied(place: DraftPlace, said: dict[str, Any], partners: list[School], by: Any) -> None:
    outcome = DraftOutcome(said["outcome"])
    facts: dict[str, Any] = {"place": place, "text": said["text"], "seen": said["seen"], "by": by}
    if place.state != DraftState.SWAP_ASKED or outcome != DraftOutcome.ACCEPTED:
        reply_to_head(outcome=outcome, **facts)
        return
    numbers = {school.number: school for school in partners}
    partner = partners[0] if len(partners) == 1 else numbers.get(said.get("partner", ""), place.school)
    accept_swap(partner=partner, **facts)


def partners_of(place: DraftPlace) -> list[School]:
    """The school named; or, for a group, each of its schools."""
    run = place.composition.sent_run
    if place.state != DraftState.SWAP_ASKED or run is None:
        return []
    if place.swap_with:
        return [place.swap_with]
    ids = groups_of_run(run.pk).get(place.swap_into or 0, set())
    return sorted(schools_named(ids).values(), key=lambda school: school.sort_en)


def effects(place: DraftPlace, partners: list[School]) -> list[dict[str, Any]]:
    """What each swap would change, in words, and which rules it would break."""
    run = place.composition.sent_run
    if run is None or not partners or place.composition.state != CompositionState.SENT:
        return []
    placement = placement_of(run)
    names = Names(
        schools={pk: str(school.name) for pk, school in schools_named(set(placement)).items()},
        authorities={row.pk: str(row.name) for row in Authority.objects.all()},
        areas={area.pk: str(area.name) for area in areas()},
    )
    found = []
    for partner in partners:
        swap = weighed_swap(run, placement, place.school_id, partner.pk)
        found.append(
            {
                "partner": partner,
                "sentences": verdict_sentences(swap, names),
                "breaks": breaks(swap, names),
                "is_better": swap.cost < 0,
            }
        )
    return found
