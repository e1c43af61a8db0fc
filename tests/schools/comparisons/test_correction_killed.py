"""A correction whose connection is cut in the middle leaves the run as it was; the next one corrects it."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import InterfaceError, OperationalError, connection, connections, transaction

from schools.enums import RunState
from schools.models import ComparisonRun, Result
from schools.queries.runs import current_run
from schools.services.recompute import recompute_now
from tests.factories import make_result, make_school
from tests.schools.comparisons import stored
from tests.schools.comparisons.computed import differences

PATIENCE = 20


def correct(region):
    try:
        return recompute_now(region=region, by=None, corrects=True)
    finally:
        connections.close_all()


def cut_whoever_waits() -> None:
    """The connection that waits for the comparisons, once it does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with connection.cursor() as cursor:
            # What is known of other connections is otherwise of the transaction's beginning.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                " AND datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchall():
                return
        time.sleep(0.05)
    raise AssertionError("Nobody waited.")


def test_a_correction_cut_in_the_middle_changes_nothing(transactional_db, region):
    schools = [make_school(name=f"Ysgol {number}") for number in range(6)]
    for number, school in enumerate(schools):
        make_result(school, "fsm", 12.0)
        # Years enough that one of them is a small part of all.
        for year in range(2018, 2026):
            make_result(school, "attendance", 85.0 + number, year=year)
    first = recompute_now(region=region, by=None)
    before = stored.comparisons(first)
    Result.objects.filter(school=schools[0], indicator__code="attendance", year=2020).update(value=99.0)

    with ThreadPoolExecutor(1) as worker:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE schools_comparison IN EXCLUSIVE MODE")
            cut = worker.submit(correct, region)
            cut_whoever_waits()
        with pytest.raises((OperationalError, InterfaceError)):
            cut.result(timeout=PATIENCE)

    shown = current_run(region)
    assert (shown.pk, shown.revision) == (first.pk, 1)
    assert stored.comparisons(shown) == before

    done = recompute_now(region=region, by=None, corrects=True)
    shown = current_run(region)
    assert (done.state, shown.pk, shown.revision) == (RunState.CORRECTION, first.pk, 2)
    assert not ComparisonRun.objects.filter(state=RunState.BUILDING).exists()
    found = stored.comparisons(shown)
    assert found != before
    assert differences(found, stored.comparisons(recompute_now(region=region, by=None))) == []
