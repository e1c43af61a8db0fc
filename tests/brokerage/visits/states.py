"""Visits, notes and agreed actions in any state, for the guard of steps."""

from decimal import Decimal
from typing import Any

from brokerage.models import Visit, VisitAction, VisitNote
from core import clock
from tests.brokerage.visits.making import EVIDENCE, make_visit
from tests.personas import World


def a_visit_in(world: World, state: str) -> Visit:
    visit = make_visit(world.school, world.people.adviser)
    facts: dict[str, Any] = {"state": state}
    if state == "cancelled":
        facts |= {
            "cancelled_at": clock.now(),
            "cancelled_by": world.people.adviser,
            "cancelled_because": "Snow",
        }
    Visit.objects.filter(pk=visit.pk).update(**facts)
    visit.refresh_from_db()
    return visit


def a_visit_note_in(world: World, state: str) -> VisitNote:
    now = clock.now()
    facts: dict[str, Any] = {}
    if state != "draft":
        facts = {"sent_at": now, "sent_by": world.people.adviser}
    if state in {"accurate", "disputed"}:
        facts |= {"answered_at": now, "answered_by": world.people.head, "answer_words": "Not quite."}
    return VisitNote.objects.create(
        visit=make_visit(world.school, world.people.adviser),
        state=state,
        evidence=EVIDENCE,
        support_percent=50,
        days=Decimal("0.5"),
        changed_at=now,
        changed_by=world.people.adviser,
        **facts,
    )


def an_agreed_action_in(world: World, state: str) -> VisitAction:
    over = {"over_at": clock.now(), "over_by": world.people.head, "outcome": "It is so."}
    return VisitAction.objects.create(
        note=a_visit_note_in(world, "sent"),
        state=state,
        text="Look at books together",
        who="school",
        due_on=clock.today(),
        **({} if state == "open" else over),
    )
