"""The addresses of brokerage: each noun's stand in a module of its own."""

from tests.architecture.example import Example
from tests.architecture.examples_asks import ASKS
from tests.architecture.examples_moving import MOVING

HELP: dict[str, Example] = {
    **ASKS,
    **MOVING,
}
