"""Help between schools on every page: each noun's rows stand in a module of its own, called from here."""

from schools.models import School
from sigs.models import Group
from tests.architecture.furnished_asks import add_asks, add_more_asks
from tests.architecture.furnished_concerns import add_concerns, add_more_concerns
from tests.architecture.furnished_matching import add_matching, add_more_matching
from tests.architecture.furnished_moving import add_more_moving, add_moving
from tests.architecture.furnished_offers import add_more_offers, add_offers
from tests.architecture.furnished_partnerships import add_more_partnerships, add_partnerships
from tests.personas import World


def add_help(world: World, schools: list[School], group: Group) -> None:
    """For the first two schools, those of the two heads."""
    add_moving(world)
    add_concerns(world)
    add_asks(world, schools)
    add_partnerships(world, schools)
    add_offers(world, schools)
    add_matching(world, schools)


def add_more_help(world: World, schools: list[School]) -> None:
    """More of everything that stands in a list."""
    add_more_moving(world, schools)
    add_more_concerns(world, schools[-4:])
    add_more_asks(world, schools)
    add_more_partnerships(world, schools)
    add_more_offers(world, schools)
    add_more_matching(world, schools)
