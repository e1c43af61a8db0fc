"""Files may arrive in any order: the register ends in the same state."""

import itertools
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from schools.models import CategoryRecord, ImportBatch, School
from tests.schools.imports.conftest import snapshot
from tests.schools.imports.files import each_kind

Store = Callable[..., ImportBatch]

REAL = [
    "csc_schools_2018_2021.csv",
    "csc_schools_2025.csv",
    "wales_schools_2025.csv",
    "csc_school_categorisation.csv",
    "csc_school_fsm_2019_20.csv",
    "csc_school_successors.csv",
    "csc_la_boundaries.geojson",
]


def some_orders(names: list[str], count: int) -> list[tuple[str, ...]]:
    """The given order, its reverse, and others drawn by a fixed seed."""
    drawn = random.Random(7)
    orders = [tuple(names), tuple(reversed(names))]
    while len(orders) < count:
        orders.append(tuple(drawn.sample(names, len(names))))
    return orders


def test_every_order_of_the_lists_of_schools_ends_alike(
    store: Store, django_db_reset: Callable[[], None]
) -> None:
    files = each_kind()
    lists = ["register.csv", "history.csv", "wales.csv", "categories.csv"]
    ends = []
    for order in itertools.permutations(lists):
        with django_db_reset():
            for name in order:
                store(name, files[name])
            ends.append(snapshot())

    assert len(ends[0]["schools"]) == 9
    assert all(end == ends[0] for end in ends)


def test_any_order_of_every_kind_ends_alike(store: Store, django_db_reset: Callable[[], None]) -> None:
    files = each_kind()
    ends = []
    for order in some_orders(list(files), 12):
        with django_db_reset():
            for name in order:
                store(name, files[name])
            ends.append(snapshot())

    assert {name: len(rows) for name, rows in ends[0].items()} == {
        "schools": 9,
        "results": 45,
        "categories": 4,
        "links": 1,
        "boundaries": 1,
        "benchmarks": 2,
        "lists": 7,
    }
    assert all(end == ends[0] for end in ends)


@pytest.mark.real_data
def test_the_real_files_end_alike_in_any_order(
    store_path: Callable[[Path], ImportBatch], django_db_reset: Callable[[], None], real_data: Path
) -> None:
    ends = []
    for order in some_orders(REAL, 2):
        with django_db_reset():
            for name in order:
                store_path(real_data / name)
            ends.append(snapshot())
            assert School.objects.of_region().open().exclude(phase="pru").count() == 372
            assert CategoryRecord.objects.count() == 750

    assert all(end == ends[0] for end in ends)
