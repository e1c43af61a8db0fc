"""The whole plan of a file: its own rows, and rows of earlier files that waited for schools it brings."""

import datetime as dt

from django.conf import settings

from schools.enums import BatchState
from schools.imports.examine import Examined, Mappings, examine
from schools.imports.facts import Asked, Facts, Known
from schools.models import ImportBatch, Region, Release
from schools.services.imports import figure_plans, school_plans
from schools.services.imports.knowledge import known_to_the_portal, remembered_mappings
from schools.services.imports.plans import Plan, Waiting

REGISTER_KINDS = {"register", "register_history", "prus"}


def read(content: bytes, file_name: str, asked: Asked, region: Region) -> tuple[Examined, Known, Mappings]:
    known, mappings = known_to_the_portal(), remembered_mappings(region)
    examined = examine(
        content,
        file_name,
        known=known,
        asked=asked,
        mappings=mappings,
        max_bytes=settings.IMPORT_MAX_BYTES,
    )
    return examined, known, mappings


def plan_of(facts: Facts, known: Known, region: Region, *, batch_id: int | None = None) -> Plan:
    numbers = set(known.phases) | {school.number for school in facts.schools}
    held_back = earlier_rows(region, numbers) if facts.kind in REGISTER_KINDS else []
    results = [*facts.results, *(fact for _batch, waiting in held_back for fact in waiting.results)]
    plan = Plan(
        schools=school_plans.school_state(),
        lists=school_plans.list_state(),
        results=figure_plans.result_state(results),
        categories=figure_plans.category_state(),
        links=figure_plans.link_state(),
        boundaries=figure_plans.boundary_state(),
        benchmarks=figure_plans.benchmark_state(),
        releases=list(facts.releases),
    )
    if facts.kind in REGISTER_KINDS:
        school_plans.plan_schools(plan, facts, batch_id=batch_id)
    published = publication_dates(facts, held_back)
    plan.set_aside = [row for row, wanted in facts.numbers.items() if not numbers.issuperset(wanted)]
    plan_rows(plan, without_rows(facts, set(plan.set_aside)), published, batch_id)
    for batch, waiting in held_back:
        plan_waiting(plan, batch, waiting, published)
    return plan


def publication_dates(facts: Facts, held_back: list[tuple[ImportBatch, Facts]]) -> dict[str, dt.date]:
    made = [
        release for source in (facts, *(waiting for _b, waiting in held_back)) for release in source.releases
    ]
    return {
        **{release.slug: release.published_on for release in made},
        **dict(Release.objects.values_list("slug", "published_on")),
    }


def plan_rows(plan: Plan, facts: Facts, published: dict[str, dt.date], batch_id: int | None) -> None:
    figure_plans.plan_results(plan, facts.results, published, batch_id)
    figure_plans.plan_categories(plan, facts.categories, published, batch_id)
    figure_plans.plan_links(plan, facts.links, batch_id)
    figure_plans.plan_boundaries(plan, facts.boundaries, batch_id)
    figure_plans.plan_benchmarks(plan, facts.benchmarks, published, batch_id)


def without_rows(facts: Facts, rows: set[int]) -> Facts:
    return Facts(
        facts.kind,
        results=[fact for fact in facts.results if fact.row not in rows],
        categories=[fact for fact in facts.categories if fact.row not in rows],
        links=[fact for fact in facts.links if fact.row not in rows],
        boundaries=facts.boundaries,
        benchmarks=facts.benchmarks,
    )


def earlier_rows(region: Region, numbers: set[str]) -> list[tuple[ImportBatch, Facts]]:
    """Stored files with rows set aside, and what those rows say whose schools are known now."""
    batches = ImportBatch.objects.filter(region=region, state=BatchState.STORED).exclude(set_aside=[])
    found = []
    for batch in batches.select_related("release").order_by("stored_at", "pk"):
        examined, _known, _mappings = read(bytes(batch.content), batch.file_name, asked_of(batch), region)
        if examined.facts is None:
            continue
        aside = {entry["row"] for entry in batch.set_aside}
        come = {
            row
            for row, wanted in examined.facts.numbers.items()
            if row in aside and numbers.issuperset(wanted)
        }
        if come:
            facts = without_rows(examined.facts, set(examined.facts.numbers) - come)
            facts.releases = examined.facts.releases
            facts.numbers = {row: examined.facts.numbers[row] for row in come}
            found.append((batch, facts))
    return found


def plan_waiting(plan: Plan, batch: ImportBatch, facts: Facts, published: dict[str, dt.date]) -> None:
    plan_rows(plan, facts, published, batch.pk)
    plan.releases += [made for made in facts.releases if made not in plan.releases]
    left = [entry for entry in batch.set_aside if entry["row"] not in facts.numbers]
    plan.waiting.append(Waiting(batch.pk, batch.file_name, len(facts.numbers), batch.set_aside, left))


def asked_of(batch: ImportBatch) -> Asked:
    return Asked(batch.year, batch.published_on, batch.release.slug if batch.release else "")
