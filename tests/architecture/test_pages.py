"""Every named page in both languages in a real browser: accessible, narrow enough for a phone, silent.

Each page is loaded once for a language and resized for the second width."""

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.management import call_command
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from schools.models import Region
from tests.architecture.examples import ALLAUTH_PAGES, EXAMPLES
from tests.architecture.furnished import Furnished, furnish
from tests.architecture.sources import ROOT
from tests.browser import NARROW, WIDE, Visit, start_visit
from tests.personas import make_world
from tests.reference import load_reference

# The mark of the database has it made; the pages' own rows are committed for the whole module.
pytestmark = [pytest.mark.browser, pytest.mark.django_db]

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = {
    **{name: example for name, example in EXAMPLES.items() if not example.not_a_page},
    **ALLAUTH_PAGES,
}
# One page of allauth's in two places says the same: look in your e-mail. A head's home is the school's page.
# The page of an agreed action is the adviser’s at one address and the head’s at another: nobody has both.
ONE_TITLE = {"account_email_verification_sent", "home", "visit_action_answer"}
INLINE = re.compile(r"<style\b|<script\b(?![^>]*\bsrc=)|<[^>]+\s(?:style|on[a-z]+)\s*=", re.IGNORECASE)


@dataclass
class Shown:
    """The furnished world behind a real server, a browser for each person, and what was seen so far."""

    world: Furnished
    visits: dict[str, Visit]
    titles: dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Furnished]:
    """Stored for all tests of this module, since the server reads it through connections of its own."""
    with django_db_blocker.unblock():
        if not Region.objects.exists():
            load_reference()
        yield furnish(make_world(Region.objects.get()))
        call_command("flush", interactive=False, verbosity=0)
        load_reference()


@pytest.fixture(scope="module")
def shown_pages(
    committed: Furnished, browser: Browser, portal_server: LiveServer, browser_context_args: dict[str, Any]
) -> Iterator[Shown]:
    before, configured.DEMONSTRATION = configured.DEMONSTRATION, True
    visits = {}
    for persona in sorted({example.seen_by for example in PAGES.values()}):
        person = getattr(committed.world.people, persona) if persona else None
        visits[persona] = start_visit(browser, portal_server.url, person, browser_context_args)
        visits[persona].context.add_init_script(path=AXE)
    yield Shown(committed, visits, {"en": {}, "cy": {}})
    for visit in visits.values():
        visit.context.close()
    configured.DEMONSTRATION = before


@pytest.fixture(scope="module")
def kept_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("name", sorted(PAGES))
def test_page(name: str, language: str, shown_pages: Shown, kept_html: Path) -> None:
    example = PAGES[name]
    visit = shown_pages.visits[example.seen_by]
    page = visit.page
    visit.resize(WIDE)
    address = example.address(name, shown_pages.world, language)
    answer = page.goto(visit.server + address)
    assert answer is not None
    assert answer.status == 200, f"{address} answers {answer.status} to {example.seen_by or 'a stranger'}"
    assert page.url == visit.server + address, f"{address} leads on to {page.url}"
    html = answer.text()
    (kept_html / f"{name}.{language}.html").write_text(html, encoding="utf-8")

    assert not INLINE.search(html), f"The CSP refuses what is inline: {INLINE.search(html)}"
    # The entry asks for the language in both, Welsh first.
    expected = "cy" if name == "entry" else language
    assert page.locator("html").get_attribute("lang") in {expected, language}, (
        "Say the page's language on <html>."
    )
    assert page.locator("h1").count() == 1, "A page has one <h1> that says what it is."
    heading = page.locator("h1").inner_text().strip()
    assert heading, "The <h1> is empty."
    shown_pages.titles[language][name] = page.title()
    assert faults_of_axe(page) == [], "Mend what axe found at 1100 px."

    visit.resize(NARROW)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= NARROW, f"At 320 px the page scrolls sideways to {wide}: {too_wide(page)}"
    assert faults_of_axe(page) == [], "Mend what axe found at 320 px."
    assert visit.heard() == [], (
        "The browser's console must stay silent; a message of the CSP stands there too."
    )


def faults_of_axe(page: Page) -> list[str]:
    found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", RULES)
    return [
        f"{fault['id']} ({fault['help']}): {node['target'][0]} {node['html'][:160]} {summary(node)}"
        for fault in found["violations"]
        for node in fault["nodes"][:3]
    ]


def summary(node: dict[str, Any]) -> str:
    return " ".join(check["message"] for check in node["any"][:1] + node["none"][:1] + node["all"][:1])


def too_wide(page: Page) -> list[str]:
    """The deepest elements that reach over the edge."""
    found: list[str] = page.evaluate(
        """width => [...document.querySelectorAll("body *")]
            .filter(element => element.getBoundingClientRect().right > width + 1
                && ![...element.children].some(child => child.getBoundingClientRect().right > width + 1))
            .slice(0, 5).map(element => element.outerHTML.slice(0, 120))""",
        NARROW,
    )
    return found


@pytest.mark.parametrize("language", ["en", "cy"])
def test_titles_tell_pages_apart(language: str, shown_pages: Shown) -> None:
    titles = shown_pages.titles[language]
    named = {name: title for name, title in titles.items() if name not in ONE_TITLE}
    double = {title: [name for name in named if named[name] == title] for title in named.values()}
    double = {title: names for title, names in double.items() if len(names) > 1}

    assert not double, f"Two pages with one <title> cannot be told apart in a list of tabs: {double}"


def test_titles_are_in_their_language(shown_pages: Shown) -> None:
    same = [
        name
        for name, title in shown_pages.titles["en"].items()
        if title == shown_pages.titles["cy"].get(name) and name != "entry"
    ]

    assert not same, f"These titles are the same in both languages; “– CSC Portal” alone differs: {same}"


def test_the_html_is_valid(shown_pages: Shown, kept_html: Path) -> None:
    pages = sorted(kept_html.glob("*.html"))
    assert pages, "Runs after the pages were opened, over what the server sent."
    report = kept_html / "report.json"
    done = subprocess.run(
        [
            ROOT / "node_modules" / ".bin" / "html-validate",
            *("--config", ROOT / ".htmlvalidate.json"),
            *("--formatter", f"json={report}"),
            *pages,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    found = [
        f"{Path(file['filePath']).name}:{fault['line']} {fault['message']} ({fault['ruleId']})"
        for file in json.loads(report.read_text() or "[]")
        for fault in file["messages"]
    ]
    assert done.returncode == 0, "html-validate found:\n" + "\n".join(found[:60]) + done.stderr[-500:]
