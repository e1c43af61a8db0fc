"""Meetings, agreed actions, and the line that tells talk from action."""

import datetime as dt
import threading
from decimal import Decimal

import pytest
from django.db import connection

from core import clock
from core.errors import DomainError, IllegalTransition
from core.models import Notice
from schools.models import TimeOut
from sigs.enums import ActionState
from sigs.models import Action, Group, GroupHealth, HealthRule, Meeting
from sigs.presenting.health import health_for
from sigs.presenting.meetings import calendar_of
from sigs.queries.actions import may_end
from sigs.queries.health import Traces, lines_for_consortium
from sigs.services.actions import agree_action, drop_action, finish_action, remind_owners, reopen_action
from sigs.services.health import reckon_all, reckon_health
from sigs.services.health.rule import line_of
from sigs.services.meetings import (
    MeetingChangedMeanwhile,
    Present,
    call_meeting,
    cancel_meeting,
    record_meeting,
)
from sigs.services.plans.steps import agree_plan, propose_plan
from tests.factories import make_person
from tests.personas import make_world
from tests.sigs.factories import make_group
from tests.sigs.work.conftest import AtWork
from tests.sigs.work.making import a_meeting, seen, write_plan

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TODAY = dt.date(2027, 3, 1)


def an_action(at_work: AtWork, **facts: object) -> Action:
    known = {"text": "Send the films", "due_on": clock.today() + 7 * DAY, "language": "en"}
    if not {"owner", "owner_school"} & set(facts):
        facts["owner"] = at_work.world.people.head
    return agree_action(group=at_work.group, by=at_work.convenor, **{**known, **facts})  # type: ignore[arg-type]  # facts of the test


def test_a_meeting_is_called_somewhere_and_ends_after_it_begins(at_work: AtWork) -> None:
    facts = {"title": "Meeting", "online": "", "agenda": "", "language": "en"}
    start = clock.now() + DAY
    with pytest.raises(DomainError, match="end before it begins"):
        call_meeting(
            group=at_work.group, by=at_work.convenor, place="Hall", starts_at=start, ends_at=start, **facts
        )
    with pytest.raises(DomainError, match="Say where"):
        call_meeting(
            group=at_work.group,
            by=at_work.convenor,
            place="",
            starts_at=start,
            ends_at=start + DAY / 24,
            **facts,
        )


def test_who_came_takes_their_days_once(at_work: AtWork) -> None:
    meeting = a_meeting(at_work.group, at_work.convenor, at_work.world.school)
    assert [(row.ledger.school, row.days) for row in TimeOut.objects.filter(state="booked")] == [
        (at_work.world.school, Decimal("0.5"))
    ]
    present = [Present(at_work.world.school, "Head", Decimal(1))]
    record_meeting(meeting=meeting, present=present, notes="", version=meeting.version, by=at_work.convenor)
    assert list(TimeOut.objects.filter(state="booked").values_list("days", flat=True)) == [Decimal(1)]
    with pytest.raises(MeetingChangedMeanwhile):
        record_meeting(meeting=meeting, present=present, notes="", version=1, by=at_work.convenor)


def test_a_meeting_to_come_is_not_recorded(at_work: AtWork) -> None:
    meeting = a_meeting(at_work.group, at_work.convenor, held=False)
    Meeting.objects.update(starts_at=clock.now() + DAY, ends_at=clock.now() + 2 * DAY)
    meeting.refresh_from_db()
    present = [Present(at_work.world.school)]
    with pytest.raises(DomainError, match="not begun yet"):
        record_meeting(meeting=meeting, present=present, notes="", version=1, by=at_work.convenor)
    cancel_meeting(meeting=meeting, because="Snow.", by=at_work.convenor)
    assert b"STATUS:CANCELLED" in calendar_of(meeting, "https://portal.example/")
    assert Notice.objects.filter(kind="sigs/meeting_cancelled").count() == 2


def test_an_action_has_an_owner_of_the_group_and_a_day_to_come(at_work: AtWork) -> None:
    with pytest.raises(DomainError, match="nobody is not done"):
        an_action(at_work, owner=None)
    with pytest.raises(DomainError, match="passed already"):
        an_action(at_work, due_on=clock.today() - DAY)
    with pytest.raises(DomainError, match="does not take part"):
        an_action(at_work, owner=make_person())


def test_who_ticks_off_an_action(at_work: AtWork) -> None:
    people = at_work.world.people
    personal = an_action(at_work)
    of_school = an_action(at_work, owner_school=at_work.world.school)
    able = {
        name
        for name, person in at_work.world.people
        if may_end(person, Action.objects.select_related("group__scope").get(pk=personal.pk))
    }
    assert able == {"head", "convenor"}
    assert may_end(people.teacher, of_school)
    assert not may_end(people.other_head, of_school)
    assert not may_end(people.consortium, of_school)


def test_an_action_is_done_once_and_can_be_opened_again(at_work: AtWork) -> None:
    action = an_action(at_work)
    finish_action(action=action, outcome="Sent.", by=at_work.world.people.head)
    with pytest.raises(IllegalTransition):
        drop_action(action=action, because="No.", by=at_work.convenor)
    reopen_action(action=action, by=at_work.convenor)
    drop_action(action=action, because="Nobody asked for them.", by=at_work.convenor)
    action.refresh_from_db()
    assert (action.state, action.outcome) == (ActionState.DROPPED, "")


