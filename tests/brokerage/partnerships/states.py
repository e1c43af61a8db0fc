"""Partnerships, their tasks and planned days in a given state, as their constraints want them."""

from decimal import Decimal
from typing import Any

from brokerage.enums import PartnershipState, PlannedDayState, TaskState
from brokerage.models import Partner, Partnership, PartnershipTask, PlannedDay
from core import clock
from core.enums import ScopeKind
from core.models import Scope
from tests.brokerage.making import a_topic
from tests.brokerage.partnerships.making import a_partnership
from tests.personas import World


def a_partnership_in(world: World, state: str) -> Partnership:
    by, now = world.people.consortium, clock.now()
    facts: dict[str, Any] = {}
    if state in {PartnershipState.PAUSED, PartnershipState.STOPPED}:
        facts = {"halted_at": now, "halted_by": by, "halted_because": "The head is away."}
    if state == PartnershipState.CLOSED:
        facts = {"closed_at": now, "closed_by": by}
    return Partnership.objects.create(
        scope=Scope.create(ScopeKind.PARTNERSHIP, world.region.scope),
        region=world.region,
        kind="pair",
        state=state,
        topic=a_topic(),
        title="Reading",
        reason="They have done this.",
        days=Decimal(4),
        starts_on=clock.today(),
        ends_on=clock.today(),
        begun_at=now,
        broker=by,
        **facts,
    )


def a_task_in(world: World, state: str) -> PartnershipTask:
    needs_reason = state in {TaskState.CANNOT_PROGRESS, TaskState.NOT_REQUIRED}
    return PartnershipTask.objects.create(
        partnership=a_partnership_in(world, PartnershipState.ACTIVE),
        phase="work",
        text="Film a lesson",
        state=state,
        because="No camera." if needs_reason else "",
        changed_at=clock.now(),
        changed_by=world.people.head,
    )


def a_planned_day_in(world: World, state: str) -> PlannedDay:
    over = state != PlannedDayState.PLANNED
    partner = Partner.objects.filter(partnership=a_partnership(world)).first()
    assert partner
    return PlannedDay.objects.create(
        partnership=partner.partnership,
        partner=partner,
        state=state,
        on=clock.today(),
        days=Decimal(1),
        what="Coaching",
        planned_at=clock.now(),
        planned_by=world.people.head,
        over_at=clock.now() if over else None,
        over_by=world.people.head if over else None,
        dropped_because="Snow" if state == PlannedDayState.DROPPED else "",
    )
