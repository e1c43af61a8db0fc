"""Without a mouse, without JavaScript, on paper, and signed out."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.architecture.routes import Route, routes
from tests.browser import Visit
from tests.journeys.conftest import Enter
from tests.journeys.people import address, sign_in
from tests.journeys.portal import PASSWORD, Portal, runs_kept_from_their_place
from tests.journeys.reading import follow, words
from tests.journeys.test_people import number_of, own_number

pytestmark = pytest.mark.browser

MOST_TABS = 200


def tab_to(page: Page, target: Locator) -> None:
    """By the Tab key alone, to something that shows that it has the focus."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if target.first.evaluate("element => element === document.activeElement"):
            assert page.evaluate(SHOWS_FOCUS), f"Who presses Tab sees where they are: {target}"
            return
    raise AssertionError(f"{MOST_TABS} presses of Tab do not reach {target}")


SHOWS_FOCUS = """() => {
    const seen = [document.activeElement, document.activeElement.nextElementSibling,
        document.activeElement.parentElement].filter(element => element);
    return seen.some(element => [null, "::before"].some(part => {
        const style = getComputedStyle(element, part);
        return style.outlineStyle !== "none" || style.boxShadow !== "none";
    }));
}"""


def test_by_keyboard_alone(enter: Enter) -> None:
    visit = enter("head")
    page = visit.open("/en/home/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")

    page = visit.open("/en/home/")
    tab_to(page, page.locator("#navigation").get_by_role("link", name="Schools"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Schools")
    tab_to(page, page.locator(".portal-filters [name=q]"))
    page.keyboard.type("bryn")
    tab_to(page, page.get_by_label(re.compile("^Primary")))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Apply filters"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=bryn.*phase=primary"))
    before = number_of(page)
    assert before > 0
    tab_to(page, page.locator("#near"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"near=\d{7}"))
    assert number_of(page) == before

    page = visit.open(f"/en/schools/{own_number(visit)}/")
    summary = page.locator("main details summary").first
    tab_to(page, summary)
    page.keyboard.press("Enter")
    expect(page.locator("main details").first).to_have_attribute("open", "")
    page.keyboard.press("Space")
    expect(page.locator("main details").first).not_to_have_attribute("open", "")

    tab_to_contact(visit)


def tab_to_contact(visit: Visit) -> None:
    number = own_number(visit)
    page = visit.open(f"/en/schools/{number}/contacts/")
    tab_to(page, page.locator("main td a[href*='/contacts/']").last)
    page.keyboard.press("Enter")
    page.wait_for_url("**/contacts/*/")
    tab_to(page, page.locator("main [name=name]"))
    page.keyboard.press("Control+A")
    page.keyboard.type("Delyth Owen")
    page.keyboard.press("Enter")
    expect(page.locator("main table")).to_contain_text("Delyth Owen")


def test_without_javascript(enter: Enter, region_portal: Portal) -> None:
    number = own_number(enter("head"))
    visit = enter(java_script_enabled=False)
    page = visit.open("/en/account/login/")
    sign_in(page, address("data"), PASSWORD)
    follow(page.locator("#navigation").get_by_role("link", name="Schools"))
    page.locator(".portal-filters [name=q]").fill("ysgol")
    follow(page.get_by_role("button", name="Apply filters"))
    count = number_of(page)
    assert 0 < count < 140
    visit.open(f"/en/schools/?q=ysgol&status=open&kind=schools&near={number}")
    assert number_of(page) == count
    page.locator("#near").select_option("")
    follow(page.get_by_role("button", name="Sort"))
    expect(page.get_by_text("Sorted by name.")).to_be_visible()
    follow(page.get_by_role("link", name="Cymraeg"))
    expect(page).to_have_url(re.compile("/cy/schools/"))
    assert number_of(page) == count
    follow(page.get_by_role("link", name="English"))

    follow(page.locator("#navigation").get_by_role("link", name="Imports"))
    follow(page.get_by_role("link", name="Import a file").first)
    content = f"school_number,indicator,year,value\n{number},pupils,2009/10,901\n"
    file = {"name": "pupils.csv", "mimeType": "text/csv", "buffer": content.encode()}
    page.locator("[name=file]").set_input_files(file)
    follow(page.get_by_role("button", name="Check the file"))
    with runs_kept_from_their_place(region_portal):
        follow(page.get_by_role("button", name="Confirm and store"))
        batch = page.url
        follow(page.locator("#navigation").get_by_role("link", name="Comparisons"))
        follow(page.locator("main tbody a").first)
        expect(page.locator("progress")).to_be_visible()
        page.get_by_role("link", name="Check again").click()
        expect(page.locator("progress")).to_be_visible()
    check_until_finished(page)

    page.goto(batch)
    follow(page.get_by_role("link", name="Undo the import"))
    follow(page.get_by_role("button", name="Undo the import"))
    expect(page.get_by_text("The import is undone")).to_be_visible()


