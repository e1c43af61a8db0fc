"""Runs: what is stored, what is refused, and what happens when a job is cancelled or killed."""

from collections import Counter

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError

from core import clock
from core.enums import JobState
from core.jobs import Progress, fail, work
from core.models import Job, User
from schools.models import School
from sigs.enums import CompositionRunState
from sigs.models import Composition, CompositionData, CompositionRun, Placement
from sigs.queries.compositions import placement_of
from sigs.services.composing.asked import Apart, Asked
from sigs.services.composing.carrying import carry_out
from sigs.services.composing.compositions import ChangedMeanwhile, change_rules, drop_composition
from sigs.services.composing.refusals import CannotCompose
from sigs.services.composing.runs import AlreadyOver, cancel_run, start_run
from sigs.services.composing.storing import terms_of
from tests.sigs.composing.conftest import Change, composed

pytestmark = pytest.mark.django_db


def test_a_run_places_every_school_once_by_the_rules(run: CompositionRun, schools: list[School]) -> None:
    placement = placement_of(run)

    assert run.state == CompositionRunState.DONE
    assert set(placement) == {school.pk for school in schools}
    assert sorted(Counter(placement.values()).items()) == [(1, 6), (2, 6), (3, 6)]
    welsh = {placement[school.pk] for school in schools if school.medium == "WM"}
    assert len(welsh) == 1, "No Welsh-medium school is alone."


def test_its_scoreboard_says_what_counting_shows(run: CompositionRun) -> None:
    reached = {term.measure: term for term in terms_of(run)}

    assert reached["all_authorities"].value == 3
    assert reached["all_authorities"].is_reached
    assert reached["all_authorities"].out_of == 3


def test_the_same_seed_and_budget_give_the_same_groups(
    composition: Composition, officer: User, run: CompositionRun
) -> None:
    again = composed(composition, officer)

    assert again.pk != run.pk
    assert placement_of(again) == placement_of(run)


def test_two_points_of_the_trade_off_stand_beside_it(run: CompositionRun) -> None:
    assert {point.point for point in run.points.all()} == {"journeys", "mix"}
    assert [point.placements.count() for point in run.points.all()] == [18, 18]


def test_whoever_asks_while_one_is_under_way_is_given_that_one(
    composition: Composition, officer: User
) -> None:
    first = start_run(composition=composition, by=officer)

    assert start_run(composition=composition, by=officer) == first
    assert Job.objects.filter(kind="sigs.compose").count() == 1


def test_a_finished_run_is_carried_out_once(run: CompositionRun) -> None:
    assert run.job is not None
    before = list(Placement.objects.filter(run=run).values_list("pk", flat=True))

    carry_out(run.job, Progress(run.job), run_id=run.pk)

    assert list(Placement.objects.filter(run=run).values_list("pk", flat=True)) == before


def test_a_run_whose_worker_was_killed_begins_again(composition: Composition, officer: User) -> None:
    run = start_run(composition=composition, by=officer, seed=1, iterations=60)
    CompositionRun.objects.filter(pk=run.pk).update(
        state=CompositionRunState.RUNNING, started_at=clock.now(), best={"cost": 1, "broken": 0}
    )
    Job.objects.filter(pk=run.job_id).update(state=JobState.RUNNING, attempts=1)

    assert run.job_id is not None
    work(run.job_id, carry_out)

    run.refresh_from_db()
    assert run.state == CompositionRunState.DONE
    assert run.placements.count() == 18


def test_a_run_that_was_given_up_makes_room_for_another(composition: Composition, officer: User) -> None:
    run = start_run(composition=composition, by=officer)
    assert run.job is not None
    fail(run.job, "Given up after several interrupted attempts.")

    another = start_run(composition=composition, by=officer)

    run.refresh_from_db()
    assert run.state == CompositionRunState.FAILED
    assert "interrupted" in run.failed_because
    assert another.number == run.number + 1


