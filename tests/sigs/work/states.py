"""Rows in each state, for the guard of the steps."""

import datetime as dt

from core import clock
from sigs.models import Action, Activity, ActivityKind, Group, Meeting, Plan
from tests.factories import MOMENT
from tests.personas import World
from tests.sigs.factories import make_group


def group_of(world: World) -> Group:
    return make_group(world.school, by=world.people.consortium, convenor=world.people.convenor)


def a_plan(world: World, state: str) -> Plan:
    by = world.people.convenor
    settled = state in {"agreed", "under_way"}
    return Plan.objects.create(
        group=group_of(world),
        year=2027,
        state=state,
        begun_at=MOMENT,
        begun_by=by,
        proposed_at=MOMENT if settled or state == "with_members" else None,
        agreed_at=MOMENT if settled else None,
        started_at=MOMENT if state == "under_way" else None,
        closed_at=MOMENT if state == "closed" else None,
        closed_because="Done." if state == "closed" else "",
        changed_at=MOMENT,
        changed_by=by,
    )


def an_activity(world: World, state: str) -> Activity:
    return Activity.objects.create(
        plan=a_plan(world, "agreed"),
        kind=ActivityKind.objects.get(code="triads"),
        title="Triads",
        state=state,
        starts_on=clock.today(),
        ends_on=clock.today(),
        led_by="Deputy head",
        booked_at=MOMENT if state == "booked" else None,
        done_on=clock.today() if state == "done" else None,
        outcome="Seen." if state == "done" else "",
        dropped_at=MOMENT if state == "dropped" else None,
        dropped_because="No cover." if state == "dropped" else "",
        changed_at=MOMENT,
        changed_by=world.people.convenor,
    )


def a_meeting(world: World, state: str) -> Meeting:
    return Meeting.objects.create(
        group=group_of(world),
        state=state,
        title="Meeting",
        starts_at=MOMENT,
        ends_at=MOMENT + dt.timedelta(hours=1),
        place="Hall",
        called_at=MOMENT,
        called_by=world.people.convenor,
        held_at=MOMENT if state == "held" else None,
        cancelled_at=MOMENT if state == "cancelled" else None,
        cancelled_because="Snow." if state == "cancelled" else "",
        changed_at=MOMENT,
        changed_by=world.people.convenor,
    )


def an_action(world: World, state: str) -> Action:
    over = state != "open"
    return Action.objects.create(
        group=group_of(world),
        text="Send the films",
        state=state,
        owner=world.people.head,
        agreed_on=clock.today(),
        agreed_by=world.people.convenor,
        due_on=clock.today(),
        over_at=MOMENT if over else None,
        over_by=world.people.head if over else None,
        dropped_because="No." if state == "dropped" else "",
    )
