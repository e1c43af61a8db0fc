"""What whoever composes may ask for. Schools are named by their id, groups by their number from 1."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any, Self


class WelshMedium(StrEnum):
    NEVER_ALONE = "never_alone"
    OWN_GROUPS = "own_groups"
    FREE = "free"


class LastYear(StrEnum):
    """Of the schools of one of last year's groups: no rule, at most so many together, or stay as they are."""

    FREE = "free"
    AT_MOST = "at_most"
    KEEP = "keep"


# How far a slider can be from the middle, either way.
SLIDER_END = 2


@dataclass(frozen=True)
class Weights:
    """What each soft aim counts for: by how much the cost falls between a random draw and the best there is.
    `partners` above 0 seeks new partners, below 0 those known from last year."""

    authorities: float = 8
    stages: float = 6
    strengths: float = 6
    intake: float = 3
    travel: float = 2
    wishes: float = 2
    partners: float = 0
    # With last year's groups kept: for the schools that move.
    kept: float = 20

    @classmethod
    def from_sliders(cls, *, mix: int = 1, strengths: int = 1, new: int = 0) -> Self:
        """Each from -2 to 2: shorter journeys ↔ more mixed, wishes ↔ strengths, known ↔ new partners."""
        for place in (mix, strengths, new):
            if not -SLIDER_END <= place <= SLIDER_END:
                raise ValueError(f"A slider stands between {-SLIDER_END} and {SLIDER_END}, not at {place}")
        plain = cls()
        mixed, strong = 2.0 ** (mix - 1), 2.0 ** (strengths - 1)
        return cls(
            authorities=plain.authorities * mixed,
            stages=plain.stages * mixed,
            intake=plain.intake * mixed,
            travel=plain.travel / mixed,
            strengths=plain.strengths * strong,
            wishes=plain.wishes / strong,
            partners=float(new),
        )


@dataclass(frozen=True)
class Rules:
    """The hard rules, and the weights of the soft ones."""

    groups: int
    smallest: int
    largest: int
    # At least so many authorities in each group; 0: no rule.
    authorities: int = 0
    welsh: WelshMedium = WelshMedium.NEVER_ALONE
    # None: no rule.
    most_reds: int | None = 2
    # Holds where there are as many green schools as groups; otherwise as many groups as possible have one.
    green_in_each: bool = True
    one_per_cluster: bool = False
    # The longest journey between two members; None: no rule.
    minutes: int | None = None
    # School → number of its group.
    pins: Mapping[int, int] = field(default_factory=dict)
    together: tuple[tuple[int, int], ...] = ()
    # The same head, or a conflict that was declared.
    apart: tuple[tuple[int, int], ...] = ()
    last_year: LastYear = LastYear.FREE
    last_year_most: int = 3
    # With `keep`: the share of schools that may move to mend what is not as it should be.
    most_moved: float = 0.15
    weights: Weights = field(default_factory=Weights)

    def as_json(self) -> dict[str, Any]:
        """Plain values for a JSON column; `from_json` reads them."""
        return asdict(self) | {
            "pins": {str(school): number for school, number in self.pins.items()},
            "together": [list(pair) for pair in self.together],
            "apart": [list(pair) for pair in self.apart],
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        return cls(
            **{
                **values,
                "welsh": WelshMedium(values.get("welsh", WelshMedium.NEVER_ALONE)),
                "last_year": LastYear(values.get("last_year", LastYear.FREE)),
                "pins": {int(school): number for school, number in values.get("pins", {}).items()},
                "together": pairs(values.get("together", ())),
                "apart": pairs(values.get("apart", ())),
                "weights": Weights(**values.get("weights", {})),
            }
        )

    def weighed(self, weights: Weights) -> Self:
        return replace(self, weights=weights)


def pairs(values: Any) -> tuple[tuple[int, int], ...]:
    return tuple((int(first), int(second)) for first, second in values)
