"""Pairs in a given state, as their constraints want them."""

from typing import Any

from core import clock
from sigs.enums import PairingState
from sigs.models import Pairing
from tests.personas import World
from tests.sigs.factories import make_group


def a_pairing(world: World, state: str) -> Pairing:
    people, now = world.people, clock.now()
    facts: dict[str, Any] = {}
    if state in {PairingState.AGREED, PairingState.ENDED}:
        facts["agreed_at"] = now
    if state in {PairingState.DECLINED, PairingState.LAPSED}:
        facts |= {"closed_at": now, "closed_by": people.head}
    if state == PairingState.ENDED:
        facts |= {"ended_at": now, "ended_by": people.head, "outcome": "Both read aloud now."}
    return Pairing.objects.create(
        group=make_group(world.school, world.other_school, by=people.consortium),
        year=2027,
        key=f"{world.school.pk}-{world.other_school.pk}",
        state=state,
        asked_at=now,
        asked_by=people.head,
        **facts,
    )
