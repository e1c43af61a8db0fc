"""Two officers at once, and a database connection that dies in the middle."""

import threading
from collections.abc import Callable

import pytest
from django.db import OperationalError, connection, connections

from core.errors import DomainError
from schools.models import ImportBatch, ImportChange, Region, Result, School
from schools.services.imports import check_file, confirm_import, undo_import
from tests.factories import make_person
from tests.schools.imports.conftest import snapshot
from tests.schools.imports.files import history, register_2025

# The connection that writes the record of changes, the last step of a confirm, is ended by the server.
END_CONNECTION = """
CREATE FUNCTION end_connection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
CREATE TRIGGER end_connection AFTER INSERT ON schools_importchange EXECUTE FUNCTION end_connection();
"""
LEAVE_IT = "DROP TRIGGER end_connection ON schools_importchange; DROP FUNCTION end_connection()"

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act: Callable[[], None], times: int = 2) -> list[str]:
    """What each of several connections was told; "done" for the one that succeeded."""
    start = threading.Barrier(times)
    told: list[str] = []

    def one() -> None:
        start.wait()
        try:
            act()
        except DomainError as refusal:
            told.append(type(refusal).__name__)
        else:
            told.append("done")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _n in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


def a_batch(region: Region, content: bytes) -> ImportBatch:
    officer = make_person("Dewi Data")
    return check_file(content=content, file_name="register.csv", region=region, by=officer)


def test_of_two_who_confirm_one_succeeds(region: Region) -> None:
    batch = a_batch(region, register_2025())

    told = at_once(lambda: confirm_import(ImportBatch.objects.get(pk=batch.pk), by=batch.checked_by))

    assert told == ["IllegalTransition", "done"]
    assert (School.objects.count(), ImportChange.objects.filter(table="school").count()) == (5, 5)


def test_of_two_who_undo_one_succeeds(region: Region) -> None:
    batch = a_batch(region, register_2025())
    confirm_import(batch, by=batch.checked_by)

    told = at_once(lambda: undo_import(ImportBatch.objects.get(pk=batch.pk), by=batch.checked_by))

    assert told == ["IllegalTransition", "done"]
    assert not School.objects.exists()


def test_two_files_at_once_are_stored_one_after_the_other(region: Region) -> None:
    batches = [a_batch(region, register_2025()), a_batch(region, history())]
    waiting = list(batches)

    told = at_once(lambda: confirm_import(waiting.pop(), by=batches[0].checked_by))

    # The second finds the register changed since its preview, and is shown anew.
    assert told == ["ChangedMeanwhileError", "done"]
    left = ImportBatch.objects.get(state="checked")
    confirm_import(left, by=left.checked_by)
    assert School.objects.count() == 8


def test_a_connection_that_dies_leaves_nothing_half_stored(region: Region) -> None:
    batch = a_batch(region, register_2025())
    before = snapshot()
    with connection.cursor() as cursor:
        cursor.execute(END_CONNECTION)

    with pytest.raises(OperationalError):
        confirm_import(batch, by=batch.checked_by)
    connection.close()

    batch = ImportBatch.objects.get(pk=batch.pk)
    assert (snapshot(), batch.state, ImportChange.objects.count()) == (before, "checked", 0)
    with connection.cursor() as cursor:
        cursor.execute(LEAVE_IT)
    confirm_import(batch, by=batch.checked_by)
    assert Result.objects.count() == ImportChange.objects.filter(table="result").count() > 0
