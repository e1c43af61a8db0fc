"""Days of support in the furnished world: planned at both first schools, and more asked for."""

import datetime as dt
from decimal import Decimal

from core import clock
from core.models import User
from schools.enums import VisitKind
from schools.models import AdviserTime, DayBudget, DayEntry, DayRequest, School
from schools.queries.days import this_year
from tests.factories import MOMENT
from tests.personas import World

PURPOSE = "Looking at books together"
REASON = "A new headteacher begins in January"


def add_days(world: World) -> None:
    adviser = world.people.adviser
    for school in (world.school, world.other_school):
        plan(school, adviser, Decimal("1.5"))
        DayRequest.objects.create(
            budget=DayBudget.objects.get(school=school, year=this_year()),
            days=Decimal(2),
            reason=REASON,
            asked_at=MOMENT,
            asked_by=adviser,
        )
    AdviserTime.objects.create(
        person=adviser, share=Decimal("0.6"), set_at=MOMENT, set_by=world.people.senior_adviser
    )


def plan(school: School, adviser: User, days: Decimal, ahead: int = 0) -> DayEntry:
    budget, _made = DayBudget.objects.get_or_create(school=school, year=this_year())
    return DayEntry.objects.create(
        budget=budget,
        days=days,
        kind=VisitKind.AUTUMN,
        purpose=PURPOSE,
        on=clock.today() + dt.timedelta(days=ahead),
        adviser=adviser,
        planned_at=MOMENT,
        planned_by=adviser,
    )


def add_more_days(world: World, schools: list[School]) -> None:
    """More of them, at more schools."""
    adviser = world.people.adviser
    for ahead in range(1, 4):
        plan(world.school, adviser, Decimal("0.25"), ahead)
    for school in schools:
        plan(school, adviser, Decimal(1))
