"""A visit from its plan to the head's answer, and what is refused on the way."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from brokerage.enums import VisitNoteState, VisitState
from brokerage.models import Visit, VisitNote
from brokerage.services.visits import (
    agree_action,
    answer_note,
    cancel_visit,
    change_visit,
    correct_note,
    end_action,
    leave_out_action,
    send_note,
)
from core import clock
from core.errors import DomainError, IllegalTransition
from core.models import Notice
from schools.enums import DayState, Role, VisitKind
from schools.models import DayBudget, School
from schools.queries.days import this_year
from tests.brokerage.visits.making import EVIDENCE, make_sent, make_visit, write
from tests.factories import give_role
from tests.personas import World

pytestmark = pytest.mark.django_db


def booked(school: School) -> Decimal:
    return sum((row.booked for row in DayBudget.objects.filter(school=school, year=this_year())), Decimal(0))


def test_from_plan_to_answer(world: World) -> None:
    people = world.people
    visit = make_visit(world.school, people.adviser)
    assert visit.entry.state == DayState.PLANNED
    assert booked(world.school) == Decimal("0.5")

    write(visit, people.adviser)
    agree_action(
        visit=visit,
        text="Look at books together",
        who="school",
        due_on=clock.today() + dt.timedelta(days=30),
        language="en",
        by=people.adviser,
    )
    send_note(visit=visit, by=people.adviser)
    visit.entry.refresh_from_db()
    assert (visit.state, visit.entry.state, visit.entry.days) == ("noted", "used", Decimal("0.75"))
    assert Notice.objects.filter(person=people.head, kind="brokerage/note_sent").count() == 1

    answer_note(visit=visit, accurate=False, words="Year 9 as well.", language="en", by=people.head)
    assert Notice.objects.filter(person=people.adviser, kind="brokerage/note_disputed").exists()
    correct_note(visit=visit, by=people.adviser)
    write(visit, people.adviser, version=1, evidence="Years 7, 8 and 9.")
    send_note(visit=visit, by=people.adviser)
    answer_note(visit=visit, accurate=True, language="en", by=people.head)

    first, second = visit.notes.all()
    assert (first.state, first.evidence) == (VisitNoteState.DISPUTED, EVIDENCE)
    assert (second.state, second.evidence) == (VisitNoteState.ACCURATE, "Years 7, 8 and 9.")
    assert booked(world.school) == Decimal("0.75")


def test_no_note_before_its_day(world: World) -> None:
    visit = make_visit(world.school, world.people.adviser, ago=-3)
    with pytest.raises(DomainError, match="has not come yet"):
        write(visit, world.people.adviser)
    assert not VisitNote.objects.exists()


def test_a_note_that_lacks_something_is_not_sent(world: World) -> None:
    visit = make_visit(world.school, world.people.adviser)
    write(visit, world.people.adviser, support_percent=None)
    with pytest.raises(DomainError, match="cannot be sent yet"):
        send_note(visit=visit, by=world.people.adviser)
    visit.entry.refresh_from_db()
    assert visit.entry.state == DayState.PLANNED
    assert not Notice.objects.filter(kind="brokerage/note_sent").exists()


def test_two_writers_do_not_overwrite_one_another(world: World) -> None:
    visit = make_visit(world.school, world.people.adviser)
    write(visit, world.people.adviser)
    with pytest.raises(DomainError, match="Somebody else changed this"):
        write(visit, world.people.senior_adviser, evidence="Mine")
    assert VisitNote.objects.get().evidence == EVIDENCE


def test_what_was_sent_stays(world: World) -> None:
    visit = make_sent(world.school, world.people.adviser)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        visit.notes.update(evidence="Something else")
    assert visit.notes.get().evidence == EVIDENCE


def test_nobody_answers_the_own_note(world: World) -> None:
    give_role(world.people.adviser, Role.HEADTEACHER, world.other_school.scope)
    visit = make_sent(world.school, world.people.adviser)
    with pytest.raises(DomainError, match="waits for an answer"):
        answer_note(visit=visit, accurate=True, language="en", by=world.people.adviser)
    answer_note(visit=visit, accurate=True, language="en", by=world.people.head)
    with pytest.raises(DomainError, match="waits for an answer"):
        answer_note(visit=visit, accurate=False, words="No", language="en", by=world.people.head)


def test_only_a_disputed_note_is_corrected(world: World) -> None:
    visit = make_sent(world.school, world.people.adviser)
    with pytest.raises(DomainError, match="called not accurate"):
        correct_note(visit=visit, by=world.people.adviser)


def test_nobody_visits_the_own_school(world: World) -> None:
    give_role(world.people.head, Role.ADVISER, world.other_school.scope)
    give_role(world.people.head, Role.ADVISER, world.school.scope)
    with pytest.raises(DomainError, match="works at a school"):
        make_visit(world.school, world.people.head)
    assert make_visit(world.other_school, world.people.head).pk


def test_changed_visits_book_their_days_anew(world: World) -> None:
    visit = make_visit(world.school, world.people.adviser, ago=-5)
    facts = {
        "kind": VisitKind.JOINT,
        "on": clock.today() + dt.timedelta(days=9),
        "days": Decimal(1),
        "purpose": "Together with a colleague",
        "language": "en",
        "adviser": world.people.adviser,
    }
    change_visit(visit=visit, version=1, by=world.people.adviser, **facts)
    assert booked(world.school) == Decimal(1)
    with pytest.raises(DomainError, match="Somebody else changed this"):
        change_visit(visit=visit, version=1, by=world.people.adviser, **facts)


def test_a_cancelled_visit_frees_its_days_and_has_no_note(world: World) -> None:
    visit = make_visit(world.school, world.people.adviser)
    cancel_visit(visit=visit, because="Snow", by=world.people.adviser)
    assert booked(world.school) == 0
    assert Visit.objects.get().state == VisitState.CANCELLED
    with pytest.raises(IllegalTransition):
        write(visit, world.people.adviser)


def test_an_action_is_left_out_of_a_draft_alone(world: World) -> None:
    people = world.people
    visit = make_visit(world.school, people.adviser)
    facts = {"text": "Plan", "who": "adviser", "language": "en", "by": people.adviser}
    with pytest.raises(DomainError, match="before the visit"):
        agree_action(visit=visit, due_on=clock.today() - dt.timedelta(days=1), **facts)
    first, second = (agree_action(visit=visit, due_on=clock.today(), **facts) for _ in range(2))
    leave_out_action(action=first, by=people.adviser)
    write(visit, people.adviser)
    send_note(visit=visit, by=people.adviser)
    second.refresh_from_db()
    with pytest.raises(DomainError):
        leave_out_action(action=second, by=people.adviser)

    with pytest.raises(DomainError, match="Say why"):
        end_action(action=second, done=False, outcome="", by=people.head)
    end_action(action=second, done=True, outcome="", by=people.head)
    with pytest.raises(IllegalTransition):
        end_action(action=second, done=False, outcome="Too late", by=people.head)
