"""An invitation: read by both schools and the broker, sent, answered, given longer, taken back."""

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

from brokerage.enums import Permission
from brokerage.forms.invitations import MAYBE, YES, AnswerForm, SendForm, TakeBackForm
from brokerage.models import Invitation
from brokerage.presenting.invitations import invitation_page
from brokerage.queries.invitations import (
    InvitationSeen,
    invitation_asked,
    invitation_brokered,
    invitation_visible,
)
from brokerage.services.inviting import (
    answer_invitation,
    give_longer,
    say_maybe,
    send_invitation,
    take_back,
)
from core import clock
from core.authorise import authorise, person_of
from core.errors import DomainError
from core.views.asking import ask as ask_form


def find_seen(user: Any, public_id: UUID) -> InvitationSeen | None:
    return invitation_visible(user, public_id)


def find_asked(user: Any, public_id: UUID) -> InvitationSeen | None:
    return invitation_asked(user, public_id)


def find_brokered(user: Any, public_id: UUID) -> InvitationSeen | None:
    return invitation_brokered(user, public_id)


def language() -> str:
    return (get_language() or "en")[:2]


def page_of(invitation: Invitation) -> str:
    return reverse("help_invitation", args=[invitation.public_id])


@authorise(Permission.VIEW_HELP, find=find_seen)
def help_invitation(request: HttpRequest, seen: InvitationSeen) -> HttpResponse:
    page = invitation_page(seen, request.user)
    context = {"page": page, "invitation": seen.invitation, "ask": seen.invitation.ask, "side": seen.school}
    return render(request, "brokerage/invitations/invitation.html", context)


@require_http_methods(["GET", "POST"])
@authorise(Permission.SPEAK_FOR_HELP, find=find_asked)
def help_invitation_answer(request: HttpRequest, seen: InvitationSeen) -> HttpResponse:
    form = AnswerForm(request.POST or None, initial={"language": language()})
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            where = answered(request, seen.invitation, form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            return redirect(where)
    page = invitation_page(seen, request.user)
    context = {"page": page, "invitation": seen.invitation, "ask": seen.invitation.ask, "form": form}
    return render(request, "brokerage/invitations/answer.html", context, status=status)


def answered(request: HttpRequest, invitation: Invitation, said: dict[str, Any]) -> str:
    """Where the answer leads: yes to the partnership that it opens."""
    words, person = {"words": said["words"], "language": said["language"]}, person_of(request)
    if said["answer"] == MAYBE:
        say_maybe(invitation=invitation, by=person, **words)
        messages.success(request, _("The broker has been told. The days stay held for you."))
        return page_of(invitation)
    accept = said["answer"] == YES
    refusal = "" if accept else said["refusal"]
    partnership = answer_invitation(invitation=invitation, accept=accept, refusal=refusal, by=person, **words)
    if partnership is None:
        messages.success(request, _("Your answer is stored. Thank you: the broker looks further."))
        return page_of(invitation)
    messages.success(request, _("Thank you. The days are booked, and the partnership is open."))
    return reverse("partnership", args=[partnership.public_id])


@require_http_methods(["GET", "POST"])
@authorise(Permission.BROKER, find=find_brokered)
def help_invitation_send(request: HttpRequest, seen: InvitationSeen) -> HttpResponse:
    invitation = seen.invitation
    until = clock.today() + dt.timedelta(days=settings.INVITATION_ANSWER_DAYS)
    form = SendForm(request.POST or None, initial={"answer_by": until})
    return ask_form(
        request,
        form,
        lambda: send_invitation(invitation=invitation, by=person_of(request), **form.cleaned_data),
        said=_("Sent. The days are held until the last day to answer."),
        back=page_of(invitation),
        heading=_("Ask the school"),
        lead=invitation.offer.school.name,
        save=_("Hold the days and ask"),
        notes=[_("Both schools read your reason. Only the school that is asked can answer.")],
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.BROKER, find=find_brokered)
def help_invitation_longer(request: HttpRequest, seen: InvitationSeen) -> HttpResponse:
    invitation = seen.invitation
    form = SendForm(request.POST or None, initial={"answer_by": invitation.answer_by})
    return ask_form(
        request,
        form,
        lambda: give_longer(invitation=invitation, by=person_of(request), **form.cleaned_data),
        said=_("The school has been told that it has longer."),
        back=page_of(invitation),
        heading=_("Give the school longer"),
        lead=invitation.offer.school.name,
        save=_("Move the last day"),
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.BROKER, find=find_brokered)
def help_invitation_take_back(request: HttpRequest, seen: InvitationSeen) -> HttpResponse:
    invitation = seen.invitation
    form = TakeBackForm(request.POST or None)
    return ask_form(
        request,
        form,
        lambda: take_back(invitation=invitation, by=person_of(request), **form.cleaned_data),
        said=_("Taken back. The days are free again."),
        back=page_of(invitation),
        heading=_("Take the invitation back"),
        lead=invitation.offer.school.name,
        save=_("Take it back"),
    )
