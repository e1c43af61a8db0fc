"""More schools of a kind than the groups can hold, or fewer than they need."""

from collections.abc import Iterator

import numpy as np

from sigs.matching.answers import Cause, Impossible
from sigs.matching.counting import last_sizes, reach
from sigs.matching.measures import Kinds
from sigs.matching.precheck.ties import schools
from sigs.matching.problem import NONE, Flags, Ints, Problem, Stage
from sigs.matching.rules import LastYear
from sigs.matching.sizes import NoSizes, sizes


def causes(problem: Problem) -> Iterator[Impossible]:
    yield from reds(problem)
    yield from authorities(problem)
    yield from clusters(problem)
    yield from apart(problem)
    yield from last_year(problem)


def reds(problem: Problem) -> Iterator[Impossible]:
    rules = problem.rules
    red = np.flatnonzero(problem.stage == Stage.RED)
    if rules.most_reds is not None and len(red) > rules.most_reds * rules.groups:
        numbers = {
            "reds": len(red),
            "places": rules.most_reds * rules.groups,
            "groups": rules.groups,
            "limit": rules.most_reds,
        }
        yield Impossible(Cause.TOO_MANY_REDS, schools(problem, red), numbers)


def authorities(problem: Problem) -> Iterator[Impossible]:
    """An authority of c schools is in at most c groups: summed, that must do for every group."""
    wanted = problem.rules.authorities
    if not wanted:
        return
    try:
        found = sizes(problem)
    except NoSizes:
        return
    kinds = Kinds.of(problem).authority
    for part in found.parts:
        possible = int(reach(kinds, part, found)) // max(1, len(part.groups))
        if possible < wanted:
            numbers = {"groups": len(part.groups), "possible": possible, "limit": wanted}
            yield Impossible(Cause.TOO_FEW_AUTHORITIES, (), numbers)


def clusters(problem: Problem) -> Iterator[Impossible]:
    if not problem.rules.one_per_cluster:
        return
    for cluster in np.unique(problem.cluster[problem.cluster != NONE]):
        rows = np.flatnonzero(problem.cluster == cluster)
        if len(rows) > problem.rules.groups:
            numbers = {"schools": len(rows), "groups": problem.rules.groups}
            yield Impossible(Cause.CLUSTER_TOO_LARGE, schools(problem, rows), numbers)


def apart(problem: Problem) -> Iterator[Impossible]:
    """Schools of which each two must be apart, and more of them than groups."""
    linked = np.zeros((len(problem), len(problem)), dtype=bool)
    for first, second in problem.rules.apart:
        linked[problem.row[first], problem.row[second]] = True
    linked |= linked.T
    largest = max(
        (clique_of(linked, row) for row in np.flatnonzero(linked.any(axis=1)).tolist()), key=len, default=[]
    )
    if len(largest) > problem.rules.groups:
        numbers = {"schools": len(largest), "groups": problem.rules.groups}
        yield Impossible(Cause.APART_TOO_MANY, schools(problem, np.array(sorted(largest))), numbers)


def clique_of(linked: Flags, row: int) -> list[int]:
    """Schools, this one among them, each apart from each other; those with most bars first."""
    taken = [row]
    left: Ints = np.flatnonzero(linked[row])
    for other in left[np.argsort(-linked[left].sum(axis=1), kind="stable")]:
        if linked[other, taken].all():
            taken.append(int(other))
    return taken


def last_year(problem: Problem) -> Iterator[Impossible]:
    rules = problem.rules
    if rules.last_year != LastYear.AT_MOST:
        return
    for last, count in enumerate(last_sizes(problem)):
        if count > rules.last_year_most * rules.groups:
            rows = np.flatnonzero(problem.last == last)
            numbers = {"schools": int(count), "groups": rules.groups, "limit": rules.last_year_most}
            yield Impossible(Cause.LAST_YEAR_TOO_LARGE, schools(problem, rows), numbers)
