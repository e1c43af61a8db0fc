"""Swapping two schools by hand: what changes, and with whom it can be done."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from sigs.matching.answers import Change, GroupFacts, Measure, Placement, Swap, Verdict
from sigs.matching.describing import group_facts
from sigs.matching.measures import is_better_high, measured, measures_of, quarters
from sigs.matching.problem import NONE, Problem, Stage
from sigs.matching.proof import proof
from sigs.matching.scoreboard import out_of, rows_of
from sigs.matching.search import Board
from sigs.matching.tables import costs_of

SAME = 1e-9


def swapped(placement: Placement, first: int, second: int) -> dict[int, int]:
    return {**placement, first: placement[second], second: placement[first]}


def weigh_swap(problem: Problem, placement: Placement, first: int, second: int) -> Swap:
    """What each of the two groups and the whole would gain and lose. Nothing is done."""
    problem = problem.in_order
    after = swapped(placement, first, second)
    costs = costs_of(problem)
    was, will = (costs.of_all(rows_of(problem, one)) for one in (placement, after))
    held = set(proof(problem, placement))
    numbers = sorted({placement[first], placement[second]})
    return Swap(
        first=first,
        second=second,
        cost=costs.soft(will) - costs.soft(was),
        changes=(
            *(change for number in numbers for change in in_group(problem, placement, after, number)),
            *in_all(problem, placement, after),
        ),
        breaks=tuple(broken for broken in proof(problem, after) if broken not in held),
        placement=after,
    )


def in_group(problem: Problem, before: Placement, after: Placement, number: int) -> Iterator[Change]:
    """The rows of one group: authorities, stages, areas of need, minutes, last year's partners."""
    now, then = (group_facts(problem, placement, number) for placement in (before, after))
    change = partial(changed, problem, group=number)
    joined, left = set(now.missing) - set(then.missing), set(then.missing) - set(now.missing)
    yield change(
        Measure.AUTHORITIES,
        now=len(now.authorities) - len(now.missing),
        after=len(then.authorities) - len(then.missing),
        out_of=len(now.authorities),
        gained=tuple(sorted(joined)),
        lost=tuple(sorted(left)),
    )
    shown = measures_of(problem)
    if Measure.STAGES in shown:
        yield change(
            Measure.STAGES,
            now=kinds_of_stage(now),
            after=kinds_of_stage(then),
            out_of=3,
            stages_now=now.stages,
            stages_after=then.stages,
        )
    if Measure.UNCOVERED in shown:
        yield change(
            Measure.UNCOVERED,
            now=len(now.uncovered),
            after=len(then.uncovered),
            gained=tuple(sorted(set(then.uncovered) - set(now.uncovered))),
            lost=tuple(sorted(set(now.uncovered) - set(then.uncovered))),
        )
    if Measure.MINUTES in shown:
        yield change(Measure.MINUTES, now=now.minutes, after=then.minutes)
    if Measure.LONE_WELSH in shown:
        yield change(Measure.LONE_WELSH, now=float(now.welsh == 1), after=float(then.welsh == 1))
    if Measure.INTAKE in shown:
        yield change(
            Measure.INTAKE, now=quarters_of(problem, now), after=quarters_of(problem, then), out_of=4
        )


def in_all(problem: Problem, before: Placement, after: Placement) -> Iterator[Change]:
    """The rows of the scoreboard."""
    now, then = (measured(problem, rows_of(problem, one), problem.rules.groups) for one in (before, after))
    met_now, met_then = (wishes_met(problem, one) for one in (before, after))
    for measure in measures_of(problem):
        is_wish = measure == Measure.WISHES
        yield changed(
            problem,
            measure,
            group=None,
            now=now[measure],
            after=then[measure],
            out_of=out_of(problem, measure),
            wishes_gained=tuple(sorted(met_then - met_now)) if is_wish else (),
            wishes_lost=tuple(sorted(met_now - met_then)) if is_wish else (),
        )


def changed(
    problem: Problem, measure: Measure, *, group: int | None, now: float, after: float, **facts: Any
) -> Change:
    better = after - now if is_better_high(problem, measure) else now - after
    verdict = Verdict.SAME if abs(better) <= SAME else Verdict.BETTER if better > 0 else Verdict.WORSE
    return Change(measure=measure, group=group, now=now, after=after, verdict=verdict, **facts)


def kinds_of_stage(group: GroupFacts) -> int:
    return len({min(stage, int(Stage.AMBER)) for stage in group.stages})


def quarters_of(problem: Problem, group: GroupFacts) -> int:
    own = quarters(problem.intake)
    return len({int(own[problem.row[member.school]]) for member in group.members} - {NONE})


def wishes_met(problem: Problem, placement: Placement) -> set[tuple[int, int]]:
    return {(who, whom) for who, whom in problem.wishes if placement[who] == placement[whom]}


def swap_partners(problem: Problem, placement: Placement, school: int) -> tuple[int, ...]:
    """The schools of other groups with which a swap breaks no rule that holds now, the nearest first."""
    problem = problem.in_order
    costs = costs_of(problem)
    board = Board(costs, rows_of(problem, placement))
    row = problem.row[school]
    now = costs.broken(board.cost)
    allowed = [
        other
        for other, change in enumerate(board.swapping[row])
        if np.isfinite(change) and costs.broken(board.cost + change) <= now
    ]
    nearest = sorted(allowed, key=lambda other: (problem.minutes[row, other], problem.ids[other]))
    return tuple(problem.ids[other] for other in nearest)
