"""Every hard rule, checked group by group from the problem itself: what the search believes plays no part."""

from collections.abc import Callable, Iterator
from itertools import combinations

from sigs.matching.answers import Broken, Measure, Placement, Rule
from sigs.matching.counting import bounds
from sigs.matching.problem import NONE, Problem, Stage
from sigs.matching.rules import LastYear, WelshMedium
from sigs.matching.sizes import sizes


def proof(problem: Problem, placement: Placement) -> tuple[Broken, ...]:
    """The rules that a placement breaks; empty: each was checked, and all hold."""
    rules = problem.rules
    members: dict[int, list[int]] = {number: [] for number in range(1, rules.groups + 1)}
    astray = []
    for school in problem.ids:
        number = placement.get(school, 0)
        if number in members:
            members[number].append(problem.row[school])
        else:
            astray.append(school)
    found = [Broken(Rule.SIZE, placement.get(school, 0), (school,)) for school in astray]
    for number, rows in members.items():
        for check in CHECKS:
            found.extend(check(problem, number, rows))
    return (*found, *pins(problem, placement), *together(problem, placement), *greens(problem, members))


def size(problem: Problem, number: int, rows: list[int]) -> Iterator[Broken]:
    rules = problem.rules
    if not rules.smallest <= len(rows) <= rules.largest:
        limit = rules.smallest if len(rows) < rules.smallest else rules.largest
        yield Broken(Rule.SIZE, number, schools(problem, rows), len(rows), limit)


def apart(problem: Problem, number: int, rows: list[int]) -> Iterator[Broken]:
    here = {problem.ids[row] for row in rows}
    for first, second in problem.rules.apart:
        if first in here and second in here:
            yield Broken(Rule.APART, number, (first, second))


def clusters(problem: Problem, number: int, rows: list[int]) -> Iterator[Broken]:
    if not problem.rules.one_per_cluster:
        return
    for first, second in combinations(rows, 2):
        if problem.cluster[first] != NONE and problem.cluster[first] == problem.cluster[second]:
            yield Broken(Rule.CLUSTER, number, schools(problem, [first, second]))


def journeys(problem: Problem, number: int, rows: list[int]) -> Iterator[Broken]:
    limit = problem.rules.minutes
    if limit is None:
        return
    for first, second in combinations([row for row in rows if problem.located[row]], 2):
        if problem.minutes[first, second] > limit:
            minutes = float(problem.minutes[first, second])
            yield Broken(Rule.MINUTES, number, schools(problem, [first, second]), minutes, limit)


def welsh(problem: Problem, number: int, rows: list[int]) -> Iterator[Broken]:
    of_welsh = [row for row in rows if problem.welsh[row]]
    rule = problem.rules.welsh
    if rule == WelshMedium.NEVER_ALONE and len(of_welsh) == 1:
        yield Broken(Rule.WELSH, number, schools(problem, of_welsh), 1, 2)
    if rule == WelshMedium.OWN_GROUPS and 0 < len(of_welsh) < len(rows):
        yield Broken(Rule.WELSH, number, schools(problem, of_welsh), len(of_welsh), len(rows))


def authorities(problem: Problem, number: int, rows: list[int]) -> Iterator[Broken]:
    there = len({int(problem.authority[row]) for row in rows})
    if there < problem.rules.authorities:
        yield Broken(Rule.AUTHORITIES, number, (), there, problem.rules.authorities)


def reds(problem: Problem, number: int, rows: list[int]) -> Iterator[Broken]:
    limit = problem.rules.most_reds
    red = [row for row in rows if problem.stage[row] == Stage.RED]
    if limit is not None and len(red) > limit:
        yield Broken(Rule.REDS, number, schools(problem, red), len(red), limit)


def last_year(problem: Problem, number: int, rows: list[int]) -> Iterator[Broken]:
    if problem.rules.last_year != LastYear.AT_MOST:
        return
    for last in sorted({int(problem.last[row]) for row in rows} - {NONE}):
        same = [row for row in rows if problem.last[row] == last]
        if len(same) > problem.rules.last_year_most:
            limit = problem.rules.last_year_most
            yield Broken(Rule.LAST_YEAR, number, schools(problem, same), len(same), limit)


Check = Callable[[Problem, int, list[int]], Iterator[Broken]]
CHECKS: tuple[Check, ...] = (size, apart, clusters, journeys, welsh, authorities, reds, last_year)


def pins(problem: Problem, placement: Placement) -> Iterator[Broken]:
    for school, number in problem.rules.pins.items():
        if placement.get(school) != number:
            yield Broken(Rule.PIN, placement.get(school, 0), (school,), placement.get(school), number)


def together(problem: Problem, placement: Placement) -> Iterator[Broken]:
    for first, second in problem.rules.together:
        if placement.get(first) != placement.get(second):
            yield Broken(Rule.TOGETHER, placement.get(first, 0), (first, second))


def greens(problem: Problem, members: dict[int, list[int]]) -> Iterator[Broken]:
    """A rule only where enough green schools exist."""
    if not problem.rules.green_in_each or bounds(problem, sizes(problem))[Measure.GREEN] < len(members):
        return
    for number, rows in members.items():
        if not any(problem.stage[row] == Stage.GREEN for row in rows):
            yield Broken(Rule.GREEN, number, (), 0, 1)


def schools(problem: Problem, rows: list[int]) -> tuple[int, ...]:
    return tuple(problem.ids[row] for row in rows)
