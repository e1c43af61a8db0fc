"""A first placement: sizes, pins, pairs that must meet and groups of their own hold from the start."""

import numpy as np

from sigs.matching.counting import components
from sigs.matching.problem import NONE, Flags, Ints, Problem
from sigs.matching.rules import LastYear
from sigs.matching.sizes import Part, Sizes

# A block of schools may not fit any more once the others are placed: then it is tried anew, a few times.
ATTEMPTS = 50


def first_placement(problem: Problem, sizes: Sizes, rng: np.random.Generator) -> Ints:
    """The group of each row, from 0. Where blocks do not fit, they are cut, and the search puts them right
    if it can."""
    group, is_whole = attempt(problem, sizes, rng)
    for _ in range(ATTEMPTS):
        if is_whole:
            break
        group, is_whole = attempt(problem, sizes, rng)
    return group


def attempt(problem: Problem, sizes: Sizes, rng: np.random.Generator) -> tuple[Ints, bool]:
    """And whether each block is whole."""
    group = np.full(len(problem), NONE, dtype=np.int64)
    room = sizes.of.copy()
    for school, number in problem.rules.pins.items():
        group[problem.row[school]] = number - 1
        room[number - 1] -= 1
    blocks = sorted(components(tied(problem)), key=len, reverse=True)
    placed = [place_block(block, group, room, sizes, rng) for block in blocks]
    if problem.rules.last_year == LastYear.KEEP:
        stay(problem, group, room, sizes)
    for part in sizes.parts:
        fill(part, group, room, rng)
    return group, all(placed)


def tied(problem: Problem) -> Flags:
    linked = np.zeros((len(problem), len(problem)), dtype=bool)
    for first, second in problem.rules.together:
        linked[problem.row[first], problem.row[second]] = True
    return linked | linked.T


def place_block(block: Ints, group: Ints, room: Ints, sizes: Sizes, rng: np.random.Generator) -> bool:
    """Into the group in which one of it is pinned, else into any that has room for all."""
    pinned = group[block][group[block] != NONE]
    free = block[group[block] == NONE]
    allowed = next(part.groups for part in sizes.parts if block[0] in part.rows)
    choices = pinned[:1] if len(pinned) else rng.permutation(allowed)
    for number in choices:
        if room[number] >= len(free):
            group[free] = number
            room[number] -= len(free)
            return True
    return False


def stay(problem: Problem, group: Ints, room: Ints, sizes: Sizes) -> None:
    """Each school in last year's group while there is room."""
    for part in sizes.parts:
        for row in part.rows[group[part.rows] == NONE]:
            number = problem.last[row]
            if number in part.groups and room[number] > 0:
                group[row] = number
                room[number] -= 1


def fill(part: Part, group: Ints, room: Ints, rng: np.random.Generator) -> None:
    left = part.rows[group[part.rows] == NONE]
    seats = np.repeat(part.groups, room[part.groups])
    group[left] = rng.permutation(seats)[: len(left)]
