"""How match points are counted, in words; and what counting them otherwise would do to the needs of today."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django_stubs_ext import StrOrPromise

from brokerage.matching import Candidate, TermName, rank
from brokerage.matching.reading import engine_weights, whole_region
from brokerage.models import Ask, MatchWeights
from brokerage.wording.matching import ABOUT, TERMS
from schools.models import School

# So many open needs are looked at before a change.
LOOKED_AT = 40


@dataclass(frozen=True)
class WeightLine:
    name: StrOrPromise
    about: StrOrPromise
    points: int
    percent: int


def weight_lines(row: MatchWeights) -> list[WeightLine]:
    return [
        WeightLine(TERMS[term], ABOUT[term], getattr(row, term.value), getattr(row, term.value))
        for term in TermName
    ]


@dataclass(frozen=True)
class Turn:
    """A need whose first school would be another one."""

    ask: Ask
    now: School | None
    now_points: int
    then: School | None
    then_points: int


@dataclass(frozen=True)
class Effect:
    looked_at: int
    # The first school stays; all three first ones stay.
    same_first: int
    same_three: int
    turns: list[Turn]


def effect_of(asks: Sequence[Ask], now: MatchWeights, then: MatchWeights) -> Effect:
    """Ties between schools are left out of this: they are looked at when a school is chosen."""
    problem = whole_region(asks, weights=engine_weights(now), look_at_ties=False)
    other = replace(problem, weights=engine_weights(then))
    turns, same_three = [], 0
    for row, ask in enumerate(asks):
        before, after = rank(problem, row).candidates[:3], rank(other, row).candidates[:3]
        same_three += {one.school_id for one in before} == {one.school_id for one in after}
        if first_of(before) != first_of(after):
            turns.append(
                Turn(
                    ask,
                    school_of(problem, before),
                    before[0].points if before else 0,
                    school_of(problem, after),
                    after[0].points if after else 0,
                )
            )
    return Effect(len(asks), len(asks) - len(turns), same_three, turns)


def first_of(found: Sequence[Candidate]) -> int | None:
    return found[0].school_id if found else None


def school_of(problem: Any, found: Sequence[Candidate]) -> School | None:
    return problem.schools[found[0].school_id] if found else None
