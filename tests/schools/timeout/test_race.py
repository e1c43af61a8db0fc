"""Many at once never book staff-days beyond the head's ceiling, and book all of it."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import IntegrityError, connection
from django.db.models import Sum

from core.errors import DomainError
from core.models import User
from schools.enums import TimeOutPurpose
from schools.models import Region, School, TimeOut, TimeOutYear
from tests.factories import MOMENT
from tests.personas import make_world
from tests.schools.timeout.booking import ON, book, limit

AT_ONCE = 12
ROOM = 5

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act):
    together = Barrier(AT_ONCE)

    def one(number: int) -> str:
        together.wait()
        try:
            act(number)
        except (DomainError, IntegrityError) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(AT_ONCE) as people:
        return sorted(people.map(one, range(AT_ONCE)))


def booked() -> Decimal:
    return TimeOut.objects.aggregate(total=Sum("days"))["total"]


def test_many_at_once_never_exceed_the_ceiling(region: Region) -> None:
    world = make_world(region)
    limit(world.school, str(ROOM), by=world.people.head)
    adviser = User.objects.get(pk=world.people.adviser.pk)
    told = at_once(lambda _number: book(world.school, "1", by=adviser))
    assert told == ["OverOwnCeiling"] * (AT_ONCE - ROOM) + ["done"] * ROOM
    assert booked() == TimeOutYear.objects.get().booked == ROOM


def test_many_at_once_book_one_reference_once(region: Region) -> None:
    world = make_world(region)
    adviser = User.objects.get(pk=world.people.adviser.pk)
    told = at_once(lambda _number: book(world.school, "1", by=adviser, reference="sigs/meeting/1"))
    assert told == ["done"] * AT_ONCE
    assert TimeOut.objects.count() == 1


def naive(school: School, adviser: User) -> None:
    """Look whether there is room, then write: the database holds the ceiling against it."""
    year = TimeOutYear.objects.get(school=school)
    if year.booked + 1 > ROOM:
        return
    TimeOut.objects.create(
        ledger=year,
        days=1,
        on=ON,
        purpose=TimeOutPurpose.OTHER,
        what="Naive",
        booked_at=MOMENT,
        booked_by=adviser,
    )


def test_the_database_holds_the_ceiling_against_a_naive_writer(region: Region) -> None:
    world = make_world(region)
    limit(world.school, str(ROOM), by=world.people.head)
    adviser = User.objects.get(pk=world.people.adviser.pk)
    at_once(lambda _number: naive(world.school, adviser))
    assert booked() == TimeOutYear.objects.get().booked == ROOM
