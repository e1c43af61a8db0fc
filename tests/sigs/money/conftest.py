import pytest

from sigs.models import Grant, Group
from tests.personas import World
from tests.sigs.factories import make_group
from tests.sigs.money.funds import make_grant


@pytest.fixture
def group(world: World) -> Group:
    return make_group(world.school, by=world.people.consortium, convenor=world.people.convenor)


@pytest.fixture
def grant(world: World) -> Grant:
    return make_grant(world.people.consortium)
