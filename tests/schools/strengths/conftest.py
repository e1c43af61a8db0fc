import pytest
from django.utils import timezone
from pytest_django import Settings

from tests.factories import MOMENT


@pytest.fixture(autouse=True)
def on_that_day(settings: Settings) -> None:
    """1 November 2026, whenever the tests run."""
    settings.CLOCK_SHIFT_DAYS = (MOMENT.date() - timezone.now().date()).days


@pytest.fixture
def later(settings: Settings):
    """The clock moves on by so many days."""

    def move(days: int) -> None:
        settings.CLOCK_SHIFT_DAYS += days

    return move
