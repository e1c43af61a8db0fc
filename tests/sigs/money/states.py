"""Tranches and bids in a given state, as their constraints want them."""

import datetime as dt
from decimal import Decimal
from typing import Any

from core import clock
from sigs.enums import BidState, TrancheState
from sigs.models import Bid, Grant, Group, InnovationCall, Tranche
from tests.personas import World
from tests.sigs.factories import make_group
from tests.sigs.money.funds import make_grant


def a_tranche(world: World, state: str) -> Tranche:
    group = make_group(world.school, by=world.people.consortium)
    return tranche_of(make_grant(world.people.consortium), group, world, state)


def tranche_of(grant: Grant, group: Group, world: World, state: str) -> Tranche:
    by, now = world.people.consortium, clock.now()
    decided: dict[str, Any] = {} if state == TrancheState.PLANNED else {"decided_at": now, "decided_by": by}
    return Tranche.objects.create(
        grant=grant,
        group=group,
        number=1,
        amount=Decimal(300),
        due_on=clock.today(),
        state=state,
        planned_at=now,
        planned_by=by,
        held_because="No plan yet" if state == TrancheState.HELD else "",
        **decided,
    )


def a_bid(world: World, state: str) -> Bid:
    by, now = world.people.consortium, clock.now()
    group = make_group(world.school, by=by)
    grant = make_grant(by)
    call = InnovationCall.objects.create(
        grant=grant,
        name_en="Try something",
        name_cy="Rhowch gynnig",
        about_en="Small trials.",
        about_cy="Treialon bach.",
        opens_on=clock.today(),
        closes_on=clock.today() + dt.timedelta(days=30),
        most=Decimal(400),
        changed_at=now,
        changed_by=by,
    )
    facts: dict[str, Any] = {}
    if state in {BidState.GRANTED, BidState.REFUSED}:
        facts = {"decided_at": now, "decided_by": by, "because": "It is clear."}
    if state == BidState.GRANTED:
        facts["tranche"] = tranche_of(grant, group, world, TrancheState.RELEASED)
    return Bid.objects.create(
        call=call,
        group=group,
        state=state,
        what="Books that talk",
        why="Pupils hear two languages.",
        amount=Decimal(300),
        until=clock.today() + dt.timedelta(days=100),
        asked_at=now,
        asked_by=world.people.convenor,
        **facts,
    )
