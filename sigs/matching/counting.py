"""What no placement can do better than, shown by counting alone.

Welsh-medium schools with groups of their own are counted apart from the others: each kind can only reach the
groups of its part. Pins, pairs and the journey limit are left out of the count, so where they bind, the best
there is may lie below what is counted, never above."""

import numpy as np

from sigs.matching.answers import Measure
from sigs.matching.measures import Kinds, together_last_year, wish_rows
from sigs.matching.problem import NONE, Flags, Floats, Ints, Problem
from sigs.matching.sizes import Part, Sizes


def bounds(problem: Problem, sizes: Sizes) -> dict[Measure, float]:
    """For each measure the value that nothing can better."""
    kinds = Kinds.of(problem)
    groups = len(sizes.of)
    return {
        Measure.AUTHORITIES: sum(reach(kinds.authority, part, sizes) for part in sizes.parts) / groups,
        Measure.ALL_AUTHORITIES: sum(complete(kinds.authority, part, sizes) for part in sizes.parts),
        Measure.LONE_WELSH: 0.0,
        Measure.GREEN: sum(complete(kinds.green, part, sizes) for part in sizes.parts),
        Measure.STAGES: sum(complete(kinds.stage, part, sizes) for part in sizes.parts),
        Measure.MANY_REDS: 0.0,
        Measure.UNCOVERED: sum(uncovered(kinds, part, sizes) for part in sizes.parts),
        Measure.UNMET: sum(unmet(kinds, part) for part in sizes.parts),
        Measure.INTAKE: sum(reach(kinds.quarter, part, sizes) for part in sizes.parts) / groups,
        Measure.MINUTES: shortest(problem, sizes),
        Measure.WISHES: most_wishes(problem, int(sizes.of.max(initial=0))),
        Measure.NEW_PARTNERS: partners(problem, sizes),
        Measure.MOVED: 0.0,
    }


def reach(kinds: Flags, part: Part, sizes: Sizes) -> float:
    """Kinds in a group, summed over the groups: a kind of c schools is in at most c groups, a group of s
    schools has at most s kinds."""
    groups = len(part.groups)
    schools = np.minimum(kinds[part.rows].sum(axis=0), groups).sum()
    places = np.minimum(sizes.of[part.groups], kinds.shape[1]).sum()
    return float(min(schools, places))


def complete(kinds: Flags, part: Part, sizes: Sizes) -> float:
    """Groups that have every kind: no more than the rarest kind has schools, and none smaller than that."""
    large_enough = int((sizes.of[part.groups] >= kinds.shape[1]).sum())
    return float(min(int(kinds[part.rows].sum(axis=0).min(initial=len(part.rows))), large_enough))


def unmet(kinds: Kinds, part: Part) -> float:
    """A strong school serves two: what is over in all together is over in the groups too."""
    weak, strong = kinds.weak[part.rows].sum(axis=0), kinds.strong[part.rows].sum(axis=0)
    return float(np.maximum(0, weak - 2 * strong).sum())


def uncovered(kinds: Kinds, part: Part, sizes: Sizes) -> float:
    """The schools in need beyond the places beside the strong ones fill further groups of their own."""
    of = np.sort(sizes.of[part.groups])[::-1]
    needed = 0
    for weak, strong in zip(
        kinds.weak[part.rows].sum(axis=0), kinds.strong[part.rows].sum(axis=0), strict=True
    ):
        covered = min(int(strong), len(of))
        # All the strong have places there too, if there are no more of them than groups.
        room = int(of[:covered].sum()) - covered
        left = int(weak) - room
        for size in of[covered:]:
            if left <= 0:
                break
            needed += 1
            left -= int(size)
    return float(needed)


def shortest(problem: Problem, sizes: Sizes) -> float:
    """A school in a group of s meets s - 1 others: at best its nearest, at best in the smaller groups."""
    if not sizes.pairs:
        return 0.0
    others = int(sizes.of.max()) - 1
    near = problem.minutes.copy()
    np.fill_diagonal(near, np.inf)
    near = np.sort(near, axis=1)[:, : max(others, 1)]
    partners_each = np.sort(np.repeat(sizes.of - 1, sizes.of))
    # The sums over the nearest k, for each k; the k are given to the schools so that the sum is least,
    # which costs no more than any true assignment: each school takes at least the smallest group's share.
    least = int(partners_each[0])
    base = near[:, :least].sum()
    further = np.sort(near[:, least:][np.isfinite(near[:, least:])])
    extra = int((partners_each - least).sum())
    return float((base + further[:extra].sum()) / (2 * sizes.pairs))


