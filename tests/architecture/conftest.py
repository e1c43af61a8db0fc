from typing import Any

import pytest

from tests.architecture.furnished import Furnished, furnish
from tests.personas import World


@pytest.fixture
def shown(world: World, settings: Any) -> Furnished:
    """As in a demonstration, where every page is there, the one of the components too."""
    settings.DEMONSTRATION = True
    return furnish(world)
