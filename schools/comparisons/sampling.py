"""A sample that holds something of every kind, and is the same whenever it is drawn from the same."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Drawable:
    """`key` names it for good; adviser, level and whether it differs make its stratum."""

    key: str
    adviser: int
    level: int
    differs: bool


def draw(rows: Iterable[Drawable], *, size: int, seed: str) -> list[Drawable]:
    """One of each stratum in turn until there are enough, those that differ from the suggestion first. Which
    one, and which stratum comes first, is decided by a hash of the seed: no order of the rows changes it."""
    strata: dict[tuple[int, int, bool], list[Drawable]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: chance(seed, row.key)):
        strata[row.adviser, row.level, row.differs].append(row)
    order = sorted(strata, key=lambda stratum: (not stratum[2], chance(seed, repr(stratum))))
    found: list[Drawable] = []
    turn = 0
    while len(found) < size and any(len(strata[stratum]) > turn for stratum in order):
        found += [strata[stratum][turn] for stratum in order if len(strata[stratum]) > turn]
        turn += 1
    return found[:size]


def chance(seed: str, word: str) -> str:
    return hashlib.sha256(f"{seed}/{word}".encode()).hexdigest()
