"""Days and requests for days in every state."""

from decimal import Decimal

from schools.enums import DayRequestState, DayState, VisitKind
from schools.models import DayBudget, DayEntry, DayRequest
from tests.factories import MOMENT
from tests.personas import World
from tests.schools.days.booking import TODAY


def a_budget(world: World) -> DayBudget:
    return DayBudget.objects.get_or_create(school=world.school, year=2027)[0]


def a_day_entry(world: World, state: str) -> DayEntry:
    by = world.people.adviser
    used, cancelled = state == DayState.USED, state == DayState.CANCELLED
    return DayEntry.objects.create(
        budget=a_budget(world),
        state=state,
        days=Decimal(1),
        kind=VisitKind.OTHER,
        purpose="A day",
        on=TODAY,
        adviser=by,
        planned_at=MOMENT,
        planned_by=by,
        used_at=MOMENT if used else None,
        used_by=by if used else None,
        cancelled_at=MOMENT if cancelled else None,
        cancelled_by=by if cancelled else None,
        cancelled_because="Snow" if cancelled else "",
    )


def a_day_request(world: World, state: str) -> DayRequest:
    decided = state != DayRequestState.ASKED
    return DayRequest.objects.create(
        budget=a_budget(world),
        state=state,
        days=Decimal(1),
        reason="More",
        asked_at=MOMENT,
        asked_by=world.people.adviser,
        decided_at=MOMENT if decided else None,
        decided_by=world.people.senior_adviser if decided else None,
        answer="Because" if decided else "",
    )
