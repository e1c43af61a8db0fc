"""Many at once never book beyond the ceiling, and book all of it. A control that looks first and writes
afterwards does go beyond, once the database is told to look away."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pgtrigger
import pytest
from django.db import IntegrityError, connection
from django.db.models import Sum

from core.errors import DomainError
from core.models import Notice, User
from schools.enums import DayRequestState, VisitKind
from schools.models import DayBudget, DayEntry, DayRequest, Region, School
from schools.services.days import ask_for_days, decide_request
from tests.factories import MOMENT
from tests.levels import judge, make_cycle, make_levels, turn_on
from tests.personas import World, make_world
from tests.schools.days.booking import TODAY, book
from tests.schools.days.conftest import YEAR

AT_ONCE = 12
TRIALS = 50
ROOM = 10

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def crowd(region: Region) -> World:
    world = make_world(region)
    turn_on(region, world.people.consortium)
    cycle = make_cycle(region, YEAR, world.people.consortium)
    judge(world.school, cycle, make_levels(region)["some"], by=world.people.adviser)
    return world


def at_once(act: Callable[[], object]) -> list[str]:
    together = Barrier(AT_ONCE)

    def one(_number: int) -> str:
        together.wait()
        try:
            act()
        except (DomainError, IntegrityError) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(AT_ONCE) as people:
        return sorted(people.map(one, range(AT_ONCE)))


def forget() -> None:
    """Everything booked, but not the budget, whose row is what all of them want."""
    with pgtrigger.ignore("schools.DayEntry:days_stay_on_record"):
        DayEntry.objects.all().delete()
    DayBudget.objects.update(booked=0, extra=0, warned_at=None)
    Notice.objects.all().delete()


def booked() -> Decimal:
    return DayEntry.objects.aggregate(total=Sum("days"))["total"]


def test_many_at_once_never_exceed_the_ceiling(crowd: World) -> None:
    adviser = User.objects.get(pk=crowd.people.adviser.pk)

    for _trial in range(TRIALS):
        told = at_once(lambda: book(crowd.school, "1", by=adviser))

        assert told == ["OverCeiling"] * (AT_ONCE - ROOM) + ["done"] * ROOM
        assert booked() == DayBudget.objects.get().booked == ROOM
        forget()


def naive(school: School, adviser: User) -> None:
    """Look whether there is room, then write."""
    budget = DayBudget.objects.get_or_create(school=school, year=YEAR)[0]
    taken = DayEntry.objects.filter(budget=budget).aggregate(total=Sum("days"))["total"] or 0
    if taken + 1 > ROOM:
        return
    DayEntry.objects.create(
        budget=budget,
        days=1,
        kind=VisitKind.OTHER,
        purpose="Naive",
        on=TODAY,
        adviser=adviser,
        planned_at=MOMENT,
        planned_by=adviser,
    )


def test_the_control_exceeds_it_where_the_database_looks_away(crowd: World) -> None:
    adviser = crowd.people.adviser
    book(crowd.school, "1", by=adviser)
    forget()

    def act() -> None:
        with pgtrigger.ignore("schools.DayEntry:keep_sum"):
            naive(crowd.school, adviser)

    exceeded = 0
    for _trial in range(TRIALS):
        at_once(act)
        exceeded += booked() > ROOM
        forget()
    assert exceeded > 0


def test_the_database_holds_the_ceiling_against_the_control(crowd: World) -> None:
    adviser = crowd.people.adviser
    book(crowd.school, "1", by=adviser)
    forget()

    for _trial in range(5):
        at_once(lambda: naive(crowd.school, adviser))
        assert booked() == DayBudget.objects.get().booked <= ROOM
        forget()


def test_of_many_who_ask_or_decide_one_succeeds(crowd: World) -> None:
    adviser, senior = crowd.people.adviser, crowd.people.senior_adviser

    def ask() -> None:
        ask_for_days(school=crowd.school, year=YEAR, days=Decimal(2), reason="More", by=adviser)

    told = at_once(ask)
    assert told.count("done") == 1
    asked = DayRequest.objects.get()

    told = at_once(
        lambda: decide_request(
            request=DayRequest.objects.get(pk=asked.pk), approve=True, answer="", by=senior
        )
    )
    assert told.count("done") == 1
    assert DayRequest.objects.get().state == DayRequestState.APPROVED
    assert DayBudget.objects.get().extra == 2
