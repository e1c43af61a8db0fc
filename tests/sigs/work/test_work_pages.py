"""What the pages of a group at work answer: forms, two editors, ceilings, stillness, home."""

import datetime as dt
import threading
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from core import clock
from core.errors import IllegalTransition
from core.models import User
from schools.models import Indicator, TimeOut
from schools.queries.days import academic_year_of
from schools.services.timeout import set_time_out_ceiling
from sigs.enums import PlanEvidenceKind
from sigs.models import Activity, Group, Meeting
from sigs.services.actions import agree_action
from sigs.services.plans import steps, writing
from sigs.services.plans.activities import book_activity
from tests.factories import make_result
from tests.personas import make_world
from tests.sigs.factories import make_group
from tests.sigs.work.conftest import AtWork
from tests.sigs.work.making import a_meeting, agreed_plan, an_activity, write_plan

pytestmark = pytest.mark.django_db


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(person: User, name: str, *arguments: Any) -> str:
    return browser(person).get(reverse(name, args=arguments)).content.decode()


def test_the_slower_of_two_editors_keeps_the_own_text(at_work: AtWork) -> None:
    plan = steps.begin_plan(group=at_work.group, by=at_work.convenor)
    url = reverse("plan_budget", args=[at_work.group.slug])
    sent = {"version": plan.version, "text_1": "Books", "amount_1": "50"}
    writing.save_budget(plan=plan, lines=[("Cover", Decimal(100))], version=plan.version, by=at_work.convenor)
    client = browser(at_work.convenor)
    answer = client.post(url, sent)
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "Cover: £100" in said
    assert 'value="Books"' in said
    # The form is about what stands there now: put together, it is saved.
    again = answer.context["form"].data
    assert client.post(url, {**sent, "version": again["version"]}).status_code == 302
    assert [line.text for line in plan.budget.all()] == ["Books"]


def test_half_a_row_is_asked_about(at_work: AtWork) -> None:
    plan = steps.begin_plan(group=at_work.group, by=at_work.convenor)
    client = browser(at_work.convenor)
    url = reverse("plan_measures", args=[at_work.group.slug])
    answer = client.post(url, {"version": plan.version, "text_1": "Classes", "baseline_1": "4"})
    assert answer.status_code == 422
    assert "Say where it is to be." in answer.content.decode()
    same = {"version": plan.version, "text_1": "Classes", "baseline_1": "4", "target_1": "4.0"}
    assert client.post(url, same).status_code == 422


def test_an_activity_that_ends_before_it_begins_or_has_no_school(at_work: AtWork) -> None:
    steps.begin_plan(group=at_work.group, by=at_work.convenor)
    sent = {
        "title": "Walk",
        "led_by": "Head",
        "resources_in": "cy",
        "starts_on_day": "2",
        "starts_on_month": "3",
        "starts_on_year": "2027",
        "ends_on_day": "1",
        "ends_on_month": "3",
        "ends_on_year": "2027",
    }
    url = reverse("activity_new", args=[at_work.group.slug])
    answer = browser(at_work.convenor).post(url, sent)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "The activity would end before it begins." in said
    assert "Choose the schools that take part: one at least." in said
    assert not Activity.objects.exists()


def test_days_beyond_a_heads_ceiling_are_warned_of_and_wait(at_work: AtWork) -> None:
    world = at_work.world
    year = academic_year_of(clock.today())
    set_time_out_ceiling(
        school=world.school, year=year, ceiling=Decimal("0.25"), seen=None, by=world.people.head
    )
    heads = {world.school: world.people.head, world.other_school: world.people.other_head}
    plan = agreed_plan(at_work.group, at_work.convenor, heads)
    activity = an_activity(plan)
    address = (at_work.group.slug, activity.public_id)
    assert "pass the ceiling" in page(at_work.convenor, "activity", *address)
    book_activity(activity=activity, by=at_work.convenor)
    assert set(TimeOut.objects.values_list("ledger__school__number", "state")) == {
        (world.school.number, "asked"),
        (world.other_school.number, "booked"),
    }
    assert page(at_work.convenor, "activity", *address).count("The days wait for its head.") == 1


