"""What a placement comes to, counted from scratch: the rows of the scoreboard, for any groups."""

from dataclasses import dataclass

import numpy as np

from sigs.matching.answers import Measure
from sigs.matching.problem import NONE, Flags, Floats, Ints, Problem, Stage
from sigs.matching.rules import LastYear, WelshMedium

HIGHER_IS_BETTER = {
    Measure.AUTHORITIES,
    Measure.ALL_AUTHORITIES,
    Measure.GREEN,
    Measure.STAGES,
    Measure.INTAKE,
    Measure.WISHES,
}
# Green, yellow, and amber or red together.
STAGE_KINDS = 3
QUARTERS = 4


def is_better_high(problem: Problem, measure: Measure) -> bool:
    if measure == Measure.NEW_PARTNERS:
        return problem.rules.weights.partners >= 0
    return measure in HIGHER_IS_BETTER


def measures_of(problem: Problem) -> tuple[Measure, ...]:
    """The rows that mean something for these schools, in the order in which they are shown."""
    rules = problem.rules
    shown = {
        Measure.AUTHORITIES: len(problem.authorities) > 1,
        Measure.ALL_AUTHORITIES: len(problem.authorities) > 1,
        Measure.LONE_WELSH: bool(problem.welsh.any()) and rules.welsh != WelshMedium.FREE,
        Measure.GREEN: bool((problem.stage == Stage.GREEN).any()),
        Measure.STAGES: bool((problem.stage != NONE).any()),
        Measure.MANY_REDS: bool((problem.stage == Stage.RED).any()) and rules.most_reds is not None,
        Measure.UNCOVERED: bool(problem.weak.any()),
        Measure.UNMET: bool(problem.weak.any()),
        Measure.MINUTES: bool(problem.located.any()),
        Measure.INTAKE: bool(np.isfinite(problem.intake).any()),
        Measure.WISHES: bool(problem.wishes),
        Measure.NEW_PARTNERS: bool((problem.last != NONE).any()),
        Measure.MOVED: rules.last_year == LastYear.KEEP and bool((problem.last != NONE).any()),
    }
    return tuple(measure for measure in Measure if shown[measure])


@dataclass(frozen=True, eq=False)
class Kinds:
    """Each school's kind in each of the ways that are mixed; one column a kind, at most one of them 1."""

    authority: Flags
    stage: Flags
    quarter: Flags
    green: Flags
    red: Flags
    welsh: Flags
    # A strong school needs no help there.
    weak: Flags
    strong: Flags

    @classmethod
    def of(cls, problem: Problem) -> "Kinds":
        return cls(
            authority=problem.authority[:, None] == np.arange(len(problem.authorities)),
            stage=stage_kind(problem.stage)[:, None] == np.arange(STAGE_KINDS),
            quarter=quarters(problem.intake)[:, None] == np.arange(QUARTERS),
            green=(problem.stage == Stage.GREEN)[:, None],
            red=(problem.stage == Stage.RED)[:, None],
            welsh=problem.welsh[:, None],
            weak=problem.weak & ~problem.strong,
            strong=problem.strong,
        )


def stage_kind(stage: Ints) -> Ints:
    return np.where(stage == Stage.RED, int(Stage.AMBER), stage)


def quarters(shares: Floats) -> Ints:
    """The quarter of the schools in which each share lies, from the lowest; -1: not known."""
    known = np.isfinite(shares)
    if not known.any():
        return np.full(len(shares), NONE, dtype=np.int64)
    cuts = np.quantile(shares[known], [0.25, 0.5, 0.75])
    return np.where(known, np.searchsorted(cuts, np.where(known, shares, 0.0)), NONE)


def groups_as_rows(group: Ints, groups: int) -> Ints:
    """Groups × schools: 1 where the school is in the group. A school in group -1 is in none."""
    rows: Ints = (np.arange(groups)[:, None] == group[None, :]).astype(np.int64)
    return rows


def counted(problem: Problem, kinds: Kinds, group: Ints, groups: int) -> dict[Measure, float]:
    """All that comes from counting kinds, group by group."""
    inside = groups_as_rows(group, groups)
    authority, stage, quarter = inside @ kinds.authority, inside @ kinds.stage, inside @ kinds.quarter
    weak, strong = inside @ kinds.weak, inside @ kinds.strong
    distinct = (authority > 0).sum(axis=1)
    most_reds = problem.rules.most_reds
    reds = (inside @ kinds.red)[:, 0]
    return {
        Measure.AUTHORITIES: float(distinct.sum()) / groups,
        Measure.ALL_AUTHORITIES: float((distinct == len(problem.authorities)).sum()),
        Measure.LONE_WELSH: float(((inside @ kinds.welsh)[:, 0] == 1).sum()),
        Measure.GREEN: float(((inside @ kinds.green)[:, 0] > 0).sum()),
        Measure.STAGES: float(((stage > 0).sum(axis=1) == STAGE_KINDS).sum()),
        Measure.MANY_REDS: 0.0 if most_reds is None else float((reds > most_reds).sum()),
        Measure.UNCOVERED: float(((weak > 0) & (strong == 0)).sum()),
        Measure.UNMET: float(np.maximum(0, weak - 2 * strong).sum()),
        Measure.INTAKE: float((quarter > 0).sum()) / groups,
    }


def paired(problem: Problem, group: Ints) -> dict[Measure, float]:
    """All that comes from who is with whom."""
    placed = np.flatnonzero(group != NONE)
    meet = np.zeros((len(problem), len(problem)), dtype=bool)
    meet[np.ix_(placed, placed)] = group[placed][:, None] == group[placed][None, :]
    np.fill_diagonal(meet, val=False)
    known = meet & together_last_year(problem)
    return {
        Measure.MINUTES: float(problem.minutes[meet].sum()) / max(1, int(meet.sum())),
        Measure.WISHES: float(sum(meet[who, whom] for who, whom in wish_rows(problem))),
        Measure.NEW_PARTNERS: float(meet.sum() - known.sum()) / max(1, len(placed)),
        Measure.MOVED: float(((problem.last != NONE) & (group != problem.last)).sum()),
    }


def measured(problem: Problem, group: Ints, groups: int) -> dict[Measure, float]:
    return counted(problem, Kinds.of(problem), group, groups) | paired(problem, group)


def wish_rows(problem: Problem) -> list[tuple[int, int]]:
    return [(problem.row[who], problem.row[whom]) for who, whom in problem.wishes]


def together_last_year(problem: Problem) -> Flags:
    """Schools × schools: two different schools that were in one group."""
    known: Flags = (problem.last[:, None] == problem.last[None, :]) & (problem.last != NONE)[:, None]
    np.fill_diagonal(known, val=False)
    return known
