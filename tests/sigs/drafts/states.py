"""Rows of wishes, drafts and workshops in a given state, as their constraints want them."""

from typing import Any

from core import clock
from sigs.enums import CompositionState
from sigs.models import Composition, DraftPlace, Wish, WishRound, Workshop, WorkshopPlace
from tests.personas import World
from tests.sigs.drafts.factories import in_days, make_composition, make_run
from tests.sigs.wishes.factories import make_round
from tests.sigs.workshops.factories import make_workshop


def a_composition(world: World, state: str) -> Composition:
    by, now = world.people.consortium, clock.now()
    made = make_composition(by)
    run = make_run(made, [[world.school, world.other_school]], by)
    sent: dict[str, Any] = {"sent_run": run, "sent_at": now, "sent_by": by}
    facts = {
        CompositionState.DRAFT: {},
        CompositionState.SENT: sent,
        CompositionState.PUBLISHED: {**sent, "published_at": now, "published_by": by},
        CompositionState.DROPPED: {"dropped_at": now, "dropped_by": by},
    }[CompositionState(state)]
    Composition.objects.filter(pk=made.pk).update(state=state, **facts)
    return Composition.objects.get(pk=made.pk)


def a_wish_round(world: World, state: str) -> WishRound:
    made, now = make_round(world.people.consortium), clock.now()
    WishRound.objects.filter(pk=made.pk).update(
        state=state,
        opened_at=now if state in {"open", "closed"} else None,
        closed_at=now if state == "closed" else None,
    )
    return WishRound.objects.get(pk=made.pk)


def a_wish(world: World, state: str) -> Wish:
    facts = {"answered_at": clock.now(), "answered_by": world.people.head} if state != "waiting" else {}
    asking = make_round(world.people.consortium)
    return Wish.objects.create(round=asking, school=world.school, state=state, **facts)


def a_draft_place(world: World, state: str) -> DraftPlace:
    composition = a_composition(world, CompositionState.SENT)
    facts: dict[str, Any] = {}
    if state != "waiting":
        facts = {"answered_at": clock.now(), "answered_by": world.people.head, "text": "So we say"}
    if state == "swap_asked":
        facts["swap_into"] = 2
    return DraftPlace.objects.create(
        composition=composition,
        run=composition.sent_run,
        school=world.school,
        number=1,
        answer_by=in_days(5),
        state=state,
        **facts,
    )


def a_workshop(world: World, state: str) -> Workshop:
    made = make_workshop(world.people.consortium)
    Workshop.objects.filter(pk=made.pk).update(
        state=state,
        invited_at=None if state == "planned" else clock.now(),
        cancelled_because="Snow" if state == "cancelled" else "",
    )
    return Workshop.objects.get(pk=made.pk)


def a_workshop_place(world: World, state: str) -> WorkshopPlace:
    return WorkshopPlace.objects.create(
        workshop=a_workshop(world, "open"),
        person=world.people.head,
        state=state,
        asked_at=clock.now(),
        offered_until=clock.now() if state == "offered" else None,
    )
