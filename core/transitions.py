"""The one door for changes of state: compare and swap, so that of two people at once one succeeds."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from core.errors import IllegalTransition


class Transition:
    """A named step between states. The column is `state`."""

    def __init__(self, name: str, *, sources: Iterable[str], target: str) -> None:
        self.name = name
        self.sources = sorted(str(state) for state in sources)
        self.target = str(target)

    def __repr__(self) -> str:
        return f"{self.name}: {', '.join(self.sources)} → {self.target}"


@transaction.atomic
def advance(obj: models.Model, step: Transition, **facts: Any) -> None:
    """Move the object, and set what goes with the new state, in one update; IllegalTransition if it is no
    longer in a state that the step starts from. The audit row is written by the table's trigger."""
    moved = (
        type(obj)
        ._default_manager.filter(pk=obj.pk, state__in=step.sources)
        .update(state=step.target, **facts)
    )
    if not moved:
        raise IllegalTransition(step.name, obj)
    for name, value in {"state": step.target, **facts}.items():
        setattr(obj, name, value)
