"""Before composing: why what is asked cannot be had, with the schools concerned.

Each cause is certain: where one is named, no placement at all meets the rules. That none is named is no
promise; the proof at the end of a run is."""

from sigs.matching.answers import Impossible
from sigs.matching.precheck import kinds, reach, sizing, ties
from sigs.matching.problem import Problem


def precheck(problem: Problem) -> tuple[Impossible, ...]:
    problem = problem.in_order
    if not len(problem) or problem.rules.groups < 1:
        return tuple(sizing.nothing())
    found = list(sizing.causes(problem))
    found.extend(ties.causes(problem))
    found.extend(kinds.causes(problem))
    found.extend(reach.causes(problem))
    return tuple(found)


__all__ = ["precheck"]
