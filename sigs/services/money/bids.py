"""Innovation bids: any group asks while a call is open; the consortium decides, with a reason."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from core import clock, notices
from core.models import User
from core.transitions import Transition, advance
from sigs.enums import BidState, TrancheKind
from sigs.models import Bid, Grant, Group, InnovationCall, Tranche
from sigs.services.money.refusals import (
    BidTooLarge,
    BidWaiting,
    CallClosed,
    OwnBid,
    broken_rule,
    refuse_own,
)
from sigs.services.money.tranches import take
from sigs.services.still import refuse_still
from sigs.wording.pounds import pounds

GRANT = Transition("grant", sources=[BidState.ASKED], target=BidState.GRANTED)
REFUSE = Transition("refuse", sources=[BidState.ASKED], target=BidState.REFUSED)
WITHDRAW = Transition("withdraw", sources=[BidState.ASKED], target=BidState.WITHDRAWN)


@transaction.atomic
def save_call(*, grant: Grant, by: User, call: InnovationCall | None = None, **facts: Any) -> InnovationCall:
    made = call or InnovationCall()
    for name, value in {"grant": grant, **facts, "changed_at": clock.now(), "changed_by": by}.items():
        setattr(made, name, value)
    made.save()
    return made


@transaction.atomic
def place_bid(
    *, call: InnovationCall, group: Group, what: str, why: str, amount: Decimal, until: dt.date, by: User
) -> Bid:
    """Refused: outside the call's dates (CallClosed), more than one bid may ask for (BidTooLarge), a second
    one while the first waits (BidWaiting)."""
    refuse_still(group)
    if not call.opens_on <= clock.today() <= call.closes_on:
        raise CallClosed
    if amount > call.most:
        raise BidTooLarge(call.most)
    try:
        with transaction.atomic():
            return Bid.objects.create(
                call=call,
                group=group,
                what=what,
                why=why,
                amount=amount,
                until=until,
                asked_at=clock.now(),
                asked_by=by,
            )
    except IntegrityError as error:
        if broken_rule(error) != "bid_one_at_a_time":
            raise
        raise BidWaiting from error


@transaction.atomic
def withdraw_bid(*, bid: Bid, by: User) -> None:
    advance(bid, WITHDRAW)


@transaction.atomic
def decide_bid(*, bid: Bid, grant: bool, because: str, by: User) -> None:
    """What is granted is a tranche of the call's grant, released at once.

    Refused: by whoever placed it (OwnBid) or belongs to the group (OwnGroup); more than the grant has left
    (OverGrant)."""
    if by.pk == bid.asked_by_id:
        raise OwnBid
    refuse_own(bid.group, by)
    facts = {"decided_at": clock.now(), "decided_by": by, "because": because}
    if grant:
        advance(bid, GRANT, tranche=granted(bid, by), **facts)
    else:
        advance(bid, REFUSE, **facts)
    notices.tell(
        bid.asked_by,
        "sigs/bid_granted" if grant else "sigs/bid_refused",
        f"/money/bids/{bid.public_id}/",
        group=bid.group.name_en,
        group_cy=bid.group.name_cy or bid.group.name_en,
        what=bid.what,
        amount=pounds(bid.amount),
        because=because,
    )


def granted(bid: Bid, by: User) -> Tranche:
    # Of two who grant the same group's bids at once, the second counts on from the first.
    Group.objects.select_for_update(of=("self",)).get(pk=bid.group_id)
    refuse_still(bid.group)
    known = Tranche.objects.filter(group=bid.group, grant=bid.call.grant, kind=TrancheKind.INNOVATION)
    tranche = Tranche.objects.create(
        group=bid.group,
        grant=bid.call.grant,
        kind=TrancheKind.INNOVATION,
        number=(known.aggregate(last=Max("number"))["last"] or 0) + 1,
        amount=bid.amount,
        due_on=clock.today(),
        planned_at=clock.now(),
        planned_by=by,
    )
    take(tranche, by)
    return tranche
