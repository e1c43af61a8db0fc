"""A concern goes from watch over a joint visit to a warning notice, without JavaScript; the school's head
finds nothing of it in the portal."""

import datetime as dt

import pytest
from playwright.sync_api import Page

from brokerage.models import Concern, WarningNotice
from core import clock
from schools.enums import Role
from tests.browser import OpenAs
from tests.factories import give_role
from tests.journeys.reading import follow, words
from tests.personas import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAIN = {"java_script_enabled": False}


def test_from_watch_to_notice(world: World, open_as: OpenAs) -> None:
    people = world.people
    give_role(people.authority_officer, Role.AUTHORITY_OFFICER, world.school.authority.scope)

    page = open_as(people.adviser, **PLAIN).open("/en/concerns/")
    follow(page.get_by_role("link", name="Enter a concern"))
    page.get_by_label("Which school?").select_option(label="Ysgol Gyfun Brawf (6819901)")
    page.get_by_label("What is the concern?").fill("Whinchat: no figures")
    page.get_by_label("What does it rest on?").fill("Minutes of three meetings")
    press(page, "Enter it")
    follow(page.get_by_role("link", name="Ysgol Gyfun Brawf"))
    decide(page, "Raise it to “concern”", "Raise it")

    follow(page.get_by_role("link", name="Plan a joint visit"))
    day(page, "on", clock.today())
    page.get_by_label("And who with them?").select_option(label=people.senior_adviser.name)
    page.get_by_label("What are the two to find out?").fill("Who prepares the figures?")
    press(page, "Plan the visit")
    follow(page.get_by_role("button", name="Write what the two saw"))
    page.get_by_label("What did you see and hear?").fill("They stop at a desk.")
    press(page, "Keep the note")

    assert "once the school has been told" in words(page.locator("main"))
    follow(page.get_by_role("link", name="The school was told"))
    page.get_by_label("In a meeting").check()
    page.get_by_label("Who was told?").fill("The headteacher")
    page.get_by_label("What were they told, and what did they say?").fill("Why, and what follows")
    press(page, "Keep the record")
    decide(page, "Raise it to “serious”", "Raise it")
    assert "Serious" in words(page.locator("main"))
    assert page.get_by_role("link", name="Record a warning notice").count() == 0

    officer = open_as(people.authority_officer, **PLAIN)
    page = officer.open(f"/en/concerns/{Concern.objects.get().public_id}/")
    follow(page.get_by_role("link", name="Record a warning notice"))
    page.get_by_label("2: management or governance has broken down").check()
    page.get_by_label("The reasons why").fill("No figures for three terms")
    page.get_by_label("The action that the governing body").fill("To receive them")
    page.get_by_label("The action that the authority is minded").fill("To appoint governors")
    day(page, "comply_by", clock.today() + dt.timedelta(days=30))
    press(page, "Keep the record")
    assert "In force" in words(page.locator("main"))
    assert WarningNotice.objects.get().grounds == [2]

    head = open_as(people.head, **PLAIN)
    for path in ("/en/home/", "/en/schools/6819901/", "/en/brokerage/"):
        text = words(head.open(path).locator("body")).casefold()
        assert "whinchat" not in text, path
        assert "concern" not in text, path
    head.open(f"/en/concerns/{Concern.objects.get().public_id}/")
    assert "Page not found" in head.page.title()
    assert head.heard(), "The browser says that the page was not found."


def decide(page: Page, link: str, button: str) -> None:
    follow(page.get_by_role("link", name=link))
    page.get_by_label("Why?").fill("Nothing moved")
    press(page, button)


def day(page: Page, name: str, when: dt.date) -> None:
    for part in ("day", "month", "year"):
        page.locator(f"[name={name}_{part}]").fill(str(getattr(when, part)))


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()
