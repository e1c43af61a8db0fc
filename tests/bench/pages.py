"""How long pages take, in units of A, an empty page for the same person; how much they ask and weigh.

The generated region with its backdrop, in-process through every middleware, one process. Times are medians of
warm requests; cold is the first after a new run."""

import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median
from time import perf_counter

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from core.models import User
from schools.queries.register import own_schools
from tests.bench.figures import Figure

REPEATS = 15
BUILT = Path(settings.BASE_DIR) / "static" / "built"
FRAME = ["portal.css", "portal.js", "early.js"]


def figures(fresh_database: Callable[[], AbstractContextManager[None]]) -> Iterator[Figure]:
    with (
        fresh_database(),
        override_settings(ROOT_URLCONF="tests.bench.empty_urls", ALLOWED_HOSTS=["*"], DEMONSTRATION=True),
    ):
        call_command("load_reference_data", stdout=io.StringIO())
        call_command(
            "load_demonstration", password="bench-password", stdout=io.StringIO(), stderr=io.StringIO()
        )
        yield from measured(pages())


def pages() -> dict[str, tuple[Client, str]]:
    """Name → who asks, and for what."""
    head, adviser, data = (client_of(name) for name in ("head", "adviser", "data"))
    number = own_schools(User.objects.get(email="head@demo.example"))[0].number
    return {
        "home": (head, "/en/home/"),
        "schools": (head, "/en/schools/"),
        "school": (head, f"/en/schools/{number}/"),
        "measure": (head, f"/en/schools/{number}/measures/capped9/"),
        "measure_history": (head, f"/en/schools/{number}/measures/capped9/over-time/"),
        "caseload": (adviser, "/en/caseload/"),
        "imports": (data, "/en/imports/"),
        "runs": (data, "/en/runs/"),
    }


def client_of(name: str) -> Client:
    client = Client(headers={"accept-encoding": "identity"})
    client.force_login(User.objects.get(email=f"{name}@demo.example"))
    return client


def measured(asked: dict[str, tuple[Client, str]]) -> Iterator[Figure]:
    consortium = client_of("consortium")
    unit = seconds(consortium, "/en/empty/")
    yield Figure("page_unit_ms", unit * 1000, "<=", 1000, "A: an empty page for a signed-in person")
    for name, (client, address) in asked.items():
        yield Figure(f"page_{name}", seconds(client, address) / unit, "<=", 5, "warm, in A")
    cache.clear()
    yield Figure(
        "dashboard_cold", once(consortium, "/en/region/") / unit, "<=", 10, "first after a run, in A"
    )
    yield Figure("dashboard_warm", seconds(consortium, "/en/region/") / unit, "<=", 2.5, "in A")
    yield Figure("dashboard_queries", queries(consortium, "/en/region/"), "<=", 6, "warm")
    most = max(queries(client, address) for client, address in asked.values())
    yield Figure("page_queries", most, "<=", 12, "the page that asks most")
    weights = {name: weight(client, address) for name, (client, address) in asked.items()}
    heaviest = max(weights, key=lambda name: weights[name])
    yield Figure("page_html_kb", weights[heaviest] / 1000, "<=", 20, f"compressed; the heaviest: {heaviest}")
    yield Figure("dashboard_html_kb", weight(consortium, "/en/region/") / 1000, "<=", 20, "compressed")
    frame = sum(len(gzip.compress((BUILT / name).read_bytes())) for name in FRAME)
    first = (frame + weight(consortium, "/en/region/")) / 1000
    yield Figure("page_first_visit_kb", first, "<=", 150, "style sheet, scripts but htmx, and the dashboard")


def once(client: Client, address: str) -> float:
    start = perf_counter()
    response = client.get(address)
    taken = perf_counter() - start
    if response.status_code != 200:
        raise AssertionError(f"{address} answered {response.status_code}")
    return taken


def seconds(client: Client, address: str) -> float:
    once(client, address)
    return median(once(client, address) for _repeat in range(REPEATS))


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        once(client, address)
    return len(asked)


def weight(client: Client, address: str) -> int:
    return len(gzip.compress(client.get(address).content))
