"""The addresses of brokerage: each noun's stand in a module of its own."""

from tests.architecture.example import Example

HELP: dict[str, Example] = {}
