"""The ledger of days: what counts, what is refused, who is told."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from core.errors import DomainError, IllegalTransition
from core.models import Notice
from schools.enums import DayState, Role
from schools.models import DayBudget, DayEntry, Federation, FederationMembership, School, SupportPeriod
from schools.queries.days import academic_year_of, ledger
from schools.services.days import (
    ask_for_days,
    book_days,
    cancel_days,
    decide_request,
    refresh_ceilings,
    use_days,
)
from tests.factories import START, give_role, make_person
from tests.levels import judge, make_cycle, make_levels
from tests.personas import World
from tests.schools.days.booking import TODAY, book
from tests.schools.days.conftest import YEAR

pytestmark = pytest.mark.django_db


def test_days_are_planned_used_and_cancelled(world: World, limited: School) -> None:
    adviser = world.people.adviser
    first = book(limited, "1.5", by=adviser, on=TODAY)
    second = book(limited, "2", by=adviser)
    use_days(entry=first, days=Decimal("1.75"), by=adviser)
    cancel_days(entry=second, because="The school was closed by snow", by=adviser)

    found = ledger(limited, YEAR)
    assert (found.ceiling, found.used, found.planned, found.left) == (10, Decimal("1.75"), 0, Decimal("8.25"))
    assert found.level.slug == "test-some"
    assert found.cycle.year == YEAR
    assert DayBudget.objects.get().booked == Decimal("1.75")
    second.refresh_from_db()
    assert (second.state, second.cancelled_by, second.cancelled_because) == (
        DayState.CANCELLED,
        adviser,
        "The school was closed by snow",
    )


def test_without_levels_there_is_no_ceiling(world: World) -> None:
    for _visit in range(3):
        book(world.school, "25", by=world.people.adviser)

    found = ledger(world.school, YEAR)
    assert (found.ceiling, found.left, found.is_warned, found.booked) == (None, None, False, 75)


def test_levels_turned_off_limit_nothing(world: World, limited: School) -> None:
    book(limited, "10", by=world.people.adviser)
    SupportPeriod.objects.update(off_at="2026-11-02T09:00Z", off_by=world.people.consortium)

    book(limited, "5", by=world.people.adviser)
    assert ledger(limited, YEAR).ceiling is None


def test_the_ceiling_is_refused_with_what_is_left(world: World, limited: School) -> None:
    book(limited, "9.25", by=world.people.adviser)

    with pytest.raises(DomainError, match=r"the year: 0\.75\."):
        book(limited, "1", by=world.people.adviser)
    book(limited, "0.75", by=world.people.adviser)
    with pytest.raises(DomainError, match="All days of this school's ceiling are booked"):
        book(limited, "0.25", by=world.people.adviser)
    assert DayEntry.objects.count() == 2


def test_longer_than_planned_needs_room_too(world: World, limited: School) -> None:
    book(limited, "9", by=world.people.adviser)
    entry = book(limited, "1", by=world.people.adviser, on=TODAY)

    with pytest.raises(DomainError, match="All days"):
        use_days(entry=entry, days=Decimal("1.25"), by=world.people.adviser)
    use_days(entry=DayEntry.objects.get(pk=entry.pk), days=Decimal("0.5"), by=world.people.adviser)
    assert ledger(limited, YEAR).booked == Decimal("9.5")


@pytest.mark.parametrize("days", ["0", "-1", "0.3", "0.125", "25.25"])
def test_days_come_in_quarters(world: World, days: str) -> None:
    with pytest.raises(DomainError, match="counted in quarters"):
        book(world.school, days, by=world.people.adviser)


def test_dates_decide_the_year(world: World) -> None:
    assert academic_year_of(dt.date(2026, 8, 31)) == 2026
    assert academic_year_of(dt.date(2026, 9, 1)) == 2027
    next_year = book(world.school, "1", by=world.people.adviser, on=dt.date(2027, 9, 1))
    assert next_year.budget.year == 2028
    with pytest.raises(DomainError, match="this academic year and the next"):
        book(world.school, "1", by=world.people.adviser, on=dt.date(2026, 8, 31))
    with pytest.raises(DomainError, match="has not come yet"):
        book(world.school, "1", by=world.people.adviser, used=True)
    used = book(world.school, "1", by=world.people.adviser, on=TODAY, used=True)
    assert (used.state, used.used_by) == (DayState.USED, world.people.adviser)


def test_a_closed_school_takes_no_days(world: World) -> None:
    world.school.closed_on = TODAY
    with pytest.raises(DomainError, match="closed"):
        book(world.school, "1", by=world.people.adviser)


def test_a_partner_adviser_books_no_days_at_the_own_school(world: World) -> None:
    head = world.people.head
    for school in (world.school, world.other_school):
        give_role(head, Role.ADVISER, school.scope)
    with pytest.raises(DomainError, match="works at a school"):
        book(world.school, "1", by=head)
    # Nor does a colleague for them there.
    with pytest.raises(DomainError, match="works at a school"):
        book(world.school, "1", by=world.people.adviser, adviser=head)
    assert book(world.other_school, "1", by=head).pk

    # And nowhere that is led together with the own one.
    federation = Federation.objects.create(name_en="Two")
    for school in (world.school, world.other_school):
        FederationMembership.objects.create(federation=federation, school=school, starts_on=START)
    with pytest.raises(DomainError, match="works at a school"):
        book(world.other_school, "1", by=head)


def test_days_are_booked_for_an_adviser_of_the_school(world: World) -> None:
    with pytest.raises(DomainError, match="does not advise this school"):
        book(world.school, "1", by=world.people.senior_adviser, adviser=make_person("Neb Arall"))
    assert book(world.school, "1", by=world.people.senior_adviser, adviser=world.people.adviser).pk


def test_a_step_is_taken_once(world: World) -> None:
    adviser = world.people.adviser
    entry = book(world.school, "1", by=adviser, on=TODAY)
    stale = DayEntry.objects.get(pk=entry.pk)
    use_days(entry=entry, days=Decimal(1), by=adviser)
    with pytest.raises(IllegalTransition):
        use_days(entry=stale, days=Decimal(2), by=adviser)
    assert ledger(world.school, YEAR).booked == 1


def test_more_days_are_asked_for_and_approved(world: World, limited: School) -> None:
    adviser, senior = world.people.adviser, world.people.senior_adviser
    book(limited, "10", by=adviser)
    asked = ask_for_days(school=limited, year=YEAR, days=Decimal(2), reason="An inspection", by=adviser)
    with pytest.raises(DomainError, match="waiting for its decision"):
        ask_for_days(school=limited, year=YEAR, days=Decimal(1), reason="Again", by=adviser)
    with pytest.raises(DomainError, match="Somebody else decides"):
        decide_request(request=asked, approve=True, answer="", by=adviser)
    with pytest.raises(DomainError, match="Say why"):
        decide_request(request=asked, approve=False, answer="", by=senior)
    decide_request(request=asked, approve=True, answer="", by=senior)
    with pytest.raises(IllegalTransition):
        decide_request(request=asked, approve=False, answer="No", by=senior)

    book(limited, "2", by=adviser)
    with pytest.raises(DomainError, match="All days"):
        book(limited, "0.25", by=adviser)
    assert ledger(limited, YEAR).allowed == 12
    told = set(Notice.objects.values_list("person__name", "kind"))
    assert {("Senior Adviser", "schools/days_asked"), ("Adviser", "schools/days_approved")} <= told


def test_a_refusal_says_why_and_adds_nothing(world: World, limited: School) -> None:
    asked = ask_for_days(school=limited, year=YEAR, days=Decimal(2), reason="More", by=world.people.adviser)
    decide_request(request=asked, approve=False, answer="Not this term", by=world.people.senior_adviser)

    assert DayBudget.objects.get().extra == 0
    assert Notice.objects.get(kind="schools/days_refused").facts["answer"] == "Not this term"
    # Asked again, it waits again.
    assert ask_for_days(
        school=limited, year=YEAR, days=Decimal(1), reason="Spring", by=world.people.adviser
    ).pk


def test_nothing_is_asked_for_where_there_is_no_ceiling(world: World) -> None:
    with pytest.raises(DomainError, match="No ceiling is set"):
        ask_for_days(school=world.school, year=YEAR, days=Decimal(1), reason="x", by=world.people.adviser)


def test_told_once_when_most_days_are_booked(world: World, limited: School) -> None:
    adviser = world.people.adviser
    book(limited, "7.75", by=adviser)
    assert not Notice.objects.exists()
    last = book(limited, "0.25", by=adviser)
    assert set(Notice.objects.values_list("person__name", flat=True)) == {"Adviser", "Senior Adviser"}
    book(limited, "0.5", by=adviser)
    assert Notice.objects.count() == 2

    # Fallen below and risen again, it is said again.
    cancel_days(entry=last, because="Moved", by=adviser)
    cancel_days(entry=DayEntry.objects.get(days=Decimal("0.5")), because="Moved", by=adviser)
    book(limited, "0.25", by=adviser)
    assert Notice.objects.count() == 4


def test_a_lower_level_leaves_what_is_booked_and_allows_no_more(world: World, limited: School) -> None:
    book(limited, "8", by=world.people.adviser)
    cycle = make_cycle(world.region, YEAR + 1, world.people.consortium)
    judge(limited, cycle, make_levels(world.region)["light"], by=world.people.adviser)
    assert refresh_ceilings() == 1
    assert refresh_ceilings() == 0

    found = ledger(limited, YEAR)
    assert (found.ceiling, found.booked, found.left) == (4, 8, -4)
    with pytest.raises(DomainError, match="All days"):
        book(limited, "0.25", by=world.people.adviser)


def test_the_database_refuses_what_a_service_would(world: World, limited: School) -> None:
    entry = book(limited, "9", by=world.people.adviser)
    for change in (
        lambda: DayEntry.objects.filter(pk=entry.pk).update(days=Decimal("10.25")),
        lambda: DayEntry.objects.filter(pk=entry.pk).update(days=Decimal("0.3")),
        lambda: DayEntry.objects.filter(pk=entry.pk).update(state=DayState.USED),
        lambda: DayEntry.objects.filter(pk=entry.pk).update(state=DayState.CANCELLED),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert DayBudget.objects.get().booked == 9


def test_book_days_takes_names_alone(world: World) -> None:
    with pytest.raises(TypeError):
        book_days(world.school, Decimal(1))  # type: ignore[misc]  # the point
