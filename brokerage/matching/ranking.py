"""One need: the schools that pass every rule, by match points; why the others do not, and what it would
take."""

import numpy as np

from brokerage.enums.matching import Rule, TermName
from brokerage.matching.answers import Candidate, Ranking, Relaxed, Term
from brokerage.matching.points import facts_of, points, weight_of
from brokerage.matching.problem import Flags, Floats, Ints, Problem
from brokerage.matching.rules import failed, least_days, reach


def rank(problem: Problem, need: int = 0) -> Ranking:
    """`need`: its row. Equal points: the shorter way first, then by id, so that the order never hangs on how
    the tables were read."""
    one = problem if len(problem.needs) == 1 else only(problem, need)
    fails = failed(one)
    of_term = points(one)
    total: Floats = np.sum(list(of_term.values()), axis=0)[0]
    count = np.sum([found[0] for found in fails.values()], axis=0)
    offered = one.offered[0]
    order = in_order(one, total)
    passing = np.array([column for column in order if offered[column] and not count[column]], dtype=np.int64)
    return Ranking(
        ask_id=one.needs[0].ask_id,
        candidates=candidates(one, of_term, total, passing),
        blocked=blocked(one, fails, order),
        relaxed=relaxed(one, fails, count, total, order),
        offering=int(offered.sum()),
    )


def only(problem: Problem, need: int) -> Problem:
    """The problem of one of its needs."""
    columns = [column for row, column in problem.evidence if row == need]
    return Problem(
        weights=problem.weights,
        needs=(problem.needs[need],),
        suppliers=problem.suppliers,
        evidence={(0, column): problem.evidence[need, column] for column in columns},
        minutes=problem.minutes[need : need + 1],
        likeness=problem.likeness[need : need + 1],
        conflict=problem.conflict[need : need + 1],
        asked=problem.asked[need : need + 1],
        tied=problem.tied[need : need + 1],
        differs={(0, column): found for (row, column), found in problem.differs.items() if row == need},
    )


def in_order(problem: Problem, total: Floats) -> Ints:
    minutes = np.nan_to_num(problem.minutes[0], nan=np.inf)
    ids = np.array([one.school_id for one in problem.suppliers], dtype=np.int64)
    found: Ints = np.lexsort((ids, minutes, -total))
    return found


def candidates(
    problem: Problem, of_term: dict[TermName, Floats], total: Floats, passing: Ints
) -> tuple[Candidate, ...]:
    found = []
    best = {
        name: (float(got[0][passing].max()), float(got[0][passing].min()))
        for name, got in of_term.items()
        if len(passing)
    }
    for column in passing.tolist():
        supplier = problem.suppliers[column]
        minutes = problem.minutes[0, column]
        terms = tuple(
            Term(name, weight_of(problem, name), float(got[0, column]), facts_of(problem, name, 0, column))
            for name, got in of_term.items()
        )
        found.append(
            Candidate(
                school_id=supplier.school_id,
                offer_id=supplier.offer_id,
                total=float(total[column]),
                terms=terms,
                days=min(problem.needs[0].days, supplier.room),
                days_left=supplier.left,
                days_offered=supplier.days,
                minutes=None if np.isnan(minutes) else round(float(minutes)),
                running=supplier.running,
                willing=supplier.willing,
                best_in=tuple(
                    term.name for term in terms if term.got == best[term.name][0] > best[term.name][1]
                ),
            )
        )
    return tuple(found)


def blocked(problem: Problem, fails: dict[Rule, Flags], order: Ints) -> dict[Rule, tuple[int, ...]]:
    left = problem.offered[0].copy()
    found = {}
    for rule, fail in fails.items():
        here = left & fail[0]
        if here.any():
            found[rule] = tuple(problem.suppliers[column].school_id for column in order if here[column])
        left &= ~fail[0]
    return found


def relaxed(
    problem: Problem, fails: dict[Rule, Flags], count: Ints, total: Floats, order: Ints
) -> dict[Rule, Relaxed]:
    alone = problem.offered[0] & (count == 1)
    found = {}
    for rule, fail in fails.items():
        columns = [int(column) for column in order if alone[column] and fail[0][column]]
        if columns:
            found[rule] = Relaxed(
                rule=rule,
                schools=tuple(problem.suppliers[column].school_id for column in columns),
                best=float(total[columns[0]]),
                least=least(problem, rule, columns),
            )
    return found


def least(problem: Problem, rule: Rule, columns: list[int]) -> float | None:
    """Minutes more, or days more, for the school that needs fewest of them."""
    if rule == Rule.DISTANCE:
        return float((problem.minutes - reach(problem))[0][columns].min())
    if rule == Rule.DAYS:
        return float(least_days(problem)[0] - problem.left[columns].max())
    if rule == Rule.OUT:
        left = [float(problem.suppliers[column].out_left or 0) for column in columns]
        return float(least_days(problem)[0] - max(left))
    return None
