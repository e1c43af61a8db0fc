"""A real Chromium on a real server: pages opened as a person, with every message of the console kept.

A test that uses these names `transactional_db` (or a fixture that commits), since the server reads through
connections of its own."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Playwright
from pytest_django.live_server_helper import LiveServer

from core.models import User

# Playwright runs an event loop in the tests' own thread, in which Django would refuse the ORM.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

WIDE, NARROW = 1100, 320


@dataclass
class Visit:
    """One person's browser: the page, and what its console said (errors of the CSP among it)."""

    page: Page
    context: BrowserContext
    server: str
    said: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.server}{path}")
        return self.page

    def resize(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})

    def heard(self) -> list[str]:
        """What the console said since the last time."""
        said, self.said[:] = list(self.said), []
        return said


OpenAs = Callable[..., Visit]


@pytest.fixture(scope="session")
def playwright(playwright: Playwright) -> Iterator[Playwright]:
    """While its event loop runs, Django keeps connections of their own for the tests' thread: they are closed
    before it stops, so that nothing holds the test's database open."""
    yield playwright
    connections.close_all()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The Chromium that CHROMIUM names, else Playwright's own."""
    program = os.environ.get("CHROMIUM", "")
    return {
        **({"executable_path": program} if program else {}),
        "args": ["--no-sandbox", "--disable-dev-shm-usage"],
    }


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"viewport": {"width": WIDE, "height": 900}, "locale": "en-GB", "timezone_id": "Europe/London"}


@pytest.fixture(scope="session")
def portal_server(django_db_setup: None) -> Iterator[LiveServer]:
    """Stopped before the test's database goes."""
    server = LiveServer("127.0.0.1")
    yield server
    server.stop()


@pytest.fixture
def open_as(
    browser: Browser, browser_context_args: dict[str, Any], portal_server: LiveServer
) -> Iterator[OpenAs]:
    """`open_as(person)` gives a Visit, signed in; `open_as(None)` one of a stranger. Further arguments are
    Playwright's for a context: `java_script_enabled=False`, `viewport={…}`. Fails the test in the end if a
    console said something that the test has not asked for by `heard()`."""
    visits: list[Visit] = []

    def visit(person: User | None = None, **options: Any) -> Visit:
        made = start_visit(browser, portal_server.url, person, {**browser_context_args, **options})
        visits.append(made)
        return made

    yield visit
    said = [line for made in visits for line in made.said]
    for made in visits:
        made.context.close()
    assert not said, f"The console of the browser must stay silent: {said}"


def start_visit(browser: Browser, server: str, person: User | None, options: dict[str, Any]) -> Visit:
    context = browser.new_context(**options)
    if person is not None:
        context.add_cookies([session_cookie(person, server)])
    made = Visit(context.new_page(), context, server)
    made.page.on("console", lambda message: made.said.append(f"{message.type}: {message.text}"))
    made.page.on("pageerror", lambda error: made.said.append(f"error: {error}"))
    return made


def session_cookie(person: User, server: str) -> Any:
    """Signed in without the form, which has tests of its own."""
    client = Client()
    client.force_login(person, backend="core.backends.SignIn")
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": server}
