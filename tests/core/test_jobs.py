import datetime as dt
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings as configured
from django.db import OperationalError, connection, connections
from pytest_django import DjangoCaptureOnCommitCallbacks
from redis import Redis

from core import clock, notices
from core.enums import JobState
from core.errors import DomainError
from core.jobs import LOST_AFTER, MAX_ATTEMPTS, Progress, enqueue, is_worked_on, sole_worker, sweep, work
from core.models import Job
from tests.factories import make_person

KIND = "tests.nothing"


@pytest.fixture
def broker() -> Iterator[Redis]:
    """The real broker, with a queue that begins and ends empty."""
    client = Redis.from_url(configured.REDIS_URL)
    client.delete("portal.celery")
    yield client
    client.delete("portal.celery")


def messages(broker: Redis) -> int:
    return broker.llen("portal.celery")


def a_job(**facts: Any) -> Job:
    return Job.objects.create(**{"kind": KIND, "queued_at": clock.now(), **facts})


@pytest.mark.django_db
def test_a_job_is_sent_when_the_change_is_stored(
    broker: Redis, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    person = make_person()
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue(KIND, key="a", by=person, school=7)
        assert messages(broker) == 0

    assert messages(broker) == 1
    job.refresh_from_db()
    assert (job.state, job.arguments, job.asked_by) == (JobState.QUEUED, {"school": 7}, person)
    assert job.sent_at is not None


@pytest.mark.django_db
def test_one_job_of_a_kind_and_key_waits_at_a_time() -> None:
    first = enqueue(KIND, key="a", by=None)

    assert enqueue(KIND, key="a", by=None) == first
    assert enqueue(KIND, key="b", by=None) != first


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_loses_nothing() -> None:
    """In a process whose broker is an address where nothing listens."""
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**os.environ, "REDIS_URL": "redis://127.0.0.1:9/0", "DATABASE_URL": address_of_test_database()},
        cwd=configured.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert asked.returncode == 0, asked.stderr
    job = Job.objects.get(key="nobody listens")
    assert job.state == JobState.QUEUED
    Job.objects.update(sent_at=clock.now() - LOST_AFTER * 2)
    assert sweep() == 1


ASK = """
import django
django.setup()
from core.jobs import enqueue
enqueue("tests.nothing", key="nobody listens", by=None)
"""


def address_of_test_database() -> str:
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))


@pytest.mark.django_db
def test_the_sweeper_sends_what_was_lost(broker: Redis) -> None:
    long_ago = clock.now() - LOST_AFTER - dt.timedelta(seconds=1)
    never_sent = a_job(key="never sent", queued_at=long_ago)
    sent_and_lost = a_job(key="lost", queued_at=long_ago, sent_at=long_ago)
    interrupted = a_job(key="killed", queued_at=long_ago, sent_at=long_ago, state=JobState.RUNNING)
    a_job(key="fresh", sent_at=clock.now())
    a_job(key="done", sent_at=long_ago, state=JobState.DONE, finished_at=clock.now())

    assert sweep() == 3

    assert messages(broker) == 3
    assert set(Job.objects.filter(sent_at__gt=long_ago).exclude(key="fresh")) == {
        never_sent,
        sent_and_lost,
        interrupted,
    }


@pytest.mark.django_db(transaction=True)
def test_the_sweeper_leaves_alone_what_is_worked_on(broker: Redis) -> None:
    long_ago = clock.now() - LOST_AFTER - dt.timedelta(seconds=1)
    job = a_job(queued_at=long_ago, sent_at=long_ago, state=JobState.RUNNING)

    with sole_worker(job.pk) as alone:
        assert alone
        assert is_worked_on(job)
        assert sweep() == 0
    assert not is_worked_on(job)
    assert sweep() == 1


@pytest.mark.django_db(transaction=True)
def test_only_one_worker_has_a_job(other_connection: Any) -> None:
    job = a_job()
    with sole_worker(job.pk) as alone:
        assert alone
        assert not try_lock(other_connection, job.pk)

    assert try_lock(other_connection, job.pk)


