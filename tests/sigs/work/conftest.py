from dataclasses import dataclass

import pytest

from core.models import User
from sigs.models import Group
from tests.personas import World
from tests.sigs.factories import make_group


@dataclass
class AtWork:
    world: World
    group: Group
    convenor: User


@pytest.fixture
def at_work(world: World) -> AtWork:
    """A group of two schools with a convenor."""
    group = make_group(
        world.school, world.other_school, by=world.people.consortium, convenor=world.people.convenor
    )
    return AtWork(world, group, world.people.convenor)
