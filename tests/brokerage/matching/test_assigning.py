"""The whole region: against every answer there is, and what no answer may do."""

from dataclasses import replace

import pytest

from brokerage.enums.matching import Rule
from brokerage.matching import (
    Pair,
    Room,
    Task,
    alternatives,
    assign,
    everyone_picks_best,
    greedy,
    loads,
    task_of,
)
from brokerage.matching.assigning import assign_at_length, value_of
from tests.brokerage.matching.made import a_problem, a_small_task, best_by_counting, is_allowed


@pytest.mark.parametrize("seed", range(25))
def test_nothing_is_better_than_what_is_found(seed: int) -> None:
    task = a_small_task(seed)
    best = best_by_counting(task)
    for solve in (assign, assign_at_length):
        found = solve(task)
        assert found is not None
        assert found.gap == 0
        assert found.value == pytest.approx(best)
        assert found.value == value_of(task, found.pairs)
        assert is_allowed(task, found.pairs)


def test_a_region_in_small() -> None:
    problem = a_problem(3, needs=40, suppliers=30)
    task = task_of(problem)
    found, simple = assign(task), greedy(task)
    assert found is not None
    assert found.gap == 0
    assert is_allowed(task, found.pairs)
    assert is_allowed(task, simple.pairs)
    assert found.value > simple.value
    # Left alone, everybody asks the same few.
    assert max(loads(everyone_picks_best(task)).values()) > max(found.load.values())
    met = {pair.ask_id for pair in found.pairs}
    assert met | set(found.unmatched) == set(task.asks)
    assert met.isdisjoint(found.unmatched)


def test_kept_and_solved_again() -> None:
    task = task_of(a_problem(5, needs=12, suppliers=10))
    assert Task.kept(task.stored()) == task


def test_using_a_school_again_has_its_price() -> None:
    pairs = (Pair(1, 11, 1, 60, 60, 1), Pair(2, 11, 1, 60, 60, 1), Pair(2, 12, 2, 57, 57, 1))
    rooms = (Room(1, 10, 3), Room(2, 10, 3))
    dear = assign(Task((1, 2), rooms, pairs, again=4))
    cheap = assign(Task((1, 2), rooms, pairs, again=2))
    assert dear is not None
    assert cheap is not None
    assert {pair.school_id for pair in dear.pairs} == {11, 12}
    assert {pair.school_id for pair in cheap.pairs} == {11}
    assert (dear.value, cheap.value) == (117, 118)


def test_the_unmatched_with_what_stands_against_them() -> None:
    pairs = (Pair(1, 11, 1, 60, 60, 4), Pair(2, 11, 1, 50, 50, 4))
    task = Task((1, 2, 3), (Room(1, 4, 3),), pairs, again=4, blocked={3: Rule.LANGUAGE})
    found = assign(task)
    assert found is not None
    assert [pair.ask_id for pair in found.pairs] == [1]
    assert found.unmatched == {2: Rule.TAKEN, 3: Rule.LANGUAGE}


def test_no_school_at_all() -> None:
    found = assign(Task((1,), (), (), again=4, blocked={1: Rule.NOBODY}))
    assert found is not None
    assert (found.pairs, found.value, found.unmatched) == ((), 0.0, {1: Rule.NOBODY})


def test_what_an_alternative_costs() -> None:
    pairs = (Pair(1, 11, 1, 60, 60, 4), Pair(2, 11, 1, 58, 58, 4), Pair(1, 12, 2, 50, 50, 4))
    task = Task((1, 2), (Room(1, 4, 3), Room(2, 4, 3)), pairs, again=4)
    best = assign(task)
    assert best is not None
    assert best.value == 108
    # Need 2 keeps nobody when need 1 goes to school 11.
    (other,) = alternatives(task, best, 1)
    assert (other.pair.school_id, other.cost, other.others) == (11, 48, (2,))
    assert alternatives(replace(task, rooms=(Room(1, 3, 3), Room(2, 4, 3))), best, 1)[0].is_possible is False


@pytest.mark.parametrize("ask", [1, 2, 3, 4, 5])
def test_an_alternative_never_gains(ask: int) -> None:
    task = task_of(a_problem(7, needs=15, suppliers=12))
    best = assign(task)
    assert best is not None
    for other in alternatives(task, best, ask, limit=3):
        forced = assign(task, forced=other.pair)
        if forced is not None:
            assert other.pair in forced.pairs
            assert is_allowed(task, forced.pairs)
            assert forced.value <= best.value + 1e-6
