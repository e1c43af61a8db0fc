from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from core.models import User
from schools.models import (
    BenchmarkBoundary,
    Boundary,
    CategoryRecord,
    ImportBatch,
    Region,
    RegisterList,
    Result,
    School,
    SchoolLink,
)
from schools.services.imports import check_file, confirm_import
from tests.factories import make_person

Rows = set[tuple[Any, ...]]


@pytest.fixture
def officer(db: None) -> User:
    return make_person("Dewi Data", email="dewi@demo.example")


@pytest.fixture
def check(region: Region, officer: User) -> Callable[..., ImportBatch]:
    def run(file_name: str, content: bytes, **more: Any) -> ImportBatch:
        return check_file(content=content, file_name=file_name, region=region, by=officer, **more)

    return run


@pytest.fixture
def store(check: Callable[..., ImportBatch], officer: User) -> Callable[..., ImportBatch]:
    """Check and confirm; where there is nothing new, the checked batch comes back as it is."""

    def run(file_name: str, content: bytes, **more: Any) -> ImportBatch:
        batch = check(file_name, content, **more)
        assert batch.state == "checked", batch.problems
        if batch.counts["confirmable"]:
            confirm_import(batch, by=officer)
        return batch

    return run


@pytest.fixture
def store_path(store: Callable[..., ImportBatch]) -> Callable[[Path], ImportBatch]:
    return lambda path: store(path.name, path.read_bytes())


def snapshot() -> dict[str, Rows]:
    """Everything that imports write, by natural keys: no ids, and not which batch wrote it."""
    return {
        "schools": {
            (*row[:-2], tuple(sorted(row[-2].items())), row[-1] is not None)
            for row in School.objects.values_list(
                "number", "published_name", "name_en", "name_cy", "sort_en", "sort_cy", "search",
                "authority__code", "phase", "medium", "governance", "age_range", "religious_character",
                "address", "town", "postcode", "phone", "latitude", "longitude", "listed_on",
                "first_listed_on", "opened_on", "closed_on", "fact_dates", "scope",
            )
        },
        "results": set(
            Result.objects.values_list(
                "school__number", "indicator__code", "year", "group", "part", "value", "numerator", "cohort",
                "missing", "release__slug",
            )
        ),
        "categories": set(
            CategoryRecord.objects.values_list(
                "school__number", "year", "category", "standards_group", "capacity", "release__slug"
            )
        ),
        "links": set(SchoolLink.objects.values_list("predecessor__number", "successor__number", "evidence")),
        "boundaries": {
            (code, str(shape)) for code, shape in Boundary.objects.values_list("authority__code", "geometry")
        },
        "benchmarks": set(
            BenchmarkBoundary.objects.values_list(
                "indicator__code", "phase", "year", "group", "lower", "median", "upper", "version",
                "release__slug",
            )
        ),
        "lists": set(RegisterList.objects.values_list("authority__code", "listed_on")),
    }  # fmt: skip


@pytest.fixture
def django_db_reset(db: None) -> Callable[[], Any]:
    """A block after which the database is as it was before."""

    @contextmanager
    def block() -> Iterator[None]:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return block


def figures(number: str, year: int = 2025) -> dict[tuple[str, str], float | str | None]:
    """Measure and part → value, or why it is missing."""
    return {
        (result.indicator.code, result.part): result.missing or result.value
        for result in Result.objects.filter(school__number=number, year=year).select_related("indicator")
    }
