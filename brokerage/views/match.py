"""The broker's page for one need: who could help and why, choosing with a reason, and what happens next."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from brokerage.enums import SUPPLIED, AskState, InvitationState, Permission
from brokerage.forms.choosing import NONE, SAVE, ChooseForm, UnmetForm
from brokerage.models import Ask, Invitation, Offer
from brokerage.presenting.asks import MATCHABLE, asked_for
from brokerage.presenting.match import (
    MatchPage,
    SupplierCard,
    choices,
    days_hint,
    heading,
    lead,
    match_page,
)
from brokerage.queries.asks import ask_visible, invitations_of
from brokerage.services.asking import put_on_board
from brokerage.services.choosing import choose_and_invite
from brokerage.services.inviting import choose_school
from core import clock
from core.authorise import authorise, person_of
from core.errors import DomainError
from core.views.asking import ask as ask_form
from schools.enums import Permission as SchoolsPermission
from schools.queries.support.levels import CurrentLevel, current_levels, levels_are_on
from schools.queries.support.people import holders
from schools.queries.support.ties import is_tied
from schools.units import days_written


def find_ask(user: Any, public_id: UUID) -> Ask | None:
    return ask_visible(user, public_id)


def elsewhere(request: HttpRequest, ask: Ask) -> HttpResponse | None:
    """Where to go instead, if no school is to be looked for by this person now."""
    if is_tied(request.user, ask.school):  # type: ignore[arg-type]  # signed in, so a User
        messages.error(request, _("You belong to this school: somebody else finds help for it."))
    elif ask.state not in MATCHABLE:
        messages.info(request, _("No school is looked for at the moment. The page says how far it is."))
    elif ask.kind not in SUPPLIED:
        messages.info(request, _("This kind of help needs no other school."))
    else:
        return None
    return redirect("ask", ask.public_id)


@require_http_methods(["GET", "POST"])
@authorise(Permission.BROKER, find=find_ask)
def match(request: HttpRequest, ask: Ask) -> HttpResponse:
    away = elsewhere(request, ask)
    if away:
        return away
    page = match_page(ask)
    chosen = request.POST.get("supplier") or request.GET.get("choose", "")
    cards = page.beside([*request.GET.getlist("school"), chosen])
    chosen = chosen or (cards[0].school.number if cards else "")
    form = choose_form(request, page, cards, chosen)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            choose(request, page, form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            return redirect("match_done", ask.public_id)
    context = {
        "ask": ask,
        "page": page,
        "cards": cards,
        "heading": heading(page),
        "lead": lead(page),
        "asked_for": asked_for(ask),
        "chosen": chosen,
        "form": form,
        "draft": draft_of(ask),
        "unmet_form": UnmetForm(initial={"because": page.main_block}),
        "level": level_of(ask, request.user),
    }
    return render(request, "brokerage/match/match.html", context, status=status)


def level_of(ask: Ask, user: Any) -> CurrentLevel | None:
    """The own support level of the school that asks, for whoever may see it."""
    if not (user.has_perm(SchoolsPermission.VIEW_SUPPORT, ask.school) and levels_are_on()):
        return None
    return current_levels([ask.school_id]).get(ask.school_id)


def choose_form(request: HttpRequest, page: MatchPage, cards: list[SupplierCard], chosen: str) -> ChooseForm:
    first = page.card_of(chosen) or (cards[0] if cards else None)
    return ChooseForm(
        request.POST if request.method == "POST" else None,
        choices=choices(cards),
        days_hint=days_hint(page.ask, cards),
        initial={
            "supplier": first.school.number if first else NONE,
            "days": days_written(first.candidate.days if first else page.ask.days),
            "answer_by": clock.today() + dt.timedelta(days=settings.INVITATION_ANSWER_DAYS),
            "language": (get_language() or "en")[:2],
        },
    )


def choose(request: HttpRequest, page: MatchPage, facts: dict[str, Any]) -> None:
    """Invite, save for later, or put the need on the board."""
    by = person_of(request)
    if facts["supplier"] == NONE:
        put_on_board(ask=page.ask, because=facts["reason"], by=by)
        return
    card = next(one for one in page.cards if one.school.number == facts["supplier"])
    said: dict[str, Any] = {
        "ask": page.ask,
        "offer": Offer.objects.select_related("school__scope").get(pk=card.candidate.offer_id),
        "days": facts["days"],
        "reason": facts["reason"],
        "language": facts["language"],
        "points": card.candidate.stored(),
        "override_because": facts.get("override_because") or "",
        "by": by,
    }
    if request.POST.get("act") == SAVE:
        choose_school(**said)
    else:
        choose_and_invite(**said, answer_by=facts["answer_by"])


def draft_of(ask: Ask) -> Invitation | None:
    rows = Invitation.objects.filter(ask=ask, state=InvitationState.DRAFT)
    return rows.select_related("offer__school").order_by("-chosen_at").first()


@authorise(Permission.BROKER, find=find_ask)
def match_all(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Everybody who passes the rules, to choose up to three from; and the rules that leave the others out."""
    away = elsewhere(request, ask)
    if away:
        return away
    page = match_page(ask)
    context = {"ask": ask, "page": page, "heading": heading(page), "lead": lead(page)}
    return render(request, "brokerage/match/all.html", context)


@authorise(Permission.BROKER, find=find_ask)
def match_done(request: HttpRequest, ask: Ask) -> HttpResponse:
    """What was done last, and what happens next."""
    invitations = invitations_of(ask, drafts=True)
    live = [one for one in invitations if one.state in (InvitationState.DRAFT, InvitationState.SENT)]
    invitation = live[-1] if live else None
    if invitation is None and ask.state != AskState.UNMET:
        return redirect("ask", ask.public_id)
    heads = holders(Permission.SPEAK_FOR_HELP, invitation.offer.school) if invitation else []
    context = {
        "ask": ask,
        "invitation": invitation,
        "is_draft": invitation is not None and invitation.state == InvitationState.DRAFT,
        "heads": [person.name for person in heads],
    }
    return render(request, "brokerage/match/done.html", context)


@require_http_methods(["GET", "POST"])
@authorise(Permission.BROKER, find=find_ask)
def match_unmet(request: HttpRequest, ask: Ask) -> HttpResponse:
    form = UnmetForm(request.POST or None)
    return ask_form(
        request,
        form,
        lambda: put_on_board(ask=ask, because=form.cleaned_data["because"], by=person_of(request)),
        said=_("The need stands on the unmet board."),
        back=reverse("ask", args=[ask.public_id]),
        heading=_("Put the need on the unmet board"),
        lead=ask.school.name,
        save=_("Put it on the board"),
    )
