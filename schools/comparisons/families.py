"""Families: the schools of Wales most like each one. Rules in words: docs/statistics.md, "Families".

Every school is matched on what is known of it, with schools of which at least that is known: nothing that is
missing is filled in. Schools of which the same is known are looked up in one k-d tree."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from scipy.spatial import cKDTree

from schools.comparisons.arrays import Flags, Floats, Ints
from schools.comparisons.context import by_year
from schools.comparisons.frames import ALWAYS, Frames, Weight
from schools.comparisons.vocabulary import MEDIA, PHASES, UNMATCHED
from schools.enums import Medium, Unmatched
from schools.queries.families import ASKED

T = TypeVar("T", Ints, Floats)

# With fewer that can be matched there is no family.
FEWEST = 5
# Weights of what is known of a school must come to so many percent.
LEAST_KNOWN = 60.0
# A school of the other medium stands this much further away, in standard deviations.
OTHER_MEDIUM = 1.0
# Up to this distance a school is a close match.
CLOSE = 0.5
# A figure older than this many years says nothing of today's school.
OLDEST = 3
# Distances that differ by less are equal: then the school's number decides.
EQUAL = 1e-9

WELSH = np.isin(
    np.arange(len(MEDIA)),
    [
        MEDIA.index(medium)
        for medium in (Medium.WELSH, Medium.BILINGUAL_A, Medium.BILINGUAL_B, Medium.BILINGUAL_CH)
    ],
)


@dataclass(frozen=True)
class Families:
    """One entry a school, in their order. `members[starts[row]:starts[row] + sizes[row]]` are places of
    schools, nearest first, `distances` likewise; `unmatched` is a place in UNMATCHED."""

    starts: Ints
    sizes: Ints
    members: Ints
    distances: Floats
    close: Ints
    known: Floats
    unmatched: Ints


def families(frames: Frames) -> Families:
    schools = frames.schools
    count = len(schools.ids)
    members: list[Ints] = [np.empty(0, dtype=np.int64)] * count
    distances: list[Floats] = [np.empty(0)] * count
    known = np.zeros(count)
    is_open = schools.last_year == ALWAYS
    rank = np.empty(count, dtype=np.int64)
    rank[np.argsort(np.array(schools.numbers), kind="stable")] = np.arange(count)
    for phase in np.unique(schools.phase):
        weights = weights_in_force(frames, PHASES[phase])
        facts = facts_of(frames, weights)
        shares = np.array([weight.weight for weight in weights])
        of_phase = np.flatnonzero(schools.phase == phase)
        known[of_phase] = (~np.isnan(facts[of_phase]) * shares).sum(axis=1)
        pool = of_phase[is_open[of_phase]]
        found = matched_in(facts[pool], shares, WELSH[schools.medium[pool]], rank[pool])
        for own, (nearest, away) in found.items():
            members[pool[own]], distances[pool[own]] = pool[nearest], away
    sizes = np.array([len(found) for found in members], dtype=np.int64)
    unmatched = np.select(
        [~is_open, known < LEAST_KNOWN, sizes < FEWEST],
        [UNMATCHED.index(word) for word in (Unmatched.CLOSED, Unmatched.FEW_FACTS, Unmatched.FEW_SCHOOLS)],
        0,
    )
    sizes[unmatched > 0] = 0
    cut = cut_to(distances, sizes)
    return Families(
        starts=np.cumsum(sizes) - sizes,
        sizes=sizes,
        members=np.concatenate([np.empty(0, dtype=np.int64), *cut_to(members, sizes)]),
        distances=np.concatenate([np.empty(0), *cut]),
        close=np.array([(found <= CLOSE + EQUAL).sum() for found in cut], dtype=np.int64),
        known=known,
        unmatched=unmatched,
    )


def cut_to(lists: list[T], sizes: Ints) -> list[T]:
    return [found[:size] for found, size in zip(lists, sizes.tolist(), strict=True)]


def weights_in_force(frames: Frames, phase: str) -> list[Weight]:
    """Those of the newest year of the figures: the phase's own or, where it has none, everybody's."""
    newest = frames.newest_year
    for name in (phase, ""):
        in_force = [valid_from for valid_from in frames.weights.get(name, {}) if valid_from <= newest]
        if in_force:
            return frames.weights[name][max(in_force)]
    return []


def facts_of(frames: Frames, weights: list[Weight]) -> Floats:
    """One row a school, one column a weight: the newest figure that is not too old, as logarithm where the
    weight says so; not a number where there is none."""
    found = np.full((len(frames.schools.ids), len(weights)), np.nan)
    last = frames.newest_year
    first = last - OLDEST + 1
    for column, weight in enumerate(weights):
        values = by_year(frames, weight.indicator, first, last)[:, -1]
        if weight.logarithmic:
            values = np.log(np.where(values > 0, values, np.nan))
        found[:, column] = values
    return found


def matched_in(facts: Floats, shares: Floats, welsh: Flags, rank: Ints) -> dict[int, tuple[Ints, Floats]]:
    """The families of the schools of one phase, by their places among these."""
    scaled = standardised(facts)
    there = ~np.isnan(scaled)
    found: dict[int, tuple[Ints, Floats]] = {}
    for pattern in np.unique(there, axis=0):
        total = shares[pattern].sum()
        if not pattern.any() or total < LEAST_KNOWN:
            continue
        candidates = np.flatnonzero(there[:, pattern].all(axis=1))
        asking = np.flatnonzero((there == pattern).all(axis=1))
        weighed = scaled[:, pattern] * np.sqrt(shares[pattern] / total)
        points = np.column_stack([weighed, welsh * OTHER_MEDIUM])
        nearest = nearest_of(points, candidates, asking, rank)
        found.update(zip(asking.tolist(), nearest, strict=True))
    return found


def standardised(facts: Floats) -> Floats:
    """Differences from the mean in standard deviations, over the schools of which the fact is known. What is
    the same everywhere tells nobody apart and is 0."""
    found = np.full(facts.shape, np.nan)
    for column in range(facts.shape[1]):
        known = np.flatnonzero(~np.isnan(facts[:, column]))
        values = facts[known, column]
        if not len(known):
            continue
        from_first = values - values[0]
        from_mean = from_first - from_first.mean()
        spread = np.sqrt((from_mean * from_mean).mean())
        found[known, column] = from_mean / spread if spread > 0 else 0.0
    return found


def nearest_of(points: Floats, candidates: Ints, asking: Ints, rank: Ints) -> list[tuple[Ints, Floats]]:
    """For each that asks, the nearest of the candidates but itself, by distance and then by number."""
    if not len(asking):
        return []
    tree = cKDTree(points[candidates])
    wanted = min(ASKED + 1, len(candidates))
    reach = np.atleast_2d(tree.query(points[asking], k=[wanted])[0])[:, 0]
    within = tree.query_ball_point(points[asking], reach + 2 * EQUAL)
    found = []
    for own, near in zip(asking, within, strict=True):
        others = candidates[np.array(near, dtype=np.int64)]
        others = others[others != own]
        away = np.sqrt(((points[others] - points[own]) ** 2).sum(axis=1))
        order = np.lexsort((rank[others], np.round(away / EQUAL)))[:ASKED]
        found.append((others[order], away[order]))
    return found
