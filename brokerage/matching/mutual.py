"""Give and get: pairs of schools in which each is strong where the other has a need.

A school stands in one suggestion at most. Of all ways to pair them the one is taken whose pairs are worth
most together: what the school that gets less gets counts most, then everything given, then the way."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from brokerage.matching.assigning import PATIENCE
from brokerage.matching.problem import Flags, Floats

LEAST, EACH, WAY = 10.0, 3.0, 6.0
# Strength and need in the same topic, and only in the same area.
SAME_TOPIC, SAME_AREA = 1.0, 0.5
FAR = 60.0
# So many of each school's pairs are looked at.
FEW = 8

# Two places among the parties, and what they are worth together.
Option = tuple[int, int, float]


@dataclass(frozen=True)
class Party:
    """Topics with their area: {topic: area}; an area stands for itself."""

    school_id: int
    strong: dict[int, int]
    weak: dict[int, int]


@dataclass(frozen=True)
class Mutual:
    """`gives`: topics in which the first is strong and the second has a need; `gets`: the other way round."""

    first: int
    second: int
    gives: tuple[tuple[int, int], ...]
    gets: tuple[tuple[int, int], ...]
    worth: float
    minutes: int | None


def mutual_pairs(
    parties: Sequence[Party], minutes: Floats, may: Flags, without: Collection[frozenset[int]] = ()
) -> tuple[Mutual, ...]:
    """`may[i, j]`: whether the rules let them work together. Most worth first."""
    options = []
    for first, second in np.argwhere(np.triu(may & both_ways(parties), 1)).tolist():
        ours, theirs = parties[first], parties[second]
        if frozenset((ours.school_id, theirs.school_id)) in without:
            continue
        worth = weighed(closeness(ours, theirs), closeness(theirs, ours), minutes[first, second])
        options.append((first, second, worth))
    chosen = best_matching(likely(options), len(parties))
    found = [mutual(parties, minutes, first, second, worth) for first, second, worth in chosen]
    return tuple(sorted(found, key=lambda one: (-one.worth, one.first, one.second)))


def mutual(parties: Sequence[Party], minutes: Floats, first: int, second: int, worth: float) -> Mutual:
    ours, theirs, way = parties[first], parties[second], minutes[first, second]
    return Mutual(
        first=ours.school_id,
        second=theirs.school_id,
        gives=given(ours, theirs),
        gets=given(theirs, ours),
        worth=worth,
        minutes=None if np.isnan(way) else round(float(way)),
    )


def both_ways(parties: Sequence[Party]) -> Flags:
    """Where each is strong in an area in which the other has a need."""
    areas = sorted({area for one in parties for area in [*one.strong.values(), *one.weak.values()]})
    shape = (len(parties), len(areas))
    strong = np.array([[a in one.strong.values() for a in areas] for one in parties]).reshape(shape)
    weak = np.array([[a in one.weak.values() for a in areas] for one in parties]).reshape(shape)
    helps: Flags = (strong.astype(np.int64) @ weak.T.astype(np.int64)) > 0
    np.fill_diagonal(helps, val=False)
    return helps & helps.T


def given(giver: Party, receiver: Party) -> tuple[tuple[int, int], ...]:
    """(the giver's strength, the receiver's need), the closest first; each need once."""
    found = []
    for need, area in receiver.weak.items():
        if need in giver.strong:
            found.append((SAME_TOPIC, need, need))
            continue
        near = [topic for topic, of in giver.strong.items() if of == area]
        if near:
            found.append((SAME_AREA, min(near), need))
    return tuple(
        (strength, need) for _close, strength, need in sorted(found, key=lambda one: (-one[0], one[2]))
    )


def closeness(giver: Party, receiver: Party) -> float:
    """What `given` comes to."""
    areas = set(giver.strong.values())
    return sum(
        SAME_TOPIC if need in giver.strong else SAME_AREA
        for need, area in receiver.weak.items()
        if need in giver.strong or area in areas
    )


def likely(options: Sequence[Option]) -> list[Option]:
    """Of each school its best few: whoever is among the best of neither stands in no good answer."""
    by_school: dict[int, list[Option]] = {}
    for option in options:
        for school in option[:2]:
            by_school.setdefault(school, []).append(option)
    kept = {
        option[:2]
        for found in by_school.values()
        for option in sorted(found, key=lambda one: (-one[2], one[:2]))[:FEW]
    }
    return [option for option in options if option[:2] in kept]


def weighed(gives: float, gets: float, minutes: float) -> float:
    sides = (gives, gets)
    way = FAR / 2 if np.isnan(minutes) else min(float(minutes), FAR)
    return round(LEAST * min(sides) + EACH * sum(sides) - WAY * way / FAR, 3)


def best_matching(options: Sequence[Option], schools: int) -> list[Option]:
    if not options:
        return []
    columns = np.arange(len(options))
    first = np.array([one[0] for one in options])
    second = np.array([one[1] for one in options])
    once = coo_array(
        (
            np.ones(2 * len(options)),
            (np.concatenate([first, second]), np.concatenate([columns, columns])),
        ),
        shape=(schools, len(options)),
    )
    found = milp(
        c=-np.array([max(0.0, worth) for *_pair, worth in options]),
        constraints=[LinearConstraint(once.tocsc(), ub=1)],
        integrality=np.ones(len(options)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0, "time_limit": PATIENCE},
    )
    taken = [] if found.x is None else found.x
    return [option for option, is_taken in zip(options, taken, strict=False) if is_taken > 0.5]
