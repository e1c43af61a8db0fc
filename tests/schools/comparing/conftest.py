import itertools

import pytest

from core.models import User
from schools.enums import Phase
from schools.models import ComparisonRun
from schools.services.recompute import recompute_now
from tests.factories import make_result, make_school
from tests.personas import World

# Eligible for free school meals and pupils on roll of forty primary schools: spread over all groups.
INTAKES = [(1.0 + number * 1.2, 60.0 + number * 17 % 400) for number in range(40)]


@pytest.fixture
def officer(world: World) -> User:
    return world.people.data_officer


@pytest.fixture
def intakes(world: World) -> None:
    """Forty primary schools of 2025."""
    for number, (fsm, pupils) in zip(itertools.count(), INTAKES):
        school = make_school(name=f"Ysgol {number}", phase=Phase.PRIMARY)
        make_result(school, "fsm", fsm)
        make_result(school, "pupils", pupils)
        make_result(school, "attendance", 85.0 + number / 4)


@pytest.fixture
def computed(world: World, intakes: None, officer: User) -> ComparisonRun:
    return recompute_now(region=world.region, by=officer)
