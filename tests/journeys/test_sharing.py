"""Two heads share with their group and compare; they agree on a pair; one takes the consent back, and it is
gone at once for the other."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import OpenAs
from tests.journeys.reading import follow, words
from tests.sigs.pairs.test_agreeing import say
from tests.sigs.sharing.sharers import BEFORE, NEWEST, make_sharers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GROUP = "/en/groups/grwp-y-dyffryn/"
PLAIN = {"java_script_enabled": False}


def press(page: Page, name: str) -> None:
    follow(page.get_by_role("button", name=name).first)


def share(page: Page, level: str) -> None:
    follow(page.get_by_role("link", name="Decide what"))
    assert "Nobody in the group sees more of your school" in words(page.locator("main"))
    page.get_by_label(level, exact=True).check()
    page.get_by_label("We accept the terms above").check()
    press(page, "Share at this level")
    assert "Your school shares with the group from now on." in words(page.locator("main"))


def test_two_heads_share_pair_up_and_one_ends_it(region: Any, open_as: OpenAs) -> None:
    sharers = make_sharers(region)
    say(sharers.one, sharers.head_one, strong=0, weak=1)
    say(sharers.two, sharers.head_two, strong=1, weak=0)

    one, two = open_as(sharers.head_one, **PLAIN), open_as(sharers.head_two, **PLAIN)
    first = one.open(f"{GROUP}compare/")
    assert "Nobody shares yet" in words(first.locator("main"))
    share(first, "Profile")
    assert "Only your school shares so far" in words(first.locator("main"))
    share(two.open(f"{GROUP}compare/"), "Profile")
    shown = words(one.open(f"{GROUP}compare/").locator("main"))
    assert NEWEST in shown
    assert BEFORE in shown

    first = one.open(f"{GROUP}pairs/")
    follow(first.get_by_role("link", name="Ask these schools"))
    first.get_by_label("What you want to say with it").fill("Shall we watch each other's lessons?")
    press(first, "Ask them")
    second = two.open("/en/home/")
    follow(second.locator("a", has_text="Read and answer").first)
    assert "Shall we watch each other's lessons?" in words(second.locator("main"))
    second.get_by_label("Yes, we want to work together").check()
    press(second, "Send the answer")
    assert "Agreed" in words(one.open(f"{GROUP}pairs/").locator("main"))

    second = two.open(f"{GROUP}compare/")
    follow(second.get_by_role("link", name="Stop sharing"))
    assert "1 other school no longer sees your figures here" in words(second.locator("main"))
    press(second, "Stop sharing now")
    assert "Your school shares nothing with the group any more." in words(second.locator("main"))
    first = one.open(f"{GROUP}compare/")
    gone = words(first.locator("main"))
    assert NEWEST not in gone
    assert BEFORE not in gone
    assert NEWEST not in first.request.get(first.url + "figures.csv").text()