def test_one_that_waits_is_cancelled_at_once(composition: Composition, officer: User) -> None:
    run = start_run(composition=composition, by=officer)

    cancel_run(run=run, by=officer)

    assert run.state == CompositionRunState.CANCELLED
    assert run.job_id is not None
    work(run.job_id, carry_out)
    run.refresh_from_db()
    assert run.state == CompositionRunState.CANCELLED
    assert not run.placements.exists()


def test_the_engine_leaves_off_when_somebody_cancels(composition: Composition, officer: User) -> None:
    run = start_run(composition=composition, by=officer, seed=1, iterations=100_000)
    CompositionRun.objects.filter(pk=run.pk).update(state=CompositionRunState.RUNNING)
    cancel_run(run=CompositionRun.objects.get(pk=run.pk), by=officer)
    assert run.job_id is not None

    work(run.job_id, carry_out)

    run.refresh_from_db()
    assert run.state == CompositionRunState.CANCELLED
    assert not Placement.objects.filter(run__composition=composition).exists()


def test_a_finished_run_cannot_be_cancelled(run: CompositionRun, officer: User) -> None:
    with pytest.raises(AlreadyOver):
        cancel_run(run=run, by=officer)


def test_contradictory_rules_name_the_schools_and_store_nothing(
    composition: Composition, officer: User, schools: list[School], change: Change
) -> None:
    one, other = schools[1], schools[2]
    change(together=((one.pk, other.pk),), apart=(Apart(one.pk, other.pk, "a reason"),))

    with pytest.raises(CannotCompose) as refused:
        start_run(composition=composition, by=officer)

    assert any(one.name in said and other.name in said for said in refused.value.details)
    assert not CompositionRun.objects.exists()
    assert not CompositionData.objects.exists()
    assert not Job.objects.filter(kind="sigs.compose").exists()


def test_pins_that_contradict_are_named(
    composition: Composition, officer: User, schools: list[School], change: Change
) -> None:
    one, other = schools[1], schools[2]
    change(together=((one.pk, other.pk),), pins={one.pk: 1, other.pk: 2})

    with pytest.raises(CannotCompose) as refused:
        start_run(composition=composition, by=officer)

    assert any(one.name in said and other.name in said for said in refused.value.details)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({"smallest": 7, "largest": 7}, "need 21 schools, and there are 18"),
        ({"smallest": 4, "largest": 5}, "have 15 places, and there are 18"),
    ],
)
def test_an_impossible_size_is_said_in_numbers(
    rules: dict[str, int], said: str, composition: Composition, officer: User, change: Change
) -> None:
    change(**rules)

    with pytest.raises(CannotCompose) as refused:
        start_run(composition=composition, by=officer)

    assert any(said in detail for detail in refused.value.details), refused.value.details


def test_a_single_welsh_medium_school_is_named(
    composition: Composition, officer: User, schools: list[School]
) -> None:
    single, other = [school for school in schools if school.medium == "WM"]
    School.objects.filter(pk=other.pk).update(medium="EM")

    with pytest.raises(CannotCompose) as refused:
        start_run(composition=composition, by=officer)

    assert any(single.name in said for said in refused.value.details)


def test_rules_changed_meanwhile_are_not_overwritten(composition: Composition, officer: User) -> None:
    asked = Asked.read(composition.rules)
    seen = composition.version
    change_rules(composition=composition, asked=asked.but(minutes=90), seen=seen, by=officer)

    with pytest.raises(ChangedMeanwhile):
        change_rules(composition=composition, asked=asked.but(minutes=30), seen=seen, by=officer)

    composition.refresh_from_db()
    assert Asked.read(composition.rules).minutes == 90


def test_what_is_dropped_is_not_composed(composition: Composition, officer: User) -> None:
    drop_composition(composition=composition, by=officer)

    with pytest.raises(Exception, match="published or dropped"):
        start_run(composition=composition, by=officer)


def test_placements_never_change(run: CompositionRun) -> None:
    with pytest.raises(InternalError), transaction.atomic():
        Placement.objects.filter(run=run).update(number=1)
    placed = run.placements.all()[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(run=run, school_id=placed.school_id, number=2)
