"""Innovation bids: what may be asked for, and who decides."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from core import clock
from core.errors import IllegalTransition
from sigs.enums import BidState
from sigs.models import Grant, Group
from sigs.queries.money import open_calls
from sigs.services.money import decide_bid, place_bid, save_call, withdraw_bid
from sigs.services.money.refusals import (
    BidTooLarge,
    BidWaiting,
    CallClosed,
    OwnBid,
    OwnGroup,
)
from tests.factories import give_role
from tests.personas import World
from tests.sigs.money.funds import spend

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(world: World, grant: Grant) -> Any:
    return save_call(
        grant=grant,
        by=world.people.consortium,
        name_en="Try",
        name_cy="Rhowch gynnig",
        about_en="Small trials.",
        about_cy="Treialon bach.",
        opens_on=clock.today(),
        closes_on=clock.today() + dt.timedelta(days=10),
        most=Decimal(400),
    )


def bid_for(call: Any, group: Group, by: Any, amount: str = "300") -> Any:
    return place_bid(
        call=call, group=group, what="A", why="B", amount=Decimal(amount), until=clock.today(), by=by
    )


def test_a_granted_bid_is_money_that_waits_for_nothing(world: World, group: Group, call: Any) -> None:
    bid = bid_for(call, group, world.people.convenor)
    with pytest.raises(BidWaiting):
        bid_for(call, group, world.people.convenor)
    decide_bid(bid=bid, grant=True, because="New to us", by=world.people.consortium)
    assert (bid.state, bid.tranche.state, bid.tranche.amount) == (BidState.GRANTED, "released", 300)
    spend(bid.tranche, "300", world.people.convenor)
    again = bid_for(call, group, world.people.convenor)
    decide_bid(bid=again, grant=False, because="Once is enough", by=world.people.consortium)
    assert again.tranche is None


def test_what_a_bid_cannot_be(world: World, group: Group, call: Any) -> None:
    with pytest.raises(BidTooLarge, match="£400"):
        bid_for(call, group, world.people.convenor, "400.01")
    bid = bid_for(call, group, world.people.convenor)
    give_role(world.people.head, "consortium", world.region.scope)
    with pytest.raises(OwnGroup):
        decide_bid(bid=bid, grant=True, because="Mine", by=world.people.head)
    with pytest.raises(OwnBid):
        decide_bid(bid=bid, grant=True, because="Mine", by=world.people.convenor)
    withdraw_bid(bid=bid, by=world.people.convenor)
    with pytest.raises(IllegalTransition):
        decide_bid(bid=bid, grant=True, because="Late", by=world.people.consortium)
    call.closes_on = call.opens_on = clock.today() - dt.timedelta(days=1)
    call.save()
    with pytest.raises(CallClosed):
        bid_for(call, group, world.people.convenor)
    assert not open_calls().exists()
