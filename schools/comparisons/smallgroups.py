"""Which sums over parts of a region may be shown to somebody who may not see all of its schools.

A sum over few schools says what each of them has; so does the difference of two sums. `unseen` counts the
schools that the reader may not see, by authority and phase."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

Unseen = Mapping[Any, int]


@dataclass(frozen=True)
class Shown:
    """What may be shown: the whole, and which authorities and phases."""

    whole: bool
    authorities: frozenset[Hashable]
    phases: frozenset[Hashable]


def groups_to_show(unseen: Unseen, *, fewest: int) -> Shown:
    """Groups of few unseen schools are left out, and then, the smallest first, those that would give away a
    few schools by what adding up and taking away of the others leaves."""
    cells = {key: count for key, count in unseen.items() if count}
    by_authority = totals(cells, 0)
    by_phase = totals(cells, 1)
    whole = is_enough(sum(cells.values()), fewest)
    authorities = {key for key, count in by_authority.items() if count >= fewest}
    phases = {key for key, count in by_phase.items() if count >= fewest}
    while True:
        betrayed = given_away(cells, authorities, phases, whole=whole, fewest=fewest)
        if betrayed is None:
            break
        used_authorities, used_phases = betrayed
        sizes = [(by_authority[key], 0, str(key), key) for key in used_authorities]
        sizes += [(by_phase[key], 1, str(key), key) for key in used_phases]
        if not sizes:
            whole = False
            continue
        _size, kind, _word, key = min(sizes)
        (phases if kind else authorities).discard(key)
    fully_seen = {a for a, _p in unseen} - set(by_authority), {p for _a, p in unseen} - set(by_phase)
    return Shown(whole, frozenset(authorities | fully_seen[0]), frozenset(phases | fully_seen[1]))


def totals(cells: Unseen, place: int) -> dict[Hashable, int]:
    found: dict[Hashable, int] = {}
    for key, count in cells.items():
        found[key[place]] = found.get(key[place], 0) + count
    return found


def is_enough(count: int, fewest: int) -> bool:
    return count == 0 or count >= fewest


def given_away(
    cells: Unseen, authorities: set[Hashable], phases: set[Hashable], *, whole: bool, fewest: int
) -> tuple[set[Hashable], set[Hashable]] | None:
    """Groups that, added to and taken from each other and the whole, leave a few schools: every choice of
    authorities on one side and phases on the other is tried, with and without the whole."""
    for sign_of_phases, use_whole in product((1, -1), (0, 1) if whole else (0,)):
        for some in subsets(sorted(authorities, key=str)):
            for others in subsets(sorted(phases, key=str)):
                left = what_is_left(cells, some, others, sign_of_phases, use_whole)
                if left is not None and 0 < left < fewest:
                    return set(some), set(others)
    return None


def what_is_left(
    cells: Unseen,
    authorities: frozenset[Hashable],
    phases: frozenset[Hashable],
    sign_of_phases: int,
    whole: int,
) -> int | None:
    """How many schools the combination counts exactly once each (or once each the other way round); None
    where it counts some otherwise, and so says nothing of them."""
    counts = {1: 0, -1: 0}
    # Taken from the whole, groups are subtracted.
    sign = -whole if whole else 1
    for (authority, phase), schools in cells.items():
        weight = whole + sign * ((authority in authorities) + sign_of_phases * (phase in phases))
        if weight not in (-1, 0, 1):
            return None
        if weight:
            counts[weight] += schools
    if counts[1] and counts[-1]:
        return None
    return counts[1] + counts[-1]


def subsets(items: Iterable[Hashable]) -> Iterable[frozenset[Hashable]]:
    rows = list(items)
    for choice in product((False, True), repeat=len(rows)):
        yield frozenset(row for row, taken in zip(rows, choice, strict=True) if taken)
