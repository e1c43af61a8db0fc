import pytest
from django.utils import timezone
from pytest_django import Settings

from schools.models import School
from tests.factories import MOMENT
from tests.levels import judge, make_cycle, make_levels, turn_on
from tests.personas import World

YEAR = 2027


@pytest.fixture(autouse=True)
def on_that_day(settings: Settings) -> None:
    """1 November 2026, whenever the tests run: in the academic year 2026/27."""
    settings.CLOCK_SHIFT_DAYS = (MOMENT.date() - timezone.now().date()).days


@pytest.fixture
def limited(world: World) -> School:
    """The first school, with the level that allows ten days."""
    officer = world.people.consortium
    turn_on(world.region, officer)
    cycle = make_cycle(world.region, YEAR, officer)
    judge(world.school, cycle, make_levels(world.region)["some"], by=world.people.adviser)
    return world.school
