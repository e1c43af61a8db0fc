import pytest
from django.core.cache import cache
from django.utils import timezone
from pytest_django import Settings

from schools.models import Region
from schools.queries.strengths.fading import RULE
from schools.services.topics import load_fading_rule, load_topics
from tests.factories import MOMENT


@pytest.fixture(autouse=True)
def on_that_day(settings: Settings) -> None:
    """1 November 2026, whenever the tests run."""
    settings.CLOCK_SHIFT_DAYS = (MOMENT.date() - timezone.now().date()).days


@pytest.fixture(autouse=True)
def topics(region: Region) -> None:
    load_topics()
    load_fading_rule(region)
    cache.delete(RULE)


@pytest.fixture
def later(settings: Settings):
    """The clock moves on by so many days."""

    def move(days: int) -> None:
        settings.CLOCK_SHIFT_DAYS += days

    return move
