"""Rows for tests: a small fictional region on top of the reference data."""

import datetime as dt
import itertools
from typing import Any

from django.db import connection

from core.enums import ScopeKind
from core.models import RoleAssignment, Scope, User
from schools.enums import BatchState, Category, Medium, Phase, RunState
from schools.models import (
    Authority,
    CategoryRecord,
    ComparisonRun,
    ImportBatch,
    Indicator,
    Region,
    Release,
    Result,
    School,
)

START = dt.date(2020, 9, 1)
MOMENT = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)
serial = itertools.count(1)
# Of no real school, and not those that tests write out (…99…); a run of the whole suite goes round.
school_numbers = itertools.cycle(range(8000, 9900))


def make_person(name: str = "Bethan Rowlands", language: str = "en", **facts: Any) -> User:
    email = facts.pop("email", f"person{next(serial)}@demo.example")
    return User.objects.create_user(
        email=email,
        password=facts.pop("password", None),
        name=name,
        preferred_language=language,
        joined_at=MOMENT,
        **facts,
    )


def give_role(person: User, role: str, scope: Scope, **facts: Any) -> RoleAssignment:
    return RoleAssignment.objects.create(
        user=person, role=role, scope=scope, **{"starts_on": START, "ends_on": None, **facts}
    )


def make_school(
    authority: str = "681", *, name: str = "", phase: str = Phase.SECONDARY, **facts: Any
) -> School:
    owner = Authority.objects.select_related("scope").get(code=authority)
    number = facts.pop("number", f"{authority}{next(school_numbers)}")
    shown = name or f"Ysgol Brawf {number}"
    scope = Scope.create(ScopeKind.SCHOOL, owner.scope) if owner.scope else None
    return School.objects.create(
        **{
            "number": number,
            "published_name": shown,
            "name_en": shown,
            "sort_en": shown.casefold(),
            "sort_cy": shown.casefold(),
            "search": f"{shown.casefold()} {number}",
            "authority": owner,
            "scope": scope,
            "phase": phase,
            "medium": Medium.ENGLISH,
            "latitude": 51.5,
            "longitude": -3.2,
            "listed_on": dt.date(2025, 9, 10),
            **facts,
        }
    )


def a_release() -> Release:
    return Release.objects.get(slug="my-local-school-2025-09")


def make_result(school: School, indicator: str, value: float | None, **facts: Any) -> Result:
    return Result.objects.create(
        **{
            "school": school,
            "indicator": Indicator.objects.get(code=indicator),
            "year": 2025,
            "value": value,
            "missing": "" if value is not None else "not_shown",
            "release": facts.pop("release", None) or a_release(),
            **facts,
        }
    )


def make_category(school: School, year: int, category: Category) -> CategoryRecord:
    release = Release.objects.get(slug="categories-2020")
    return CategoryRecord.objects.create(school=school, year=year, category=category, release=release)


def make_batch(person: User, **facts: Any) -> ImportBatch:
    return ImportBatch.objects.create(
        **{
            "region": Region.objects.get(),
            "file_name": "schools.csv",
            "sha256": f"{next(serial):064}",
            "content": b"",
            "kind": "register",
            "state": BatchState.CHECKED,
            "checked_at": MOMENT,
            "checked_by": person,
            **facts,
        }
    )


def make_run(region: Region) -> ComparisonRun:
    """The run that is shown, with an open partition and nothing in it."""
    run = ComparisonRun.objects.create(region=region, state=RunState.BUILDING, started_at=MOMENT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT open_comparison_partition(%s)", [run.pk])
        cursor.execute("SELECT attach_comparison_partition(%s)", [run.pk])
    ComparisonRun.objects.filter(pk=run.pk).update(state=RunState.CURRENT, finished_at=MOMENT)
    run.refresh_from_db()
    return run
