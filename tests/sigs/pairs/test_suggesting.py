"""Pairs and trios from strengths and needs, against plain enumeration."""

import random
import time

import pytest

from sigs.matching.pairs import EXACT_UP_TO, Help, Side, Suggestion, suggested


def side(school: int, strong: str = "", weak: str = "", **facts: object) -> Side:
    return Side(school, frozenset(map(ord, strong)), frozenset(map(ord, weak)), **facts)  # type: ignore[arg-type]  # fields of Side


def test_a_pair_is_strong_where_the_other_has_a_need():
    (found,) = suggested([side(1, "a", "b"), side(2, "b", "a"), side(3, "c", "d")])
    assert found.schools == (1, 2)
    assert found.helps == (Help(1, 2, ord("a")), Help(2, 1, ord("b")))


def test_help_in_one_direction_makes_no_pair():
    assert suggested([side(1, "a"), side(2, "b", "a")]) == []


def test_an_area_in_which_a_school_also_has_a_need_is_no_strength_to_give():
    assert suggested([side(1, "ac", "abc"), side(2, "b", "a")]) == []


def test_a_ring_of_three():
    (found,) = suggested([side(1, "a", "c"), side(2, "b", "a"), side(3, "c", "b")])
    assert found.schools == (1, 2, 3)
    assert found.is_ring


def test_one_is_strong_for_two():
    (found,) = suggested([side(1, "ab"), side(2, "", "a"), side(3, "", "b")])
    assert found.schools == (1, 2, 3)
    assert not found.is_ring


def test_two_pairs_serve_more_than_a_trio():
    four = [side(1, "a", "b"), side(2, "b", "a"), side(3, "a", "b"), side(4, "b", "a")]
    assert sorted(len(found.schools) for found in suggested(four)) == [2, 2]


def test_what_was_asked_is_not_suggested_again():
    four = [side(1, "a", "b"), side(2, "b", "a"), side(3, "a", "b"), side(4, "b", "a")]
    found = suggested(four, [frozenset({1, 2}), frozenset({3, 4})])
    assert {suggestion.schools for suggestion in found} == {(1, 4), (2, 3)}


def test_of_equal_ones_the_nearer():
    near, far = (0.0, 0.0), (40.0, 0.0)
    three = [side(1, "a", "b", place=near), side(2, "bx", "a", place=far), side(3, "b", "a", place=near)]
    pair = next(found for found in suggested(three, [frozenset({1, 2, 3})]))
    assert pair.schools == (1, 3)
    assert pair.km == 0.0


def test_nobody_and_nothing():
    assert suggested([]) == []
    assert suggested([side(1), side(2)]) == []


def some_sides(chance: random.Random, count: int) -> list[Side]:
    def areas() -> frozenset[int]:
        return frozenset(chance.sample(range(6), chance.randint(0, 2)))

    return [
        Side(
            number,
            areas(),
            areas(),
            chance.choice(["cy", "en"]),
            (chance.uniform(0, 30), chance.uniform(0, 30)) if chance.random() < 0.9 else None,
        )
        for number in range(count)
    ]


def best_by_enumeration(sides: list[Side]) -> float:
    """The greatest worth of disjoint options, each option found by asking about its schools alone."""

    def alone(schools: list[Side]) -> float | None:
        whole = {one.school for one in schools}
        asked = [
            frozenset({a.school, b.school}) for a in schools for b in schools if len(schools) == 3 and a != b
        ]
        found = [one for one in suggested(schools, asked) if set(one.schools) == whole]
        return found[0].worth if found else None

    def best(left: list[Side]) -> float:
        if not left:
            return 0.0
        first, *rest = left
        found = best(rest)
        for place, second in enumerate(rest):
            others = rest[:place] + rest[place + 1 :]
            if (worth := alone([first, second])) is not None:
                found = max(found, worth + best(others))
            for third in rest[place + 1 :]:
                if (worth := alone([first, second, third])) is not None:
                    found = max(found, worth + best([one for one in others if one != third]))
        return found

    return best(sides)


@pytest.mark.parametrize("seed", range(12))
def test_nothing_better_is_there(seed):
    sides = some_sides(random.Random(seed), 6)
    found = suggested(sides)
    named = [school for suggestion in found for school in suggestion.schools]
    assert len(named) == len(set(named))
    assert sum(suggestion.worth for suggestion in found) == pytest.approx(best_by_enumeration(sides))


def test_every_help_is_true():
    for seed in range(20):
        sides = {one.school: one for one in some_sides(random.Random(seed), 10)}
        for suggestion in suggested(list(sides.values())):
            assert suggestion.helps
            assert is_true(suggestion, sides), seed


def is_true(suggestion: Suggestion, sides: dict[int, Side]) -> bool:
    return all(
        given.area in sides[given.giver].strong
        and given.area not in sides[given.giver].weak
        and given.area in sides[given.receiver].weak
        for given in suggestion.helps
    )


def test_large_groups_take_no_time():
    sides = some_sides(random.Random(1), EXACT_UP_TO)
    started = time.perf_counter()
    first = suggested(sides)
    suggested(some_sides(random.Random(2), 40))
    assert time.perf_counter() - started < 5
    assert first == suggested(sides)