def most_wishes(problem: Problem, largest: int) -> float:
    """In a group of s a school meets s - 1 others; and schools tied by wishes that are too many for one
    group cannot all stay together."""
    weight = wish_matrix(problem)
    total = 0.0
    for tied in components(weight > 0):
        inside = weight[np.ix_(tied, tied)]
        whole = inside.sum() / 2
        by_school = np.sort(inside, axis=1)[:, ::-1][:, : largest - 1].sum() / 2
        pieces = -(-len(tied) // largest)
        least = inside[inside > 0].min(initial=np.inf)
        cut = (pieces - 1) * (least if np.isfinite(least) else 0.0)
        total += min(by_school, whole - cut)
    return float(np.floor(total + 1e-9))


def wish_matrix(problem: Problem) -> Floats:
    """Symmetric: how many wishes are met when two schools meet. Wishes that a rule forbids count nothing."""
    weight = np.zeros((len(problem), len(problem)))
    for who, whom in wish_rows(problem):
        weight[who, whom] += 1
        weight[whom, who] += 1
    weight[forbidden(problem)] = 0
    return weight


def forbidden(problem: Problem) -> Flags:
    """Schools × schools: two that may not meet."""
    rules = problem.rules
    barred = np.zeros((len(problem), len(problem)), dtype=bool)
    for first, second in rules.apart:
        if first in problem.row and second in problem.row:
            barred[problem.row[first], problem.row[second]] = True
    barred |= barred.T
    if rules.minutes is not None:
        barred |= too_far(problem)
    if rules.one_per_cluster:
        barred |= (problem.cluster[:, None] == problem.cluster[None, :]) & (problem.cluster != NONE)[:, None]
    np.fill_diagonal(barred, val=False)
    return barred


def too_far(problem: Problem) -> Flags:
    if problem.rules.minutes is None:
        return np.zeros((len(problem), len(problem)), dtype=bool)
    known = problem.located[:, None] & problem.located[None, :]
    return known & (problem.minutes > problem.rules.minutes)


def components(linked: Flags) -> list[Ints]:
    """Sets of two or more schools that are linked, directly or through others."""
    seen = np.zeros(len(linked), dtype=bool)
    found = []
    for row in range(len(linked)):
        if seen[row] or not linked[row].any():
            continue
        reached, fresh = {row}, [row]
        while fresh:
            nearer = {int(other) for one in fresh for other in np.flatnonzero(linked[one])} - reached
            reached |= nearer
            fresh = sorted(nearer)
        rows = np.array(sorted(reached), dtype=np.int64)
        seen[rows] = True
        found.append(rows)
    return found


def partners(problem: Problem, sizes: Sizes) -> float:
    """New partners of a school. At most all it meets, less those of last year's group who cannot be kept
    apart because there are fewer groups than of them; at least none of those who can stay together."""
    met = 2 * sizes.pairs
    groups, largest = len(sizes.of), int(sizes.of.max(initial=0))
    if problem.rules.weights.partners >= 0:
        again = sum(pairs_when_spread(int(count), groups) for count in last_sizes(problem))
    else:
        again = sum(pairs_when_packed(int(count), largest) for count in last_sizes(problem))
        again = min(again, int(together_last_year(problem).sum()) // 2, sizes.pairs)
    return (met - 2 * again) / max(1, len(problem))


def last_sizes(problem: Problem) -> Ints:
    return np.bincount(problem.last[problem.last != NONE])


def pairs_when_spread(schools: int, groups: int) -> int:
    each, over = divmod(schools, groups)
    return over * (each + 1) * each // 2 + (groups - over) * each * (each - 1) // 2


def pairs_when_packed(schools: int, largest: int) -> int:
    whole, over = divmod(schools, largest)
    return whole * largest * (largest - 1) // 2 + over * (over - 1) // 2
