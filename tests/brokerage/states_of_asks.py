"""Asks in any state, for the guard of steps."""

from typing import Any

from brokerage.models import Ask
from core import clock
from tests.brokerage.making import make_ask
from tests.personas import World


def an_ask_in(world: World, state: str) -> Ask:
    now, head = clock.now(), world.people.head
    facts: dict[str, Any] = {}
    if state in {"entered", "withdrawn"}:
        facts |= {"kind": "", "kind_because": "", "kind_at": None, "kind_by": None}
    if state == "unmet":
        facts |= {"unmet_at": now, "unmet_because": "Nobody near"}
    if state in {"elsewhere", "closed", "withdrawn"}:
        facts |= {"ended_at": now, "ended_by": head, "ended_because": "Met by a programme"}
    return make_ask(world.school, by=head, state=state, **facts)
