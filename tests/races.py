"""Many at the same moment, each with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import IntegrityError, connection

from core.errors import DomainError


def at_once(acts: list[Callable[[], object]]) -> list[str]:
    """What became of each: "done", or the name of its refusal; in the order of the alphabet."""
    together = Barrier(len(acts))

    def one(act: Callable[[], object]) -> str:
        together.wait()
        try:
            act()
        except (DomainError, IntegrityError) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as people:
        return sorted(people.map(one, acts))
