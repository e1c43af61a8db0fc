"""What is to be composed: facts of the schools as arrays, row by row in the order of `ids`."""

from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from sigs.matching.rules import Rules

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

NONE = -1


class Stage(IntEnum):
    NONE = NONE
    GREEN = 0
    YELLOW = 1
    AMBER = 2
    RED = 3


@dataclass(frozen=True, eq=False)
class Problem:
    ids: tuple[int, ...]
    # For sentences of the tests and benches; pages name schools by their ids.
    names: tuple[str, ...]
    rules: Rules
    # Columns: ids of the authorities and of the areas of work.
    authorities: tuple[int, ...]
    areas: tuple[int, ...]
    # Place of the school's authority in `authorities`.
    authority: Ints
    # A `Stage`.
    stage: Ints
    welsh: Flags
    # Schools × areas: has a need there; is strong there.
    weak: Flags
    strong: Flags
    # Estimated minutes by road, schools × schools. A school that is not `located` has no journeys of its own:
    # it stands at the average of its authority, and no journey limit holds for it.
    minutes: Floats
    located: Flags
    # A share that tells intakes apart; NaN: not known.
    intake: Floats
    # Who wishes to work with whom, by ids.
    wishes: tuple[tuple[int, int], ...]
    # Last year's groups (ids), and the place of the school's own among them; -1: none.
    last_groups: tuple[int, ...]
    last: Ints
    # -1: in no cluster.
    cluster: Ints

    def __post_init__(self) -> None:
        count, areas = len(self.ids), len(self.areas)
        shapes = {
            "names": ((len(self.names),), (count,)),
            "authority": (self.authority.shape, (count,)),
            "stage": (self.stage.shape, (count,)),
            "welsh": (self.welsh.shape, (count,)),
            "weak": (self.weak.shape, (count, areas)),
            "strong": (self.strong.shape, (count, areas)),
            "minutes": (self.minutes.shape, (count, count)),
            "located": (self.located.shape, (count,)),
            "intake": (self.intake.shape, (count,)),
            "last": (self.last.shape, (count,)),
            "cluster": (self.cluster.shape, (count,)),
        }
        wrong = [name for name, (found, wanted) in shapes.items() if found != wanted]
        if wrong or len(set(self.ids)) != count:
            raise ValueError(f"Not one row for each of {count} schools: {', '.join(wrong) or 'ids'}")

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def row(self) -> dict[int, int]:
        """Id of a school → its row."""
        return {school: row for row, school in enumerate(self.ids)}

    @cached_property
    def in_order(self) -> "Problem":
        """The same with the schools in the order of their ids: what is composed does not hang on the order
        in which the schools came."""
        order = np.argsort(np.array(self.ids, dtype=np.int64), kind="stable")
        return self if np.array_equal(order, np.arange(len(order))) else self.only(order)

    def only(self, rows: Ints) -> "Problem":
        """Of these rows, in their order."""
        return replace(
            self,
            ids=tuple(self.ids[row] for row in rows),
            names=tuple(self.names[row] for row in rows),
            authority=self.authority[rows],
            stage=self.stage[rows],
            welsh=self.welsh[rows],
            weak=self.weak[rows],
            strong=self.strong[rows],
            minutes=self.minutes[np.ix_(rows, rows)],
            located=self.located[rows],
            intake=self.intake[rows],
            last=self.last[rows],
            cluster=self.cluster[rows],
        )

    def ruled(self, rules: Rules) -> Self:
        return replace(self, rules=rules)
