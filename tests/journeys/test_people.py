"""A head, an adviser, an administrator: what each comes for, and what is not theirs."""

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Visit
from tests.journeys.conftest import Enter
from tests.journeys.mailbox import links_in
from tests.journeys.people import address, sign_in
from tests.journeys.portal import PASSWORD, Portal
from tests.journeys.reading import follow, rows_of, table, words

pytestmark = pytest.mark.browser

GUEST = "mari.newydd@school.example"
FIRST_PASSWORD, SECOND_PASSWORD = "mynydd-a-mor-yn-y-bore", "heol-hir-dros-y-bryn"


def own_number(visit: Visit) -> str:
    """The number of the school whose head or teacher this is."""
    page = visit.open("/en/home/")
    link = page.get_by_role("link", name="Your school's page").get_attribute("href") or ""
    return link.rstrip("/").rsplit("/", 1)[1]


def test_a_head_goes_from_home_to_a_measure_and_takes_its_figures_along(enter: Enter) -> None:
    visit = enter()
    page = visit.open("/en/")
    sign_in(page, address("head"), PASSWORD)
    expect(page).to_have_url(f"{visit.server}/en/home/")
    school = words(page.locator("h1"))

    follow(page.get_by_role("table", name="Your measures").get_by_role("link", name="Attendance").first)
    assert school in page.title()
    heading = words(page.locator("h1"))
    for tab in ("Over time", "Table", "Now"):
        follow(page.get_by_role("navigation", name="Ways to see this measure").get_by_role("link", name=tab))
        current = page.get_by_role("link", name=tab, exact=True)
        assert current.get_attribute("aria-current") == "page"
        assert words(page.locator("h1")) == heading
    page.get_by_text("How it is worked out").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert len(rows) > 1, "The file holds the measure's years."
    page.go_back()
    assert words(page.locator("h1"))


def test_a_head_is_told_nothing_of_another_schools_measures(enter: Enter) -> None:
    head, other = enter("head"), enter("head2")
    own, foreign = own_number(head), own_number(other)

    for part in ("measures/", "measures/attendance/", "measures/attendance/figures.csv"):
        path = f"/en/schools/{foreign}/{part}"
        assert head.context.request.get(head.server + path).status == 404, path
        assert other.context.request.get(other.server + path).status == 200, path
    assert head.context.request.get(f"{head.server}/en/schools/{own}/measures/").status == 200
    page = head.open(f"/en/schools/{foreign}/")
    assert page.locator("a[href*='/measures/']").count() == 0, "No link leads to what answers 404."
    head.open(f"/en/schools/{foreign}/measures/")
    assert words(page.locator("h1")) == "Page not found"
    assert len(head.heard()) == 1, "The answer of 404 is all that the console tells."


def test_a_head_changes_a_contact(enter: Enter) -> None:
    visit = enter("head")
    number = own_number(visit)
    page = visit.open(f"/en/schools/{number}/contacts/")
    follow(page.get_by_role("row", name="Chair of governors").get_by_role("link").last)
    page.locator("[name=name]").fill("Non Ellis")
    page.locator("[name=email]").fill("no address")
    follow(page.locator("main form button[type=submit]"))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert visit.heard() == [
        "error: Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)"
    ]
    page.locator("[name=email]").fill("cadeirydd@school.example")
    follow(page.locator("main form button[type=submit]"))

    row = rows_of(page.locator("table"))["Chair of governors"]
    assert "Non Ellis" in row[0]
    assert "by Carys Beddoes" in row[2]
    follow(page.get_by_role("button", name="All of these still hold"))
    expect(page.locator(".govuk-notification-banner--success")).to_contain_text("confirmed")


