"""What is asked of a run: the rules of a composition as they are stored, in the words of the pages."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from sigs.enums import ComposedSchools, Effort, LastYearRule, WelshRule
from sigs.matching import LastYear, Rules, Weights, WelshMedium

# The three scales go from 1 to 5.
MIDDLE = 3
ENDS = (1, 5)
# Schools in a group where the number of groups is not known otherwise: 316 primary schools make 36 groups,
# 46 secondary and 10 all-age schools make 10.
USUAL_SIZE = {ComposedSchools.PRIMARY: 8.8, ComposedSchools.SECONDARY: 5.6, ComposedSchools.BOTH: 8.8}


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
    # At least so many in each group; 0: no rule.
    authorities: int = 4
    welsh: str = WelshRule.NEVER_ALONE
    # Between any two members; None: no rule.
    minutes: int | None = None
    # At most so many schools at red in a group; None: no rule.
    most_reds: int | None = 2
    # School's id → the number of its group.
    pins: Mapping[int, int] = field(default_factory=dict)
    together: tuple[tuple[int, int], ...] = ()
    apart: tuple[Apart, ...] = ()
    apart_same_head: bool = True
    apart_as_wished: bool = True
    one_per_cluster: bool = False
    last_year: str = LastYearRule.FREE
    last_year_most: int = 3
    # 1 shorter journeys … 5 more mixed; 1 wishes … 5 strengths; 1 known partners … 5 new ones.
    mix: int = 4
    strengths: int = 4
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
        return {
            **asdict(self),
            "pins": {str(school): number for school, number in sorted(self.pins.items())},
            "together": [list(pair) for pair in self.together],
            "apart": [asdict(pair) for pair in self.apart],
        }

    def but(self, **changed: Any) -> Self:
        return replace(self, **changed)

    def rules(self, further_apart: tuple[tuple[int, int], ...] = ()) -> Rules:
        """For the engine. `further_apart`: pairs that follow from facts, such as the same head."""
        declared = tuple((pair.one, pair.other) for pair in self.apart)
        return Rules(
            groups=self.groups,
            smallest=self.smallest,
            largest=self.largest,
            authorities=self.authorities,
            welsh=WelshMedium(self.welsh),
            most_reds=self.most_reds,
            one_per_cluster=self.one_per_cluster,
            minutes=self.minutes,
            pins=dict(self.pins),
            together=self.together,
            apart=tuple(dict.fromkeys((*declared, *further_apart))),
            last_year=LastYear(self.last_year),
            last_year_most=self.last_year_most,
            weights=self.weights(),
        )

    def weights(self) -> Weights:
        return Weights.from_sliders(
            mix=self.mix - MIDDLE, strengths=self.strengths - MIDDLE, new=self.new - MIDDLE
        )


def usual(schools: str, count: int, authorities: int) -> Asked:
    """What a new composition begins with."""
    groups = max(1, round(count / USUAL_SIZE[ComposedSchools(schools)]))
    smallest, largest = even_sizes(count, groups)
    return Asked(
        groups=groups,
        smallest=smallest,
        largest=largest,
        authorities=max(0, min(4, authorities - 1)),
    )


def even_sizes(count: int, groups: int) -> tuple[int, int]:
    return max(1, count // groups), max(1, -(-count // groups))


def fitted(asked: Asked, count: int) -> Asked:
    """With sizes that so many schools can fill, where those asked for cannot be."""
    if asked.groups * asked.smallest <= count <= asked.groups * asked.largest:
        return asked
    smallest, largest = even_sizes(count, asked.groups)
    return asked.but(smallest=smallest, largest=largest)
