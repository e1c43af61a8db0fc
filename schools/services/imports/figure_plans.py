"""Figures, categories, links, outlines and official quartiles. A figure of an older publication never
overwrites that of a newer one; of two files of one publication the later import counts."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from schools.imports.benchmarks import version_order
from schools.imports.facts import BenchmarkFact, BoundaryFact, CategoryFact, LinkFact, ResultFact
from schools.models import BenchmarkBoundary, Boundary, CategoryRecord, Result, SchoolLink
from schools.services.imports.plans import Plan, Row, TableState

Published = Mapping[str, dt.date]


# Columns of related rows → what the plans call them.
NATURAL = {
    "school__number": "number",
    "indicator__code": "indicator",
    "release__slug": "release",
    "predecessor__number": "predecessor",
    "successor__number": "successor",
    "authority__code": "authority",
}


def state_of(rows: Iterable[Mapping[str, Any]], *key: str) -> TableState:
    """Rows with natural names, by the columns that identify one."""
    named = [{NATURAL.get(name, name): value for name, value in row.items()} for row in rows]
    return TableState({tuple(row[name] for name in key): row for row in named})


def result_state(facts: Iterable[ResultFact]) -> TableState:
    """Only the rows of the measures and years that the facts speak of."""
    wanted = {(fact.indicator, fact.year) for fact in facts}
    rows = (
        Result.objects.filter(
            indicator__code__in={indicator for indicator, _year in wanted},
            year__in={year for _indicator, year in wanted},
        )
        .order_by("pk")
        .values(
            "id", "batch_id", "year", "group", "part", "value", "numerator", "cohort", "missing",
            "school__number", "indicator__code", "release__slug",
        )
    )  # fmt: skip
    return state_of(rows, "number", "indicator", "year", "group", "part")


def category_state() -> TableState:
    rows = CategoryRecord.objects.order_by("pk").values(
        "id", "batch_id", "year", "category", "standards_group", "capacity", "school__number", "release__slug"
    )
    return state_of(rows, "number", "year")


def link_state() -> TableState:
    rows = SchoolLink.objects.order_by("pk").values(
        "id", "batch_id", "evidence", "predecessor__number", "successor__number"
    )
    return state_of(rows, "predecessor", "successor")


def boundary_state() -> TableState:
    rows = Boundary.objects.order_by("pk").values("id", "batch_id", "geometry", "authority__code")
    return state_of(rows, "authority")


def benchmark_state() -> TableState:
    rows = BenchmarkBoundary.objects.order_by("pk").values(
        "id", "batch_id", "phase", "year", "group", "lower", "median", "upper", "version", "indicator__code",
        "release__slug",
    )  # fmt: skip
    return state_of(rows, "indicator", "year", "phase", "group")


def plan_results(plan: Plan, facts: Iterable[ResultFact], published: Published, batch_id: int | None) -> None:
    for fact in facts:
        key = (fact.number, fact.indicator, fact.year, fact.group, fact.part)
        known = plan.results.get(key)
        if known and published[known["release"]] > published[fact.release]:
            plan.results.count("older")
            continue
        row = {
            "number": fact.number,
            "indicator": fact.indicator,
            "year": fact.year,
            "group": fact.group,
            "part": fact.part,
            "value": fact.value,
            "numerator": fact.numerator,
            "cohort": fact.cohort,
            "missing": fact.missing,
            "release": fact.release,
            "batch_id": batch_id,
        }
        plan.results.settle(key, keeping_id(row, known))


def plan_categories(
    plan: Plan, facts: Iterable[CategoryFact], published: Published, batch_id: int | None
) -> None:
    for fact in facts:
        key = (fact.number, fact.year)
        known = plan.categories.get(key)
        if known and published[known["release"]] > published[fact.release]:
            plan.categories.count("older")
            continue
        row = {
            "standards_group": known["standards_group"] if known else None,
            "capacity": known["capacity"] if known else "",
            **fact.given,
            "number": fact.number,
            "year": fact.year,
            "category": fact.category,
            "release": fact.release,
            "batch_id": batch_id,
        }
        plan.categories.settle(key, keeping_id(row, known))


def plan_links(plan: Plan, facts: Iterable[LinkFact], batch_id: int | None) -> None:
    for fact in facts:
        key = (fact.predecessor, fact.successor)
        row = {
            "predecessor": fact.predecessor,
            "successor": fact.successor,
            "evidence": fact.evidence,
            "batch_id": batch_id,
        }
        plan.links.settle(key, keeping_id(row, plan.links.get(key)))


def plan_boundaries(plan: Plan, facts: Iterable[BoundaryFact], batch_id: int | None) -> None:
    for fact in facts:
        row = {"authority": fact.authority, "geometry": fact.geometry, "batch_id": batch_id}
        key = (fact.authority,)
        plan.boundaries.settle(key, keeping_id(row, plan.boundaries.get(key)))


def plan_benchmarks(
    plan: Plan, facts: Iterable[BenchmarkFact], published: Published, batch_id: int | None
) -> None:
    """The tables were revised: of one publication the newer version counts, whichever comes first."""
    for fact in facts:
        key = (fact.indicator, fact.year, fact.phase, fact.group)
        known = plan.benchmarks.get(key)
        if known and age_of(known["release"], known["version"], published) > age_of(
            fact.release, fact.version, published
        ):
            plan.benchmarks.count("older")
            continue
        row = {
            "indicator": fact.indicator,
            "phase": fact.phase,
            "year": fact.year,
            "group": fact.group,
            "lower": fact.lower,
            "median": fact.median,
            "upper": fact.upper,
            "version": fact.version,
            "release": fact.release,
            "batch_id": batch_id,
        }
        plan.benchmarks.settle(key, keeping_id(row, known))


def age_of(release: str, version: str, published: Published) -> tuple[dt.date, tuple[int, ...]]:
    return published[release], version_order(version)


def keeping_id(row: Row, known: Row | None) -> Row:
    return {**row, "id": known["id"]} if known and "id" in known else row
