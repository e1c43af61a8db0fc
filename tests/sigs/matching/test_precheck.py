"""What is impossible is named, with its cause and its schools; what is possible is not refused."""

from collections import Counter

import numpy as np
import pytest

from sigs.matching import Cause, LastYear, WelshMedium, compose, precheck, proof
from tests.sigs.matching.made import made_problem, placements, region


def asked(schools=12, groups=3, rules=None, **columns):
    """No school is Welsh-medium or red unless it is said."""
    plain = {"welsh": np.zeros(schools, dtype=bool), "stage": np.zeros(schools, dtype=int)}
    return made_problem(schools, groups, rules=rules, **{**plain, **columns})


def causes(problem):
    return [found.cause for found in precheck(problem)]


def only(problem):
    (found,) = precheck(problem)
    return found


def some(count, *rows):
    return np.isin(np.arange(count), rows)


def test_a_plain_problem_is_possible():
    assert causes(asked()) == []
    assert causes(region(rules={"most_reds": 2})) == []


def test_sizes_that_cannot_be_met():
    few = only(asked(rules={"smallest": 5, "largest": 6}))
    assert few.cause == Cause.TOO_FEW
    assert few.numbers == {"schools": 12, "groups": 3, "smallest": 5, "needed": 15}

    many = only(asked(rules={"smallest": 2, "largest": 3}))
    assert many.cause == Cause.TOO_MANY
    assert many.numbers["places"] == 9


def test_no_schools_at_all():
    assert causes(asked().only(np.array([], dtype=np.int64))) == [Cause.NO_SCHOOLS]


def test_pins_that_contradict():
    outside = only(asked(rules={"pins": {101: 4}}))
    assert (outside.cause, outside.schools) == (Cause.PIN_OUTSIDE, (101,))

    full = precheck(asked(rules={"pins": dict.fromkeys(range(101, 106), 1)}))
    assert full[0].cause == Cause.PINS_FULL
    assert full[0].schools == (101, 102, 103, 104, 105)

    apart = only(asked(rules={"pins": {101: 2, 102: 2}, "apart": ((101, 102),)}))
    assert (apart.cause, apart.schools, apart.numbers) == (Cause.PINNED_APART, (101, 102), {"group": 2})


def test_pinned_schools_too_far_of_one_cluster_and_too_many_reds():
    minutes = np.full((12, 12), 10.0)
    minutes[0, 1] = minutes[1, 0] = 50
    far = only(asked(minutes=minutes, rules={"minutes": 40, "pins": {101: 1, 102: 1}}))
    assert (far.cause, far.numbers) == (Cause.PINNED_TOO_FAR, {"group": 1, "minutes": 50, "limit": 40})

    cluster = np.where(some(12, 0, 1), 7, -1)
    same = only(asked(cluster=cluster, rules={"one_per_cluster": True, "pins": {101: 1, 102: 1}}))
    assert (same.cause, same.schools) == (Cause.PINNED_SAME_CLUSTER, (101, 102))

    stage = np.where(some(12, 0, 1, 2), 3, 0)
    reds = only(asked(stage=stage, rules={"pins": {101: 1, 102: 1, 103: 1}}))
    assert (reds.cause, reds.schools) == (Cause.PINNED_REDS, (101, 102, 103))


def test_schools_tied_through_others_that_cannot_meet():
    chain = ((101, 102), (102, 103))
    found = only(asked(rules={"together": chain, "apart": ((101, 103),)}))
    assert (found.cause, found.schools, found.chain) == (
        Cause.TOGETHER_AND_APART,
        (101, 103),
        (101, 102, 103),
    )

    pinned = only(asked(rules={"together": chain, "pins": {101: 1, 103: 2}}))
    assert (pinned.cause, pinned.schools) == (Cause.TOGETHER_PINNED_APART, (101, 103))

    long = tuple((101, other) for other in range(102, 106))
    large = only(asked(rules={"together": long}))
    assert (large.cause, large.numbers) == (Cause.TOGETHER_TOO_LARGE, {"schools": 5, "largest": 4})


def test_what_a_chain_says_is_not_said_again_for_its_pin():
    rules = {"together": ((101, 102),), "apart": ((101, 102),), "pins": {101: 1, 102: 1}}
    assert causes(asked(rules=rules)) == [Cause.TOGETHER_AND_APART]


