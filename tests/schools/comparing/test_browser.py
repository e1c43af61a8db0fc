"""The settings of the comparisons in a browser: on a phone without JavaScript, and by the keyboard alone."""

import pytest
from playwright.sync_api import Page

from core.models import User
from schools.models import ComparisonRun
from schools.queries.comparing import band_set, weight_set
from tests.browser import OpenAs
from tests.journeys.reading import words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"viewport": {"width": 320, "height": 800}, "java_script_enabled": False}


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_bounds_on_a_phone_without_javascript(
    computed: ComparisonRun, officer: User, open_as: OpenAs, language: str
) -> None:
    page = open_as(officer, **PHONE).open(f"/{language}/comparing/")
    page.locator("main a[href$='/comparing/groups/primary/new/']").click()
    page.locator("[name=valid_from]").fill("2024/25")
    for number, upper in enumerate(["15", "30", "100"], start=1):
        page.locator(f"[name=upper_{number}]").fill(upper)
    page.locator("[name=effect]").click()

    assert "40" in words(page.locator("#effect"))
    assert fits(page)
    assert band_set("primary", 2025) is None

    page.locator("[name=save]").click()
    assert page.url.endswith(f"/{language}/comparing/")
    assert band_set("primary", 2025).uppers == [15, 30, 100]
    assert fits(page)


def test_weights_by_the_keyboard(computed: ComparisonRun, officer: User, open_as: OpenAs) -> None:
    visit = open_as(officer)
    page = visit.open("/en/comparing/weights/primary/new/")
    page.locator("[name=valid_from]").focus()
    page.keyboard.type("2030")
    tab_to(page, "weight_fsm")
    page.keyboard.type("95")
    page.keyboard.press("Enter")
    page.wait_for_selector(".govuk-error-summary")
    assert "add 5 to one of them" in words(page.locator(".govuk-error-summary"))
    assert visit.heard(), "The browser says that the form was refused."

    tab_to(page, "weight_fsm")
    page.keyboard.press("Control+A")
    page.keyboard.type("100")
    page.keyboard.press("Enter")
    page.wait_for_selector("#effect")
    tab_to(page, "save")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/comparing/")

    assert [row.weight for row in weight_set("primary", 2030).weights] == [100]


def tab_to(page: Page, name: str) -> None:
    for _step in range(80):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"No way by keyboard to {name}.")
