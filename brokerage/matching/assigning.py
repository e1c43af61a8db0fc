"""The whole region at once: who helps whom so that the needs together are served best.

A mixed-integer program, solved to the end by HiGHS (scipy.optimize.milp): each need gets one school at most,
no school gives more days than it has, nor takes on more needs than it may. The second need that a school
takes on costs points, the third more (a convex price). `patterns` solves it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from brokerage.enums.matching import Rule
from brokerage.matching.patterns import MOST_PATTERNS, Piece, best_patterns, how_many, patterns_of
from brokerage.matching.points import totals
from brokerage.matching.problem import Problem
from brokerage.matching.rules import failed

# Days are counted in quarters, values in thousandths: whole numbers, so that sums are exact.
QUARTERS, THOUSANDTHS = 4, 1000
# Seconds: far more than a region needs.
PATIENCE = 20.0


@dataclass(frozen=True)
class Pair:
    """A school that could help with a need: match points, and what they count beside other needs."""

    ask_id: int
    school_id: int
    offer_id: int
    total: float
    value: float
    days: float


@dataclass(frozen=True)
class Room:
    """What an offer, that is a school in one year, can take on yet."""

    offer_id: int
    days: float
    # Needs that it may take on, and those that it has already.
    most: int
    running: int = 0


@dataclass(frozen=True)
class Task:
    """What is to be assigned, and nothing that the solver does not need: it can be kept and solved again.
    `blocked`: why nobody can help with a need, looked at by itself."""

    asks: tuple[int, ...]
    rooms: tuple[Room, ...]
    pairs: tuple[Pair, ...]
    again: float
    blocked: Mapping[int, Rule] = field(default_factory=dict)

    @cached_property
    def of_offer(self) -> dict[int, Room]:
        return {room.offer_id: room for room in self.rooms}

    def stored(self) -> dict[str, Any]:
        return {
            "asks": list(self.asks),
            "rooms": [[one.offer_id, one.days, one.most, one.running] for one in self.rooms],
            "pairs": [
                [one.ask_id, one.school_id, one.offer_id, one.total, one.value, one.days]
                for one in self.pairs
            ],
            "again": self.again,
            "blocked": {str(ask): str(rule) for ask, rule in self.blocked.items()},
        }

    @staticmethod
    def kept(found: Mapping[str, Any]) -> "Task":
        return Task(
            asks=tuple(found["asks"]),
            rooms=tuple(Room(*row) for row in found["rooms"]),
            pairs=tuple(Pair(*row) for row in found["pairs"]),
            again=found["again"],
            blocked={int(ask): Rule(rule) for ask, rule in found["blocked"].items()},
        )


@dataclass(frozen=True)
class Assignment:
    pairs: tuple[Pair, ...]
    # What the pairs count together, less the price of schools that help again.
    value: float
    # Between this and the best there can be; 0: nothing can be better.
    gap: float
    # Needs without a school, each with what stands against it.
    unmatched: Mapping[int, Rule]

    @property
    def load(self) -> dict[int, float]:
        """Days by school."""
        return loads(self.pairs)


def loads(pairs: Sequence[Pair]) -> dict[int, float]:
    found: dict[int, float] = {}
    for pair in pairs:
        found[pair.school_id] = found.get(pair.school_id, 0.0) + pair.days
    return found


def task_of(problem: Problem) -> Task:
    """Pairs that pass every rule and have no tie that a person would have to decide on."""
    fails = failed(problem)
    fails[Rule.TIE] = problem.tied
    total = totals(problem)
    barred = np.any(list(fails.values()), axis=0)
    may = problem.offered & ~barred
    pairs = []
    for row, column in np.argwhere(may).tolist():
        need, supplier = problem.needs[row], problem.suppliers[column]
        points = round(float(total[row, column]), 3)
        pairs.append(
            Pair(
                ask_id=need.ask_id,
                school_id=supplier.school_id,
                offer_id=supplier.offer_id,
                total=points,
                value=round(points * need.factor, 3),
                days=float(problem.days[row, column]),
            )
        )
    rooms = [
        Room(
            offer_id=one.offer_id,
            days=max(0.0, float(one.room)),
            most=max(0, min(problem.weights.most, one.at_once - one.running)),
            running=one.running,
        )
        for one in problem.suppliers
    ]
    blocked = {
        need.ask_id: main_block(problem, fails, row)
        for row, need in enumerate(problem.needs)
        if not may[row].any()
    }
    return Task(
        asks=tuple(need.ask_id for need in problem.needs),
        rooms=tuple(rooms),
        pairs=tuple(pairs),
        again=problem.weights.again,
        blocked=blocked,
    )


def main_block(problem: Problem, fails: Mapping[Rule, Any], row: int) -> Rule:
    """Of the rules that schools fail first, the one that stands against most."""
    left = problem.offered[row].copy()
    if not left.any():
        return Rule.NOBODY
    counts: dict[Rule, int] = {}
    for rule, fail in fails.items():
        counts[rule] = int((left & fail[row]).sum())
        left &= ~fail[row]
    return max(counts, key=lambda rule: (counts[rule], -list(Rule).index(rule)))


def prices(task: Task, room: Room) -> list[float]:
    """What the first, second, … further need costs, each more than the one before."""
    return [task.again * (room.running + step) for step in range(room.most)]


def assign(task: Task, *, forced: Pair | None = None) -> Assignment | None:
    """`forced`: a pair that is to be so; None where that cannot be."""
    if forced is not None:
        rest = around(task, forced)
        found = None if rest is None else assign(rest)
        return None if found is None else answer(task, (*found.pairs, forced), found.gap)
    pieces = pieces_of(task)
    if how_many(pieces) > MOST_PATTERNS:
        return assign_at_length(task)
    known = best_patterns(patterns_of(pieces, len(task.asks)), PATIENCE)
    if known is None:
        return None
    taken, gap = known
    return answer(task, tuple(task.pairs[number] for number in taken.tolist()), gap)


def around(task: Task, forced: Pair) -> Task | None:
    """What is left to assign once the pair is taken: the need is gone, its school has less room."""
    room = task.of_offer.get(forced.offer_id)
    if room is None or room.most < 1 or room.days + 1e-9 < forced.days:
        return None
    less = replace(room, days=room.days - forced.days, most=room.most - 1, running=room.running + 1)
    return replace(
        task,
        asks=tuple(ask for ask in task.asks if ask != forced.ask_id),
        rooms=tuple(less if one.offer_id == room.offer_id else one for one in task.rooms),
        pairs=tuple(pair for pair in task.pairs if pair.ask_id != forced.ask_id),
    )


def pieces_of(task: Task) -> list[Piece]:
    asks = {ask: row for row, ask in enumerate(task.asks)}
    by_offer: dict[int, list[int]] = {}
    for number, pair in enumerate(task.pairs):
        by_offer.setdefault(pair.offer_id, []).append(number)
    return [
        Piece(
            pairs=np.array(numbers, dtype=np.int64),
            asks=np.array([asks[task.pairs[number].ask_id] for number in numbers], dtype=np.int64),
            value=np.array([task.pairs[number].value for number in numbers], dtype=np.float64),
            quarters=np.array(
                [round(task.pairs[number].days * QUARTERS) for number in numbers], dtype=np.int64
            ),
            room=math.floor(room.days * QUARTERS + 1e-9),
            prices=prices(task, room),
        )
        for room in task.rooms
        if (numbers := by_offer.get(room.offer_id, []))
    ]


def assign_at_length(task: Task) -> Assignment | None:
    """Pair by pair, where an offer could take on so many needs that their sets cannot be written out. The
    price is convex, so that its steps can be plain numbers between 0 and 1 and still be taken in order."""
    steps = [(room, price) for room in task.rooms for price in prices(task, room)]
    found = milp(
        c=-np.array(
            [round(pair.value * THOUSANDTHS) for pair in task.pairs]
            + [-round(price * THOUSANDTHS) for _room, price in steps],
            dtype=np.float64,
        ),
        constraints=constraints(task, steps),
        integrality=np.array([1] * len(task.pairs) + [0] * len(steps)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0, "time_limit": PATIENCE},
    )
    if found.x is None:
        return None
    taken = tuple(pair for pair, is_taken in zip(task.pairs, found.x, strict=False) if is_taken > 0.5)
    return answer(task, taken, gap=float(found.mip_gap or 0.0))


def constraints(task: Task, steps: Sequence[tuple[Room, float]]) -> list[LinearConstraint]:
    """One need, one school; days; as many steps of the price as needs."""
    asks = {ask: row for row, ask in enumerate(task.asks)}
    rooms = {room.offer_id: row for row, room in enumerate(task.rooms)}
    columns = np.arange(len(task.pairs))
    of_ask = np.array([asks[pair.ask_id] for pair in task.pairs])
    of_room = np.array([rooms[pair.offer_id] for pair in task.pairs])
    days = np.array([round(pair.days * QUARTERS) for pair in task.pairs], dtype=np.float64)
    width = len(task.pairs) + len(steps)
    ones = np.ones(len(task.pairs))
    step_rows = np.array([rooms[room.offer_id] for room, _price in steps], dtype=np.int64)
    step_columns = len(task.pairs) + np.arange(len(steps))
    used = coo_array(
        (
            np.concatenate([ones, -np.ones(len(steps))]),
            (np.concatenate([of_room, step_rows]), np.concatenate([columns, step_columns])),
        ),
        shape=(len(task.rooms), width),
    )
    room_days = np.array([math.floor(room.days * QUARTERS + 1e-9) for room in task.rooms], dtype=np.float64)
    return [
        LinearConstraint(coo_array((ones, (of_ask, columns)), shape=(len(asks), width)).tocsc(), ub=1),
        LinearConstraint(
            coo_array((days, (of_room, columns)), shape=(len(rooms), width)).tocsc(), ub=room_days
        ),
        LinearConstraint(used.tocsc(), lb=0, ub=0),
    ]


def answer(task: Task, taken: tuple[Pair, ...], gap: float = 0.0) -> Assignment:
    met = {pair.ask_id for pair in taken}
    unmatched = {ask: task.blocked.get(ask, Rule.TAKEN) for ask in task.asks if ask not in met}
    return Assignment(taken, value_of(task, taken), gap, unmatched)


def value_of(task: Task, taken: Sequence[Pair]) -> float:
    """Counted from the pairs alone, as anybody could by hand."""
    count: dict[int, int] = {}
    for pair in taken:
        count[pair.offer_id] = count.get(pair.offer_id, 0) + 1
    price = sum(
        sum(prices(task, replace(task.of_offer[offer], most=times))) for offer, times in count.items()
    )
    return round(sum(pair.value for pair in taken) - price, 3)


@dataclass(frozen=True)
class Alternative:
    """What it costs the whole to give the need to this school: never below zero. `others`: needs that get
    another school then, or none."""

    pair: Pair
    cost: float
    others: tuple[int, ...]
    is_possible: bool = True


def alternatives(task: Task, best: Assignment, ask_id: int, limit: int = 5) -> tuple[Alternative, ...]:
    """The best other schools for one need, each tried by solving everything again around it."""
    now = {pair.ask_id: pair.school_id for pair in best.pairs}
    options = sorted(
        (pair for pair in task.pairs if pair.ask_id == ask_id and pair.school_id != now.get(ask_id)),
        key=lambda pair: (-pair.value, pair.school_id),
    )
    found = []
    for pair in options[:limit]:
        other = assign(task, forced=pair)
        if other is None:
            found.append(Alternative(pair, 0.0, (), is_possible=False))
            continue
        then = {one.ask_id: one.school_id for one in other.pairs}
        moved = [ask for ask in task.asks if ask != ask_id and now.get(ask) != then.get(ask)]
        found.append(Alternative(pair, round(max(0.0, best.value - other.value), 3), tuple(moved)))
    return tuple(found)
