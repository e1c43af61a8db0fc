"""The replacement matrix against counting anew, and the cost against its definition."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sigs.matching import Measure, Weights, WelshMedium
from sigs.matching.costs import SCALE
from sigs.matching.counting import bounds, forbidden, reach
from sigs.matching.draws import random_draw
from sigs.matching.measures import Kinds, measured
from sigs.matching.rules import LastYear
from sigs.matching.search import Board
from sigs.matching.sizes import sizes
from sigs.matching.tables import SCALE_DRAWS, WHOLE_SHARE, costs_of
from tests.sigs.matching.made import made_problem

RULES = st.fixed_dictionaries(
    {},
    optional={
        "authorities": st.integers(0, 3),
        "welsh": st.sampled_from([WelshMedium.NEVER_ALONE, WelshMedium.FREE]),
        "most_reds": st.sampled_from([None, 0, 1, 2]),
        "minutes": st.sampled_from([None, 10, 25]),
        "one_per_cluster": st.booleans(),
        "together": st.sampled_from([(), ((101, 102),), ((101, 102), (103, 104))]),
        "apart": st.sampled_from([(), ((105, 106),)]),
        "last_year": st.sampled_from(list(LastYear)),
        "last_year_most": st.integers(1, 3),
        "weights": st.builds(
            Weights, authorities=st.integers(0, 9), travel=st.integers(0, 9), partners=st.integers(-2, 2)
        ),
    },
)


@st.composite
def boards(draw: Any) -> tuple[Any, Any]:
    schools, groups = draw(st.integers(9, 16)), draw(st.integers(2, 4))
    seed = draw(st.integers(0, 1000))
    cluster = np.random.default_rng(seed).integers(-1, 3, schools)
    problem = made_problem(
        schools,
        groups,
        seed=seed,
        wishes=draw(st.integers(0, 20)),
        last_groups=draw(st.integers(0, 4)),
        rules=draw(RULES),
        cluster=cluster,
    )
    costs = costs_of(problem)
    seats = np.repeat(np.arange(groups), costs.sizes.of)
    return problem, Board(costs, np.random.default_rng(seed + 1).permutation(seats))


@settings(max_examples=40, deadline=None)
@given(made=boards(), seed=st.integers(0, 1000))
def test_a_swap_costs_what_counting_anew_says_also_after_many_swaps(made, seed):
    _, board = made
    costs = board.costs
    rng = np.random.default_rng(seed)
    for _ in range(5):
        now = costs.of_all(board.group)
        assert board.cost == now
        for first, second in np.argwhere(np.isfinite(board.swapping))[::7]:
            after = board.group.copy()
            after[[first, second]] = after[[second, first]]
            assert now + board.swapping[first, second] == costs.of_all(after)
        possible = np.argwhere(np.isfinite(board.swapping))
        board.swap(*(int(row) for row in possible[rng.integers(len(possible))]))


@settings(max_examples=40, deadline=None)
@given(made=boards())
def test_an_entry_is_the_change_in_one_groups_cost(made):
    _, board = made
    costs, group = board.costs, board.group
    for row, other in np.argwhere(np.isfinite(board.swapping))[::5]:
        members = np.flatnonzero(group == group[row])
        replaced = np.where(members == row, other, members)
        number = int(group[row])
        change = costs.of_group(replaced, number) - costs.of_group(members, number)
        assert board.replacing[row, other] == change


@settings(max_examples=40, deadline=None)
@given(made=boards())
def test_the_cost_is_what_its_definition_says(made):
    """Each aim's distance from its best over a random draw's, times its weight; counted by other code."""
    problem, board = made
    costs = board.costs
    weights, groups, schools = problem.rules.weights, problem.rules.groups, len(problem)
    kinds = Kinds.of(problem)
    best, random = (
        bounds(problem, costs.sizes),
        random_draw(problem, draws=SCALE_DRAWS),
    )
    value = measured(problem, board.group, groups)

    def share(measure: Measure, weight: float, steps: float = 1.0) -> float:
        if measure not in random:
            return 0.0
        lost = abs(value[measure] - best[measure]) * steps
        return weight * lost / max(abs(random[measure] - best[measure]) * steps, 1.0)

    def stages() -> float:
        if Measure.STAGES not in random:
            return 0.0
        kinds_there = sum(
            len({*problem.stage[board.group == number].clip(max=2)} - {-1}) for number in range(groups)
        )
        most = sum(reach(kinds.stage, part, costs.sizes) for part in costs.sizes.parts)
        way = max(abs(random[Measure.STAGES] - best[Measure.STAGES]), 1.0)
        whole = best[Measure.STAGES] - value[Measure.STAGES]
        return weights.stages * ((1 - WHOLE_SHARE) * (most - kinds_there) + WHOLE_SHARE * whole) / way

    def green() -> float:
        if not problem.rules.green_in_each or best[Measure.GREEN] == groups:
            return 0.0
        return share(Measure.GREEN, 2 * weights.stages)

    expected = (
        share(Measure.AUTHORITIES, weights.authorities * (1 - WHOLE_SHARE), groups)
        + share(Measure.ALL_AUTHORITIES, weights.authorities * WHOLE_SHARE)
        + stages()
        + green()
        + share(Measure.UNMET, weights.strengths / 2)
        + share(Measure.UNCOVERED, weights.strengths / 2)
        + share(Measure.INTAKE, weights.intake, groups)
        + share(Measure.WISHES, weights.wishes)
        + share(Measure.MINUTES, weights.travel)
        + share(Measure.NEW_PARTNERS, abs(weights.partners), schools / 2)
        + (share(Measure.MOVED, weights.kept) if problem.rules.last_year == LastYear.KEEP else 0.0)
    )
    barred = forbidden(problem)
    if not any(barred[row, other] for row, other in wished_rows(problem)):
        assert abs(costs.soft(board.cost) - expected) < 1000 / SCALE


def wished_rows(problem: Any) -> list[tuple[int, int]]:
    return [(problem.row[who], problem.row[whom]) for who, whom in problem.wishes]


def test_costs_stay_whole_numbers_below_what_floats_hold_exactly():
    problem = made_problem(16, 4, wishes=9, last_groups=3, rules={"minutes": 1, "authorities": 3})
    costs = costs_of(problem)
    for table in (costs.by_count, costs.by_need, costs.pairs, costs.places):
        assert (table == np.round(table)).all()
    assert costs.of_all(np.repeat(np.arange(4), sizes(problem).of)) < 2**53
