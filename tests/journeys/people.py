"""The accounts of a demonstration, each signed in once by its form."""

from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser import Visit, start_visit
from tests.journeys.portal import PASSWORD, Portal
from tests.journeys.reading import follow

ACCOUNTS = (
    *("head", "head2", "teacher", "governor", "adviser", "senior.adviser"),
    *("authority", "consortium", "data", "admin"),
)


def address(account: str) -> str:
    return f"{account}@demo.example"


class People:
    def __init__(self, portal: Portal, browser: Browser, options: dict[str, Any]) -> None:
        self.portal = portal
        self._browser = browser
        self._options = options
        self._cookies: dict[str, Any] = {}

    def visit(self, account: str, **options: Any) -> Visit:
        """A browser of its own; nobody signed in where `account` is empty."""
        if account and account not in self._cookies:
            self._cookies[account] = self._signed_in(account)
        made = start_visit(self._browser, self.portal.url, None, {**self._options, **options})
        if account:
            made.context.add_cookies(self._cookies[account])
        made.page.set_default_timeout(20_000)
        return made

    def _signed_in(self, account: str) -> Any:
        made = start_visit(self._browser, self.portal.url, None, self._options)
        made.open("/en/account/login/")
        sign_in(made.page, address(account), PASSWORD)
        cookies = made.context.cookies()
        made.context.close()
        assert made.heard() == [], "The console stays silent while somebody signs in."
        assert any(cookie["name"] == "sessionid" for cookie in cookies), f"{account} could not sign in."
        return cookies


def sign_in(page: Page, email: str, password: str) -> None:
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    follow(page.locator("main form button[type=submit]"))
