"""The addresses of brokerage: each noun's stand in a module of its own."""

from tests.architecture.example import Example
from tests.architecture.examples_asks import ASKS
from tests.architecture.examples_concerns import CONCERNS
from tests.architecture.examples_matching import MATCHING
from tests.architecture.examples_moving import MOVING
from tests.architecture.examples_offers import OFFERS
from tests.architecture.examples_partnerships import PARTNERSHIPS

HELP: dict[str, Example] = {
    **ASKS,
    **CONCERNS,
    **MATCHING,
    **MOVING,
    **PARTNERSHIPS,
    **OFFERS,
}