@pytest.mark.django_db(transaction=True)
def test_the_lock_goes_with_the_connection_of_a_killed_worker(other_connection: Any) -> None:
    job = a_job()
    assert try_lock(other_connection, job.pk)
    with sole_worker(job.pk) as alone:
        assert not alone

    other_connection.close()

    # PostgreSQL notices a moment later.
    until = time.monotonic() + 10
    while is_worked_on(job) and time.monotonic() < until:
        time.sleep(0.05)
    with sole_worker(job.pk) as alone:
        assert alone


@pytest.fixture
def other_connection() -> Iterator[Any]:
    other = connections.create_connection("default")
    yield other
    other.close()


def try_lock(on: Any, pk: int) -> bool:
    with on.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(7202611, %s)", [pk])
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db
def test_work_is_done_once_and_progress_is_kept() -> None:
    told: list[dict[str, Any]] = []
    job = a_job(arguments={"school": 7})

    def function(job: Job, progress: Any, **arguments: Any) -> None:
        progress.tell(40)
        told.append({**arguments, "progress": Job.objects.get(pk=job.pk).progress})

    work(job.pk, function)
    work(job.pk, function)

    assert told == [{"school": 7, "progress": 40}]
    job.refresh_from_db()
    assert (job.state, job.progress, job.attempts) == (JobState.DONE, 100, 1)
    assert job.finished_at


@pytest.mark.django_db
def test_a_refusal_ends_the_job_with_its_sentence() -> None:
    job = a_job()

    def function(job: Job, progress: Any) -> None:
        raise DomainError("The file is empty.")

    with pytest.raises(DomainError):
        work(job.pk, function)

    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "The file is empty.")


@pytest.mark.django_db
def test_an_error_ends_the_job_and_names_itself() -> None:
    job = a_job()

    with pytest.raises(ZeroDivisionError):
        work(job.pk, lambda job, progress: 1 / 0)

    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "ZeroDivisionError: division by zero")


@pytest.mark.django_db
def test_a_database_that_goes_away_leaves_the_job_to_the_sweeper() -> None:
    job = a_job()

    def function(job: Job, progress: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    with pytest.raises(OperationalError):
        work(job.pk, function)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.RUNNING, 1)


@pytest.mark.django_db
def test_a_job_that_kills_its_workers_is_given_up() -> None:
    job = a_job(state=JobState.RUNNING, attempts=MAX_ATTEMPTS)
    done: list[int] = []

    work(job.pk, lambda job, progress: done.append(1))

    job.refresh_from_db()
    assert not done
    assert job.state == JobState.FAILED
    assert "Given up" in job.error


@pytest.mark.django_db
def test_what_a_job_writes_says_who_asked_for_it() -> None:
    person = make_person()
    job = a_job(asked_by=person)
    seen: list[str] = []

    def function(job: Job, progress: Any) -> None:
        make_person("Made by a job")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pgh_context FROM core_userevent ORDER BY pgh_id DESC LIMIT 1")
            seen.append(cursor.fetchone()[0])

    work(job.pk, function)

    assert f'"user": {person.pk}' in str(seen[0]).replace("'", '"')


@pytest.mark.django_db
def test_whoever_asked_is_told_that_it_failed(region) -> None:
    person = make_person()
    asked = a_job(asked_by=person)

    def fails(job: Job, progress: Progress) -> None:
        raise DomainError("The figures of 2025 contradict one another.")

    with pytest.raises(DomainError):
        work(asked.pk, fails)
    asked.refresh_from_db()
    notice = person.notices.get()
    assert asked.state == JobState.FAILED
    assert notices.words(notice) == (
        "Work that you asked for did not end well",
        (
            "The portal could not finish what you asked it to compute. Nothing was changed by it.\n"
            "It said: The figures of 2025 contradict one another."
        ),
    )
