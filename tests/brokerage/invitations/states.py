"""Promises and invitations in each of their states."""

from decimal import Decimal
from typing import Any

from brokerage.enums import InvitationState, PromiseState
from brokerage.models import Invitation, Promise
from core import clock
from tests.brokerage.invitations.asking import a_pair
from tests.personas import World


def a_promise_in(world: World, state: str) -> Promise:
    _ask, offer = a_pair(world)
    now = clock.now()
    return Promise.objects.create(
        offer=offer,
        state=state,
        days=Decimal(1),
        what="Reading",
        promised_at=now,
        promised_by=world.people.adviser,
        moved_at=now,
        released_because="Declined" if state == PromiseState.RELEASED else "",
    )


def an_invitation_in(world: World, state: str) -> Invitation:
    held = a_promise_in(world, PromiseState.PROMISED)
    ask, now, by = world.school.asks.get(), clock.now(), world.people.adviser
    answered = {"answered_at": now, "answered_by": world.people.other_head}
    with_it: dict[str, dict[str, Any]] = {
        InvitationState.ACCEPTED: answered,
        InvitationState.REFUSED: {**answered, "refusal": "cover"},
        InvitationState.EXPIRED: {"ended_at": now},
        InvitationState.WITHDRAWN: {"ended_at": now, "ended_by": by, "ended_because": "A nearer one"},
    }
    return Invitation.objects.create(
        ask=ask,
        offer=held.offer,
        promise=held,
        state=state,
        days=held.days,
        reason="They have done this.",
        chosen_at=now,
        chosen_by=by,
        sent_at=now,
        answer_by=clock.today(),
        **with_it.get(state, {}),
    )
