"""Groups that are not imposed: wishes first, on a phone; then the draft, a swap asked for and accepted; then
the groups, with a letter."""

import pytest
from playwright.sync_api import Page

from sigs.models import Composition, DraftPlace, Wish, WishRound
from tests.browser import OpenAs, Visit
from tests.factories import make_school
from tests.journeys.reading import follow, words
from tests.personas import World
from tests.sigs.drafts.factories import make_composition, make_run

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A phone, and no script: whoever answers on the way home.
PHONE = {"viewport": {"width": 320, "height": 640}, "java_script_enabled": False}


def press(page: Page, name: str) -> None:
    follow(page.get_by_role("button", name=name).first)


def said(page: Page) -> str:
    return words(page.locator("main"))


def open_a_round(officer: Visit) -> None:
    page = officer.open("/en/wishes/new/")
    page.get_by_label("Primary and secondary schools together").check()
    press(page, "Prepare the round")
    press(page, "Open it now")
    assert "The round is open." in words(page.locator("body"))


def say_wishes(head: Visit) -> None:
    page = head.open("/en/home/")
    follow(page.locator("a", has_text="Say our wishes").first)
    page.locator("[name=q_with]").fill("tegid")
    press(page, "Search for schools you wish to work with")
    page.get_by_label("Ysgol Tegid").check()
    page.get_by_label("We would like new partners").check()
    press(page, "Save our wishes")
    assert "Your wishes are saved." in words(page.locator("body"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def ask_for_a_swap(head: Visit) -> None:
    page = head.open("/en/home/")
    follow(page.locator("a", has_text="Look at it").first)
    assert "Ysgol Alwen" in said(page)
    assert "Ysgol Tegid" not in said(page)
    page.get_by_label("We ask for a swap").check()
    page.get_by_text("For a swap: with which school?").click()
    page.locator("[name=q]").fill("arall")
    press(page, "Search")
    page.get_by_label("Ysgol Gynradd Arall").check()
    page.locator("[name=text]").fill("We wished to work with Tegid.")
    press(page, "Send your answer")
    assert "your answer has reached the consortium" in words(page.locator("body"))


def test_from_wishes_to_the_letter(world: World, open_as: OpenAs) -> None:
    by = world.people.consortium
    alwen, tegid = make_school(name="Ysgol Alwen"), make_school(name="Ysgol Tegid")
    officer = open_as(by)
    open_a_round(officer)
    head = open_as(world.people.head, **PHONE)
    say_wishes(head)
    assert Wish.objects.get(school=world.school).state == "given"
    page = officer.open(f"/en/wishes/{WishRound.objects.get().public_id}/")
    press(page, "Close the round now")

    composition = make_composition(by)
    make_run(composition, [[world.school, alwen], [world.other_school, tegid]], by)
    page = officer.open(f"/en/groups/compose/{composition.public_id}/runs/1/send/")
    press(page, "Send the draft")
    ask_for_a_swap(head)

    page = officer.open(f"/en/groups/compose/{composition.public_id}/draft/")
    follow(page.locator(".portal-tasks a").first)
    assert "What the swap would change" in said(page)
    page.get_by_label("Accept the swap").check()
    page.locator("[name=text]").fill("Gladly.")
    press(page, "Send the answer")
    place = DraftPlace.objects.get(school=world.school)
    assert (place.round, place.state) == (2, "waiting")
    page = head.open(f"/en/schools/{world.school.number}/proposed-group/{composition.public_id}/")
    assert "Ysgol Tegid" in said(page)
    page.get_by_label("We agree").check()
    press(page, "Send your answer")

    page = officer.open(f"/en/groups/compose/{composition.public_id}/publish/")
    press(page, "Publish the groups")
    assert Composition.objects.get().state == "published"
    page = head.open("/en/groups/")
    follow(page.get_by_role("link", name="SIG 2, 2026/27").first)
    page = head.open(f"/en/groups/{page.url.rstrip('/').rpartition('/')[2]}/letter/")
    letter = said(page)
    assert letter.index("Annwyl benaethiaid") < letter.index("Dear headteachers")
    assert "Ysgol Tegid" in letter