def test_owners_are_reminded_once_a_week(at_work: AtWork, settings: object) -> None:
    an_action(at_work)
    an_action(at_work, owner=None, owner_school=at_work.world.school)
    assert remind_owners() == 0
    settings.CLOCK_SHIFT_DAYS = 6  # type: ignore[attr-defined]  # pytest-django's
    assert remind_owners() == 1
    assert remind_owners() == 0
    assert Notice.objects.get(kind="sigs/action_reminder").facts["count"] == 2
    settings.CLOCK_SHIFT_DAYS = 12  # type: ignore[attr-defined]  # as above
    assert remind_owners() == 0
    settings.CLOCK_SHIFT_DAYS = 14  # type: ignore[attr-defined]  # as above
    assert remind_owners() == 1


def traces(**facts: object) -> Traces:
    return Traces(**{"started_on": TODAY - 200 * DAY, "heard_on": TODAY - 5 * DAY, **facts})  # type: ignore[arg-type]  # facts of the test


@pytest.mark.parametrize(
    ("known", "line", "reason"),
    [
        (traces(is_paused=True, heard_on=None), "resting", "paused"),
        (traces(heard_on=TODAY - 61 * DAY, done_on=TODAY - 61 * DAY), "quiet", "silent"),
        (traces(heard_on=TODAY - 60 * DAY, done_on=TODAY - 60 * DAY), "acts", "done"),
        (traces(heard_on=None), "quiet", "silent"),
        (traces(meetings=((TODAY - 5 * DAY, 0), (TODAY - 40 * DAY, 0))), "talks", "no_actions"),
        (
            traces(meetings=((TODAY - 5 * DAY, 0), (TODAY - 40 * DAY, 0)), done_on=TODAY - 20 * DAY),
            "acts",
            "done",
        ),
        (
            traces(meetings=((TODAY - 5 * DAY, 0), (TODAY - 40 * DAY, 1)), done_on=TODAY - 50 * DAY),
            "acts",
            "done",
        ),
        (traces(open=4, overdue=2, done_on=TODAY - 5 * DAY), "behind", "overdue"),
        (traces(open=5, overdue=2, done_on=TODAY - 5 * DAY), "acts", "done"),
        (traces(open=1, overdue=1, done_on=TODAY - 5 * DAY), "acts", "done"),
        (traces(done_on=TODAY - 91 * DAY), "talks", "nothing_done"),
        (traces(), "talks", "nothing_done"),
        (traces(started_on=TODAY - 44 * DAY), "new", "new"),
        (traces(started_on=TODAY - 80 * DAY), "new", "new"),
        (traces(started_on=TODAY - 10 * DAY, done_on=TODAY - DAY), "acts", "done"),
        (traces(started_on=TODAY - 44 * DAY, meetings=((TODAY - DAY, 0), (TODAY - DAY, 0))), "new", "new"),
        (
            traces(started_on=TODAY - 45 * DAY, meetings=((TODAY - DAY, 0), (TODAY - DAY, 0))),
            "talks",
            "no_actions",
        ),
        (traces(started_on=TODAY - 300 * DAY, done_on=TODAY), "acts", "done"),
    ],
)
def test_the_rule_of_the_health_line(known: Traces, line: str, reason: str) -> None:
    found = line_of(known, HealthRule(), TODAY)
    assert (found.health, found.reason) == (line, reason)


def test_a_group_that_only_talks_is_shown_so_to_itself_first(at_work: AtWork, settings: object) -> None:
    people = at_work.world.people
    begun_long_ago(at_work)
    for days in (40, 5):
        a_meeting(at_work.group, at_work.convenor, at_work.world.school, days_ago=days)
    assert GroupHealth.objects.get().line == "talks"
    assert Notice.objects.filter(kind="sigs/health_turned", person=at_work.convenor).count() == 1
    reckon_all()
    reckon_health(group=at_work.group)
    assert Notice.objects.filter(kind="sigs/health_turned").count() == 1

    group = Group.objects.select_related("scope").get(pk=at_work.group.pk)
    assert lines_for_consortium([group], None) == {}
    shown = health_for(group, people.head)
    assert shown
    assert not shown.is_shown
    assert "last 2 meetings agreed no action" in shown.why
    assert health_for(group, people.consortium) is None
    assert health_for(group, people.adviser) is None

    settings.CLOCK_SHIFT_DAYS = 21  # type: ignore[attr-defined]  # pytest-django's
    assert list(lines_for_consortium([group], None)) == [group.pk]
    assert health_for(group, people.consortium) is not None


def begun_long_ago(at_work: AtWork) -> None:
    Group.objects.update(started_on=clock.today() - 60 * DAY)
    at_work.group.refresh_from_db()


def test_an_action_done_mends_the_line(at_work: AtWork) -> None:
    begun_long_ago(at_work)
    for days in (40, 5):
        a_meeting(at_work.group, at_work.convenor, at_work.world.school, days_ago=days)
    action = an_action(at_work)
    assert GroupHealth.objects.get().line == "talks"
    finish_action(action=action, by=at_work.world.people.head)
    assert GroupHealth.objects.get().line == "acts"


@pytest.mark.django_db(transaction=True)
def test_heads_who_agree_at_once_agree_the_plan_once(region: object) -> None:
    world = make_world(region)  # type: ignore[arg-type]  # the fixture's
    convenor = world.people.convenor
    group = make_group(world.school, world.other_school, by=world.people.consortium, convenor=convenor)
    plan = write_plan(group, convenor, world.school)
    from_two = [(world.school, world.people.head), (world.other_school, world.people.other_head)]
    propose_plan(plan=plan, by=convenor)
    number = seen(plan)
    ready = threading.Barrier(2)

    def agree(school: object, head: object) -> None:
        ready.wait()
        try:
            agree_plan(plan=plan, school=school, seen=number, by=head)  # type: ignore[arg-type]  # of the world
        finally:
            connection.close()

    threads = [threading.Thread(target=agree, args=pair) for pair in from_two]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    plan.refresh_from_db()
    assert plan.state == "agreed"
    assert plan.agreements.count() == 2
