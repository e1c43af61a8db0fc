"""Match points: five terms, each a share of its weight in whole points, need by need and supplier by
supplier."""

from typing import Any

import numpy as np

from brokerage.enums.matching import TermName
from brokerage.matching.problem import Evidence, Floats, Problem

# What counts where nothing is known: neither lost nor won.
UNKNOWN = 0.5
# Of the points for room: for days left against days asked; the rest for partnerships beside.
FOR_DAYS = 2 / 3
# Halves are rounded up, also those that floating point holds a little too small.
HALF_UP = 0.5 + 1e-9


def shares(problem: Problem) -> dict[TermName, Floats]:
    """Each between 0 and 1, needs × suppliers."""
    weights = problem.weights
    lost = (problem.minutes - weights.near_minutes) / (weights.far_minutes - weights.near_minutes)
    ours = np.array([need.authority for need in problem.needs], dtype=np.int64)
    theirs = np.array([one.authority for one in problem.suppliers], dtype=np.int64)
    free = np.array([max(0.0, 1 - one.running / one.at_once) for one in problem.suppliers], dtype=np.float64)
    covered = np.clip(problem.left[None, :] / problem.asked_days[:, None], 0.0, 1.0)
    return {
        TermName.STRENGTH: problem.strength,
        TermName.LIKENESS: known_or_half(problem.likeness),
        TermName.NEARNESS: known_or_half(1.0 - np.clip(lost, 0.0, 1.0)),
        TermName.OTHER_AUTHORITY: (ours[:, None] != theirs[None, :]).astype(np.float64),
        TermName.ROOM: FOR_DAYS * covered + (1 - FOR_DAYS) * free[None, :],
    }


def known_or_half(found: Floats) -> Floats:
    return np.where(np.isnan(found), UNKNOWN, found)


def points(problem: Problem) -> dict[TermName, Floats]:
    """Whole points, so that what a reader adds up is the total."""
    return {
        name: np.floor(share * weight_of(problem, name) + HALF_UP) for name, share in shares(problem).items()
    }


def totals(problem: Problem) -> Floats:
    found: Floats = np.sum(list(points(problem).values()), axis=0)
    return found


def weight_of(problem: Problem, name: TermName) -> float:
    weight: float = getattr(problem.weights, name.value)
    return weight


def facts_of(problem: Problem, name: TermName, row: int, column: int) -> dict[str, Any]:
    """What a loss comes from, in plain values."""
    need, supplier = problem.needs[row], problem.suppliers[column]
    if name == TermName.STRENGTH:
        evidence = problem.evidence.get((row, column), Evidence())
        worst = max(evidence.losses, key=lambda one: evidence.losses[one], default="")
        return {"because": worst, "pieces": evidence.pieces, "old": evidence.old}
    if name == TermName.LIKENESS:
        if np.isnan(problem.likeness[row, column]):
            return {"unknown": True}
        return {"differs": [dict(one) for one in problem.differs.get((row, column), ())]}
    if name == TermName.NEARNESS:
        minutes = problem.minutes[row, column]
        return {"unknown": True} if np.isnan(minutes) else {"minutes": round(float(minutes))}
    if name == TermName.ROOM:
        return {
            "left": str(max(supplier.left, 0)),
            "asked": str(need.days),
            "running": supplier.running,
            "at_once": supplier.at_once,
        }
    return {}