def test_a_single_welsh_medium_school():
    for rule in (WelshMedium.NEVER_ALONE, WelshMedium.OWN_GROUPS):
        found = only(asked(welsh=some(12, 4), rules={"welsh": rule}))
        assert (found.cause, found.schools) == (Cause.SINGLE_WELSH, (105,))
    assert causes(asked(welsh=some(12, 4), rules={"welsh": WelshMedium.FREE})) == []
    assert causes(asked(welsh=some(12, 4, 5))) == []


def test_welsh_medium_schools_that_fill_no_group_of_their_own():
    own = {"welsh": WelshMedium.OWN_GROUPS}
    assert causes(asked(welsh=some(12, 0, 1), rules=own)) == [Cause.WELSH_SIZES]
    assert causes(asked(welsh=some(12, 0, 1, 2, 3), rules=own)) == []
    mixed = asked(welsh=some(12, 0, 1, 2, 3), rules={**own, "together": ((101, 112),)})
    assert causes(mixed) == [Cause.TOGETHER_WELSH]


def test_more_schools_of_a_kind_than_places():
    reds = only(asked(stage=np.where(some(12, *range(7)), 3, 0)))
    assert reds.cause == Cause.TOO_MANY_REDS
    assert reds.numbers == {"reds": 7, "places": 6, "groups": 3, "limit": 2}

    cluster = np.where(some(12, 0, 1, 2, 3), 9, -1)
    found = only(asked(cluster=cluster, rules={"one_per_cluster": True}))
    assert (found.cause, found.schools) == (Cause.CLUSTER_TOO_LARGE, (101, 102, 103, 104))

    heads = tuple((one, other) for one in range(101, 105) for other in range(one + 1, 105))
    assert causes(asked(rules={"apart": heads})) == [Cause.APART_TOO_MANY]


def test_too_few_authorities_for_every_group():
    authority = np.where(some(12, 0, 1), 1, 0)
    found = only(asked(authority=authority, rules={"authorities": 2}))
    assert found.cause == Cause.TOO_FEW_AUTHORITIES
    assert found.numbers == {"groups": 3, "possible": 1, "limit": 2}


def test_a_journey_limit_that_strands_a_school():
    minutes = np.full((12, 12), 10.0)
    minutes[3, :] = minutes[:, 3] = 90
    np.fill_diagonal(minutes, 0)
    found = only(asked(minutes=minutes, rules={"minutes": 60}))
    assert (found.cause, found.schools) == (Cause.STRANDED, (104,))
    assert found.numbers == {"near": 0, "smallest": 4, "limit": 60}

    located = ~some(12, 3)
    assert causes(asked(minutes=minutes, located=located, rules={"minutes": 60})) == []


def test_a_journey_limit_that_leaves_a_school_among_its_own_authority():
    authority = np.array([0] * 4 + [1] * 4 + [2] * 4)
    minutes = np.where(authority[:, None] == authority[None, :], 5.0, 70.0)
    found = precheck(asked(authority=authority, minutes=minutes, rules={"minutes": 60, "authorities": 2}))
    assert Counter(one.cause for one in found) == {Cause.STRANDED_AUTHORITIES: 12}
    assert found[0].numbers == {"near": 1, "limit": 2, "minutes": 60}


def test_last_year_rules_need_last_years_groups_that_are_small_enough():
    assert causes(asked(rules={"last_year": LastYear.KEEP})) == [Cause.NO_LAST_YEAR]
    last = np.where(some(12, *range(7)), 0, 1)
    found = only(asked(last=last, rules={"last_year": LastYear.AT_MOST, "last_year_most": 2}))
    assert (found.cause, found.numbers["schools"]) == (Cause.LAST_YEAR_TOO_LARGE, 7)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_called_impossible_has_no_placement(seed):
    rng = np.random.default_rng(seed)
    pairs = [tuple(sorted(int(one) + 101 for one in rng.choice(8, 2, replace=False))) for _ in range(6)]
    rules = {
        "together": tuple(pairs[:2]),
        "apart": tuple(pairs[2:4]),
        "pins": {pairs[4][0]: 1, pairs[5][1]: 2},
        "minutes": int(rng.integers(20, 50)),
        "authorities": int(rng.integers(0, 3)),
        "most_reds": 1,
    }
    problem = made_problem(8, 2, seed=seed, rules=rules)
    named = precheck(problem)
    holds = any_placement_holds(problem)

    assert not (named and holds), named
    if not named and holds:
        assert compose(problem, seed=1, iterations=300, starts=3, certificate=False).broken == ()


def any_placement_holds(problem):
    return any(
        not proof(
            problem, {school: int(number) + 1 for school, number in zip(problem.ids, group, strict=True)}
        )
        for group in placements(np.array([4, 4]))
    )
