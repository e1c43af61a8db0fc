"""A support plan: a draft that the school does not see, its answer, half-termly meetings, an honest end."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from brokerage.enums import AimProgress, AimState, PlanReason, PlanState, Seat
from brokerage.models import ProgressMeeting, SupportPlan
from brokerage.queries.concernattention import concern_rows
from brokerage.queries.supportplans import next_meeting_due, plan_rows
from brokerage.services.supportplans import (
    Judged,
    PlanChangedMeanwhile,
    add_aim,
    agree_plan,
    call_progress_meeting,
    change_plan,
    close_plan,
    hold_progress_meeting,
    judge_aim,
    put_plan,
    send_plan_back,
    write_plan,
)
from core import clock
from core.errors import DomainError, IllegalTransition
from core.models import Notice, User
from schools.enums import FollowUp, Role
from schools.services.inspections import enter_inspection
from tests.factories import give_role
from tests.personas import World

pytestmark = pytest.mark.django_db
SECRET = "Whinchat in every class"


def facts(**more: Any) -> dict[str, Any]:
    today = clock.today()
    known = {
        "because": PlanReason.AGREED,
        "purpose": SECRET,
        "language": "en",
        "starts_on": today,
        "ends_on": today + dt.timedelta(days=200),
        "every_weeks": 7,
    }
    return {**known, **more}


def drafted(world: World) -> SupportPlan:
    plan = write_plan(school=world.school, by=world.people.adviser, **facts())
    add_aim(
        plan=plan,
        text="Every class reads each day",
        baseline="Six of fourteen",
        measure="Fourteen of fourteen",
        school_does="Plans together",
        support="Four adviser days",
        due_on=plan.ends_on,
        by=world.people.adviser,
    )
    return plan


def agreed(world: World) -> SupportPlan:
    plan = drafted(world)
    put_plan(plan=plan, by=world.people.adviser)
    agree_plan(plan=plan, by=world.people.head)
    return SupportPlan.objects.get(pk=plan.pk)


def page(world: World, who: str) -> tuple[int, str]:
    client = Client()
    client.force_login(getattr(world.people, who))
    answer = client.get(f"/en/schools/{world.school.number}/support-plan/")
    return answer.status_code, answer.content.decode()


def test_a_draft_never_leaks(world: World) -> None:
    plan = drafted(world)
    for who in ("head", "governor", "consortium"):
        assert SECRET not in page(world, who)[1], who
    assert SECRET in page(world, "adviser")[1]

    put_plan(plan=plan, by=world.people.adviser)
    assert all(SECRET in page(world, who)[1] for who in ("head", "governor", "consortium"))
    assert page(world, "teacher")[0] == page(world, "other_head")[0] == 404

    send_plan_back(plan=plan, words="Another baseline", language="en", by=world.people.head)
    assert SECRET not in page(world, "head")[1]
    assert "Another baseline" in page(world, "adviser")[1]


def test_a_draft_that_was_written_anew_does_not_leak_when_it_is_closed(world: World) -> None:
    plan = drafted(world)
    put_plan(plan=plan, by=world.people.adviser)
    send_plan_back(plan=plan, words="Another baseline", language="en", by=world.people.head)
    plan.refresh_from_db()
    again = facts(purpose="Redstart in every class")
    change_plan(plan=plan, version=plan.version, by=world.people.adviser, **again)
    close_plan(plan=plan, outcome="Overtaken by another plan.", by=world.people.adviser)

    assert "Redstart" not in page(world, "head")[1]
    assert "Redstart" in page(world, "adviser")[1]


def test_whoever_governs_the_school_does_not_read_its_draft(world: World) -> None:
    drafted(world)
    assert SECRET in page(world, "senior_adviser")[1]
    give_role(world.people.senior_adviser, Role.GOVERNOR, world.school.scope)
    assert SECRET not in page(world, "senior_adviser")[1]


def test_what_is_put_stays_as_it_was_put(world: World) -> None:
    plan = drafted(world)
    put_plan(plan=plan, by=world.people.adviser)
    with pytest.raises(DomainError, match="no draft"):
        change_plan(plan=plan, version=plan.version, by=world.people.adviser, **facts(purpose="Else"))
    assert Notice.objects.filter(person=world.people.head, kind="brokerage/plan_put").count() == 1


def test_two_editors_of_a_draft(world: World) -> None:
    plan = drafted(world)
    change_plan(plan=plan, version=1, by=world.people.adviser, **facts(purpose="First"))
    with pytest.raises(PlanChangedMeanwhile):
        change_plan(plan=plan, version=1, by=world.people.senior_adviser, **facts(purpose="Second"))
    assert SupportPlan.objects.get(pk=plan.pk).purpose == "First"


def test_refused_with_a_sentence(world: World) -> None:
    adviser = world.people.adviser
    with pytest.raises(DomainError, match="end before"):
        write_plan(school=world.school, by=adviser, **facts(ends_on=clock.today()))
    with pytest.raises(DomainError, match="no support level"):
        write_plan(school=world.school, by=adviser, **facts(because=PlanReason.LEVEL))
    with pytest.raises(DomainError, match="No inspection"):
        write_plan(school=world.school, by=adviser, **facts(because=PlanReason.INSPECTION))
    plan = write_plan(school=world.school, by=adviser, **facts())
    with pytest.raises(DomainError, match="one plan at a time"):
        write_plan(school=world.school, by=adviser, **facts())
    with pytest.raises(DomainError, match="at least one aim"):
        put_plan(plan=plan, by=adviser)
    with pytest.raises(IllegalTransition):
        agree_plan(plan=plan, by=world.people.head)


def test_an_inspection_with_follow_up_is_a_reason(world: World) -> None:
    inspection = enter_inspection(
        school=world.school,
        inspected_on=clock.today(),
        follow_up=FollowUp.SIGNIFICANT,
        by=world.people.data_officer,
    )
    plan = write_plan(school=world.school, by=world.people.adviser, **facts(because=PlanReason.INSPECTION))
    assert plan.inspection == inspection


def test_whoever_governs_the_school_does_not_lead_its_plan(world: World) -> None:
    senior = world.people.senior_adviser
    give_role(senior, Role.GOVERNOR, world.school.scope)
    with pytest.raises(DomainError, match="take no part"):
        write_plan(school=world.school, by=User.objects.get(pk=senior.pk), **facts())


def test_meetings_say_of_every_aim_how_far_it_is(world: World) -> None:
    adviser, plan = world.people.adviser, agreed(world)
    meeting = call_progress_meeting(plan=plan, on=clock.today(), place="", by=adviser)
    aim = plan.aims.get()
    hold_progress_meeting(
        meeting=meeting,
        seats=[Seat.HEAD, Seat.CHAIR],
        people="",
        agreed="Wednesdays",
        language="en",
        judged=[Judged(aim, AimProgress.BEHIND, "Eight of fourteen")],
        next_on=clock.today() + dt.timedelta(weeks=7),
        by=adviser,
    )

    assert "Eight of fourteen" in page(world, "head")[1]
    assert next_meeting_due(plan) == clock.today() + dt.timedelta(weeks=7)
    assert ProgressMeeting.objects.filter(plan=plan, state="planned").count() == 1
    with pytest.raises(DomainError, match="called already"):
        call_progress_meeting(plan=plan, on=clock.today(), place="", by=adviser)


def test_overdue_once_its_own_weeks_are_over(world: World, settings: Any) -> None:
    adviser = world.people.adviser
    agreed(world)
    settings.CLOCK_SHIFT_DAYS = 50
    rows = [row for part in concern_rows(adviser) for row in part]
    assert [row[0] for row in rows] == ["plan-call"]
    assert [row.due_on for row in plan_rows(adviser) if row.plan] == [clock.today() - dt.timedelta(days=1)]


def test_closed_once_every_aim_is_judged(world: World) -> None:
    adviser, plan = world.people.adviser, agreed(world)
    with pytest.raises(DomainError, match="every aim"):
        close_plan(plan=plan, outcome="Done", by=adviser)
    judge_aim(aim=plan.aims.get(), state=AimState.PARTLY, result="Ten of fourteen", by=adviser)
    close_plan(plan=plan, outcome="Reading holds", by=adviser)
    assert SupportPlan.objects.get(pk=plan.pk).state == PlanState.CLOSED
    assert "Reading holds" in page(world, "governor")[1]
