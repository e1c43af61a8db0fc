"""Which schools of a group could help one another: pairs in which each is strong where the other has a need,
and trios, either a ring (each gives to the next) or one school that is strong for two.

Every school stands in one suggestion at most. Of all ways to put them together the one is taken that serves
most schools; then the one in which each receives most, then the most areas, then the shortest way between
them. Up to EXACT_UP_TO schools every way is weighed; of more, the best is taken first, and so on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

EXACT_UP_TO = 12
# What each is worth. A school that receives something outweighs everything else; then what the school that
# receives least receives, then each area; the way costs up to MOST_FOR_THE_WAY.
SERVED, LEAST, AREA = 1000.0, 100.0, 10.0
KM_OF_ONE, MOST_FOR_THE_WAY = 5.0, 9.0
ANOTHER_LANGUAGE = 0.5


@dataclass(frozen=True)
class Side:
    """A school with the areas in which it is strong, and those in which it has a need. `language` tells the
    language it works in; `east` and `north` in kilometres, where its place is known."""

    school: int
    strong: frozenset[int]
    weak: frozenset[int]
    language: str = ""
    place: tuple[float, float] | None = None


@dataclass(frozen=True)
class Help:
    giver: int
    receiver: int
    area: int


@dataclass(frozen=True)
class Suggestion:
    """`schools` in the order given; `helps` by giver, receiver and area; `km` the longest way between two of
    them, None where a place is not known."""

    schools: tuple[int, ...]
    helps: tuple[Help, ...]
    worth: float
    km: float | None

    @property
    def is_ring(self) -> bool:
        """A trio in which everybody receives."""
        return len(self.schools) == 3 and {given.receiver for given in self.helps} == set(self.schools)


def suggested(sides: Sequence[Side], without: Collection[frozenset[int]] = ()) -> list[Suggestion]:
    """In the order of `sides` (their first school). `without`: those that were asked already."""
    given = helps_between(sides)
    way = ways_between(sides)
    options = [
        option
        for size in (2, 3)
        for places in combinations(range(len(sides)), size)
        if frozenset(sides[place].school for place in places) not in without
        if (option := weighed(sides, places, given, way)) is not None
    ]
    found = best_of_all(options, len(sides)) if len(sides) <= EXACT_UP_TO else best_first(options)
    return [suggestion for _places, suggestion in sorted(found, key=lambda one: one[0])]


Option = tuple[tuple[int, ...], Suggestion]


def fitting(sides: Sequence[Side]) -> tuple[Help, ...]:
    """What these two or three give one another; nothing where they make no pair or trio."""
    found = weighed(sides, tuple(range(len(sides))), helps_between(sides), ways_between(sides))
    return found[1].helps if found and len(sides) in {2, 3} else ()


def helps_between(sides: Sequence[Side]) -> Ints:
    """given[i, j]: in how many areas i is strong (and has no need itself) and j has a need."""
    areas = sorted(set().union(*(side.strong | side.weak for side in sides)))
    strong = np.array([[area in side.strong - side.weak for area in areas] for side in sides], dtype=np.int64)
    weak = np.array([[area in side.weak for area in areas] for side in sides], dtype=np.int64)
    shape = (len(sides), len(areas))
    found: Ints = strong.reshape(shape) @ weak.reshape(shape).T
    np.fill_diagonal(found, 0)
    return found


def ways_between(sides: Sequence[Side]) -> Floats:
    """Kilometres as the crow flies; not a number where a place is not known."""
    nowhere = (np.nan, np.nan)
    places = np.array([side.place or nowhere for side in sides], dtype=np.float64).reshape(len(sides), 2)
    found: Floats = np.sqrt(((places[:, None] - places[None, :]) ** 2).sum(axis=2))
    return found


def weighed(sides: Sequence[Side], places: tuple[int, ...], given: Ints, way: Floats) -> Option | None:
    among = given[np.ix_(places, places)]
    if not is_wanted(among):
        return None
    received = among.sum(axis=0)
    longest = float(way[np.ix_(places, places)].max())
    km = None if np.isnan(longest) else longest
    languages = {sides[place].language for place in places if sides[place].language}
    worth = (
        SERVED * int((received > 0).sum())
        + LEAST * int(received.min())
        + AREA * int(among.sum())
        - min((km or 0.0) / KM_OF_ONE, MOST_FOR_THE_WAY)
        - (ANOTHER_LANGUAGE if len(languages) > 1 else 0.0)
    )
    members = [sides[place] for place in places]
    helps = tuple(
        Help(giver.school, receiver.school, area)
        for giver in members
        for receiver in members
        if giver is not receiver
        for area in sorted((giver.strong - giver.weak) & receiver.weak)
    )
    return places, Suggestion(tuple(side.school for side in members), helps, worth, km)


def is_wanted(among: Ints) -> bool:
    """A pair in which both give; a trio that is a ring, or in which one gives to both others."""
    if len(among) == 2:
        return bool(among[0, 1] and among[1, 0])
    one_way = among[0, 1] and among[1, 2] and among[2, 0]
    other_way = among[1, 0] and among[2, 1] and among[0, 2]
    for_two = ((among > 0).sum(axis=1) == 2).any()
    return bool(one_way or other_way or for_two)


def best_of_all(options: Sequence[Option], schools: int) -> list[Option]:
    """Over all sets of schools, by the first school that is not decided yet: left out, or in an option."""
    by_first: list[list[tuple[int, Option]]] = [[] for _ in range(schools)]
    for option in options:
        by_first[min(option[0])].append((sum(1 << place for place in option[0]), option))
    worth = np.zeros(1 << schools)
    chosen: list[Option | None] = [None] * (1 << schools)
    # `left` are the schools still free: those after `first` are all of its higher ones that no option took.
    for left in range(1, 1 << schools):
        first = (left & -left).bit_length() - 1
        worth[left] = worth[left & ~(1 << first)]
        for mask, option in by_first[first]:
            if mask & left == mask and option[1].worth + worth[left & ~mask] > worth[left]:
                worth[left] = option[1].worth + worth[left & ~mask]
                chosen[left] = option
    found = []
    left = (1 << schools) - 1
    while left:
        best = chosen[left]
        if best is None:
            left &= left - 1
        else:
            found.append(best)
            left &= ~sum(1 << place for place in best[0])
    return found


def best_first(options: Sequence[Option]) -> list[Option]:
    """Per school, so that a trio does not go before two pairs for its size alone."""
    found: list[Option] = []
    taken: set[int] = set()
    for places, suggestion in sorted(options, key=lambda one: (-one[1].worth / len(one[0]), one[0])):
        if taken.isdisjoint(places):
            taken.update(places)
            found.append((places, suggestion))
    return found
