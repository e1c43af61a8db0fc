"""A batch is undone as a whole: the database is as it was before, or what stands in the way is named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import DomainError, IllegalTransition
from core.models import Job, Scope, User
from schools.enums import ContactRole
from schools.models import CategoryRecord, Contact, ImportBatch, ImportChange, Release, School
from schools.services.imports import undo_import
from tests.factories import MOMENT, give_role
from tests.schools.imports.conftest import snapshot
from tests.schools.imports.files import (
    benchmarks,
    categories,
    free_meals,
    history,
    outlines,
    register,
    register_2025,
    school,
    successors,
    wales_2025,
)

Store = Callable[..., ImportBatch]


def test_undoing_each_kind_puts_everything_back(store: Store, officer: User) -> None:
    steps = [
        ("register.csv", register_2025()),
        ("history.csv", history()),
        ("wales.csv", wales_2025()),
        ("categories.csv", categories()),
        ("free_meals.csv", free_meals()),
        ("successors.csv", successors()),
        ("outlines.geojson", outlines()),
        ("benchmarks.csv", benchmarks()),
    ]
    before, batches = [], []
    for file_name, content in steps:
        before.append((snapshot(), Scope.objects.count()))
        batches.append(store(file_name, content))

    for batch, state in reversed(list(zip(batches, before, strict=True))):
        undo_import(batch, by=officer)

        assert (snapshot(), Scope.objects.count()) == state
        batch.refresh_from_db()
        assert (batch.state, batch.undone_by) == ("undone", officer)


def test_a_changed_row_is_put_back_as_it_was(store: Store, officer: User) -> None:
    store("register.csv", register(school("6812001", "Ysgol Un", pupils="200")))
    before = snapshot()
    changed = store("mended.csv", register(school("6812001", "Ysgol Dau", pupils="205")))

    undo_import(changed, by=officer)

    assert snapshot() == before


def test_schools_that_a_list_closed_are_open_again(store: Store, officer: User) -> None:
    store("history.csv", history())
    newer = store("register.csv", register_2025())
    assert newer.counts["closing"] == 2

    undo_import(newer, by=officer)

    assert School.objects.get(number="6812008").is_open


def test_a_later_file_on_the_same_rows_stands_in_the_way(store: Store, officer: User) -> None:
    first = store("register.csv", register_2025())
    store("history.csv", history())
    state = snapshot()

    with pytest.raises(DomainError, match="history"):
        undo_import(first, by=officer)

    assert snapshot() == state
    first.refresh_from_db()
    assert first.state == "stored"


def test_figures_of_a_later_file_hold_its_schools(store: Store, officer: User) -> None:
    schools = store("history.csv", history())
    store("categories.csv", categories())

    with pytest.raises(DomainError, match="categories"):
        undo_import(schools, by=officer)


def test_rows_that_came_in_with_a_list_hold_the_file_they_waited_in(store: Store, officer: User) -> None:
    waiting = store("categories.csv", categories())
    bringing = store("history.csv", history())

    with pytest.raises(DomainError, match="history"):
        undo_import(waiting, by=officer)
    undo_import(bringing, by=officer)

    waiting.refresh_from_db()
    assert len(waiting.set_aside) == 4
    assert not CategoryRecord.objects.exists()


def test_people_at_its_schools_hold_a_list(store: Store, officer: User) -> None:
    batch = store("register.csv", register_2025())
    give_role(officer, "headteacher", School.objects.get(number="6812001").scope)

    with pytest.raises(DomainError, match="posts"):
        undo_import(batch, by=officer)


def test_contacts_at_its_schools_hold_a_list(store: Store, officer: User) -> None:
    batch = store("register.csv", register_2025())
    Contact.objects.create(
        school=School.objects.get(number="6812001"),
        role=ContactRole.HEAD,
        name="Sian",
        changed_at=MOMENT,
        changed_by=officer,
    )

    with pytest.raises(DomainError, match="in use"):
        undo_import(batch, by=officer)


def test_a_row_changed_by_hand_is_not_lost(store: Store, officer: User) -> None:
    batch = store("register.csv", register_2025())
    School.objects.filter(number="6812001").update(phone="029 2000 1111")

    with pytest.raises(DomainError, match="changed since"):
        undo_import(batch, by=officer)

    assert School.objects.get(number="6812001").phone == "029 2000 1111"


def test_what_was_undone_cannot_be_undone_again_but_imported_again(store: Store, officer: User) -> None:
    batch = store("register.csv", register_2025())
    state = snapshot()
    undo_import(batch, by=officer)

    with pytest.raises(IllegalTransition):
        undo_import(batch, by=officer)
    store("register.csv", register_2025())

    assert snapshot() == state


def test_a_publication_that_came_with_a_file_goes_with_it(store: Store, officer: User) -> None:
    store("register.csv", register_2025())
    batch = store("results.csv", b"school_number,indicator,year,value\n6814001,capped9,2019,351.2\n")
    assert Release.objects.filter(slug="results-2019").exists()

    undo_import(batch, by=officer)

    assert not Release.objects.filter(slug="results-2019").exists()


def test_undoing_asks_for_the_comparisons(store: Store, officer: User) -> None:
    batch = store("register.csv", register_2025())
    Job.objects.update(state="done", finished_at=MOMENT)

    undo_import(batch, by=officer)

    assert Job.objects.get(state="queued").kind == "schools.recompute"


@pytest.mark.real_data
def test_the_real_register_is_undone(store: Store, officer: User, real_data: Path) -> None:
    store("history.csv", (real_data / "csc_schools_2018_2021.csv").read_bytes())
    before = snapshot()
    batch = store("register.csv", (real_data / "csc_schools_2025.csv").read_bytes())
    assert ImportChange.objects.filter(batch=batch).count() > 2000

    undo_import(batch, by=officer)

    assert snapshot() == before
