"""Every answer that a viewer can get about some schools, by whatever addresses there are now or will be."""

import io
import re
import zipfile
from collections.abc import Iterator

from django.core.cache import cache
from django.test import Client

from core.models import User
from schools.services.comparators import make_set
from tests.architecture.routes import our_routes
from tests.verification.attack.region import Attacked

FORMS = ("csv", "xlsx")
# How a workbook begins, being an archive.
A_BOOK = b"PK\x03\x04"
# What differs from one answer to the next whatever the figures are.
PASSING = re.compile(rb"nonce=\"[^\"]*\"|[A-Za-z0-9]{64}|\d\d:\d\d(?::\d\d(?:\.\d+)?)?|/runs/\d+/|Run \d+")


def answers_for(person: User, numbers: list[str], codes: list[str], only: str = "") -> dict[str, bytes]:
    """By address (those that hold `only`), without what passes."""
    client = Client(raise_request_exception=True)
    client.force_login(person)
    found = {}
    for address in (each for each in addresses(numbers, codes) if only in each):
        cache.clear()
        answer = client.get(address)
        if answer.status_code == 200:
            found[address] = without_what_passes(address, answer.getvalue())
    return found


def addresses(numbers: list[str], codes: list[str]) -> Iterator[str]:
    for route in our_routes():
        if (route.access or ("public",))[0] == "public" or re.search(r"[\^$\\(]", route.address):
            continue
        yield from dict.fromkeys(filled(route.address, route.arguments, numbers, codes))


def filled(address: str, arguments: tuple[str, ...], numbers: list[str], codes: list[str]) -> Iterator[str]:
    """The address with every school and measure in it; nothing if it asks for something else."""
    choices = {
        "number": numbers,
        "other": numbers[::-1],
        "code": codes,
        "form": FORMS,
        "format": FORMS,
        "year": ["2025"],
    }
    if not set(arguments) <= set(choices):
        return
    for school, other in zip(numbers, numbers[::-1], strict=True):
        for code in codes if "code" in arguments else codes[:1]:
            for form in FORMS if {"form", "format"} & set(arguments) else FORMS[:1]:
                facts = {"number": school, "other": other, "code": code, "form": form, "year": "2025"}
                facts["format"] = form
                yield re.sub(r"<(?:\w+:)?(\w+)>", lambda found, facts=facts: facts[found[1]], address)


def without_what_passes(address: str, content: bytes) -> bytes:
    if content.startswith(A_BOOK):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            names = [name for name in sorted(book.namelist()) if not name.startswith("docProps/")]
            return b"\n".join(book.read(name) for name in names)
    return PASSING.sub(b"", content)


def make_own_sets(person: User, attacked: Attacked) -> None:
    """The person's own set for the first school: every other one, those with hidden figures among them."""
    first, *others = attacked.schools.values()
    make_set(
        school=first, name="Mine", rule="by_name", numbers=[school.number for school in others], by=person
    )
