"""An adviser states, the head confirms on a phone without JavaScript; the clock moves, it fades, one click
renews it. Another head sees what is offered and never a need."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page
from pytest_django import Settings

from schools.models import Need, Strength
from tests.browser import OpenAs
from tests.journeys.reading import follow, words
from tests.personas import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"viewport": {"width": 390, "height": 800}, "java_script_enabled": False}
TAB = "/en/schools/6819901/strengths/"
SAID = "Every pupil plays an instrument."


def test_stated_confirmed_faded_and_renewed(world: World, open_as: OpenAs, settings: Settings) -> None:
    cache.clear()
    visit = open_as(world.people.adviser)
    adviser = visit.open(TAB)
    follow(adviser.get_by_role("link", name="State a strength"))
    adviser.get_by_label("Topic").select_option("music")
    adviser.get_by_label("What is the school strong in?").fill(SAID)
    press(adviser, "State it")
    assert "needs evidence" in words(adviser.locator("main"))
    assert adviser.get_by_label("What is the school strong in?").input_value() == SAID
    assert visit.heard(), "The browser says that the form was refused."
    adviser.get_by_label("What was done or seen").fill("A concert with two other schools")
    press(adviser, "State it")
    assert "Waiting for confirmation" in words(adviser.locator("main"))
    assert adviser.get_by_role("button", name="Confirm").count() == 0

    follow(adviser.get_by_role("link", name="State a need"))
    adviser.get_by_label("Topic").select_option("science")
    adviser.get_by_label("What does the school need?").fill("Two teachers are leaving.")
    adviser.get_by_label("What should be different then?").fill("Somebody leads it.")
    adviser.get_by_label("Within a term").check()
    press(adviser, "State it")

    head = open_as(world.people.head, **PHONE)
    page = head.open("/en/home/")
    follow(page.locator("a", has_text="Confirm 1 strength of Ysgol Gyfun Brawf"))
    press(page, "Confirm: Music")
    assert "Confirmed by Head on" in words(page.locator("main"))
    press(page, "Let the region know: Music")

    other = open_as(world.people.other_head)
    seen = words(other.open(TAB).locator("main"))
    assert SAID in seen
    assert "Two teachers are leaving" not in seen
    assert SAID in words(other.open("/en/topics/expressive-arts/").locator("main"))

    settings.CLOCK_SHIFT_DAYS = 370
    seen = words(head.open(TAB).locator("main"))
    assert "Confirmation has run out" in seen
    assert "counts half" in seen
    assert "No longer counts" in seen, "Nobody has confirmed the need."
    page = head.open("/en/home/")
    assert "Is 1 strength of Ysgol Gyfun Brawf still true?" in words(page.locator("main"))
    press(page, "Still true?: Music")
    assert page.url.endswith("/en/home/")
    assert "still true?" not in words(page.locator(".portal-tasks, main > section").first)
    assert Strength.objects.get().renewed_by == world.people.head

    adviser.goto(adviser.url.partition("/en/")[0] + TAB)
    follow(adviser.get_by_role("link", name="It is met"))
    adviser.get_by_label("What helped?").fill("Two terms with a neighbour")
    press(adviser, "It is met")
    assert Need.objects.get().met_through == "Two terms with a neighbour"


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.locator("main button", has_text=name).first.click()
