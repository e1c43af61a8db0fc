"""Invitations for tests."""

import datetime as dt
from decimal import Decimal
from typing import Any

from brokerage.models import Ask, Invitation, Offer
from brokerage.services.inviting import choose_school, send_invitation
from core import clock
from core.models import User
from schools.models import Pause, School
from tests.brokerage.making import make_ask, make_offer
from tests.personas import World


def a_pair(world: World, days: str = "10", **facts: Any) -> tuple[Ask, Offer]:
    """The first school asks; the other one offers."""
    ask = make_ask(world.school, by=world.people.head, **facts)
    return ask, make_offer(world.other_school, by=world.people.other_head, days=days)


def chosen(ask: Ask, offer: Offer, by: User, **facts: Any) -> Invitation:
    known = {"days": Decimal(4), "reason": "They have done this with an intake like yours."}
    return choose_school(ask=ask, offer=offer, by=by, **{**known, **facts})


def sent(ask: Ask, offer: Offer, by: User, *, within: int = 10, **facts: Any) -> Invitation:
    invitation = chosen(ask, offer, by, **facts)
    send_invitation(invitation=invitation, answer_by=clock.today() + dt.timedelta(days=within), by=by)
    return invitation


def kinds_told(person: User) -> list[str]:
    return list(person.notices.order_by("pk").values_list("kind", flat=True))


def pause(school: School, by: User) -> None:
    today = clock.today()
    Pause.objects.create(
        school=school,
        reason="inspection",
        begins_on=today,
        ends_on=today + dt.timedelta(days=20),
        begun_at=clock.now(),
        begun_by=by,
    )
