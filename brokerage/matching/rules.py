"""Hard rules: where one fails, no number of points makes a match."""

from collections.abc import Callable

import numpy as np

from brokerage.enums.matching import Rule
from brokerage.matching.problem import Flags, Floats, Problem
from schools.enums import Phase

# Which phases can help which.
HELPED_BY = {
    Phase.PRIMARY: {Phase.PRIMARY, Phase.ALL_AGE},
    Phase.SECONDARY: {Phase.SECONDARY, Phase.ALL_AGE},
    Phase.ALL_AGE: {Phase.ALL_AGE, Phase.PRIMARY, Phase.SECONDARY},
    Phase.SPECIAL: {Phase.SPECIAL, Phase.PRU},
    Phase.NURSERY: {Phase.NURSERY, Phase.PRIMARY},
    Phase.PRU: {Phase.PRU, Phase.SPECIAL, Phase.SECONDARY},
}
ANY = "any"


def other_phase(problem: Problem) -> Flags:
    theirs = [one.phase for one in problem.suppliers]
    by_phase = {
        phase: np.array([one not in HELPED_BY.get(Phase(phase), {phase}) for one in theirs], dtype=np.bool_)
        for phase in {need.phase for need in problem.needs}
    }
    return stacked(problem, [by_phase[need.phase] for need in problem.needs])


def other_language(problem: Problem) -> Flags:
    spoken = np.array([one.languages for one in problem.suppliers])
    by_language = {
        wanted: (spoken != ANY) & (spoken != wanted)
        if wanted != ANY
        else np.zeros(len(spoken), dtype=np.bool_)
        for wanted in {need.language for need in problem.needs}
    }
    return stacked(problem, [by_language[need.language] for need in problem.needs])


def too_far(problem: Problem) -> Flags:
    """Beyond what the school that asks or the one that offers has said. An unknown way is not too far."""
    found: Flags = problem.minutes > reach(problem)
    return found


def reach(problem: Problem) -> Floats:
    ours = [np.inf if need.most_minutes is None else float(need.most_minutes) for need in problem.needs]
    theirs = [np.inf if one.most_minutes is None else float(one.most_minutes) for one in problem.suppliers]
    found: Floats = np.minimum(np.array(ours)[:, None], np.array(theirs)[None, :])
    return found


def in_conflict(problem: Problem) -> Flags:
    return problem.conflict


def has_been_asked(problem: Problem) -> Flags:
    return problem.asked


def is_paused(problem: Problem) -> Flags:
    return of_suppliers(problem, [one.is_paused for one in problem.suppliers])


def least_days(problem: Problem) -> Floats:
    """What a school must have left to help at all; never nothing."""
    found: Floats = np.maximum(0.25, problem.asked_days * problem.weights.least_share / 100)
    return found


def too_few_days(problem: Problem) -> Flags:
    found: Flags = problem.left[None, :] < least_days(problem)[:, None]
    return found


def out_too_often(problem: Problem) -> Flags:
    left = np.array(
        [np.inf if one.out_left is None else float(one.out_left) for one in problem.suppliers],
        dtype=np.float64,
    )
    found: Flags = left[None, :] < least_days(problem)[:, None]
    return found


def has_enough(problem: Problem) -> Flags:
    return of_suppliers(problem, [one.running >= one.at_once for one in problem.suppliers])


def of_suppliers(problem: Problem, found: list[bool]) -> Flags:
    return np.broadcast_to(np.array(found, dtype=np.bool_), (len(problem.needs), len(found)))


def stacked(problem: Problem, rows: list[Flags]) -> Flags:
    return np.array(rows, dtype=np.bool_).reshape(len(problem.needs), len(problem.suppliers))


FAILS: dict[Rule, Callable[[Problem], Flags]] = {
    Rule.PHASE: other_phase,
    Rule.LANGUAGE: other_language,
    Rule.DISTANCE: too_far,
    Rule.CONFLICT: in_conflict,
    Rule.ASKED: has_been_asked,
    Rule.PAUSED: is_paused,
    Rule.DAYS: too_few_days,
    Rule.OUT: out_too_often,
    Rule.FULL: has_enough,
}


def failed(problem: Problem) -> dict[Rule, Flags]:
    """Where each rule fails, needs × suppliers."""
    return {rule: fails(problem) for rule, fails in FAILS.items()}
