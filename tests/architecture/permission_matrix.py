"""What every address answers to everybody: one table, tests/architecture/permission_matrix.csv.

A row is an address, a method, and whose object it is (`own`: Ysgol Gyfun Brawf's; `other`: Ysgol Gynradd
Arall's). A cell is the status of the answer, or `sign-in` where it leads there. For a new address, or after
a deliberate change, the failing test prints the rows as they are answered now: read each cell, and if it is
right put the row into the table."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.architecture.examples import EXAMPLES
from tests.architecture.furnished import Furnished

FILE = Path(__file__).with_suffix(".csv")
PERSONAS = [
    "anonymous",
    "stranger",
    "head",
    "other_head",
    "teacher",
    "governor",
    "adviser",
    "senior_adviser",
    "authority_officer",
    "consortium",
    "data_officer",
    "administrator",
    "convenor",
]
SIGN_IN = "sign-in"

# Address, method, whose object.
Key = tuple[str, str, str]


def declared() -> dict[Key, list[str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            (row["name"], row["method"], row["object"]): [row[persona] for persona in PERSONAS]
            for row in csv.DictReader(file)
        }


def expected() -> Iterator[Key]:
    for name, example in sorted(EXAMPLES.items()):
        for method in example.methods:
            yield (name, method, "own" if example.other else "-")
            if example.other:
                yield (name, method, "other")


def clients(shown: Furnished) -> list[Client]:
    """A browser for each persona, signed in."""
    made = []
    for persona in PERSONAS:
        client = Client()
        if persona != "anonymous":
            client.force_login(getattr(shown.world.people, persona))
        made.append(client)
    return made


def answered(key: Key, shown: Furnished, browsers: list[Client]) -> list[str]:
    """The row as it is answered now. Nothing that a request changes stays."""
    name, method, whose = key
    address = EXAMPLES[name].address(name, shown, other=whose == "other")
    return [status(method, address, client) for client in browsers]


def agrees(key: Key, cells: list[str], shown: Furnished, browsers: list[Client], *, part: int) -> bool:
    """Whether every second cell is answered as declared: those at even places, or those at odd ones."""
    name, method, whose = key
    address = EXAMPLES[name].address(name, shown, other=whose == "other")
    return all(
        status(method, address, client) == cell
        for place, (client, cell) in enumerate(zip(browsers, cells, strict=True))
        if place % 2 == part % 2
    )


def answers_otherwise(key: Key, cells: list[str], shown: Furnished, browsers: list[Client]) -> bool:
    """Whether somebody who is turned away by the row is not any more: the first who is not is enough."""
    name, method, whose = key
    address = EXAMPLES[name].address(name, shown, other=whose == "other")
    turned_away = [
        (client, cell) for client, cell in zip(browsers, cells, strict=True) if cell in {"403", "404"}
    ]
    return any(status(method, address, client) != cell for client, cell in turned_away)


def status(method: str, address: str, client: Client) -> str:
    with transaction.atomic():
        # A form sent with none of its fields, as a browser would: its token at least is there.
        response = client.post(address, {"token": "1"}) if method == "POST" else client.get(address)
        transaction.set_rollback(True)
    return SIGN_IN if leads_to_sign_in(response, address) else str(response.status_code)


def leads_to_sign_in(response: HttpResponseBase, address: str) -> bool:
    target = response.headers.get("Location", "")
    return target.startswith(reverse("account_login")) and (
        f"next={address}" in target or response.status_code == 302
    )


def line(key: Key, cells: list[str]) -> str:
    return ",".join([*key, *cells])
