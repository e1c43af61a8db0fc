"""How the tests ask the API."""

from typing import Any

from django.test import Client

from core.models import User

ROOT = "/api/v1/"


def ask(person: User | None, path: str, **headers: str) -> Any:
    client = Client(headers=headers)
    if person is not None:
        client.force_login(person)
    return client.get(ROOT + path)


def rows(person: User, path: str) -> list[dict[str, Any]]:
    """Of all pages together."""
    found: list[dict[str, Any]] = []
    client = Client()
    client.force_login(person)
    address: str | None = ROOT + path
    while address:
        answer = client.get(address)
        assert answer.status_code == 200, answer.content
        found += answer.json()["results"]
        address = answer.json()["next"]
    return found
