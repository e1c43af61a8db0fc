import pytest

from core import clock
from core.enums import JobState
from core.errors import IllegalTransition
from core.jobs import FINISH, START
from core.models import Job
from core.transitions import Transition, advance

pytestmark = pytest.mark.django_db


def a_job(**facts: object) -> Job:
    return Job.objects.create(**{"kind": "tests.nothing", "queued_at": clock.now(), **facts})


def test_a_step_moves_the_row_and_sets_what_goes_with_it() -> None:
    job = a_job()

    advance(job, START, started_at=clock.now(), attempts=1)

    assert (job.state, job.attempts) == (JobState.RUNNING, 1)
    stored = Job.objects.get(pk=job.pk)
    assert (stored.state, stored.attempts, stored.started_at) == (JobState.RUNNING, 1, job.started_at)


def test_a_step_that_does_not_start_from_here_is_refused_and_changes_nothing() -> None:
    job = a_job()

    with pytest.raises(IllegalTransition, match="changed in the meantime") as refusal:
        advance(job, FINISH, finished_at=clock.now())

    assert refusal.value.status == 409
    assert Job.objects.get(pk=job.pk).state == JobState.QUEUED
    assert job.state == JobState.QUEUED


def test_of_two_who_hold_the_same_row_one_succeeds() -> None:
    first = a_job()
    second = Job.objects.get(pk=first.pk)
    once = Transition("take", sources=[JobState.QUEUED], target=JobState.RUNNING)

    advance(first, once)

    with pytest.raises(IllegalTransition):
        advance(second, once)


def test_a_step_reads_as_a_line() -> None:
    assert repr(START) == "start: queued, running → running"
