"""What only a browser shows: the menu of a phone, filters that fold, focus on what is wrong."""

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from tests.browser import NARROW, WIDE, OpenAs
from tests.factories import make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MENU = ".govuk-service-navigation__toggle"


@pytest.fixture(autouse=True)
def demonstration(settings: Settings) -> None:
    settings.DEMONSTRATION = True


def test_a_phone_opens_and_closes_its_menu(open_as: OpenAs) -> None:
    visit = open_as(make_person())
    visit.resize(NARROW)
    page = visit.open("/en/components/")
    home = page.locator("#navigation a").first

    expect(home).to_be_hidden()
    page.click(MENU)
    expect(home).to_be_visible()
    expect(page.locator(MENU)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(home).to_be_hidden()


def test_without_javascript_the_menu_is_an_open_list(open_as: OpenAs) -> None:
    visit = open_as(make_person(), java_script_enabled=False)
    visit.resize(NARROW)
    page = visit.open("/en/components/")

    expect(page.locator("#navigation a").first).to_be_visible()
    expect(page.locator(MENU)).to_be_hidden()


def test_filters_are_closed_on_a_phone_and_open_where_there_is_room(open_as: OpenAs) -> None:
    visit = open_as(None)
    page = visit.open("/en/components/")
    field = page.locator(".portal-filters--panel input[name=q]")
    summary = page.locator(".portal-filters--panel summary")

    expect(field).to_be_visible()
    expect(summary).to_be_hidden()
    visit.resize(NARROW)
    expect(field).to_be_hidden()
    summary.click()
    expect(field).to_be_visible()
    visit.resize(WIDE)
    expect(field).to_be_visible()


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(open_as: OpenAs) -> None:
    visit = open_as(None)
    page = visit.open("/en/account/login/")
    page.click("main button[type=submit]")

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert ["422" in line for line in visit.heard()] == [True]  # the status itself, and nothing else
    page.click("text=Enter your e-mail address >> nth=0")
    expect(page.locator("#id_login")).to_be_focused()


def test_a_password_can_be_shown_and_hidden(open_as: OpenAs) -> None:
    page = open_as(None).open("/en/account/login/")
    button = page.locator(".govuk-password-input__toggle")

    button.click()
    expect(page.locator("#id_password")).to_have_attribute("type", "text")
    expect(button).to_have_text("Hide")
    button.click()
    expect(page.locator("#id_password")).to_have_attribute("type", "password")


def test_paper_shows_what_is_folded_and_leaves_out_what_is_pressed(open_as: OpenAs) -> None:
    page = open_as(None).open("/en/components/")
    folded = page.locator("text=Every chart has its table.")
    expect(folded).to_be_hidden()

    page.emulate_media(media="print")

    expect(folded).to_be_visible()
    expect(page.locator("main .govuk-button").first).to_be_hidden()
    expect(page.locator(".portal-filters--panel")).to_be_hidden()
    expect(page.locator("text=As shown on")).to_be_visible()


@pytest.mark.parametrize("language", ["cy", "en"])
@pytest.mark.parametrize("path", ["components/", "account/login/", "help/", "privacy/"])
def test_nothing_is_scrolled_sideways_on_a_small_phone(open_as: OpenAs, language: str, path: str) -> None:
    visit = open_as(make_person("Angharad Llywelyn-Featherstonehaugh"))
    visit.resize(NARROW)
    page = visit.open(f"/{language}/{path}")

    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
