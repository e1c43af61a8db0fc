"""Composing groups: numpy only, no table is read except in `reading`.

    precheck(problem) -> tuple[Impossible, ...]
    compose(problem, *, seed, iterations=…, starts=…, tell=None, cancelled=None) -> Result
    scoreboard(problem, placement, *, random=None, ceilings=None) -> tuple[Term, ...]
    ceilings(problem, *, seed=0) -> dict[Measure, Ceiling]
    random_draw(problem, *, seed=0, draws=1000) -> dict[Measure, float]
    proof(problem, placement) -> tuple[Broken, ...]             empty: every hard rule holds
    describe(problem, placement) -> tuple[GroupFacts, ...]      the cards
    why(problem, placement, school) -> tuple[Reason, ...]
    weigh_swap(problem, placement, first, second) -> Swap
    swap_partners(problem, placement, school) -> tuple[int, ...]
    tradeoff(problem, *, seed) -> tuple[Point, ...]

    reading.read(...) -> Reading: the Problem of the schools that are asked for

A placement maps the id of a school to the number of its group, from 1.
"""

from sigs.matching.answers import (
    VERSION,
    Because,
    Broken,
    Cause,
    Ceiling,
    Certainty,
    Change,
    GroupFacts,
    Impossible,
    Measure,
    Member,
    Placement,
    Point,
    Reason,
    Result,
    Rule,
    Swap,
    Tell,
    Term,
    Verdict,
)
from sigs.matching.ceilings import ceilings
from sigs.matching.composing import ITERATIONS, STARTS, compose, tradeoff
from sigs.matching.describing import describe
from sigs.matching.draws import random_draw
from sigs.matching.precheck import precheck
from sigs.matching.problem import Problem, Stage
from sigs.matching.proof import proof
from sigs.matching.reasons import why
from sigs.matching.rules import LastYear, Rules, Weights, WelshMedium
from sigs.matching.scoreboard import scoreboard
from sigs.matching.swapping import swap_partners, weigh_swap

__all__ = [
    "ITERATIONS",
    "STARTS",
    "VERSION",
    "Because",
    "Broken",
    "Cause",
    "Ceiling",
    "Certainty",
    "Change",
    "GroupFacts",
    "Impossible",
    "LastYear",
    "Measure",
    "Member",
    "Placement",
    "Point",
    "Problem",
    "Reason",
    "Result",
    "Rule",
    "Rules",
    "Stage",
    "Swap",
    "Tell",
    "Term",
    "Verdict",
    "Weights",
    "WelshMedium",
    "ceilings",
    "compose",
    "describe",
    "precheck",
    "proof",
    "random_draw",
    "scoreboard",
    "swap_partners",
    "tradeoff",
    "weigh_swap",
    "why",
]
