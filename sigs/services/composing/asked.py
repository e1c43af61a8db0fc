"""What is asked of a run: the rules of a composition as they are stored, in the words of the pages."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from sigs.enums import ComposedSchools, Effort, StageSource, WelshRule

# The middle of the three scales from 1 to 5.
MIDDLE = 3
SCALE = range(1, 6)
# Schools in a group where the number of groups is not known otherwise: 316 primary schools make 36 groups.
USUAL_SIZE = {
    ComposedSchools.PRIMARY: 8.8,
    ComposedSchools.SECONDARY: 6.0,
    ComposedSchools.BOTH: 8.8,
}


@dataclass(frozen=True)
class Apart:
    """Two schools that cannot be together, and the reason that was declared."""

    one: int
    other: int
    reason: str = ""


@dataclass(frozen=True)
class Asked:
    groups: int
    smallest: int
    largest: int
    least_authorities: int = 4
    welsh: str = WelshRule.TOGETHER
    most_minutes: int | None = 60
    stage_source: str = StageSource.CATEGORY
    stage_year: int | None = None
    # School's id → the number of its group.
    pins: Mapping[int, int] = field(default_factory=dict)
    together: tuple[tuple[int, int], ...] = ()
    apart: tuple[Apart, ...] = ()
    apart_same_head: bool = True
    # At most so many of last year's group stay together; None: no limit.
    most_from_last: int | None = 3
    # 1 shorter journeys … 5 more mixed; 1 wishes … 5 strengths; 1 known partners … 5 new ones.
    mix: int = 4
    strengths: int = MIDDLE
    new: int = MIDDLE
    effort: str = Effort.USUAL

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        return cls(
            **{
                **stored,
                "pins": {int(school): number for school, number in stored["pins"].items()},
                "together": tuple((one, other) for one, other in stored["together"]),
                "apart": tuple(Apart(**pair) for pair in stored["apart"]),
            }
        )

    def stored(self) -> dict[str, Any]:
        return {**asdict(self), "pins": {str(school): number for school, number in self.pins.items()}}

    def but(self, **changed: Any) -> Self:
        return replace(self, **changed)


def usual(schools: str, count: int, authorities: int) -> Asked:
    """What a new composition begins with."""
    groups = max(1, round(count / USUAL_SIZE[ComposedSchools(schools)]))
    smallest, largest = even_sizes(count, groups)
    return Asked(
        groups=groups,
        smallest=smallest,
        largest=largest,
        least_authorities=max(1, min(4, authorities - 1)),
    )


def even_sizes(count: int, groups: int) -> tuple[int, int]:
    return count // groups, -(-count // groups)
