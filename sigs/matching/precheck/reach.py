"""A journey limit that leaves a school without a group."""

from collections.abc import Iterator

import numpy as np

from sigs.matching.answers import Cause, Impossible
from sigs.matching.counting import forbidden
from sigs.matching.problem import Problem


def causes(problem: Problem) -> Iterator[Impossible]:
    rules = problem.rules
    if rules.minutes is None:
        return
    barred = forbidden(problem)
    for row in range(len(problem)):
        near = np.flatnonzero(~barred[row])
        if len(near) < rules.smallest:
            numbers = {"near": len(near) - 1, "smallest": rules.smallest, "limit": rules.minutes}
            yield Impossible(Cause.STRANDED, (problem.ids[row],), numbers)
            continue
        there = len(np.unique(problem.authority[near]))
        if there < rules.authorities:
            numbers = {"near": there, "limit": rules.authorities, "minutes": rules.minutes}
            yield Impossible(Cause.STRANDED_AUTHORITIES, (problem.ids[row],), numbers)
