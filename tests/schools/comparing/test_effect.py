"""The effect of a setting before it is saved is what a run makes of it afterwards."""

from collections import Counter

import pytest

from schools.comparisons.families import OLDEST
from schools.models import BenchmarkBand, Comparison, Family, FamilyWeight, School
from schools.queries.comparing import RECENT_YEARS, context_measures
from schools.services.comparing import WeightGiven, bands_effect, save_bands, save_weights, weights_effect
from schools.services.recompute import recompute_now

UPPERS = [10.0, 20.0, 30.0, 100.0]


def groups_of(run):
    rows = Comparison.objects.filter(run=run, indicator__code="attendance", year=2025)
    return dict(rows.values_list("school_id", "benchmark_group"))


def families_of(run):
    return {row.school_id: set(row.members) for row in Family.objects.filter(run=run) if row.members}


def test_moves_between_groups_are_those_of_the_next_run(world, computed, officer):
    before = groups_of(computed)
    effect = bands_effect(region=world.region, phase="primary", valid_from=2025, uppers=UPPERS)

    save_bands(
        region=world.region, phase="primary", valid_from=2025, uppers=UPPERS, confirmed=False, seen="",
        by=officer,
    )  # fmt: skip
    after = groups_of(recompute_now(region=world.region, by=officer))

    made = Counter((before[school], after[school]) for school in before)
    assert {(move.before, move.after): move.region for move in effect.moves} == made
    assert effect.changed.region == sum(count for (old, new), count in made.items() if old != new) > 0
    assert effect.schools.region == len(before) == 40
    assert (effect.year, effect.is_ahead, effect.before) == (2025, False, [8, 16, 24, 32, 100])


def test_the_same_bounds_move_nobody(world, computed):
    effect = bands_effect(region=world.region, phase="primary", valid_from=2025, uppers=[8, 16, 24, 32, 100])

    assert effect.changed.region == effect.changed.wales == 0
    assert effect.schools.region == 40


def test_bounds_ahead_are_tried_on_the_newest_figures(world, computed):
    now = bands_effect(region=world.region, phase="primary", valid_from=2025, uppers=UPPERS)
    ahead = bands_effect(region=world.region, phase="primary", valid_from=2030, uppers=UPPERS)

    assert (ahead.is_ahead, ahead.year) == (True, 2025)
    assert ahead.moves == now.moves


def test_bounds_before_a_later_set_touch_only_the_years_between(world, computed):
    for number, upper in enumerate(UPPERS, start=1):
        BenchmarkBand.objects.create(phase="primary", valid_from=2024, number=number, upper=upper)

    effect = bands_effect(region=world.region, phase="primary", valid_from=2018, uppers=[50, 100])

    assert effect.year == 2023
    # No school has figures of that year.
    assert effect.moves == []


def test_nothing_is_known_before_there_are_figures(world):
    effect = bands_effect(region=world.region, phase="primary", valid_from=2025, uppers=UPPERS)
    weights = weights_effect(region=world.region, phase="", valid_from=2025, given=[WeightGiven("fsm", 100)])

    assert (effect.moves, effect.year) == ([], 0)
    assert all(row.matched_before == row.matched_after == 0 for row in weights.phases)


def test_others_in_the_family_are_those_of_the_next_run(world, computed, officer):
    given = [WeightGiven("pupils", 100.0, True)]
    before = families_of(computed)
    effect = weights_effect(region=world.region, phase="primary", valid_from=2025, given=given)

    save_weights(
        region=world.region, phase="primary", valid_from=2025, given=given, confirmed=False, seen="",
        by=officer,
    )  # fmt: skip
    after = families_of(recompute_now(region=world.region, by=officer))

    others = sorted(len(before[school] - after[school]) for school in before)
    assert len(others) == 40
    (row,) = effect.phases
    assert row.others == (others[19] + others[20]) / 2 > 0
    assert (row.phase, row.schools, row.matched_before, row.matched_after) == (
        "primary", School.objects.filter(phase="primary").count(), len(before), len(after),
    )  # fmt: skip


def test_weights_for_all_leave_phases_with_their_own_alone(world, computed):
    given = [WeightGiven("fsm", 100.0)]
    effect = weights_effect(region=world.region, phase="", valid_from=2025, given=given)

    assert "special" not in {row.phase for row in effect.phases}
    assert "primary" in {row.phase for row in effect.phases}


def test_the_same_weights_change_nobody(world, computed):
    kept = FamilyWeight.objects.filter(phase="").values_list("indicator__code", "weight", "logarithmic")
    effect = weights_effect(
        region=world.region, phase="", valid_from=2025, given=[WeightGiven(*row) for row in kept]
    )

    assert {row.others for row in effect.phases} == {0.0}


def test_measures_say_how_many_schools_have_one(world, computed):
    assert {row.indicator.code: row.schools for row in context_measures(world.region)} == {
        "fsm": 40,
        "pupils": 40,
    }


def test_figures_too_old_for_likeness_are_not_counted():
    assert RECENT_YEARS == OLDEST


@pytest.mark.parametrize("valid_from", [2025, 2030])
def test_asking_saves_nothing(world, computed, valid_from):
    bands, weights = BenchmarkBand.objects.count(), FamilyWeight.objects.count()

    bands_effect(region=world.region, phase="primary", valid_from=valid_from, uppers=UPPERS)
    weights_effect(region=world.region, phase="", valid_from=valid_from, given=[WeightGiven("fsm", 100)])

    assert (BenchmarkBand.objects.count(), FamilyWeight.objects.count()) == (bands, weights)
