"""Each of the ten accounts opens home and every page of their menu: in English on a wide screen, in Welsh on
the narrowest phone."""

import pytest
from playwright.sync_api import Page

from tests.browser import NARROW, WIDE, Visit
from tests.journeys.conftest import Enter
from tests.journeys.people import ACCOUNTS
from tests.journeys.reading import words

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("account", ACCOUNTS)
def test_every_page_of_the_menu(account: str, enter: Enter) -> None:
    visit = enter(account)
    for language, width in (("en", WIDE), ("cy", NARROW)):
        visit.resize(width)
        for path in menu(visit, language):
            look_at(visit, path, language, width)


def menu(visit: Visit, language: str) -> list[str]:
    page = visit.open(f"/{language}/home/")
    found = page.locator("#navigation a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    assert f"/{language}/home/" in found
    assert len(found) > 1, "Everybody has more than a home page."
    return [str(path) for path in found]


def look_at(visit: Visit, path: str, language: str, width: int) -> None:
    page = visit.page
    answer = page.goto(visit.server + path)
    assert answer is not None
    assert answer.status == 200, f"{path} answers {answer.status}"
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    assert words(page.locator("h1"))
    assert overflow(page) <= width, f"{path} scrolls sideways at {width} px: {too_wide(page)}"


def overflow(page: Page) -> int:
    found: int = page.evaluate("document.documentElement.scrollWidth")
    return found


def too_wide(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
            .slice(-5).map(element => element.outerHTML.slice(0, 120))"""
    )
    return found


@pytest.mark.parametrize("account", ["head", "adviser", "data", "consortium"])
def test_pages_behind_the_menu_on_the_narrowest_phone(account: str, enter: Enter) -> None:
    """A school, its measures in every tab, an import and a run, in Welsh."""
    visit = enter(account, viewport={"width": NARROW, "height": 800})
    starts = {
        "head": ["/cy/home/", "main a[href*='/measures/capped9/'], main a[href*='/measures/attendance/']"],
        "adviser": ["/cy/caseload/", "main th a[href*='/schools/']"],
        "data": ["/cy/imports/", "main th a[href*='/imports/']"],
        "consortium": ["/cy/schools/", "main th a[href*='/schools/']"],
    }
    start, link = starts[account]
    page = visit.open(start)
    first = page.locator(link).first.get_attribute("href") or ""
    look_at(visit, first, "cy", NARROW)
    tabs = page.locator(".moj-sub-navigation a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    for path in tabs:
        look_at(visit, path, "cy", NARROW)
