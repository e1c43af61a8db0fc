"""One ledger of staff-days out of school; the head's ceiling holds unless the head agrees."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from core.errors import DomainError, IllegalTransition
from core.models import Notice
from schools.enums import PaidBy, TimeOutPurpose, TimeOutState
from schools.models import TimeOut, TimeOutYear
from schools.queries.attention import attention
from schools.queries.timeout import room_of, rows_of, schools_with_time_out, sums_of
from schools.services.timeout import answer_time_out, cancel_time_out, set_time_out_ceiling
from schools.services.timeoutrefusals import (
    CeilingChanged,
    CoverUnpaid,
    NotInQuarters,
    OverOwnCeiling,
    ReasonMissing,
)
from tests.personas import World
from tests.schools.timeout.booking import ON, YEAR, book, limit

pytestmark = pytest.mark.django_db


def test_days_count_in_the_academic_year_of_their_date(world: World) -> None:
    book(world.school, "1.5", by=world.people.adviser)
    book(world.school, "2", by=world.people.adviser, on=dt.date(2027, 9, 1))
    assert room_of(world.school, ON).booked == Decimal("1.5")
    assert room_of(world.school, dt.date(2027, 10, 1)).booked == Decimal(2)


def test_without_a_ceiling_nothing_limits_the_days(world: World) -> None:
    book(world.school, "90", by=world.people.adviser)
    room = room_of(world.school, ON)
    assert room.left is None
    assert not room.goes_over(Decimal(90))


def test_the_warning_comes_before_the_ask(world: World) -> None:
    limit(world.school, "3", by=world.people.head)
    book(world.school, "2", by=world.people.adviser)
    room = room_of(world.school, ON)
    assert not room.goes_over(Decimal(1))
    assert room.goes_over(Decimal("1.25"))


def test_beyond_the_ceiling_is_refused_and_nothing_is_stored(world: World) -> None:
    limit(world.school, "3", by=world.people.head)
    book(world.school, "2", by=world.people.adviser)
    with pytest.raises(OverOwnCeiling) as refusal:
        book(world.school, "1.25", by=world.people.adviser)
    assert refusal.value.left == Decimal(1)
    assert TimeOut.objects.count() == 1


def test_the_head_goes_beyond_the_own_ceiling_knowingly(world: World) -> None:
    limit(world.school, "1", by=world.people.head)
    row = book(world.school, "2", by=world.people.head)
    assert row.agreed_by == world.people.head
    assert room_of(world.school, ON).left == Decimal(-1)


def test_an_ask_waits_for_the_head_and_does_not_count(world: World) -> None:
    limit(world.school, "1", by=world.people.head)
    row = book(world.school, "2", by=world.people.adviser, ask_head=True)
    assert row.state == TimeOutState.ASKED
    assert room_of(world.school, ON).booked == 0
    assert Notice.objects.filter(person=world.people.head, kind="schools/time_out_asked").exists()
    assert [found[0] for found in attention(world.people.head) if found[0] == "time-out"]
    assert not [found for found in attention(world.people.other_head) if found[0] == "time-out"]

    answer_time_out(row=row, agree=True, by=world.people.head)
    assert room_of(world.school, ON).booked == Decimal(2)
    assert Notice.objects.filter(person=world.people.adviser, kind="schools/time_out_agreed").exists()
    with pytest.raises(IllegalTransition):
        answer_time_out(row=TimeOut.objects.get(), agree=False, because="No", by=world.people.head)


def test_a_declined_ask_says_why_and_never_counts(world: World) -> None:
    limit(world.school, "1", by=world.people.head)
    row = book(world.school, "2", by=world.people.adviser, ask_head=True)
    with pytest.raises(ReasonMissing):
        answer_time_out(row=row, agree=False, because=" ", by=world.people.head)
    answer_time_out(row=row, agree=False, because="Two are away", by=world.people.head)
    assert row.ended_because == "Two are away"
    assert room_of(world.school, ON).booked == 0


def test_cancelled_days_are_free_again_and_stay_on_record(world: World) -> None:
    limit(world.school, "2", by=world.people.head)
    row = book(world.school, "2", by=world.people.adviser)
    cancel_time_out(row=row, because="Snow", by=world.people.adviser)
    book(world.school, "2", by=world.people.adviser)
    assert [found.state for found in rows_of(world.school, YEAR)] == [
        TimeOutState.CANCELLED,
        TimeOutState.BOOKED,
    ]
    with pytest.raises(IllegalTransition):
        cancel_time_out(row=row, because="Snow", by=world.people.adviser)


def test_a_reference_is_booked_once_and_cancelled_everywhere(world: World) -> None:
    first = book(world.school, "1", by=world.people.adviser, reference="sigs/meeting/1")
    assert book(world.school, "1", by=world.people.adviser, reference="sigs/meeting/1") == first
    book(world.other_school, "1", by=world.people.adviser, reference="sigs/meeting/1")
    assert cancel_time_out(reference="sigs/meeting/1", because="Called off", by=world.people.adviser) == 2
    assert cancel_time_out(reference="sigs/meeting/1", because="Called off", by=world.people.adviser) == 0
    again = book(world.school, "1", by=world.people.adviser, reference="sigs/meeting/1")
    assert again != first


@pytest.mark.parametrize("days", ["0", "-1", "0.3", "100.25"])
def test_days_come_in_quarters(world: World, days: str) -> None:
    with pytest.raises(NotInQuarters):
        book(world.school, days, by=world.people.adviser)


def test_cover_has_somebody_who_pays(world: World) -> None:
    with pytest.raises(CoverUnpaid):
        book(world.school, "1", by=world.people.adviser, cover_cost=Decimal(100))
    with pytest.raises(CoverUnpaid):
        book(world.school, "1", by=world.people.adviser, cover_cost=Decimal(-1), paid_by=PaidBy.GROUP)


def test_sums_say_days_by_purpose_and_cover_by_payer(world: World) -> None:
    adviser = world.people.adviser
    book(world.school, "1", by=adviser, cover_cost=Decimal("180.50"), paid_by=PaidBy.GROUP)
    book(world.school, "0.5", by=adviser, purpose=TimeOutPurpose.PANEL)
    gone = book(world.school, "3", by=adviser, cover_cost=Decimal(500), paid_by=PaidBy.SCHOOL)
    cancel_time_out(row=gone, because="Snow", by=adviser)
    sums = sums_of(rows_of(world.school, YEAR))
    assert sums.days == Decimal("1.5")
    assert sums.by_purpose == {"sig": Decimal(1), "panel": Decimal("0.5")}
    assert sums.by_payer == {"group": Decimal("180.50")}
    assert sums.unknown == 1
    assert [(row.days, row.cover) for row in schools_with_time_out(world.people.consortium, YEAR)] == [
        (Decimal("1.5"), Decimal("180.50"))
    ]
    assert schools_with_time_out(world.people.authority_officer, YEAR) == []


def test_two_editors_of_the_ceiling(world: World) -> None:
    head = world.people.head
    limit(world.school, "4", by=head)
    with pytest.raises(CeilingChanged):
        limit(world.school, "9", by=head)
    set_time_out_ceiling(school=world.school, year=YEAR, ceiling=None, seen=Decimal(4), by=head)
    assert room_of(world.school, ON).ceiling is None


def test_a_new_year_begins_with_the_ceiling_of_the_year_before(world: World) -> None:
    limit(world.school, "4", by=world.people.head)
    book(world.school, "1", by=world.people.adviser, on=dt.date(2027, 10, 1))
    assert room_of(world.school, dt.date(2027, 10, 1)).ceiling == Decimal(4)


def test_a_lowered_ceiling_leaves_what_is_booked(world: World) -> None:
    book(world.school, "4", by=world.people.adviser)
    limit(world.school, "2", by=world.people.head)
    assert room_of(world.school, ON).left == Decimal(-2)
    with pytest.raises(DomainError):
        book(world.school, "0.25", by=world.people.adviser)


def test_the_database_refuses_what_forgets_the_service(world: World) -> None:
    limit(world.school, "1", by=world.people.head)
    year = TimeOutYear.objects.get()
    row = book(world.school, "1", by=world.people.adviser)
    for facts in ({"days": Decimal(2)}, {"state": TimeOutState.CANCELLED}, {"days": Decimal("0.3")}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TimeOut.objects.filter(pk=row.pk).update(**facts)
    year.refresh_from_db()
    assert year.booked == Decimal(1)
