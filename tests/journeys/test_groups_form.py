"""The consortium sets up a board with two sub-groups; two heads form a siglet, a third asks to join and is
admitted; one leaves and no longer finds the page."""

from typing import Any

import pytest
from playwright.sync_api import Page

from schools.enums import Role
from schools.models import School
from sigs.models import Group, GroupMember
from tests.browser import OpenAs
from tests.factories import give_role, make_person, make_school
from tests.journeys.reading import follow, words
from tests.personas import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLAIN = {"java_script_enabled": False}


def press(page: Page, name: str) -> None:
    follow(page.get_by_role("button", name=name).first)


def set_up(page: Page, tier: str, name: str, under: str = "") -> None:
    page.goto(page.url.partition("/en/")[0] + "/en/groups/new/")
    page.locator("[name=tier]").select_option(tier)
    page.locator("[name=name_en]").fill(name)
    page.locator("[name=name_cy]").fill(f"{name} (cy)")
    if under:
        page.locator("[name=parent]").select_option(under)
    press(page, "Set up the group")
    assert "The group is set up" in words(page.locator("main"))


def co_chair(page: Page, school: School, person: str) -> None:
    follow(page.get_by_role("link", name="Add a school"))
    page.locator("[name=school]").select_option(school.number)
    press(page, "Add the school")
    follow(page.get_by_role("link", name="Give a post or a voice"))
    page.get_by_label("Co-chair", exact=True).check()
    page.locator("[name=person]").select_option(label=person)
    press(page, "Give it")


def test_a_board_with_sub_groups_is_set_up_and_drawn(world: World, open_as: OpenAs) -> None:
    page = open_as(world.people.consortium, **PLAIN).open("/en/groups/")
    set_up(page, "board", "Strategic board")
    for name, school, head in (
        ("Leadership", world.school, "Head"),
        ("Teaching", world.other_school, "Other Head"),
    ):
        set_up(page, "subgroup", name, under="strategic-board")
        co_chair(page, school, head)
    page.goto(page.url.partition("/en/")[0] + "/en/groups/structure/")
    tree = page.locator(".portal-tree")
    assert tree.locator(":scope > li > ul > li").count() == 2
    assert "Co-chair: Other Head" in words(tree)


def test_from_an_invitation_to_leaving(world: World, open_as: OpenAs) -> None:
    people: Any = world.people
    third_school, third = make_school(name="Ysgol Drydedd"), make_person("Third Head")
    give_role(third, Role.HEADTEACHER, third_school.scope)

    page = open_as(people.head, **PLAIN).open("/en/groups/propose/")
    page.get_by_label("Siglet").check()
    page.locator("[name=name_en]").fill("Talk for all")
    page.locator("[name=topic]").select_option("oracy")
    page.locator("[name=why]").fill("Pupils who speak in every lesson.")
    page.get_by_label("English", exact=True).check()
    page.locator("[name=is_open]").check()
    page.locator("[name=invited_1]").select_option(world.other_school.number)
    press(page, "Send the invitations")
    assert not Group.objects.exists()

    invited = open_as(people.other_head, **PLAIN)
    other = invited.open("/en/home/")
    follow(other.locator(".portal-tasks a", has_text="Read the invitation"))
    press(other, "Take part")
    group = Group.objects.get()
    assert other.url.endswith(f"/en/groups/{group.slug}/")

    asking = open_as(third, **PLAIN)
    assert asking.context.request.get(other.url).status == 404
    outside = asking.open("/en/groups/")
    follow(outside.locator("a", has_text="Ask to join"))
    outside.locator("[name=why]").fill("The same need as yours.")
    press(outside, "Ask")
    assert "asked to join" in words(outside.locator("main"))

    page = open_as(people.head, **PLAIN).open("/en/home/")
    follow(page.locator(".portal-tasks a", has_text="Answer").first)
    page.get_by_label("Admit the school").check()
    press(page, "Answer")
    assert GroupMember.objects.filter(group=group, left_on__isnull=True).count() == 3
    outside.goto(other.url)
    assert words(outside.locator("h1")) == "Talk for all"

    follow(other.get_by_role("link", name="Members").first)
    follow(other.get_by_role("link", name="Leave the group"))
    other.locator("[name=because]").fill("We found what we looked for.")
    press(other, "Leave the group")
    assert "Your school has left the group." in words(other.locator("main"))
    answer = other.goto(outside.url)
    assert answer is not None
    assert answer.status == 404
    assert len(invited.heard()) == 1, "The answer of 404 is all that the console tells."
