"""Needs and suppliers in numbers: what the engine is asked. One need or all of a region."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Weights:
    """How match points are counted. The first five make 100."""

    strength: float = 35.0
    likeness: float = 20.0
    nearness: float = 20.0
    other_authority: float = 10.0
    room: float = 15.0
    # Minutes by road up to which nothing is lost, and from which all is.
    near_minutes: float = 5.0
    far_minutes: float = 65.0
    # A school that has fewer days left than this share of what is asked does not help: percent.
    least_share: float = 50.0
    # Over a whole region: points that a second, third, … need with the same school costs: this much more
    # each time. And no school is given more of them than so many.
    again: float = 4.0
    most: int = 3

    @property
    def total(self) -> float:
        return self.strength + self.likeness + self.nearness + self.other_authority + self.room


@dataclass(frozen=True)
class Need:
    ask_id: int
    school_id: int
    authority: int
    phase: str
    # "any", "cy", "en"
    language: str
    days: Decimal
    # 1 to 3; 3 is the most urgent.
    priority: int = 1
    most_minutes: int | None = None

    @property
    def factor(self) -> float:
        """How much the need counts beside others."""
        return 0.6 + 0.4 * self.priority / 3


@dataclass(frozen=True)
class Supplier:
    school_id: int
    offer_id: int
    authority: int
    phase: str
    languages: str
    days: Decimal
    promised: Decimal = Decimal(0)
    most_minutes: int | None = None
    at_once: int = 2
    # Partnerships in which it helps now, and invitations that it thinks about.
    running: int = 0
    # Under the head's own ceiling of days out of school; None: there is no ceiling.
    out_left: Decimal | None = None
    is_paused: bool = False
    willing: str = "yes"

    @property
    def left(self) -> Decimal:
        return self.days - self.promised

    @property
    def room(self) -> Decimal:
        """What can be promised at all."""
        return self.left if self.out_left is None else min(self.left, self.out_left)


@dataclass(frozen=True)
class Evidence:
    """What a school's strength in a topic stands on."""

    # Nothing was stated: it is only offered.
    is_stated: bool = False
    is_confirmed: bool = False
    # By its dates it counts half.
    is_fading: bool = False
    # It offers the area, or another part of it; the very topic was asked for.
    is_wider: bool = False
    # A measure that was better than expected counts for each of its years, anything else for one.
    pieces: int = 0
    old: int = 0

    # What is lost, in shares of the points; together never more than all.
    @property
    def losses(self) -> dict[str, float]:
        found = {
            "wider": 0.2 if self.is_wider else 0.0,
            "unstated": 0.6 if not self.is_stated else 0.0,
            "unconfirmed": 0.2 if self.is_stated and not self.is_confirmed else 0.0,
            "fading": 0.3 if self.is_stated and self.is_fading else 0.0,
            "few": 0.2 * max(0, ENOUGH - self.pieces) if self.is_stated else 0.0,
            "old": 0.25 * self.old / self.pieces if self.is_stated and self.pieces else 0.0,
        }
        return {name: loss for name, loss in found.items() if loss}

    @property
    def share(self) -> float:
        return max(0.0, 1.0 - sum(self.losses.values()))


# So many pieces of evidence are enough.
ENOUGH = 3


@dataclass(frozen=True, eq=False)
class Problem:
    """Rows are needs, columns suppliers. A school is never its own supplier."""

    weights: Weights
    needs: tuple[Need, ...]
    suppliers: tuple[Supplier, ...]
    # By need and supplier; no entry: it does not offer what is needed.
    evidence: Mapping[tuple[int, int], Evidence]
    # Minutes by road; not a number where a place is not known.
    minutes: Floats
    # 0 to 1; not a number where too little is known.
    likeness: Floats
    conflict: Flags
    asked: Flags
    tied: Flags
    # By need and supplier: in what the two schools differ most.
    differs: Mapping[tuple[int, int], tuple[Mapping[str, Any], ...]] = field(default_factory=dict)

    @cached_property
    def offered(self) -> Flags:
        found = np.zeros((len(self.needs), len(self.suppliers)), dtype=np.bool_)
        for row, column in self.evidence:
            if self.needs[row].school_id != self.suppliers[column].school_id:
                found[row, column] = True
        return found

    @cached_property
    def strength(self) -> Floats:
        found = np.zeros((len(self.needs), len(self.suppliers)))
        for (row, column), evidence in self.evidence.items():
            found[row, column] = evidence.share
        return found

    @cached_property
    def asked_days(self) -> Floats:
        return np.array([float(need.days) for need in self.needs], dtype=np.float64)

    @cached_property
    def left(self) -> Floats:
        """By the offers; below zero where a ceiling was lowered later."""
        return np.array([float(one.left) for one in self.suppliers], dtype=np.float64)

    @cached_property
    def days(self) -> Floats:
        """What each could promise each: all that is asked, or what it has left."""
        room = np.array([float(one.room) for one in self.suppliers], dtype=np.float64)
        found: Floats = np.maximum(0.0, np.minimum(self.asked_days[:, None], room[None, :]))
        return found
