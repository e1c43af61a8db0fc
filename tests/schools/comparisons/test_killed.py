"""The worker is killed as hard as can be: what it was computing is taken up again and ends right, once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from core import clock, jobs
from core.enums import JobState
from core.models import Job
from schools.enums import RunState
from schools.models import Comparison, ComparisonRun
from schools.queries.runs import current_run
from schools.services.recompute import start_run
from tests.factories import make_person, make_result, make_school

PATIENCE = 100.0
CHECKOUT = Path(__file__).resolve().parents[3]


def wait_until(come: Callable[[], Any], what: str, log: Path) -> None:
    """Sweeping now and then, as the beat does: what the broker lost is sent again after half a minute."""
    end = time.monotonic() + PATIENCE
    swept = time.monotonic()
    while not come():
        if time.monotonic() > end:
            ledger = list(Job.objects.values("pk", "state", "attempts", "progress", "error", "sent_at"))
            pytest.fail(f"{what} did not come about. {ledger}\n{log.read_text(errors='replace')[-3000:]}")
        if time.monotonic() > swept + 5:
            jobs.sweep()
            swept = time.monotonic()
        time.sleep(0.05)


@contextmanager
def worker(log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A Celery worker of its own, on the test's database and broker, in a process group of its own."""
    database = connection.settings_dict
    server = f"{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql://{server}/{database['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
    }
    with log.open("ab") as output:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "celery", "-A", "csc_portal", "worker"),
                *("--concurrency", "1", "--without-gossip", "--without-mingle", "--without-heartbeat"),
            ],
            cwd=CHECKOUT,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def runs_kept_from_their_place() -> Iterator[None]:
    """While this holds, a run can be computed but not be put among the others."""
    other = psycopg2.connect(**connection.get_connection_params())
    try:
        with other.cursor() as cursor:
            cursor.execute("LOCK TABLE schools_comparison IN SHARE UPDATE EXCLUSIVE MODE")
        yield
    finally:
        other.close()


@pytest.fixture
def schools(transactional_db: None, region: Any) -> list[Any]:
    found = [make_school(name=f"Ysgol {number}") for number in range(8)]
    for number, school in enumerate(found):
        make_result(school, "fsm", 12.0)
        make_result(school, "attendance", 85.0 + number)
    return found


def test_a_killed_run_is_taken_up_again_and_ends_right_once(
    schools: list[Any], region: Any, tmp_path: Path
) -> None:
    log = tmp_path / "worker.log"
    person = make_person()
    run = start_run(region=region, by=person)

    def job() -> Job:
        return Job.objects.get(pk=run.job_id)

    with runs_kept_from_their_place(), worker(log) as first:
        wait_until(lambda: job().progress >= 80, "The middle of the run", log)
        kill(first)
    assert (job().state, job().attempts) == (JobState.RUNNING, 1)
    assert current_run(region) is None
    wait_until(lambda: not jobs.is_worked_on(job()), "The end of the dead worker's connection", log)

    # Half a minute later the sweeper finds that nobody works on it.
    Job.objects.filter(pk=run.job_id).update(sent_at=clock.now() - jobs.LOST_AFTER * 2)
    assert jobs.sweep() == 1
    with worker(log):
        wait_until(lambda: job().is_over, "The end of the run", log)
        # Asked again by somebody else, the same worker makes another; the message of the dead one,
        # if the broker gives it back, does nothing.
        jobs.send(job())
        second = start_run(region=region, by=person)
        wait_until(lambda: Job.objects.get(pk=second.job_id).is_over, "The end of the second run", log)

    assert (job().state, job().attempts, job().progress) == (JobState.DONE, 2, 100)
    run.refresh_from_db()
    second.refresh_from_db()
    assert (run.state, second.state) == (RunState.REPLACED, RunState.CURRENT)
    assert ComparisonRun.objects.filter(region=region).count() == 2
    for found in (run, second):
        rows = Comparison.objects.filter(run=found)
        assert (rows.count(), found.counts["comparisons"]) == (16, 16)
        quarters = list(
            rows.filter(quarter__isnull=False).order_by("value").values_list("quarter", flat=True)
        )
        assert quarters == [4, 4, 3, 3, 2, 2, 1, 1]
    events = ComparisonRun.pgh_event_model.objects.filter(pgh_obj=run).order_by("pgh_id")
    assert [state for state in events.values_list("state", flat=True) if state != RunState.BUILDING] == [
        RunState.CURRENT,
        RunState.REPLACED,
    ]
    shown = events.filter(state=RunState.CURRENT).get()
    assert shown.pgh_context["user"] == person.pk
