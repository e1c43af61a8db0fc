"""The API held to its own description: what fits it is answered as described, what does not is refused."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from core.api.throttles import PerToken
from core.services.tokens import make_token
from csc_portal.wsgi import application
from tests.architecture.furnished import Furnished, furnish
from tests.personas import World

pytestmark = pytest.mark.django_db

IN_CI, IN_FULL = 12, 260


@pytest.fixture
def open_connection() -> Iterator[None]:
    """A request begins and ends within the test's own transaction, whose connection it must not close."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def shown(world: World, monkeypatch: pytest.MonkeyPatch, settings: Any, open_connection: None) -> Furnished:
    monkeypatch.setattr(PerToken, "THROTTLE_RATES", {"api": None})
    settings.ALLOWED_HOSTS = ["*"]
    settings.SECURE_SSL_REDIRECT = False
    return furnish(world)


def operations(key: str) -> Iterator[Any]:
    headers = {"Authorization": f"Bearer {key}", "Accept-Encoding": "identity"}
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", application, headers=headers)
    for found in schema.get_all_operations():
        yield found.ok()


def known(operation: Any, mode: GenerationMode, shown: Furnished) -> dict[str, Any] | None:
    """A school that there is: of made-up numbers hardly one would be found."""
    if mode.is_positive and "{number}" in operation.path:
        return {"number": shown.world.school.number}
    return None


def hold_to_description(shown: Furnished, person: str, cases: int) -> int:
    """So many cases that fit, and as many that do not, for each address. How many were asked."""
    _token, key = make_token(name=f"for {person}", days=1, by=getattr(shown.world.people, person))
    headers = {"Authorization": f"Bearer {key}", "Accept-Encoding": "identity"}
    asked = 0
    for operation in operations(key):
        for mode in GenerationMode:
            cases_of = operation.as_strategy(
                generation_mode=mode, path_parameters=known(operation, mode, shown)
            )

            @settings(
                max_examples=cases, deadline=None, database=None, suppress_health_check=list(HealthCheck)
            )
            @given(case=cases_of)
            def held(case: Any) -> None:
                nonlocal asked
                asked += 1
                case.call_and_validate(headers=headers)

            held()
    return asked


@pytest.mark.parametrize("person", ["head", "consortium", "stranger"])
def test_the_api_keeps_to_its_description(shown: Furnished, person: str) -> None:
    assert hold_to_description(shown, person, IN_CI) > 10 * IN_CI


@pytest.mark.drills
def test_thousands_of_requests_break_nothing(shown: Furnished) -> None:
    assert hold_to_description(shown, "consortium", IN_FULL) >= 5_000
