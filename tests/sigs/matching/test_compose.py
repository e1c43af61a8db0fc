"""A region's size: ceilings, seeds, order, keeping last year's groups."""

import numpy as np
import pytest

from sigs.matching import Certainty, LastYear, Measure, compose, precheck, proof, random_draw
from sigs.matching.composing import cost_of
from tests.sigs.matching.made import made_problem, region


@pytest.fixture(scope="module")
def composed():
    problem = region()
    assert precheck(problem) == ()
    return problem, compose(problem, seed=5, iterations=1500, starts=1)


def test_every_countable_ceiling_is_reached_and_no_rule_is_broken(composed):
    problem, result = composed

    assert result.broken == proof(problem, result.placement) == ()
    counted = {term.measure: term for term in result.terms if term.certainty == Certainty.COUNTED}
    assert {measure for measure, term in counted.items() if not term.is_reached} <= {Measure.NEW_PARTNERS}
    assert counted[Measure.ALL_AUTHORITIES].value == 23
    assert counted[Measure.AUTHORITIES].value == pytest.approx(4 + 23 / 36)
    assert counted[Measure.LONE_WELSH].value == 0
    assert counted[Measure.GREEN].value == 36
    assert counted[Measure.UNCOVERED].value == 0


def test_what_hangs_on_pairs_is_said_to_be_found_and_not_counted(composed):
    _, result = composed
    terms = {term.measure: term for term in result.terms}

    assert terms[Measure.MINUTES].certainty == Certainty.FOUND
    assert terms[Measure.MINUTES].possible < terms[Measure.MINUTES].value < terms[Measure.MINUTES].random
    assert terms[Measure.WISHES].value > 10 * terms[Measure.WISHES].random
    assert all(0 <= term.normalised <= 1 for term in result.terms if term.normalised is not None)


def test_each_school_has_one_group_and_sizes_are_even(composed):
    problem, result = composed
    assert set(result.placement) == set(problem.ids)
    found = np.bincount(list(result.placement.values()))[1:]
    assert len(found) == 36
    assert set(found.tolist()) == {8, 9}


def test_the_same_seed_and_budget_give_the_same_answer_in_whatever_order_schools_come():
    problem = made_problem(40, 5, wishes=15, last_groups=4, rules={"together": ((101, 109),)})
    shuffled = problem.only(np.random.default_rng(3).permutation(40))

    first = compose(problem, seed=7, iterations=200, starts=2)
    again = compose(problem, seed=7, iterations=200, starts=2)
    other = compose(shuffled, seed=7, iterations=200, starts=2)

    assert first == again == other
    assert cost_of(shuffled, first.placement) == first.cost == cost_of(problem, first.placement)
    assert random_draw(shuffled, draws=50) == random_draw(problem, draws=50)


def test_a_larger_budget_finds_better_ones():
    problem = made_problem(40, 5, wishes=15)

    def costs(swaps):
        return [
            compose(problem, seed=seed, iterations=swaps, starts=1, certificate=False).cost
            for seed in range(4)
        ]

    assert sum(costs(60)) > sum(costs(240)) > sum(costs(960))


def test_whoever_watches_hears_the_best_so_far_and_can_stop():
    problem = made_problem(40, 5)
    heard = []
    result = compose(
        problem,
        seed=1,
        iterations=1000,
        starts=2,
        tell=heard.append,
        cancelled=lambda: len(heard) > 3,
        certificate=False,
    )

    assert result.was_cancelled
    assert 0 < result.iterations < 1000
    assert [told.done for told in heard] == sorted(told.done for told in heard)
    assert all(told.of == 2000 for told in heard)
    best = [(told.broken, told.cost) for told in heard]
    assert best == sorted(best, reverse=True)
    assert set(heard[-1].placement) == set(problem.ids)


def recategorised(problem, schools, seed):
    rng = np.random.default_rng(seed)
    chosen = rng.choice(len(problem), schools, replace=False)
    stage = problem.stage.copy()
    stage[chosen] = np.where(stage[chosen] <= 1, stage[chosen] + 1, stage[chosen] - 1)
    return stage


@pytest.mark.parametrize("seed", [1, 2])
def test_with_last_years_groups_kept_few_schools_move_when_sixty_change_category(composed, seed):
    problem, result = composed
    last = np.array([result.placement[school] - 1 for school in problem.ids])
    changed = region(
        stage=recategorised(problem, 60, seed),
        last=last,
        rules={"last_year": LastYear.KEEP},
    )

    kept = compose(changed, seed=3, iterations=800, starts=1)

    terms = {term.measure: term for term in kept.terms}
    assert kept.broken == ()
    assert terms[Measure.MOVED].value <= 0.15 * len(problem)
    # And what changed is mended as far as it goes.
    assert terms[Measure.GREEN].value == 36
    assert terms[Measure.STAGES].value > terms[Measure.STAGES].last_year


def test_nothing_moves_where_nothing_changed(composed):
    problem, result = composed
    last = np.array([result.placement[school] - 1 for school in problem.ids])
    same = region(last=last, rules={"last_year": LastYear.KEEP})
    kept = compose(same, seed=3, iterations=300, starts=1, certificate=False)
    moved = sum(kept.placement[school] != result.placement[school] for school in problem.ids)
    assert moved <= 0.05 * len(problem)
