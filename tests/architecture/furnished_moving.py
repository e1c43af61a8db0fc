"""Visits, what stands still, and a pause in the furnished world: at both first schools."""

import datetime as dt
from decimal import Decimal

from brokerage.enums import StallKind, VisitState, WhoActs
from brokerage.models import Stall, Visit, VisitAction, VisitNote
from core import clock
from schools.enums import DayState, PauseReason, VisitKind
from schools.models import DayEntry, Pause, School
from tests.architecture.furnished_days import plan
from tests.brokerage.making import make_ask
from tests.factories import MOMENT
from tests.personas import World

EVIDENCE = "Lessons in four classes"
ACTION = "Look at books together"


def add_moving(world: World) -> None:
    for school in (world.school, world.other_school):
        visit(world, school, "draft")
        visit(world, school, "sent", ago=2)
        visit(world, school, "")
        stall(world, school)
        Pause.objects.create(
            school=school,
            reason=PauseReason.HANDOVER,
            begins_on=clock.today() - dt.timedelta(days=90),
            ends_on=clock.today() - dt.timedelta(days=60),
            begun_at=MOMENT,
            begun_by=world.people.adviser,
        )


def add_more_moving(world: World, schools: list[School]) -> None:
    for ago in range(3, 6):
        visit(world, world.school, "sent", ago=ago)
        visit(world, world.school, "draft", ago=ago)
        visit(world, world.school, "")
    for school in schools:
        visit(world, school, "sent", ago=3)
        stall(world, school)


def visit(world: World, school: School, state: str, ago: int = 0) -> Visit:
    adviser = world.people.adviser
    entry = plan(school, adviser, Decimal("0.25"), 0 if state else 3)
    if state == "sent":
        DayEntry.objects.filter(pk=entry.pk).update(state=DayState.USED, used_at=MOMENT, used_by=adviser)
    made = Visit.objects.create(
        school=school,
        adviser=adviser,
        state=VisitState.NOTED if state == "sent" else VisitState.PLANNED,
        kind=VisitKind.AUTUMN,
        on=clock.today() - dt.timedelta(days=ago) if state else clock.today() + dt.timedelta(days=3),
        purpose="Standards",
        entry=entry,
        planned_at=MOMENT,
        planned_by=adviser,
    )
    if state:
        note(world, made, state)
    return made


def note(world: World, made: Visit, state: str) -> None:
    sent = {"sent_at": MOMENT, "sent_by": world.people.adviser} if state == "sent" else {}
    written = VisitNote.objects.create(
        visit=made,
        state=state,
        evidence=EVIDENCE,
        support_percent=60,
        days=Decimal("0.25"),
        version=1,
        changed_at=MOMENT,
        changed_by=world.people.adviser,
        **sent,
    )
    VisitAction.objects.create(
        note=written, text=ACTION, who=WhoActs.SCHOOL, due_on=clock.today() + dt.timedelta(days=30)
    )


def stall(world: World, school: School) -> None:
    ask = make_ask(school, by=world.people.consortium)
    Stall.objects.create(
        kind=StallKind.ASK,
        subject=f"ask/{ask.public_id}",
        ask=ask,
        school=school,
        since=clock.today() - dt.timedelta(days=30),
        found_at=MOMENT,
    )
