"""Schools that must meet, directly, through others or by their pins, and cannot."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from sigs.matching.answers import Cause, Impossible
from sigs.matching.counting import components, too_far
from sigs.matching.problem import NONE, Ints, Problem, Stage
from sigs.matching.rules import WelshMedium
from sigs.matching.starting import tied


def causes(problem: Problem) -> Iterator[Impossible]:
    blocks = components(tied(problem))
    for block in blocks:
        yield from block_alone(problem, block)
    for number in sorted(set(problem.rules.pins.values())):
        yield from pinned_together(problem, number, blocks)


def block_alone(problem: Problem, block: Ints) -> Iterator[Impossible]:
    """Schools that are tied to one another, whatever group they come to."""
    rules = problem.rules
    ids = schools(problem, block)
    pins = {rules.pins[school] for school in ids if school in rules.pins}
    if len(pins) > 1:
        pinned = tuple(school for school in ids if school in rules.pins)
        yield Impossible(Cause.TOGETHER_PINNED_APART, pinned, None, ids)
    if len(block) > rules.largest:
        numbers = {"schools": len(block), "largest": rules.largest}
        yield Impossible(Cause.TOGETHER_TOO_LARGE, ids, numbers, ids)
    yield from meetings(
        problem,
        block,
        {
            "apart": Cause.TOGETHER_AND_APART,
            "far": Cause.TOGETHER_TOO_FAR,
            "cluster": Cause.TOGETHER_SAME_CLUSTER,
            "reds": Cause.TOGETHER_REDS,
            "welsh": Cause.TOGETHER_WELSH,
        },
        {},
        ids,
    )


def pinned_together(problem: Problem, number: int, blocks: list[Ints]) -> Iterator[Impossible]:
    """Schools pinned to one group, with those that are tied to them. What a block says alone is not said
    again."""
    pinned = {problem.row[school] for school, there in problem.rules.pins.items() if there == number}
    within = [set(block.tolist()) for block in blocks]
    whole = pinned.union(*(block for block in within if block & pinned))
    if any(whole <= block for block in within):
        return
    rows = np.array(sorted(whole), dtype=np.int64)
    if len(rows) > problem.rules.largest >= len(pinned):
        numbers = {"group": number, "largest": problem.rules.largest}
        yield Impossible(Cause.PINS_FULL, schools(problem, rows), numbers)
    told = [schools(problem, block) for block in blocks]
    for cause in meetings(
        problem,
        rows,
        {
            "apart": Cause.PINNED_APART,
            "far": Cause.PINNED_TOO_FAR,
            "cluster": Cause.PINNED_SAME_CLUSTER,
            "reds": Cause.PINNED_REDS,
            "welsh": Cause.PINNED_WELSH,
        },
        {"group": number},
        (),
    ):
        if not any(set(cause.schools) <= set(block) for block in told):
            yield cause


def meetings(
    problem: Problem, rows: Ints, causes: dict[str, Cause], numbers: dict[str, int], chain: tuple[int, ...]
) -> Iterator[Impossible]:
    """What forbids these schools to be in one group."""
    rules = problem.rules
    ids = set(schools(problem, rows))
    for first, second in rules.apart:
        if first in ids and second in ids:
            yield Impossible(causes["apart"], (first, second), numbers, chain)
    far = too_far(problem)
    for one, other in combinations(rows.tolist(), 2):
        pair = schools(problem, np.array([one, other]))
        if far[one, other]:
            found = {"minutes": round(float(problem.minutes[one, other])), "limit": rules.minutes or 0}
            yield Impossible(causes["far"], pair, numbers | found, chain)
        same = problem.cluster[one] != NONE and problem.cluster[one] == problem.cluster[other]
        if rules.one_per_cluster and same:
            yield Impossible(causes["cluster"], pair, numbers, chain)
    red = rows[problem.stage[rows] == Stage.RED]
    if rules.most_reds is not None and len(red) > rules.most_reds:
        limit = {"limit": rules.most_reds}
        yield Impossible(causes["reds"], schools(problem, red), numbers | limit, chain)
    welsh = rows[problem.welsh[rows]]
    if rules.welsh == WelshMedium.OWN_GROUPS and 0 < len(welsh) < len(rows):
        yield Impossible(causes["welsh"], schools(problem, rows), numbers, chain)


def schools(problem: Problem, rows: Ints) -> tuple[int, ...]:
    return tuple(problem.ids[row] for row in rows)
