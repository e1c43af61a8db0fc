"""Settings are saved whole, by one person at a time, and never under figures that were computed with them."""

import threading

import pghistory
import pytest
from django.apps import apps
from django.db import connection, connections

from schools.models import BenchmarkBand, ComparisonRun, FamilyWeight
from schools.queries.comparing import band_set, last_changes, weight_set
from schools.services.comparing import (
    OnlySet,
    RemovedUnseen,
    SettingChangedMeanwhile,
    SettingInForce,
    SettingRefused,
    WeightGiven,
    remove_bands,
    remove_weights,
    save_bands,
    save_weights,
)
from schools.services.recompute import build, show, start_run
from tests.factories import make_person


def bands(world, by, valid_from=2030, uppers=(10, 100), seen="", confirmed=False):
    return save_bands(
        region=world.region, phase="primary", valid_from=valid_from, uppers=list(uppers),
        confirmed=confirmed, seen=seen, by=by,
    )  # fmt: skip


def weights(world, by, *given, valid_from=2030, seen="", phase=""):
    return save_weights(
        region=world.region, phase=phase, valid_from=valid_from,
        given=[WeightGiven(*row) for row in given], confirmed=False, seen=seen, by=by,
    )  # fmt: skip


class TestBands:
    def test_a_new_set_asks_for_a_run(self, world, computed, officer):
        run = bands(world, officer, confirmed=True)

        assert (run.state, run.job.asked_by) == ("building", officer)
        found = band_set("primary", 2030)
        assert (found.uppers, found.confirmed) == ([10, 100], True)
        # What is in force stays.
        assert band_set("primary", 2012).uppers == [8, 16, 24, 32, 100]

    def test_another_for_one_that_is_ahead(self, world, computed, officer):
        bands(world, officer, uppers=(10, 20, 30, 100))

        bands(world, officer, uppers=(15, 100), seen=band_set("primary", 2030).stamp)

        assert band_set("primary", 2030).uppers == [15, 100]

    def test_two_editors(self, world, computed, officer):
        bands(world, officer)
        seen = band_set("primary", 2030).stamp
        bands(world, officer, uppers=(20, 100), seen=seen)

        with pytest.raises(SettingChangedMeanwhile):
            bands(world, officer, uppers=(30, 100), seen=seen)
        assert band_set("primary", 2030).uppers == [20, 100]

    def test_two_new_ones_of_a_date(self, world, computed, officer):
        bands(world, officer)

        with pytest.raises(SettingRefused, match="2029/30"):
            bands(world, officer, uppers=(20, 100))
        assert band_set("primary", 2030).uppers == [10, 100]

    def test_one_that_is_in_force_stays(self, world, computed, officer):
        with pytest.raises(SettingInForce, match=r"2011/12.*2024/25"):
            bands(world, officer, valid_from=2012, seen=band_set("primary", 2012).stamp)
        assert band_set("primary", 2012).uppers == [8, 16, 24, 32, 100]

    def test_before_the_first_run_nothing_is_in_force(self, world, officer):
        bands(world, officer, valid_from=2012, seen=band_set("primary", 2012).stamp)

        assert band_set("primary", 2012).uppers == [10, 100]

    def test_what_is_wrong_is_not_stored(self, world, computed, officer):
        with pytest.raises(SettingRefused):
            bands(world, officer, uppers=(10, 30))
        assert band_set("primary", 2030) is None
        assert ComparisonRun.objects.count() == 1

    def test_the_audit_says_who(self, world, computed, officer):
        with pghistory.context(user=officer.pk):
            bands(world, officer)

        assert last_changes()[0]["primary", 2030].who == officer.name


