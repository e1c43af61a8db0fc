"""A page asks the database as often for three rows as for one, and not more than a dozen times."""

from collections import Counter

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.architecture.examples import EXAMPLES
from tests.architecture.furnished import Furnished, grow

MOST = 12
MOST_OF = {"region": 6}
# Read for every signed-in page before the view begins: session and person (both may come from the cache).
OF_SIGNING_IN = ("django_session", "core_user")
# A page reads in one moment of the database; inside the test's own transaction that is a savepoint.
MOMENT = ("SAVEPOINT", "RELEASE SAVEPOINT")
# Pages that may ask more often, and why.
READS_ALL = (
    "the engine reads whatever a rule or a point stands on, each table once for all the schools that offer"
)
EXCUSED: dict[str, tuple[int, str]] = {
    "match": (17, READS_ALL),
    "match_all": (15, READS_ALL),
}

# Without the token it answers nobody.
LEFT_OUT = {"metrics"}
PAGES = sorted(
    name for name, example in EXAMPLES.items() if "GET" in example.methods and name not in LEFT_OUT
)


def queries(name: str, shown: Furnished) -> list[str]:
    """What the page asks, with a warm cache, apart from who is there."""
    example = EXAMPLES[name]
    client = Client()
    if example.seen_by:
        client.force_login(getattr(shown.world.people, example.seen_by))
    address = example.address(name, shown)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code in {200, 302}, f"{name} answered {response.status_code}"
    return [query["sql"] for query in asked if not of_signing_in(query["sql"])]


def of_signing_in(sql: str) -> bool:
    """Who is there, and the moment that the whole page reads."""
    if sql.startswith(MOMENT):
        return True
    return sql.startswith("SELECT") and any(f'FROM "{table}" WHERE' in sql for table in OF_SIGNING_IN)


@pytest.mark.django_db
def test_pages_ask_seldom_and_never_row_by_row(shown: Furnished) -> None:
    few = {name: queries(name, shown) for name in PAGES}
    grow(shown)
    cache.clear()
    faults = []
    for name in PAGES:
        many = queries(name, shown)
        most, _reason = EXCUSED.get(name, (MOST_OF.get(name, MOST), ""))
        if len(many) != len(few[name]):
            counts = f"{len(few[name])} queries with a few rows, {len(many)} with more"
            faults.append(f"{name}: {counts}:\n{more(few[name], many)}")
        if len(many) > most:
            faults.append(f"{name}: {len(many)} queries, at most {most}:\n{more([], many)}")

    assert not faults, (
        "Fetch rows together (select_related, prefetch_related, one query by ids), and only what is shown:\n"
        + "\n".join(faults)
    )


def more(few: list[str], many: list[str]) -> str:
    """The queries that came on top, without their numbers."""
    known = Counter(map(shape, few))
    return "\n".join(f"    {sql[:180]}" for sql in (Counter(map(shape, many)) - known).elements())


def shape(sql: str) -> str:
    return "".join(letter for letter in sql if not letter.isdigit())
