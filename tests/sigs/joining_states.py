"""Groups, and what goes before them, in each of their states."""

import datetime as dt

from core import clock
from schools.models import Topic
from sigs.models import (
    Group,
    GroupProposal,
    GroupSeat,
    JoinRequest,
    Nomination,
    Nominee,
    ProposalAnswer,
    SeatKind,
    Tier,
)
from tests.factories import MOMENT
from tests.personas import World
from tests.sigs.factories import make_group


def a_group(world: World, state: str) -> Group:
    facts = {
        "active": {},
        "paused": {"paused_because": "Inspection"},
        "closed": {"closed_on": clock.today(), "closed_because": "The year is over"},
    }[state]
    return make_group(by=world.people.consortium, state=state, **facts)


def a_join_request(world: World, state: str) -> JoinRequest:
    over = state != "asked"
    return JoinRequest.objects.create(
        group=make_group(by=world.people.consortium),
        school=world.school,
        why="A need",
        state=state,
        asked_at=MOMENT,
        asked_by=world.people.head,
        answered_at=MOMENT if over else None,
        answered_by=world.people.head if over else None,
        answer="Full" if state == "declined" else "",
    )


def a_proposal(world: World, state: str) -> GroupProposal:
    return GroupProposal.objects.create(
        region=world.region,
        tier=Tier.objects.get(code="siglet"),
        name_en="Talk",
        topic=Topic.objects.get(code="oracy"),
        why="Pupils who speak",
        language="en",
        state=state,
        school=world.school,
        proposed_at=MOMENT,
        proposed_by=world.people.head,
        ended_at=None if state == "open" else MOMENT,
        group=make_group(by=world.people.consortium) if state == "formed" else None,
    )


def a_proposal_answer(world: World, state: str) -> ProposalAnswer:
    over = state != "waiting"
    return ProposalAnswer.objects.create(
        proposal=a_proposal(world, "open"),
        school=world.other_school,
        state=state,
        because="No time" if state == "declined" else "",
        asked_at=MOMENT,
        answered_at=MOMENT if over else None,
        answered_by=world.people.other_head if over else None,
    )


def a_nomination(world: World, state: str) -> Nomination:
    over, by = state != "open", world.people.consortium
    group = make_group(world.school, by=by)
    seat = None
    if state == "decided":
        kind = SeatKind.objects.get(code="convenor")
        seat = GroupSeat.objects.create(
            group=group, kind=kind, name="Non Pask", starts_on=clock.today(), given_by=by
        )
    return Nomination.objects.create(
        group=group,
        closes_on=clock.today() + dt.timedelta(days=9),
        rule="majority",
        state=state,
        opened_at=MOMENT,
        opened_by=by,
        ended_at=MOMENT if over else None,
        ended_by=by if over else None,
        ended_because="Wrong day" if state == "called_off" else "",
        seat=seat,
    )


def a_nominee(world: World, state: str) -> Nominee:
    return Nominee.objects.create(
        nomination=a_nomination(world, "open"),
        person=world.people.head,
        school=world.school,
        state=state,
        named_at=MOMENT,
        answered_at=None if state == "asked" else MOMENT,
    )
