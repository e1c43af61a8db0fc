"""Jobs: asked for in the transaction of the change, carried by Celery, kept in PostgreSQL's ledger.

A job's worker holds an advisory lock on its connection while it works. When the worker is killed, the lock
goes with the connection, and whoever is given the job next (by the broker or by the sweeper) takes it up.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import kombu.exceptions
import pghistory
import structlog
from celery import current_app, shared_task
from django.db import OperationalError, connection, transaction
from django.db.models import F, Q

from core import clock, notices
from core.enums import JobState
from core.errors import DomainError
from core.models import Job, User
from core.transitions import Transition, advance

START = Transition("start", sources=[JobState.QUEUED, JobState.RUNNING], target=JobState.RUNNING)
FINISH = Transition("finish", sources=[JobState.RUNNING], target=JobState.DONE)
FAIL = Transition("fail", sources=[JobState.QUEUED, JobState.RUNNING], target=JobState.FAILED)

MAX_ATTEMPTS = 5
# First key of the advisory locks, so that they cannot be mistaken for anybody else's.
LOCK_SPACE = 7_202_611
# How long a message may be under way before the sweeper sends it again.
LOST_AFTER = dt.timedelta(seconds=30)

log = structlog.get_logger(__name__)


class Progress:
    """Given to the job's function; `tell(percent)` is stored at once, outside the job's own transaction."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def tell(self, percent: int) -> None:
        Job.objects.filter(pk=self.job.pk).update(progress=max(0, min(100, percent)))


def enqueue(kind: str, *, key: str = "", by: User | None, **arguments: Any) -> Job:
    """Write the job into the ledger and send it on commit. A job of this kind and key that waits or runs
    already is returned instead."""
    known = Job.objects.filter(kind=kind, key=key, state__in=[JobState.QUEUED, JobState.RUNNING]).first()
    if known:
        return known
    job = Job.objects.create(kind=kind, key=key, arguments=arguments, asked_by=by, queued_at=clock.now())
    transaction.on_commit(lambda: send(job))
    return job


def send(job: Job) -> None:
    """Give the job to the broker. If it cannot be reached, the job stays in the ledger for the sweeper."""
    Job.objects.filter(pk=job.pk).update(sent_at=clock.now())
    try:
        current_app.send_task(job.kind, args=[job.pk], retry=False)
    except kombu.exceptions.OperationalError as error:
        log.warning("job_not_sent", job=job.pk, kind=job.kind, error=str(error))


def sweep() -> int:
    """Send again every job that waits too long, or whose worker is gone. How many were sent."""
    before = clock.now() - LOST_AFTER
    lost = 0
    for job in Job.objects.filter(
        Q(state=JobState.QUEUED, sent_at__isnull=True, queued_at__lt=before)
        | Q(state__in=[JobState.QUEUED, JobState.RUNNING], sent_at__lt=before)
    ).order_by("pk"):
        if not is_worked_on(job):
            send(job)
            lost += 1
    return lost


def is_worked_on(job: Job) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s"
            " AND objid = %s AND granted AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [LOCK_SPACE, job.pk],
        )
        return bool(cursor.fetchone()[0])


@contextmanager
def sole_worker(pk: int) -> Iterator[bool]:
    """True while this connection holds the job's lock; False if another worker does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_SPACE, pk])
        taken = bool(cursor.fetchone()[0])
    try:
        yield taken
    finally:
        if taken and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_SPACE, pk])


def job(kind: str) -> Callable[[Callable[..., None]], Any]:
    """Makes the function the Celery task of this kind: `def recompute(job, progress, **arguments)`."""

    def register(function: Callable[..., None]) -> Any:
        @shared_task(name=kind)
        @wraps(function)
        def task(pk: int) -> None:
            with sole_worker(pk) as alone:
                if alone:
                    work(pk, function)

        return task

    return register


@transaction.atomic
def fail(job: Job, sentence: str) -> None:
    """The job is over, and whoever asked for it is told."""
    advance(job, FAIL, finished_at=clock.now(), error=sentence)
    if job.asked_by:
        notices.tell(job.asked_by, "core/job_failed", "/home/", sentence=sentence)


def work(pk: int, function: Callable[..., None]) -> None:
    job = Job.objects.filter(pk=pk).select_related("asked_by").first()
    if job is None or job.is_over:
        return
    advance(job, START, started_at=clock.now(), attempts=F("attempts") + 1, progress=0)
    job.refresh_from_db()
    if job.attempts > MAX_ATTEMPTS:
        fail(job, "Given up after several interrupted attempts.")
        return
    with pghistory.context(user=job.asked_by_id, job=job.pk):
        try:
            function(job, Progress(job), **job.arguments)
        except OperationalError:
            # The database went away: the job stays running in the ledger and the sweeper sends it again.
            log.warning("job_interrupted", job=pk, kind=job.kind, exc_info=True)
            raise
        except Exception as error:
            sentence = str(error) if isinstance(error, DomainError) else f"{type(error).__name__}: {error}"
            fail(job, sentence)
            log.exception("job_failed", job=pk, kind=job.kind)
            raise
        advance(job, FINISH, finished_at=clock.now(), progress=100)
