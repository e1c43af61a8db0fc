"""An ask: entered from a need, from a school's page or by a group; changed, withdrawn; its kind of help."""

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from brokerage.enums import HelpKind, HelpLanguage, Permission
from brokerage.forms.asks import AskForm, ChangeAskForm, GroupAskForm, WithdrawAskForm
from brokerage.forms.kinds import LINK_LINES, KindForm, reason_name
from brokerage.models import Ask
from brokerage.presenting.asks import ask_page, asked_for
from brokerage.queries.asks import (
    ask_visible,
    left_out,
    link_plan,
    need_to_ask_with,
    school_to_ask_for,
)
from brokerage.queries.kinds import Known, known_for
from brokerage.services.asking import change_ask, decide_kind, enter_ask, look_again, withdraw
from brokerage.wording.kinds import known_words, reason_known
from core import clock
from core.authorise import authorise, person_of
from core.errors import DomainError
from core.views.asking import ask as ask_form
from core.views.asking import press
from schools.enums import Urgency
from schools.models import Need, School
from schools.queries.topics import tree
from sigs.enums import Permission as GroupsPermission
from sigs.models import Group
from sigs.queries.groups import current_members, group_visible

# What a form begins with: help from in two weeks, for two terms.
SOON, LASTS = dt.timedelta(days=14), dt.timedelta(days=180)


def find_ask(user: Any, public_id: UUID) -> Ask | None:
    return ask_visible(user, public_id)


def find_school(user: Any, number: str) -> School | None:
    return school_to_ask_for(user, number)


@authorise(Permission.VIEW_HELP, find=find_ask)
def ask(request: HttpRequest, ask: Ask) -> HttpResponse:
    return render(request, "brokerage/asks/ask.html", {"page": ask_page(ask, request.user), "ask": ask})


@require_http_methods(["GET", "POST"])
@authorise(Permission.ASK_FOR_HELP, find=find_school)
def ask_new(request: HttpRequest, school: School) -> HttpResponse:
    need = need_to_ask_with(request.user, school, named(request.GET.get("need")))
    topics = tree()
    form = AskForm(
        request.POST or None,
        tree=topics,
        topic=need.topic if need else None,
        initial=first(need) | {"topic": request.GET.get("topic", "")},
    )
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        facts["topic"] = form.named or facts["topic"]
        try:
            made = enter_ask(school=school, need=need, by=person_of(request), **facts)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("Asked. The next step is to decide which kind of help is enough."))
            return redirect("ask", made.public_id)
    context = {"school": school, "need": need, "form": form}
    return render(request, "brokerage/asks/ask_new.html", context, status=status)


def named(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def first(need: Need | None) -> dict[str, Any]:
    """What stands in the form before anybody has written; from the need, where there is one."""
    today = clock.today()
    said = {"text": need.text, "wanted": need.wanted, "urgency": need.urgency} if need else {}
    return {
        "urgency": Urgency.YEAR,
        "language": need.language if need else (get_language() or "en")[:2],
        "help_language": HelpLanguage.EITHER,
        "days": Decimal(4),
        "starts_on": today + SOON,
        "ends_on": today + LASTS,
        **said,
    }


@require_http_methods(["GET", "POST"])
@authorise(GroupsPermission.LEAD_GROUP, find=group_visible)
def group_ask(request: HttpRequest, group: Group) -> HttpResponse:
    """Its convenor asks for the whole group; one of its schools stands for it."""
    schools = [member.school for member in current_members(group)]
    form = GroupAskForm(request.POST or None, tree=tree(), schools=schools, initial=first(None))
    asked = Ask.objects.filter(group=group).select_related("topic", "school").order_by("-asked_at")
    return ask_form(
        request,
        form,
        lambda: enter_ask(group=group, by=person_of(request), **form.cleaned_data),
        said=_("Asked for the group. Whoever advises the school decides which kind of help is enough."),
        back=reverse("group_ask", args=[group.slug]),
        template="brokerage/asks/group_ask.html",
        group=group,
        asked=[(one, asked_for(one)) for one in asked],
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.ASK_FOR_HELP, find=find_ask)
def ask_change(request: HttpRequest, ask: Ask) -> HttpResponse:
    names = [name for name in ChangeAskForm.base_fields if name != "version"]
    initial = {name: getattr(ask, name) for name in (*names, "version")}
    form = ChangeAskForm(request.POST or None, initial=initial)
    return ask_form(
        request,
        form,
        lambda: change_ask(ask=ask, by=person_of(request), **form.cleaned_data),
        said=_("Changed. Whoever brokers for the school has been told."),
        back=reverse("ask", args=[ask.public_id]),
        template="brokerage/asks/ask_change.html",
        now=lambda: ask,
        ask=ask,
        school=ask.school,
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.ASK_FOR_HELP, find=find_ask)
def ask_withdraw(request: HttpRequest, ask: Ask) -> HttpResponse:
    form = WithdrawAskForm(request.POST or None)
    return ask_form(
        request,
        form,
        lambda: withdraw(ask=ask, by=person_of(request), **form.cleaned_data),
        said=_("Withdrawn. It stays on record."),
        back=reverse("ask", args=[ask.public_id]),
        heading=_("Withdraw the ask"),
        lead=ask.school.name,
        save=_("Withdraw it"),
    )


@require_POST
@authorise(Permission.BROKER, find=find_ask)
def ask_look_again(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Off the unmet board, and back among those for which a school is sought."""
    back = reverse("match", args=[ask.public_id])
    return press(
        request,
        lambda: look_again(ask=ask, by=person_of(request)),
        said=_("A school is sought for it again."),
        back=back,
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.BROKER, find=find_ask)
def ask_kind(request: HttpRequest, ask: Ask) -> HttpResponse:
    known = known_for(ask)
    form = KindForm(
        request.POST or None,
        known={kind: reason_known(kind, known) for kind in HelpKind},
        initial=decided(ask),
    )
    return ask_form(
        request,
        form,
        lambda: decide_kind(ask=ask, by=person_of(request), **form.decided),
        said=_("The kind of help is decided, and the school has been told."),
        back=reverse("ask", args=[ask.public_id]),
        template="brokerage/asks/ask_kind.html",
        ask=ask,
        asked_for=asked_for(ask),
        known=facts_known(known),
    )


def decided(ask: Ask) -> dict[str, Any]:
    """What was decided before, where it is decided anew."""
    if not ask.kind:
        return {}
    reasons = {reason_name(kind): because for kind, because in left_out(ask).items()}
    plan = link_plan(ask)
    lines = {name: getattr(plan, name) for name in LINK_LINES} if plan else {}
    return {"kind": ask.kind, "because": ask.kind_because, **reasons, **lines}


def facts_known(known: Known) -> list[tuple[HelpKind, list[str]]]:
    rows = [(kind, known_words(kind, known)) for kind in HelpKind]
    return [(kind, words) for kind, words in rows if words]
