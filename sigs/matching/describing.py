"""The groups of a placement in plain facts."""

import numpy as np

from sigs.matching.answers import GroupFacts, Member, Placement
from sigs.matching.measures import together_last_year, wish_rows
from sigs.matching.problem import Flags, Ints, Problem, Stage


def describe(problem: Problem, placement: Placement) -> tuple[GroupFacts, ...]:
    """Group by group, its members in the order of the problem."""
    return tuple(group_facts(problem, placement, number) for number in range(1, problem.rules.groups + 1))


def group_facts(problem: Problem, placement: Placement, number: int) -> GroupFacts:
    rows = members_of(problem, placement, number)
    minutes = problem.minutes[np.ix_(rows, rows)]
    apart = ~np.eye(len(rows), dtype=bool)
    others = max(1, len(rows) - 1)
    authority = np.bincount(problem.authority[rows], minlength=len(problem.authorities))
    counts = {school: int(count) for school, count in zip(problem.authorities, authority, strict=True)}
    here = set(rows.tolist())
    stages = [int(stage) for stage in problem.stage[rows] if stage != Stage.NONE]
    return GroupFacts(
        number=number,
        members=tuple(
            Member(
                school=problem.ids[row],
                authority=problem.authorities[problem.authority[row]],
                stage=int(problem.stage[row]),
                welsh=bool(problem.welsh[row]),
                minutes=float(minutes[place].sum() / others),
                is_pinned=problem.ids[row] in problem.rules.pins,
            )
            for place, row in enumerate(rows)
        ),
        authorities=counts,
        missing=tuple(authority for authority, count in counts.items() if not count),
        stages={stage: stages.count(stage) for stage in sorted(set(stages))},
        welsh=int(problem.welsh[rows].sum()),
        minutes=float(minutes[apart].mean()) if len(rows) > 1 else 0.0,
        most_minutes=float(minutes.max(initial=0.0)),
        uncovered=areas(problem, uncovered(problem, rows)),
        wishes_met=sum(who in here and whom in here for who, whom in wish_rows(problem)),
        last_partners=float(together_last_year(problem)[np.ix_(rows, rows)].sum() / max(1, len(rows))),
    )


def members_of(problem: Problem, placement: Placement, number: int) -> Ints:
    return np.array([row for row, school in enumerate(problem.ids) if placement[school] == number], dtype=int)


def uncovered(problem: Problem, rows: Ints) -> Flags:
    """Areas in which somebody has a need and nobody is strong."""
    weak = problem.weak[rows] & ~problem.strong[rows]
    return np.logical_and(weak.any(axis=0), ~problem.strong[rows].any(axis=0))


def areas(problem: Problem, chosen: Flags) -> tuple[int, ...]:
    return tuple(area for area, is_in in zip(problem.areas, chosen, strict=True) if is_in)
