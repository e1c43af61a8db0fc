"""What readers see while recomputes change places under them: the whole portal as processes, its pages asked
50 times a second, run after run of figures that differ, each page laid beside those of one run and the other.

Only schools outside the region change, whose own figures stand on no page: whatever changes comes from the
run."""

import http.client
import re
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

import psycopg2

from tests.bench.figures import Figure
from tests.journeys.portal import Portal, running_portal

A_SECOND = 50
READERS = 24
SWAPS = 6
PATIENCE = 20
# What is new in every answer, whatever it shows.
OF_THE_MOMENT = re.compile(rb'"X-CSRFToken": "[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"')
# By how much the schools elsewhere in Wales move, there and back.
SHIFT = 6.0
CHANGE = """
    UPDATE schools_result SET value = round((value + %s)::numeric, 6)::float8 FROM schools_school school
     WHERE school.id = school_id AND school.scope_id IS NULL AND value IS NOT NULL
       AND indicator_id IN (SELECT id FROM schools_indicator WHERE code IN ('capped9', 'attendance'))
"""
SIGN_IN = """
from django.test import Client
from core.models import User
from schools.queries.register import own_schools
for name in ("head", "consortium"):
    person = User.objects.get(email=f"{name}@demo.example")
    client = Client()
    client.force_login(person)
    print("signed-in", name, client.cookies["sessionid"].value)
print("school", own_schools(User.objects.get(email="head@demo.example"))[0].number)
"""


@dataclass(frozen=True)
class Asked:
    person: str
    address: str


@dataclass
class Seen:
    """What came back while the runs changed places."""

    answers: Counter[str] = field(default_factory=Counter)
    taken: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, seconds: float) -> None:
        with self.lock:
            self.answers[kind] += 1
            self.taken.append(seconds)


def figures() -> Iterator[Figure]:
    with (
        tempfile.TemporaryDirectory() as folder,
        running_portal("swap", 1, Path(folder), "--schools", "400") as portal,
    ):
        cookies, pages = people_and_pages(portal)
        reader = Reader(portal, cookies)
        change(portal, 0)
        one = {page: reader.read(page) for page in pages}
        change(portal, SHIFT)
        other = {page: reader.read(page) for page in pages}
        differ = sum(one[page] != other[page] for page in pages)
        yield Figure("recompute_swap_pages_that_tell_runs_apart", differ, ">=", len(pages))
        seen, begun = Seen(), time.monotonic()
        ended = threading.Event()
        asking = threading.Thread(
            target=ask, args=[reader, pages, {p: {one[p], other[p]} for p in pages}, seen, ended]
        )
        asking.start()
        for swap in range(SWAPS):
            change(portal, SHIFT if swap % 2 else -SHIFT)
        ended.set()
        asking.join()
        lasted = time.monotonic() - begun
    yield from said(seen, lasted)


def said(seen: Seen, lasted: float) -> Iterator[Figure]:
    count = seen.answers.total()
    slow = quantiles(seen.taken, n=100)[94]
    yield Figure(
        "recompute_swap_answers_a_second",
        count / lasted,
        ">=",
        0.9 * A_SECOND,
        f"{count:,} answers in {lasted:.0f} s, {SWAPS} swaps; 95 of 100 within {slow:.2f} s",
    )
    yield Figure("recompute_swap_errors", seen.answers["error"], "==", 0, f"of {count:,}")
    yield Figure("recompute_swap_pages_of_two_runs", seen.answers["mixed"], "==", 0, f"of {count:,}")


def people_and_pages(portal: Portal) -> tuple[dict[str, str], list[Asked]]:
    lines = [line.split() for line in portal.manage("shell", "-c", SIGN_IN).splitlines()]
    cookies = {words[1]: words[2] for words in lines if words[:1] == ["signed-in"]}
    number = next(words[1] for words in lines if words[:1] == ["school"])
    school = f"/en/schools/{number}/"
    return cookies, [
        Asked("head", f"{school}measures/capped9/"),
        Asked("head", f"{school}measures/attendance/table/"),
        Asked("head", f"{school}measures/"),
        Asked("head", f"{school}measures/capped9/figures.csv"),
        Asked("head", f"/api/v1/schools/{number}/comparisons/"),
        Asked("consortium", "/en/region/"),
    ]


def change(portal: Portal, by: float) -> None:
    """Other figures elsewhere in Wales, and a whole run of them, which is shown in the end."""
    with psycopg2.connect(portal.owner_url) as opened, opened.cursor() as cursor:
        cursor.execute(CHANGE, [by])
    opened.close()
    portal.manage("recompute")


class Reader:
    """Keeps a connection for each thread that reads."""

    def __init__(self, portal: Portal, cookies: dict[str, str]) -> None:
        place = urlsplit(portal.url)
        self.host, self.port = str(place.hostname), place.port
        self.cookies = cookies
        self.of_thread = threading.local()

    def read(self, asked: Asked) -> bytes:
        """The page without what is new in every answer; OSError or HTTPException where none comes."""
        connection = getattr(self.of_thread, "connection", None)
        if connection is None:
            connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)
            self.of_thread.connection = connection
        try:
            connection.request(
                "GET", asked.address, headers={"Cookie": f"sessionid={self.cookies[asked.person]}"}
            )
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            self.of_thread.connection = None
            raise
        if answer.status != 200:
            raise http.client.HTTPException(f"{asked.address} answered {answer.status}")
        return OF_THE_MOMENT.sub(b"", body)


def ask(
    reader: Reader, pages: list[Asked], right: dict[Asked, set[bytes]], seen: Seen, ended: threading.Event
) -> None:
    """At its own pace, whether or not the answers keep up."""

    def one(page: Asked, due: float) -> None:
        try:
            kind = "right" if reader.read(page) in right[page] else "mixed"
        except (OSError, http.client.HTTPException):
            kind = "error"
        seen.note(kind, time.monotonic() - due)

    turn = cycle(pages)
    due = time.monotonic()
    with ThreadPoolExecutor(READERS) as readers:
        while not ended.is_set():
            readers.submit(one, next(turn), due)
            due += 1 / A_SECOND
            time.sleep(max(0.0, due - time.monotonic()))
