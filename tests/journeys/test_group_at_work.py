"""A convenor takes a group from an empty plan to an activity that is done; the owner ticks off what was
agreed; once the clock has moved on, the group reads as one that does not act."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Page

from core import clock
from schools.models import TimeOut
from sigs.models import Action, GroupHealth, Meeting, Plan
from sigs.services.health import reckon_all
from tests.browser import OpenAs
from tests.journeys.reading import follow, words
from tests.personas import World
from tests.sigs.factories import make_group

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GROUP = "/en/groups/grwp-brawf/"
PLAIN = {"java_script_enabled": False}


def press(page: Page, name: str) -> None:
    follow(page.get_by_role("button", name=name).first)


def enter_day(page: Page, name: str, day: dt.date) -> None:
    for part in ("day", "month", "year"):
        page.locator(f"[name={name}_{part}]").fill(str(getattr(day, part)))


def write_the_plan(page: Page) -> None:
    press(page, "Begin the plan")
    page.locator("[name=topic_1]").select_option(label="Reading")
    page.locator("[name=change]").fill("Pupils talk about what they read.")
    page.locator("[name=for_whom]").fill("Readers in Years 7 to 9")
    page.locator("[name=question]").fill("What happens when pupils choose the text?")
    press(page, "Save")
    assert "Say of each of the five conditions" in words(page.locator("main"))
    assert page.get_by_role("button", name="Put it to the members").count() == 0

    page.goto(page.url + "evidence/")
    page.get_by_label("In words").check()
    page.locator("[name=text]").fill("Pupils said so.")
    press(page, "Add it to the plan")
    page.goto(page.url.replace("evidence/", "measures/"))
    for name, value in (("text", "Classes that talk about reading"), ("baseline", "4"), ("target", "20")):
        page.locator(f"[name={name}_1]").fill(value)
    press(page, "Save")
    page.goto(page.url + "conditions/")
    for choice in page.get_by_label("Not yet").all():
        choice.check()
    press(page, "Save")


def plan_an_activity(page: Page, school: int) -> None:
    follow(page.get_by_role("button", name="Plan an activity"))
    page.get_by_label("Learning walk").check()
    page.locator("[name=title]").fill("Where is reading talked about?")
    enter_day(page, "starts_on", clock.today())
    page.locator("[name=led_by]").fill("Deputy head")
    page.locator(f"[name=takes_{school}]").check()
    page.locator(f"[name=days_{school}]").fill("0.5")
    press(page, "Save the activity")


def test_from_an_empty_plan_to_what_was_done(world: World, open_as: OpenAs, settings: Any) -> None:
    people = world.people
    make_group(world.school, world.other_school, by=people.consortium, convenor=people.convenor)
    convenor = open_as(people.convenor, **PLAIN)
    page = convenor.open(f"{GROUP}plan/")
    write_the_plan(page)
    plan_an_activity(page, world.school.pk)
    page.goto(page.url.partition("activities/")[0] + "plan/")
    press(page, "Put it to the members")

    for head in (people.head, people.other_head):
        reader = open_as(head, **PLAIN).open("/en/home/")
        follow(reader.locator("a", has_text="Read the plan").first)
        press(reader, "Our school agrees")
    assert Plan.objects.get().state == "agreed"

    page = convenor.open(f"{GROUP}plan/")
    follow(page.get_by_role("link", name="Where is reading talked about?"))
    press(page, "Book it")
    assert TimeOut.objects.get().days == Decimal("0.5")
    follow(page.get_by_role("button", name="It was done"))
    page.locator("[name=outcome]").fill("In science, most of all.")
    press(page, "It was done")
    assert Plan.objects.get().state == "under_way"

    meet_and_agree(page, world)
    owner = open_as(people.head, **PLAIN).open("/en/home/")
    assert "Send the films" in words(owner.locator(".portal-tasks"))
    follow(owner.locator(".portal-tasks a", has_text="It is done"))
    press(owner, "It is done")
    assert Action.objects.get().state == "done"
    assert "Acts" in words(convenor.open(f"{GROUP}meetings/").locator("#health"))

    # It still meets, but nothing is done any more.
    settings.CLOCK_SHIFT_DAYS = 100
    met = clock.now() - dt.timedelta(days=3)
    Meeting.objects.update(starts_at=met, ends_at=met + dt.timedelta(hours=1))
    reckon_all()
    assert GroupHealth.objects.get().line == "talks"
    page = convenor.open(f"{GROUP}meetings/")
    assert "Talks, does not act Nothing was done for" in words(page.locator("#health"))
    assert "Only the group sees this now" in words(page.locator("#health"))


def meet_and_agree(page: Page, world: World) -> None:
    root = page.url.partition("activities/")[0]
    page.goto(f"{root}meetings/")
    follow(page.get_by_role("button", name="Call a meeting"))
    page.locator("[name=title]").fill("Autumn meeting")
    enter_day(page, "on", clock.today())
    page.locator("[name=begins]").fill("00:01")
    page.locator("[name=ends]").fill("00:30")
    page.locator("[name=place]").fill("Ysgol Gyfun Brawf")
    press(page, "Call the meeting")
    follow(page.get_by_role("button", name="Record the meeting"))
    page.locator(f"[name=came_{world.school.pk}]").check()
    press(page, "Save the record")
    assert "Talk only: no action was agreed." in words(page.locator("main"))
    follow(page.get_by_role("button", name="Write down an action"))
    page.locator("[name=text]").fill("Send the films")
    page.locator("[name=owner]").select_option(label="Head")
    enter_day(page, "due_on", clock.today() + dt.timedelta(days=5))
    press(page, "Save the action")
