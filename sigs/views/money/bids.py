"""Innovation bids: placed and withdrawn by the convenor, decided by the consortium."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.views.asking import ask, press
from sigs.enums import BidState, Permission
from sigs.forms.money import BidForm, DecideBidForm
from sigs.models import Bid, Group
from sigs.queries.groups import group_visible
from sigs.queries.money import bid_visible, open_calls
from sigs.queries.ties import belongs_to
from sigs.services.money import decide_bid, place_bid, withdraw_bid
from sigs.views.money.addresses import money_of


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=group_visible)
def bid_new(request: HttpRequest, group: Group) -> HttpResponse:
    calls = list(open_calls())
    form = BidForm(request.POST or None, calls=calls)

    def act() -> None:
        place_bid(group=group, by=person_of(request), **form.cleaned_data)

    return ask(
        request,
        form,
        act,
        said=_("The bid is placed. The consortium decides on it and says why."),
        back=money_of(group),
        template="sigs/money/bid_new.html",
        heading=_("Bid for innovation money"),
        lead=group.name,
        save=_("Place the bid"),
        calls=calls,
    )


@authorise(Permission.VIEW_GROUP, find=bid_visible)
def bid(request: HttpRequest, bid: Bid) -> HttpResponse:
    person = person_of(request)
    waits = bid.state == BidState.ASKED
    context = {
        "bid": bid,
        "group": bid.group,
        "below": money_of(bid.group),
        "may_decide": waits and person.has_perm(Permission.DECIDE_MONEY, bid) and not is_near(request, bid),
        "may_withdraw": waits and person.has_perm(Permission.LEAD_GROUP, bid),
    }
    return render(request, "sigs/money/bid.html", context)


def is_near(request: HttpRequest, bid: Bid) -> bool:
    person = person_of(request)
    return person.pk == bid.asked_by_id or belongs_to(person, bid.group)


@require_http_methods(["GET", "POST"])
@authorise(Permission.DECIDE_MONEY, find=bid_visible)
def bid_decide(request: HttpRequest, bid: Bid) -> HttpResponse:
    form = DecideBidForm(request.POST or None)

    def act() -> None:
        facts = form.cleaned_data
        decide_bid(
            bid=bid, grant=facts["decision"] == "grant", because=facts["because"], by=person_of(request)
        )

    return ask(
        request,
        form,
        act,
        said=_("The decision is stored, and the group is told."),
        back=reverse("bid", args=[bid.public_id]),
        template="sigs/money/bid_decide.html",
        heading=_("Decide on a bid"),
        lead=bid.group.name,
        save=_("Store the decision"),
        bid=bid,
    )


@require_POST
@authorise(Permission.LEAD_GROUP, find=bid_visible)
def bid_withdraw(request: HttpRequest, bid: Bid) -> HttpResponse:
    return press(
        request,
        lambda: withdraw_bid(bid=bid, by=person_of(request)),
        said=_("The bid is withdrawn."),
        back=reverse("bid", args=[bid.public_id]),
    )