class TestWeights:
    def test_a_new_set_for_one_phase(self, world, computed, officer):
        weights(world, officer, ("fsm", 60), ("pupils", 40, True), phase="primary")

        found = weight_set("primary", 2030)
        assert [(row.indicator.code, row.weight, row.logarithmic) for row in found.weights] == [
            ("fsm", 60.0, False),
            ("pupils", 40.0, True),
        ]
        assert FamilyWeight.objects.filter(phase="", valid_from=2012).count() == 2

    def test_a_measure_taken_out_is_gone(self, world, computed, officer):
        weights(world, officer, ("fsm", 60), ("pupils", 40, True))

        weights(world, officer, ("fsm", 100), seen=weight_set("", 2030).stamp)

        assert FamilyWeight.objects.filter(valid_from=2030).values_list(
            "indicator__code", "weight"
        ).get() == (
            "fsm",
            100.0,
        )

    def test_two_editors(self, world, computed, officer):
        weights(world, officer, ("fsm", 100))
        seen = weight_set("", 2030).stamp
        weights(world, officer, ("fsm", 80), ("pupils", 20), seen=seen)

        with pytest.raises(SettingChangedMeanwhile):
            weights(world, officer, ("pupils", 100), seen=seen)

    def test_a_measure_without_figures(self, world, computed, officer):
        with pytest.raises(SettingRefused, match="budget_per_pupil"):
            weights(world, officer, ("fsm", 50), ("budget_per_pupil", 50))

    def test_one_that_is_in_force_stays(self, world, computed, officer):
        with pytest.raises(SettingInForce):
            weights(world, officer, ("fsm", 100), valid_from=2012, seen=weight_set("", 2012).stamp)


def test_a_run_that_read_the_old_bounds_is_not_shown(world, computed, officer):
    run = start_run(region=world.region, by=officer)
    build(run, Quiet())
    bands(world, officer, valid_from=2025)

    assert not show(run)

    build(run, Quiet())
    assert show(run)


class Quiet:
    def tell(self, percent):
        pass


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_saves(world, officer):
    people = [make_person(f"Officer {number}") for number in range(4)]
    ready, outcomes = threading.Barrier(len(people)), []

    def save(person, number):
        try:
            ready.wait()
            bands(world, person, uppers=(10 + number, 100))
            outcomes.append("saved")
        except SettingRefused:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=save, args=pair) for pair in zip(people, range(4), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["refused"] * 3 + ["saved"]
    assert BenchmarkBand.objects.filter(phase="primary", valid_from=2030).count() == 2
    assert connection.is_usable()


class TestRemoving:
    def test_a_set_ahead_goes_and_the_audit_keeps_it(self, world, computed, officer):
        bands(world, officer)
        seen = band_set("primary", 2030).stamp

        remove_bands(region=world.region, phase="primary", valid_from=2030, seen=seen, by=officer)

        assert band_set("primary", 2030) is None
        assert band_set("primary", 2012) is not None
        events = apps.get_model("schools", "BenchmarkBandEvent").objects.filter(valid_from=2030)
        assert sorted(events.values_list("pgh_label", flat=True)) == ["delete"] * 2 + ["insert"] * 2

    def test_weights_of_a_phase_fall_back_to_those_of_all(self, world, computed, officer):
        weights(world, officer, ("fsm", 100), phase="primary")
        seen = weight_set("primary", 2030).stamp

        remove_weights(region=world.region, phase="primary", valid_from=2030, seen=seen, by=officer)

        assert weight_set("primary", 2030) is None

    @pytest.mark.parametrize("seen", ["", "old"])
    def test_not_unseen(self, world, computed, officer, seen):
        bands(world, officer)

        with pytest.raises(RemovedUnseen):
            remove_bands(region=world.region, phase="primary", valid_from=2030, seen=seen, by=officer)
        assert band_set("primary", 2030) is not None

    def test_not_what_is_in_force(self, world, computed, officer):
        for phase, remove, known in (
            ("primary", remove_bands, band_set("primary", 2012)),
            ("", remove_weights, weight_set("", 2012)),
        ):
            with pytest.raises(SettingInForce):
                remove(region=world.region, phase=phase, valid_from=2012, seen=known.stamp, by=officer)

    def test_not_the_only_one(self, world, officer):
        for phase, remove, known in (
            ("primary", remove_bands, band_set("primary", 2012)),
            ("", remove_weights, weight_set("", 2012)),
        ):
            with pytest.raises(OnlySet):
                remove(region=world.region, phase=phase, valid_from=2012, seen=known.stamp, by=officer)
