"""Consortium staff compose the region's schools in a browser: primary schools, then secondary with all-age
schools. They read the certificate, let two schools change places, undo it, and cancel a run."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Enter
from tests.journeys.reading import follow, words

pytestmark = pytest.mark.browser

# A run of the region takes some seconds on a quiet machine.
PATIENCE = 120_000


def test_composing_primary_schools_and_making_a_swap(enter: Enter) -> None:
    page = enter("consortium").open("/en/groups/")
    follow(page.get_by_role("link", name="Compose groups"))
    begin(page, "Primary groups by the journey", "Primary schools")
    assert "primary schools." in words(page.locator(".portal-rules"))

    compose(page)

    expect(page.locator("h1")).to_contain_text("minutes apart on average")
    scores = page.locator(".portal-table--score")
    every = scores.get_by_role("row", name=re.compile("Groups with every authority"))
    assert "✓ reached" in words(every), "What counting shows to be possible is reached."
    lone = scores.get_by_role("row", name=re.compile("Groups with a lone Welsh-medium school"))
    assert words(lone.locator(".portal-hit")) == "0"
    result = page.url

    follow(page.locator(".portal-group").get_by_role("link", name="Open").first)
    follow(page.get_by_role("link", name=re.compile("^Why and swap")).first)
    assert "Why is" in words(page.locator(".portal-swap h4"))
    with page.expect_navigation():
        page.get_by_role("button", name="Show what changes").click()
    assert "Nothing is done yet." in words(page.locator("#changes"))
    with page.expect_navigation():
        page.get_by_role("button", name="Make this swap").click()
    assert "changed places." in words(page.locator("main"))
    assert page.url.split("?")[0] != result
    follow(page.get_by_role("link", name=re.compile("^Undo: go back to run")))
    assert page.url == result


def test_composing_secondary_with_all_age_schools(enter: Enter) -> None:
    page = enter("consortium").open("/en/groups/compose/")
    begin(page, "Secondary groups by the journey", "Secondary schools")
    assert "counting also: all-age" in words(page.locator(".portal-rules"))

    compose(page)

    assert "✓ reached" in words(page.locator(".portal-table--score"))


def test_a_run_is_cancelled(enter: Enter) -> None:
    page = enter("consortium").open("/en/groups/compose/")
    begin(page, "Groups that nobody waits for", "Primary schools")
    page.get_by_label("How long it may look").select_option("thorough")
    with page.expect_navigation():
        page.get_by_role("button", name="Compose the groups").click()

    page.get_by_role("button", name="Cancel this run").click()

    gone = page.get_by_text("This run was cancelled. Nothing of it was kept.")
    expect(gone).to_be_visible(timeout=PATIENCE)


def begin(page: Page, name: str, schools: str) -> None:
    follow(page.get_by_role("link", name="Compose new groups").first)
    page.get_by_label("Name in English").fill(name)
    page.get_by_label("Name in Welsh").fill(f"{name} (cy)")
    page.locator("[name=year]").first.check()
    page.get_by_label(schools, exact=True).check()
    page.get_by_label("Region’s own support level").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Go on to the rules").click()


def compose(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Compose the groups").click()
    expect(page.locator(".portal-table--score")).to_be_visible(timeout=PATIENCE)
