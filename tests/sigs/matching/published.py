"""The region's schools as they are published, with stages of the last national category. Strengths, needs and
wishes are drawn, since nobody publishes them."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from sigs.matching import Problem, Rules
from sigs.matching.problem import Floats
from sigs.matching.reading.journeys import filled_in, straight_km

SECTORS = {"primary": ("Primary",), "secondary": ("Secondary", "Middle", "Special")}
STAGES = {"green": 0, "yellow": 1, "amber": 2, "red": 3}


def published(folder: Path, phase: str, *, groups: int, rules: dict[str, Any] | None = None) -> Problem:
    """Of 2025: the primary schools, or the secondary, all-age and special schools and the units."""
    schools = [row for row in rows(folder / "csc_schools_2025.csv") if row["sector"] in SECTORS[phase]]
    if phase == "secondary":
        schools.extend(unit(row) for row in rows(folder / "csc_prus_2018.csv"))
    categories = {
        row["school_number"]: row["support_category"]
        for row in sorted(
            rows(folder / "csc_school_categorisation.csv"), key=lambda row: row["academic_year"]
        )
    }
    rng = np.random.default_rng(4)
    count = len(schools)
    ids = tuple(int(row["school_number"]) for row in schools)
    authorities = sorted({row["la_code"] for row in schools})
    authority = np.array([authorities.index(row["la_code"]) for row in schools])
    north, east = numbers(schools, "latitude"), numbers(schools, "longitude")
    located = np.isfinite(north) & np.isfinite(east)
    pairs = rng.integers(0, count, (count // 4, 2)).tolist()
    return Problem(
        ids=ids,
        names=tuple(row["school_name"] for row in schools),
        rules=Rules(groups, count // groups, -(-count // groups), **(rules or {})),
        authorities=tuple(int(code) for code in authorities),
        areas=tuple(range(1, 7)),
        authority=authority,
        stage=np.array([STAGES.get(categories.get(row["school_number"], ""), -1) for row in schools]),
        welsh=np.array([row["language_medium_code"] == "WM" for row in schools]),
        weak=rng.random((count, 6)) < 0.2,
        strong=rng.random((count, 6)) < 0.15,
        minutes=filled_in(straight_km(north, east) * 1.3 * 60 / 50, located, authority),
        located=located,
        intake=numbers(schools, "fsm_3yr_pct"),
        wishes=tuple(dict.fromkeys((ids[who], ids[whom]) for who, whom in pairs if who != whom)),
        last_groups=(),
        last=np.full(count, -1),
        cluster=np.full(count, -1),
    )


def rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def unit(row: dict[str, str]) -> dict[str, str]:
    """A pupil referral unit: the list has neither coordinates nor medium."""
    named = {name: row[name.replace("_", " ").title()] for name in ("school_number", "school_name")}
    return {**named, "la_code": row["LA Code"], "language_medium_code": ""}


def numbers(schools: list[dict[str, str]], column: str) -> Floats:
    return np.array([float(row.get(column) or "nan") for row in schools])