def test_a_figure_of_few_pupils_stays_hidden_in_the_plan(at_work: AtWork) -> None:
    world = at_work.world
    plan = steps.begin_plan(group=at_work.group, by=at_work.convenor)
    for school, cohort in ((world.school, 120), (world.other_school, 3)):
        make_result(school, "attendance", 87.4, cohort=cohort)
        writing.add_evidence(
            plan=plan,
            kind=PlanEvidenceKind.FIGURE,
            text="",
            school=school,
            indicator=Indicator.objects.get(code="attendance"),
            year=2025,
            by=at_work.convenor,
        )
    for person in (world.people.head, world.people.other_head, world.people.consortium):
        said = page(person, "group_plan", at_work.group.slug)
        assert said.count("87.4") == 1
        assert "Fewer than 5 pupils" in said


def test_a_paused_group_offers_nothing_to_change(at_work: AtWork) -> None:
    write_plan(at_work.group, at_work.convenor, at_work.world.school)
    a_meeting(at_work.group, at_work.convenor, at_work.world.school)
    Group.objects.update(state="paused", paused_because="The convenor is ill.")
    for name in ("group_plan", "group_meetings", "group_actions"):
        said = page(at_work.convenor, name, at_work.group.slug)
        assert "The convenor is ill." in said
        assert 'method="post"' not in said.partition("<main")[2].partition("</main>")[0]


def test_home_says_what_waits_and_by_when(at_work: AtWork) -> None:
    world = at_work.world
    plan = write_plan(at_work.group, at_work.convenor, world.school)
    steps.propose_plan(plan=plan, by=at_work.convenor)
    agree_action(
        group=at_work.group,
        text="Send the films",
        due_on=clock.today() + dt.timedelta(days=3),
        owner=world.people.head,
        language="en",
        by=at_work.convenor,
    )
    a_meeting(at_work.group, at_work.convenor, held=False)
    cache.clear()
    head = page(world.people.head, "home")
    assert "Agree the plan of Grŵp Brawf" in head
    assert "Send the films" in head
    assert "Record the meeting “Autumn meeting”" in page(at_work.convenor, "home")
    assert "Send the films" not in page(world.people.other_head, "home")


def test_a_meeting_as_a_calendar_takes_it(at_work: AtWork) -> None:
    meeting = a_meeting(at_work.group, at_work.convenor, held=False)
    address = reverse("meeting_calendar", args=[at_work.group.slug, meeting.public_id])
    answer = browser(at_work.world.people.head).get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    lines = answer.content.decode().split("\r\n")
    assert "SUMMARY:Grŵp Brawf: Autumn meeting" in lines
    assert f"DTSTART:{meeting.starts_at:%Y%m%dT%H%M%S}Z" in lines
    assert "SEQUENCE:1" in lines
    assert browser(at_work.world.people.stranger).get(address).status_code == 404


def test_a_call_without_a_place_or_with_times_turned_round(at_work: AtWork) -> None:
    sent = {
        "title": "Meeting",
        "begins": "14:00",
        "ends": "13:00",
        "language": "en",
        "on_day": "1",
        "on_month": "3",
        "on_year": "2027",
    }
    url = reverse("meeting_new", args=[at_work.group.slug])
    answer = browser(at_work.convenor).post(url, sent)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "The meeting would end before it begins." in said
    assert "Say where: a place, or the link of an online meeting." in said
    assert not Meeting.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_who_book_at_once_one_books(region: Any) -> None:
    world = make_world(region)
    convenor = world.people.convenor
    group = make_group(world.school, by=world.people.consortium, convenor=convenor)
    activity = an_activity(agreed_plan(group, convenor, {world.school: world.people.head}))
    ready = threading.Barrier(4)
    refused: list[IllegalTransition] = []

    def book() -> None:
        ready.wait()
        try:
            book_activity(activity=Activity.objects.get(pk=activity.pk), by=convenor)
        except IllegalTransition as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=book) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 3
    assert TimeOut.objects.get().days == Decimal("0.5")


@pytest.mark.parametrize("seen", ["²", "9" * 5000, "-1", ""])
def test_a_version_that_is_no_number_is_an_old_one(at_work: AtWork, seen: str) -> None:
    plan = write_plan(at_work.group, at_work.convenor, at_work.world.school)
    steps.propose_plan(plan=plan, by=at_work.convenor)
    head = browser(at_work.world.people.head)
    answer = head.post(reverse("plan_agree", args=[at_work.group.slug]), {"seen": seen})
    assert answer.status_code == 302
    assert not plan.agreements.exists()
