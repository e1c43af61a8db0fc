"""Brokerage: what a school asks, offers and is asked for; and for brokers, whose need is open."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from brokerage.enums import InvitationState, Permission
from brokerage.filters import AskFilter
from brokerage.models import Offer
from brokerage.presenting.asks import ask_rows
from brokerage.queries.asks import (
    asks_ended,
    asks_of,
    asks_waiting,
    invitations_to,
    own_schools,
    partners_among,
)
from core.authorise import authorise, held
from schools.models import School
from schools.queries.days import this_year

PER_PAGE = 25


@authorise(Permission.VIEW_HELP)
def brokerage(request: HttpRequest) -> HttpResponse:
    """A head's own schools first; then the list of those who look after several."""
    user: Any = request.user
    own = own_schools(user)
    looks_after = set(held(user, Permission.VIEW_HELP)) - {school.scope_id for school in own}
    context: dict[str, Any] = {"own": own, "year": this_year()}
    if own:
        context |= of_own(own, user)
    if looks_after:
        context |= of_all(request)
    context |= {
        "looks_after": bool(looks_after),
        "may_broker": user.has_perm(Permission.BROKER),
        "may_broker_region": user.has_perm(Permission.BROKER_REGION),
        "sees_unmet": user.has_perm(Permission.VIEW_UNMET),
        "sees_concerns": user.has_perm(Permission.VIEW_CONCERNS),
        "sees_capacity": user.has_perm(Permission.VIEW_CAPACITY),
    }
    return render(request, "brokerage/home.html", context)


def of_own(own: list[School], user: Any) -> dict[str, Any]:
    offers = {row.school_id: row for row in Offer.objects.filter(school__in=own, year=this_year())}
    invitations = invitations_to(own)
    return {
        "asks": ask_rows(asks_of(own), user),
        "offers": [(school, offers.get(school.pk)) for school in own],
        "invitations": invitations,
        "to_answer": sum(one.state == InvitationState.SENT for one in invitations),
        "partners": partners_among(own),
    }


def of_all(request: HttpRequest) -> dict[str, Any]:
    ended = request.GET.get("show") == "ended"
    form = AskFilter(request.GET)
    waiting = asks_ended(request.user) if ended else asks_waiting(request.user)
    page = Paginator(form.apply(waiting), PER_PAGE).get_page(request.GET.get("page"))
    return {
        "form": form,
        "chosen": form.chosen(),
        "page": page,
        "rows": ask_rows(list(page), request.user),
        "ended": ended,
    }
