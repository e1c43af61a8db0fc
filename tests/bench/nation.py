"""A nation of made-up schools with complete figures, stored by COPY."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from django.db import connection

from schools.comparisons.binary import Column, Numbers, Words, reals
from schools.comparisons.vocabulary import PARTS, PUPILS
from schools.comparisons.write import copy_in
from schools.models import Authority, CategoryRecord, Indicator, Region, Release, Result, School
from schools.services.reference import DEFAULT_REFERENCE, load_reference_data

# 50 measures × 10 years × 3 groups of pupils: as many cells a school as 30 × 10 × 5.
MEASURES = 48
YEARS = range(2016, 2026)
# As many schools as the region has; the others are the rest of Wales.
OF_REGION = 400
PHASES = ["primary"] * 8 + ["secondary"] * 2


def make_nation(schools: int, seed: int = 1) -> Region:
    load_reference_data(DEFAULT_REFERENCE)
    region = Region.objects.get()
    chance = np.random.default_rng(seed)
    made = make_schools(schools, region)
    make_categories(made, chance)
    with without_checks("schools_result"):
        make_context(made, chance)
        for indicator in make_indicators():
            make_results(made, indicator, chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return region


def make_schools(count: int, region: Region) -> list[School]:
    inside = list(Authority.objects.filter(region=region).order_by("code"))
    outside = list(Authority.objects.filter(region=None).order_by("code"))
    found = []
    for number in range(count):
        authority = (inside if number < OF_REGION else outside)[number % 5]
        name = f"School {number}"
        found.append(
            School(
                number=f"{authority.code}{number:04}",
                published_name=name,
                name_en=name,
                sort_en=name,
                sort_cy=name,
                search=name,
                authority=authority,
                phase=PHASES[number % len(PHASES)],
                medium="WM" if number % 7 == 0 else "EM",
                listed_on=dt.date(2025, 9, 10),
            )
        )
    return School.objects.bulk_create(found)


def make_categories(schools: list[School], chance: np.random.Generator) -> None:
    release = Release.objects.get(slug="categories-2020")
    CategoryRecord.objects.bulk_create(
        CategoryRecord(school=school, year=year, category=category, release=release)
        for year in (2018, 2019, 2020)
        for school, category in zip(
            schools[:OF_REGION], chance.choice(["green", "yellow", "amber", "red"], OF_REGION), strict=False
        )
    )


def make_indicators() -> list[Indicator]:
    return Indicator.objects.bulk_create(
        Indicator(
            code=f"measure-{number}",
            name_en=f"Measure {number}",
            name_cy=f"Mesur {number}",
            short_en=f"Measure {number}",
            short_cy=f"Mesur {number}",
            kind="outcome",
            unit="percent",
            direction="lower" if number % 4 == 0 else "higher",
            phases=["primary", "secondary"],
            benchmarked_phases=["primary", "secondary"],
            lowest=0,
            highest=100,
        )
        for number in range(MEASURES)
    )


def make_context(schools: list[School], chance: np.random.Generator) -> None:
    for code, low, high in (("fsm", 0, 60), ("pupils", 60, 1500)):
        values = np.round(chance.uniform(low, high, len(schools) * len(YEARS)), 1)
        cohort = np.full(len(values), -1)
        store(schools, Indicator.objects.get(code=code), ["all"], values, cohort)


def make_results(schools: list[School], indicator: Indicator, chance: np.random.Generator) -> None:
    count = len(schools) * len(YEARS) * len(PUPILS)
    store(
        schools,
        indicator,
        list(PUPILS),
        np.round(np.clip(chance.normal(70, 10, count), 0, 100), 1),
        chance.integers(8, 200, count),
    )


def store(
    schools: list[School], indicator: Indicator, groups: list[str], values: np.ndarray, cohort: np.ndarray
) -> None:
    ids = np.array([school.pk for school in schools])
    school, year, group = (
        axis.ravel()
        for axis in np.meshgrid(
            ids, np.array(YEARS), np.array([PUPILS.index(group) for group in groups]), indexing="ij"
        )
    )
    count = len(values)
    columns: dict[str, Column] = {
        "school_id": Numbers(school, ">i8"),
        "indicator_id": Numbers(np.full(count, indicator.pk), ">i8"),
        "year": Numbers(year, ">i2"),
        '"group"': Words(group, PUPILS),
        "part": Words(np.zeros(count, dtype=int), PARTS),
        "value": Numbers(values, ">f8"),
        "numerator": reals(np.full(count, np.nan)),
        "cohort": Numbers(cohort, ">i4", cohort < 0),
        "missing": Words(np.zeros(count, dtype=int), ("",)),
        "release_id": Numbers(np.full(count, Release.objects.get(slug="categories-2020").pk), ">i8"),
    }
    copy_in(Result._meta.db_table, columns, count)


@contextmanager
def without_checks(table: str) -> Iterator[None]:
    """Filling is not what is measured: no audit rows and no foreign keys on this throw-away table."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'", [table]
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        yield
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
