"""The addresses of brokerage: each noun's stand in a module of its own."""

from tests.architecture.example import Example
from tests.architecture.examples_asks import ASKS
from tests.architecture.examples_moving import MOVING
from tests.architecture.examples_offers import OFFERS

HELP: dict[str, Example] = {
    **ASKS,
    **MOVING,
    **OFFERS,
}
