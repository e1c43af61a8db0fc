"""The preview of a file: what it is, what it would change, what is wrong with it. Nothing is stored here."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from schools.enums import BatchState, FileKind
from schools.imports.facts import Asked, Facts
from schools.imports.problems import Problem
from schools.models import Authority, ImportBatch, Region
from schools.services.imports.planning import plan_of, read
from schools.services.imports.plans import Plan

# How many problems are kept and shown; the count is of all.
SHOWN_PROBLEMS = 200
SHOWN_CLOSING = 60
# From how many closing schools on, and from which share of the list, the list may not be complete.
MANY_CLOSING = 25
# What the person can still say about a file that was refused for the lack of it.
QUESTIONS = {"unknown_header": "columns", "year_wanted": "year", "release_wanted": "year"}
OUT_OF_RANGE = {"out_of_range", "coordinates", "far_away", "more_than_cohort", "category_year"}


@dataclass
class Preview:
    kind: str
    problems: list[Problem]
    # As stored with the batch: see `counts_of`.
    counts: dict[str, Any] = field(default_factory=dict)
    set_aside: list[dict[str, Any]] = field(default_factory=list)
    unknown_header: tuple[str, ...] = ()
    plan: Plan | None = None

    @property
    def is_refused(self) -> bool:
        return bool(self.problems)

    @property
    def is_kept(self) -> bool:
        """Whether the file itself is needed later: for confirming it, or once what it lacks is said."""
        return not self.is_refused or bool(self.asks_for)

    @property
    def asks_for(self) -> str:
        """ "columns" or "year", where the person's word would help."""
        return QUESTIONS.get(self.problems[0].code, "") if self.problems else ""

    @property
    def digest(self) -> str:
        return str(self.counts.get("digest", ""))

    @property
    def stores_anything(self) -> bool:
        return bool(self.counts.get("confirmable"))


def preview_file(
    content: bytes, file_name: str, *, asked: Asked, region: Region, batch: ImportBatch | None = None
) -> Preview:
    examined, known, _mappings = read(content, file_name, asked, region)
    facts = examined.facts
    if facts is None:
        problems = [examined.refusal] if examined.refusal else []
        return Preview(examined.kind, problems, {"problems": 1}, unknown_header=examined.unknown_header)
    if facts.problems:
        return Preview(examined.kind, facts.problems[:SHOWN_PROBLEMS], refused_counts(facts))
    plan = plan_of(facts, known, region, batch_id=batch.pk if batch else None)
    set_aside = [{"row": row, "cells": facts.cells.get(row, [])} for row in plan.set_aside]
    counts = counts_of(facts, plan)
    codes = {fact.indicator for fact in facts.results} | {fact.indicator for fact in facts.benchmarks}
    counts["measure_names"] = [
        [code, known.measures[code].name, known.measures[code].name_cy] for code in codes
    ]
    waits_already = bool(set_aside) and is_waiting_already(content, region, batch)
    counts["confirmable"] = plan.changes_anything or bool(set_aside and not waits_already)
    return Preview(examined.kind, [], counts, set_aside, plan=plan)


def is_waiting_already(content: bytes, region: Region, batch: ImportBatch | None) -> bool:
    """Whether rows of this very file wait already, set aside when it was stored before."""
    same = ImportBatch.objects.filter(
        region=region, state=BatchState.STORED, sha256=hashlib.sha256(content).hexdigest()
    )
    return same.exclude(set_aside=[]).exclude(pk=batch.pk if batch else 0).exists()


def refused_counts(facts: Facts) -> dict[str, Any]:
    codes = Counter(problem.code for problem in facts.problems)
    return {
        "rows": facts.rows,
        "schools": count_schools(facts),
        "problems": len(facts.problems),
        "out_of_range": sum(codes[code] for code in OUT_OF_RANGE),
    }


def distinct_numbers(facts: Facts) -> set[str]:
    return {number for numbers in facts.numbers.values() for number in numbers}


def count_schools(facts: Facts) -> int:
    """Schools with a category are counted within a year: by the next a school may have another number."""
    of_year = Counter(fact.year for fact in facts.categories)
    return max(of_year.values(), default=len(distinct_numbers(facts)))


def counts_of(facts: Facts, plan: Plan) -> dict[str, Any]:
    """What the preview says in numbers; JSON, kept with the batch."""
    unmatched = {number for row in plan.set_aside for number in facts.numbers[row]}
    return {
        "digest": plan.digest(),
        "rows": facts.rows,
        "schools": count_schools(facts),
        "problems": 0,
        "out_of_range": 0,
        "tables": {
            name: {outcome: state.tally[outcome] for outcome in ("new", "changed", "same", "older")}
            for name, state in plan.tables()
            if state.tally and name != "registerlist"
        },
        "set_aside": {"rows": len(plan.set_aside), "schools": len(unmatched - known_numbers(plan))},
        "header": facts.header,
        "lists": sorted({listed.listed_on.isoformat() for listed in facts.lists}),
        "measures": measures_of(facts),
        # The one list of schools with figures does not say which year they are of.
        "undated": facts.kind == FileKind.REGISTER,
        "closing": len(plan.closing),
        "closing_schools": [
            [number, name, date.isoformat()] for number, name, date in plan.closing[:SHOWN_CLOSING]
        ],
        "notes": [note.as_json() for note in [*facts.notes, *notes_of(facts, plan)]],
    }


def known_numbers(plan: Plan) -> set[str]:
    return {str(key[0]) for key in (*plan.schools.rows, *plan.schools.changes)}


def measures_of(facts: Facts) -> list[list[Any]]:
    """Measure, year, how many figures and how many without a value."""
    shown: Counter[tuple[str, int]] = Counter()
    missing: Counter[tuple[str, int]] = Counter()
    for fact in facts.results:
        counted = missing if fact.value is None else shown
        counted[fact.indicator, fact.year] += 1
    for category in facts.categories:
        shown["", category.year] += 1
    for benchmark in facts.benchmarks:
        shown[benchmark.indicator, benchmark.year] += 1
    return [
        [indicator, year, shown[indicator, year], missing[indicator, year]]
        for indicator, year in dict.fromkeys([*shown, *missing])
    ]


def notes_of(facts: Facts, plan: Plan) -> list[Problem]:
    notes = [
        Problem("waiting", facts={"file": waiting.file_name, "rows": waiting.taken})
        for waiting in plan.waiting
    ]
    notes += [
        Problem("authority_missing", facts={"name": english, "name_cy": welsh})
        for english, welsh in authorities_left_out(facts)
    ]
    if plan.set_aside:
        notes.append(Problem("set_aside", facts={"rows": len(plan.set_aside)}))
    if len(plan.closing) > max(MANY_CLOSING, len(facts.schools) // 10):
        notes.append(Problem("many_closing", facts={"count": len(plan.closing)}))
    return notes


def authorities_left_out(facts: Facts) -> list[tuple[str, str]]:
    """Names of the region's authorities of which a list of its schools names none."""
    listed = {code for listing in facts.lists for code in listing.authorities}
    ours = list(Authority.objects.exclude(region=None).values_list("code", "name_en", "name_cy"))
    if not listed & {code for code, _english, _welsh in ours}:
        return []
    return [(english, welsh) for code, english, welsh in ours if code not in listed]
