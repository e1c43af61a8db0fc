"""Rounds of wishes as the consortium runs them: preparing, opening, counting, reminding, reading."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.queries.region import region_of_portal
from sigs.enums import Permission, WishRoundState, WishState
from sigs.forms.wishes import RoundDatesForm, RoundForm, round_values, usual_round
from sigs.models import WishRound
from sigs.presenting.wishes import ROUND_TAGS, WISH_TAGS, wish_shown
from sigs.queries.wishes import (
    STILL_ASKED,
    answers_of,
    participation,
    round_visible,
    rounds_for,
    schools_asked,
    topics_wished,
)
from sigs.services.wishes import rounds as services

PER_PAGE = 25


def region_of(user: Any) -> Any:
    return region_of_portal()


@authorise(Permission.COMPOSE)
def wish_rounds(request: HttpRequest) -> HttpResponse:
    rows = [{"round": row, "tag": ROUND_TAGS[WishRoundState(row.state)]} for row in rounds_for(request.user)]
    return render(request, "sigs/wishes/rounds.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@authorise(Permission.COMPOSE, find=region_of)
def wish_round_new(request: HttpRequest, region: Any) -> HttpResponse:
    form = RoundForm(request.POST or None, initial=usual_round())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = services.prepare_round(
                region=region,
                year=said["year"],
                schools=said["schools"],
                opens_on=said["opens_on"],
                closes_on=said["closes_on"],
                most=said["most"],
                by=person_of(request),
            )
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("wish_round", made.public_id)
    status = 422 if form.is_bound else 200
    return render(request, "sigs/wishes/round_new.html", {"form": form}, status=status)


@authorise(Permission.COMPOSE, find=round_visible)
def wish_round(request: HttpRequest, asking: WishRound) -> HttpResponse:
    """Who has answered and who has not, and the next thing to do."""
    preparing = asking.state == WishRoundState.PREPARING
    silent = answers_of(asking, STILL_ASKED)
    page = Paginator(silent.prefetch_related(None), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "round": asking,
        "tag": ROUND_TAGS[WishRoundState(asking.state)],
        "preparing": preparing,
        "open": asking.state == WishRoundState.OPEN,
        "sums": participation(asking),
        "to_ask": schools_asked(asking).count() if preparing else 0,
        "silent": [{"wish": row, "tag": WISH_TAGS[WishState(row.state)]} for row in page.object_list],
        "page": page,
        "topics": topics_wished(asking),
    }
    return render(request, "sigs/wishes/round.html", context)


@authorise(Permission.COMPOSE, find=round_visible)
def wish_answers(request: HttpRequest, asking: WishRound) -> HttpResponse:
    """What each school said, by name, with why it cannot work with another: for the consortium alone."""
    rows = answers_of(asking, [WishState.GIVEN])
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"round": asking, "page": page, "answers": [wish_shown(row) for row in page.object_list]}
    return render(request, "sigs/wishes/answers.html", context)


@require_http_methods(["GET", "POST"])
@authorise(Permission.COMPOSE, find=round_visible)
def wish_round_edit(request: HttpRequest, asking: WishRound) -> HttpResponse:
    """Its dates; of a round that is closed, a new last day opens it again."""
    form = RoundDatesForm(request.POST or None, initial=round_values(asking))
    if asking.state != WishRoundState.PREPARING:
        for name in ("opens_on", "most"):
            del form.fields[name]
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            if asking.state == WishRoundState.CLOSED:
                services.reopen_round(asking=asking, closes_on=said["closes_on"], by=person_of(request))
            else:
                services.change_round(
                    asking=asking,
                    opens_on=said.get("opens_on", asking.opens_on),
                    closes_on=said["closes_on"],
                    most=said.get("most", asking.most_schools),
                    seen=said["seen"] or 0,
                    by=person_of(request),
                )
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            asking.refresh_from_db()
            form.data = {**request.POST.dict(), "seen": asking.version}
            status = refusal.status
        else:
            messages.success(request, _("The dates are saved."))
            return redirect("wish_round", asking.public_id)
    return render(request, "sigs/wishes/round_edit.html", {"form": form, "round": asking}, status=status)


def opened(asking: WishRound, by: Any) -> str:
    count = services.open_round(asking=asking, by=by)
    sentence = ngettext(
        "The round is open. %(n)s school is asked.", "The round is open. %(n)s schools are asked.", count
    )
    return sentence % {"n": count}


def closed(asking: WishRound, by: Any) -> str:
    services.close_round(asking=asking, by=by)
    return str(_("The round is closed. The composer reads the wishes."))


def dropped(asking: WishRound, by: Any) -> str:
    services.drop_round(asking=asking, by=by)
    return str(_("The round is dropped. Nobody was asked."))


def reminded(asking: WishRound, by: Any) -> str:
    count = services.remind_heads(asking=asking, by=by)
    if not count:
        return str(
            _("Nobody was reminded: all who are silent were asked or reminded within the last seven days.")
        )
    sentence = ngettext("%(n)s school was reminded.", "%(n)s schools were reminded.", count)
    return sentence % {"n": count}


STEPS = {"open": opened, "close": closed, "drop": dropped, "remind": reminded}


@require_POST
@authorise(Permission.COMPOSE, find=round_visible)
def wish_round_step(request: HttpRequest, asking: WishRound) -> HttpResponse:
    step = STEPS.get(request.POST.get("step", ""))
    if step is None:
        return redirect("wish_round", asking.public_id)
    try:
        messages.success(request, step(asking, person_of(request)))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    if asking.state == WishRoundState.DROPPED:
        return redirect("wish_rounds")
    return redirect("wish_round", asking.public_id)
