"""Schools, groups and sizes that do not fit each other; pins that fill a group."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from sigs.matching.answers import Cause, Impossible
from sigs.matching.problem import NONE, Problem
from sigs.matching.rules import LastYear, WelshMedium
from sigs.matching.sizes import own_group_count


def nothing() -> Iterator[Impossible]:
    yield Impossible(Cause.NO_SCHOOLS)


def causes(problem: Problem) -> Iterator[Impossible]:
    yield from sizes(problem)
    yield from pins(problem)
    yield from own_groups(problem)
    if problem.rules.last_year != LastYear.FREE and not (problem.last != NONE).any():
        yield Impossible(Cause.NO_LAST_YEAR)


def sizes(problem: Problem) -> Iterator[Impossible]:
    rules, schools = problem.rules, len(problem)
    needed, places = rules.groups * rules.smallest, rules.groups * rules.largest
    if schools < needed:
        numbers = {
            "schools": schools,
            "groups": rules.groups,
            "smallest": rules.smallest,
            "needed": needed,
        }
        yield Impossible(Cause.TOO_FEW, (), numbers)
    if schools > places:
        numbers = {"schools": schools, "groups": rules.groups, "largest": rules.largest, "places": places}
        yield Impossible(Cause.TOO_MANY, (), numbers)


def pins(problem: Problem) -> Iterator[Impossible]:
    rules = problem.rules
    for school, number in sorted(rules.pins.items()):
        if not 1 <= number <= rules.groups:
            yield Impossible(Cause.PIN_OUTSIDE, (school,), {"group": number, "groups": rules.groups})
    for number, count in sorted(Counter(rules.pins.values()).items()):
        if count > rules.largest:
            pinned = tuple(sorted(school for school, there in rules.pins.items() if there == number))
            yield Impossible(Cause.PINS_FULL, pinned, {"group": number, "largest": rules.largest})
    # Full groups are told already; here too many are pinned for the others to reach the smallest size.
    pinned_to = Counter(rules.pins.values())
    taken = sum(max(rules.smallest, pinned_to[number]) for number in range(1, rules.groups + 1))
    if taken > len(problem) >= rules.groups * rules.smallest:
        fullest = max(pinned_to, key=lambda number: (pinned_to[number], -number))
        yield Impossible(Cause.PINS_LEAVE_TOO_FEW, (), {"group": fullest, "smallest": rules.smallest})


def own_groups(problem: Problem) -> Iterator[Impossible]:
    """A Welsh-medium school alone, or too few or too many of them for whole groups."""
    rules = problem.rules
    welsh = np.flatnonzero(problem.welsh)
    if not len(welsh) or rules.welsh == WelshMedium.FREE or len(welsh) == len(problem):
        return
    schools = tuple(problem.ids[row] for row in welsh)
    if len(welsh) == 1:
        yield Impossible(Cause.SINGLE_WELSH, schools)
    elif rules.welsh == WelshMedium.OWN_GROUPS:
        count = own_group_count(len(welsh), len(problem), rules.groups, rules.smallest, rules.largest)
        if count is None:
            numbers = {"schools": len(welsh), "smallest": rules.smallest, "largest": rules.largest}
            yield Impossible(Cause.WELSH_SIZES, schools, numbers)
