import pytest
from django.utils import timezone
from pytest_django import Settings

from tests.factories import MOMENT


@pytest.fixture(autouse=True)
def on_that_day(settings: Settings) -> None:
    """1 November 2026, whenever the tests run: in the academic year 2026/27."""
    settings.CLOCK_SHIFT_DAYS = (MOMENT.date() - timezone.now().date()).days
