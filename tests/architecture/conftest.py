import pytest

from tests.architecture.furnished import Furnished, furnish
from tests.personas import World


@pytest.fixture
def shown(world: World) -> Furnished:
    return furnish(world)