def check_until_finished(page: Page) -> None:
    for _time in range(30):
        if not page.locator("progress").count():
            break
        page.wait_for_timeout(300)
        page.get_by_role("link", name="Check again").or_(page.locator("h1")).first.click()
    # Of a file that changes one figure.
    expect(page.locator("#outcome")).to_contain_text("Put into the run shown")


@pytest.mark.parametrize(
    ("account", "path", "stated"),
    [
        ("consortium", "/en/region/?phase=primary", "Primary"),
        ("consortium", "/en/schools/?q=&phase=special&status=open&kind=schools", "Special"),
        ("head", "", "Attendance"),
    ],
)
def test_on_paper(account: str, path: str, stated: str, enter: Enter) -> None:
    visit = enter(account)
    page = visit.open(path or f"/en/schools/{own_number(visit)}/measures/attendance/")
    assert page.locator("main details").count(), "There is something to open."
    page.emulate_media(media="print")

    for hidden in (
        ".portal-filters",
        ".govuk-service-navigation",
        ".govuk-language-navigation",
        "main button",
    ):
        for part in page.locator(hidden).all():
            expect(part).to_be_hidden()
    expect(page.get_by_text("As shown on")).to_be_visible()
    shown = page.locator("main").inner_text()
    assert stated in shown
    for table in page.locator("main details:not(.portal-filters details) table").all():
        expect(table).to_be_visible()
    page.emulate_media(media="screen")


def test_signing_out_leaves_nothing_behind(enter: Enter) -> None:
    visit = enter()
    page = visit.open("/en/account/login/")
    sign_in(page, address("teacher"), PASSWORD)
    school = words(page.locator("h1"))
    follow(page.locator("#navigation").get_by_role("link", name="Schools"))
    follow(page.get_by_role("button", name="Sign out"))
    expect(page.locator("h1")).to_have_text("Sign in")

    for _step in range(2):
        page.go_back()
        expect(page.locator("[name=login]")).to_be_visible()
        assert school not in page.content()
    visit.open("/en/home/")
    expect(page).to_have_url(re.compile("/en/account/login/"))


def test_signed_out_every_address_answers_with_sign_in_or_something_public(enter: Enter) -> None:
    head, officer = enter("head"), enter("data")
    number = own_number(head)
    private = [words(head.page.locator("h1")), "demo.example", "Carys Beddoes"]
    page = officer.open("/en/imports/")
    batch = (page.locator("main tbody a").first.get_attribute("href") or "").split("/")[3]
    page = officer.open("/en/runs/")
    run = (page.locator("main tbody a").first.get_attribute("href") or "").split("/")[3]
    values = {
        "number": number,
        "code": "attendance",
        "role": "head",
        "public_id": batch,
        "run": run,
        "pk": "1",
        "form": "csv",
        "key": "1",
        "uidb36": "1",
    }
    stranger = enter()
    for route, path in filled(values):
        answer = stranger.context.request.get(stranger.server + path, max_redirects=0)
        if answer.status in {301, 302}:
            continue
        open_to_all = not route.is_ours or (route.access or ("", ""))[0] == "public"
        # A program is not led to a form: it is told that it has to say who it is.
        refusals = {401, 404, 405} if path.startswith("/api/") else {404, 405}
        assert open_to_all or answer.status in refusals, f"{path} answers {answer.status} to a stranger"
        found = [name for name in private if name in answer.text()]
        assert not found, f"{path} tells a stranger of {found}"


def filled(values: dict[str, str]) -> Iterator[tuple[Route, str]]:
    """Each address of the URLconf with its arguments filled in."""
    for route in routes():
        if "static" in route.address or "(?P" in route.address or "^" in route.address:
            continue
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values.get(found[1], "x"), route.address)
        if "<uuid:" in route.address and "imports" not in path:
            path = path.replace("/1/", "/3f1c2b1e-0000-4000-8000-000000000000/")
        yield route, path