def test_an_advisers_caseload(enter: Enter) -> None:
    page = enter("adviser").open("/en/home/")
    follow(page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Caseload"))

    assert "16 schools" in words(page.locator(".portal-title"))
    rows = rows_of(table(page, "Your schools"))
    assert len(rows) == 16
    follow(page.get_by_role("link", name="Figures"))
    follow(page.locator("tbody td a[href*='/measures/attendance/']").first)
    assert "quarter" in words(page.locator("main"))


def test_an_administrator_invites_and_the_invited_comes_in_forgets_and_comes_in_again(
    enter: Enter, region_portal: Portal
) -> None:
    number = own_number(enter("head"))
    page = enter("admin").open("/en/people/")
    follow(page.get_by_role("link", name="Invite a person"))
    page.locator("[name=name]").fill("Mari Newydd")
    page.locator("[name=email]").fill(GUEST)
    page.get_by_label("Senior leader or teacher").check()
    page.locator("[name=school]").fill(number)
    follow(page.get_by_role("button", name="Send the invitation"))
    expect(page.get_by_text("The invitation is on its way.")).to_be_visible()
    expect(page.locator("main")).to_contain_text(GUEST)

    mail = region_portal.mailbox.find(GUEST)
    links = links_in(mail)
    assert {link.split("/")[3] for link in links} == {"cy", "en"}, "Asked for in both languages."
    guest = enter()
    page = guest.page
    page.goto(next(link for link in links if "/en/" in link))
    assert "Mari Newydd" in words(page.locator("h1"))
    choose_password(page, FIRST_PASSWORD)
    expect(page).to_have_url(re.compile("/en/home/"))
    follow(page.get_by_role("button", name="Sign out"))

    sign_in(page, GUEST, FIRST_PASSWORD)
    expect(page).to_have_url(re.compile("/en/home/"))
    assert own_number(guest) == number
    follow(page.get_by_role("button", name="Sign out"))

    follow(page.get_by_role("link", name="I have forgotten my password"))
    page.locator("[name=email]").fill(GUEST)
    follow(page.locator("main form button[type=submit]"))
    page.goto(next(link for link in links_in(region_portal.mailbox.find(GUEST)) if "/key/" in link))
    choose_password(page, SECOND_PASSWORD)
    guest.open("/en/account/login/")
    sign_in(page, GUEST, FIRST_PASSWORD)
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    guest.heard()
    sign_in(page, GUEST, SECOND_PASSWORD)
    expect(page).to_have_url(re.compile("/en/home/"))


def choose_password(page: Page, password: str) -> None:
    for field in page.locator("[name^=password]").all():
        field.fill(password)
    follow(page.locator("main form button[type=submit]").last)
    page.wait_for_load_state()


def test_the_language_switch_keeps_page_and_question(enter: Enter) -> None:
    visit = enter("consortium")
    page = visit.open("/en/schools/?q=ysgol&phase=primary&status=open&kind=schools")
    count = number_of(page)

    follow(page.get_by_role("link", name="Cymraeg"))
    expect(page).to_have_url(f"{visit.server}/cy/schools/?q=ysgol&phase=primary&status=open&kind=schools")
    assert page.locator("html").get_attribute("lang") == "cy"
    assert number_of(page) == count
    follow(page.get_by_role("link", name="English"))
    expect(page).to_have_url(re.compile("/en/schools/"))


def number_of(page: Page) -> int:
    found = re.search(r"\d+", words(page.locator(".portal-matches")))
    return int(found[0]) if found else 0


def test_welsh_names_are_found_without_accents(enter: Enter) -> None:
    visit = enter("consortium")
    number, accented = next(
        (number, name) for number, name in all_names(visit) if re.search("[âêîôûŵŷ]", name)
    )
    plain = accented.translate(str.maketrans("âêîôûŵŷ", "aeiouwy"))
    assert plain != accented

    for language in ("en", "cy"):
        page = visit.open(f"/{language}/schools/")
        page.locator(".portal-filters [name=q]").fill(plain.upper())
        follow(page.locator(".portal-filters button[type=submit]"))
        assert page.locator(f"tbody th a[href='/{language}/schools/{number}/']").count() == 1


def all_names(visit: Visit) -> list[tuple[str, str]]:
    """Number and name of every school, in both languages' exports."""
    names = []
    for language in ("en", "cy"):
        text = visit.context.request.get(f"{visit.server}/{language}/schools/export.csv").text()
        names += [(row[0], row[1]) for row in csv.reader(io.StringIO(text.lstrip("\ufeff")))]
    return names


def test_list_and_map_keep_the_filters(enter: Enter) -> None:
    visit = enter("consortium")
    page = visit.open("/en/schools/")
    page.get_by_label(re.compile("^Secondary")).check()
    follow(page.get_by_role("button", name="Apply filters"))
    count = number_of(page)
    assert 0 < count < 60

    ways = page.get_by_role("navigation", name="Ways to see the schools")
    follow(ways.get_by_role("link", name="Map"))
    assert number_of(page) == count
    assert page.locator("main svg a").count() >= count
    assert page.get_by_label(re.compile("^Secondary")).is_checked()
    follow(ways.get_by_role("link", name="List"))
    assert number_of(page) == count
    follow(page.locator(".portal-chosen a", has_text="Secondary"))
    assert number_of(page) > 100
