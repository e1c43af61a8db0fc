"""Needs and schools made up by a seed: no table is read."""

from decimal import Decimal
from itertools import product

import numpy as np

from brokerage.matching import Evidence, Need, Pair, Problem, Room, Supplier, Task, Weights
from brokerage.matching.assigning import value_of

TOPICS = 12


def a_problem(seed: int = 1, needs: int = 1, suppliers: int = 4, topics: int = TOPICS) -> Problem:
    """A region in small: places on a map, topics of which some are asked for more. About one school in four
    offers what is needed, and about one in ten passes every rule."""
    rng = np.random.default_rng(seed)
    popular = 1 / np.arange(1, topics + 1)
    wanted = rng.choice(topics, size=needs, p=popular / popular.sum())
    offers = rng.random((suppliers, topics)) < 0.26
    ours, theirs = rng.random((needs, 2)) * 45, rng.random((suppliers, 2)) * 45
    away = np.hypot(ours[:, None, 0] - theirs[None, :, 0], ours[:, None, 1] - theirs[None, :, 1])
    days = np.maximum(1, rng.integers(2, 15, size=suppliers))
    good = rng.integers(0, 4, size=(suppliers, topics))
    return Problem(
        weights=Weights(),
        needs=tuple(
            Need(
                ask_id=row + 1,
                school_id=10_000 + row,
                authority=int(rng.integers(0, 5)),
                phase="primary" if rng.random() < 0.8 else "secondary",
                language="cy" if rng.random() < 0.15 else "any",
                days=Decimal(int(rng.integers(1, 9))),
                priority=int(rng.integers(1, 4)),
            )
            for row in range(needs)
        ),
        suppliers=tuple(
            Supplier(
                school_id=20_000 + column,
                offer_id=column + 1,
                authority=int(rng.integers(0, 5)),
                phase="primary" if rng.random() < 0.8 else "secondary",
                languages="any" if rng.random() < 0.3 else "en",
                days=Decimal(int(days[column])),
                promised=Decimal(int(rng.integers(0, max(1, days[column] // 3)))),
                most_minutes=None if rng.random() < 0.5 else 35,
                at_once=int(rng.integers(2, 5)),
            )
            for column in range(suppliers)
        ),
        evidence={
            (row, column): Evidence(
                is_stated=True,
                is_confirmed=bool(good[column, wanted[row]] > 0),
                pieces=int(good[column, wanted[row]]),
            )
            for row, column in product(range(needs), range(suppliers))
            if offers[column, wanted[row]]
        },
        minutes=away * 1.3 * 60 / 50,
        likeness=rng.random((needs, suppliers)),
        conflict=rng.random((needs, suppliers)) < 0.02,
        asked=np.zeros((needs, suppliers), dtype=np.bool_),
        tied=rng.random((needs, suppliers)) < 0.05,
    )


def a_small_task(seed: int) -> Task:
    """Few enough pairs for every answer to be counted."""
    rng = np.random.default_rng(seed)
    asks, offers = int(rng.integers(3, 6)), int(rng.integers(2, 5))
    pairs = [
        Pair(ask, 100 + offer, offer, 0.0, float(rng.integers(5, 100)), float(rng.integers(1, 17)) / 4)
        for ask in range(asks)
        for offer in range(offers)
        if rng.random() < 0.75
    ]
    rooms = [
        Room(offer, float(rng.integers(4, 33)) / 4, int(rng.integers(0, 4)), int(rng.integers(0, 2)))
        for offer in range(offers)
    ]
    return Task(tuple(range(asks)), tuple(rooms), tuple(pairs), float(rng.integers(0, 40)))


def best_by_counting(task: Task) -> float:
    """Every way to give each ask one of its pairs, or none."""
    options: list[list[Pair | None]] = [
        [None, *(pair for pair in task.pairs if pair.ask_id == ask)] for ask in task.asks
    ]
    best = 0.0
    for way in product(*options):
        taken = tuple(pair for pair in way if pair is not None)
        if is_allowed(task, taken):
            best = max(best, value_of(task, taken))
    return best


def is_allowed(task: Task, taken: tuple[Pair, ...]) -> bool:
    for room in task.rooms:
        of_room = [pair for pair in taken if pair.offer_id == room.offer_id]
        if len(of_room) > room.most or sum(pair.days for pair in of_room) > room.days + 1e-9:
            return False
    return True
