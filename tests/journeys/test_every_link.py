"""Every link of the portal leads to a page: followed from home, by each account, in both languages."""

import re
from collections import Counter, deque
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests.browser import Visit
from tests.journeys.conftest import Enter
from tests.journeys.people import ACCOUNTS

pytestmark = [pytest.mark.browser, pytest.mark.drills]

LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')
NUMBER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
# Of addresses that differ only in a number or in what is asked for, so many are opened.
OF_ONE_SHAPE = 12


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("account", ACCOUNTS)
def test_every_link_on_the_generated_region(account: str, language: str, enter: Enter) -> None:
    follow_all(enter(account), f"/{language}/home/")


@pytest.mark.real_data
@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("account", ["head", "adviser", "consortium", "data"])
def test_every_link_on_the_published_files(account: str, language: str, enter_real: Enter) -> None:
    follow_all(enter_real(account), f"/{language}/home/")


def follow_all(visit: Visit, start: str) -> None:
    waiting, known, shapes = deque([(start, "")]), {start}, Counter[str]()
    wrong = []
    while waiting:
        path, came_from = waiting.popleft()
        answer = visit.context.request.get(visit.server + path)
        if answer.status != 200:
            wrong.append(f"{path} answers {answer.status}; linked from {came_from}")
        elif "html" in answer.headers.get("content-type", ""):
            for link in links_of(answer.text(), answer.url, visit.server):
                shape = shape_of(link)
                if link not in known and shapes[shape] < OF_ONE_SHAPE:
                    shapes[shape] += 1
                    known.add(link)
                    waiting.append((link, path))
    assert not wrong, "\n".join(wrong)
    assert len(known) > 20


def shape_of(link: str) -> str:
    return NUMBER.sub("0", urlsplit(link).path)


def links_of(html: str, address: str, server: str) -> list[str]:
    """Paths on the portal itself, in the page's own language."""
    language = urlsplit(address).path[:4]
    found = []
    for href in LINK.findall(html):
        whole = urldefrag(urljoin(address, unescape(href))).url
        if whole.startswith(server) and whole.removeprefix(server).startswith(language):
            found.append(whole.removeprefix(server))
    return found
