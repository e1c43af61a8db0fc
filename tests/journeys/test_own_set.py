"""A head chooses whom the school is compared with, by keyboard alone, sees it said on every tab, and goes
back to the default."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Enter
from tests.journeys.reading import follow, words

pytestmark = pytest.mark.browser

TABS = ("Now", "Over time", "Schools to learn from", "Free school meals", "Table")


def test_own_set_by_keyboard_and_back_to_the_default(enter: Enter) -> None:
    page = enter("head").open("/en/home/")
    follow(page.locator("main a[href*='/measures/attendance/']").first)
    measure = page.url
    assert "most like this one" in words(page.locator("main"))

    press_link(page, "Choose your own")
    press_link(page, "Choose schools by name")
    page.locator("[name=q]").focus()
    page.keyboard.type("school")
    send(page)
    tick_five(page)
    page.get_by_role("button", name="Take over the ticks").focus()
    send(page)
    assert words(page.get_by_role("heading", name="In the set")) == "In the set: 5 schools"
    page.get_by_label("Name of the set").focus()
    page.keyboard.type("Our five")
    send(page)
    assert "The set is saved." in words(page.locator("main"))

    page.goto(measure)
    for tab in TABS:
        follow(page.locator(".moj-sub-navigation a", has_text=tab))
        assert "your own set “Our five”: 5 schools" in words(page.locator(".portal-set")), tab
    page.get_by_role("button", name="Go back to the default").focus()
    send(page)
    assert page.url.endswith("/table/"), "It leads back to where it was pressed."
    assert page.locator(".portal-set").count() == 0
    assert "You use the default." in words(page.locator("aside"))


def press_link(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).focus()
    send(page)


def send(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tick_five(page: Page) -> None:
    """From the first box with Tab to the next."""
    page.locator("input[name=member]").first.focus()
    for _place in range(5):
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    assert page.locator("input[name=member]:checked").count() == 5
