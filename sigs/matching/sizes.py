"""How many schools each group has, and which groups are Welsh-medium where those have their own."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sigs.matching.problem import NONE, Ints, Problem
from sigs.matching.rules import LastYear, WelshMedium


class NoSizes(ValueError):
    """No sizes between the smallest and the largest add up to the schools."""


@dataclass(frozen=True, eq=False)
class Part:
    """Schools that can only be grouped among themselves, and the groups they fill."""

    rows: Ints
    groups: Ints


@dataclass(frozen=True, eq=False)
class Sizes:
    of: Ints
    parts: tuple[Part, ...]

    @cached_property
    def pairs(self) -> int:
        """How many pairs of schools meet."""
        return int((self.of * (self.of - 1) // 2).sum())


def sizes(problem: Problem) -> Sizes:
    rules = problem.rules
    wanted = np.full(rules.groups, NONE, dtype=np.int64)
    if rules.last_year == LastYear.KEEP:
        found = np.bincount(problem.last[problem.last != NONE], minlength=rules.groups)[: rules.groups]
        wanted[found > 0] = found[found > 0]
    pinned = np.zeros(rules.groups, dtype=np.int64)
    for number in rules.pins.values():
        pinned[number - 1] += 1
    of = np.zeros(rules.groups, dtype=np.int64)
    parts = split(problem)
    for part in parts:
        of[part.groups] = shared_out(
            len(part.rows), wanted[part.groups], pinned[part.groups], rules.smallest, rules.largest
        )
    return Sizes(of, parts)


def shared_out(schools: int, wanted: Ints, pinned: Ints, smallest: int, largest: int) -> Ints:
    """As even as can be; where sizes are wanted, as near to those as can be."""
    groups = len(wanted)
    if not groups * smallest <= schools <= groups * largest or (groups == 0 and schools):
        raise NoSizes(f"{schools} schools in {groups} groups of {smallest} to {largest}")
    if not groups:
        return np.zeros(0, dtype=np.int64)
    even = schools // groups
    least = np.maximum(pinned, smallest)
    of = np.clip(np.where(wanted == NONE, even, wanted), least, largest)
    while of.sum() < schools:
        of[np.argmin(np.where(of < largest, of, largest + 1))] += 1
    while of.sum() > schools:
        if (of <= least).all():
            raise NoSizes("More schools are pinned than the other groups can spare")
        # The last of the largest, so that the first groups are the larger ones.
        spare = np.where(of > least, of, 0)
        of[groups - 1 - np.argmax(spare[::-1])] -= 1
    return of


def split(problem: Problem) -> tuple[Part, ...]:
    """All schools in all groups; with groups of their own, the Welsh-medium schools and the others."""
    rules = problem.rules
    everyone, all_groups = np.arange(len(problem)), np.arange(rules.groups)
    welsh = np.flatnonzero(problem.welsh)
    if rules.welsh != WelshMedium.OWN_GROUPS or not len(welsh) or len(welsh) == len(problem):
        return (Part(everyone, all_groups),)
    own = own_groups(problem, welsh)
    others = np.setdiff1d(all_groups, own)
    return (Part(welsh, own), Part(np.setdiff1d(everyone, welsh), others))


def own_groups(problem: Problem, welsh: Ints) -> Ints:
    """Those in which Welsh-medium schools are pinned or were most last year, then the first that are free."""
    rules = problem.rules
    wanted = own_group_count(len(welsh), len(problem), rules.groups, rules.smallest, rules.largest)
    if wanted is None:
        raise NoSizes(f"{len(welsh)} Welsh-medium schools in groups of their own")
    likes = np.zeros(rules.groups)
    for school, number in rules.pins.items():
        likes[number - 1] += 1000.0 if problem.welsh[problem.row[school]] else -1000.0
    if rules.last_year == LastYear.KEEP:
        for row in np.flatnonzero((problem.last != NONE) & (problem.last < rules.groups)):
            likes[problem.last[row]] += 1.0 if problem.welsh[row] else -1.0
    return np.sort(np.argsort(-likes, kind="stable")[:wanted])


def own_group_count(welsh: int, schools: int, groups: int, smallest: int, largest: int) -> int | None:
    """The number of groups that suits both media and comes nearest to even sizes."""
    others = schools - welsh
    fitting = [
        own
        for own in range(1, groups)
        if own * smallest <= welsh <= own * largest
        and (groups - own) * smallest <= others <= (groups - own) * largest
    ]
    return min(fitting, key=lambda own: (abs(own - welsh * groups / schools), own), default=None)
