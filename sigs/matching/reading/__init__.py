"""The Problem of the schools that are asked for, read from the tables.

Beside it, what whoever composes should know: the year that the stages are of, schools whose stage is not
known, schools without coordinates, and the pairs that are apart by their facts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from django.conf import settings

from schools.enums import Medium
from schools.models import School
from schools.queries import strengths, topics
from schools.queries.register import newest_figures
from sigs.enums import StageSource
from sigs.matching.problem import NONE, Flags, Problem
from sigs.matching.reading.journeys import journeys
from sigs.matching.reading.stages import stages
from sigs.matching.reading.ties import clusters, last_year_groups, same_head
from sigs.matching.rules import Rules
from sigs.queries.wishes import cannot_pairs, wished_pairs

# The share by which intakes are told apart.
INTAKE = ("fsm", "")


@dataclass(frozen=True)
class Reading:
    problem: Problem
    # The newest year of the stages; None: nobody has one.
    stage_year: int | None
    # Schools whose stage is of an earlier year.
    stage_earlier: tuple[int, ...]
    stage_unknown: tuple[int, ...]
    not_located: tuple[int, ...]
    same_head: tuple[tuple[int, int], ...]
    cannot: tuple[tuple[int, int], ...]


def read(
    *,
    schools: Iterable[School],
    year: int,
    source: StageSource,
    rules: Rules,
    apart_same_head: bool = True,
    apart_as_wished: bool = True,
) -> Reading:
    """`year`: the year that is composed for; wishes are of it, last year's groups of the one before. Rules
    that name schools which are not among these are left out."""
    rows = sorted(schools, key=lambda school: school.pk)
    ids = [school.pk for school in rows]
    found_stages = stages(ids, source)
    where = journeys(
        rows, detour=settings.JOURNEY_DETOUR_PERCENT / 100, km_per_hour=settings.JOURNEY_KM_PER_HOUR
    )
    last = last_year_groups(year, ids)
    heads = same_head(ids) if apart_same_head else ()
    cannot = cannot_pairs(year, ids) if apart_as_wished else ()
    areas = [area.pk for area in topics.areas()]
    strong_and_weak = strengths.strong_and_weak(ids)
    authorities = sorted({school.authority_id for school in rows})
    shares = newest_figures(ids, [INTAKE[0]])
    problem = Problem(
        ids=tuple(ids),
        names=tuple(school.name_en for school in rows),
        rules=of_these(rules, set(ids), (*heads, *cannot)),
        authorities=tuple(authorities),
        areas=tuple(areas),
        authority=np.array([authorities.index(school.authority_id) for school in rows], dtype=np.int64),
        stage=np.array([found_stages.of.get(school, NONE) for school in ids], dtype=np.int64),
        welsh=np.array([school.medium == Medium.WELSH for school in rows], dtype=np.bool_),
        weak=flags(ids, areas, {school: weak for school, (_, weak) in strong_and_weak.items()}),
        strong=flags(ids, areas, {school: strong for school, (strong, _) in strong_and_weak.items()}),
        minutes=where.minutes,
        located=where.located,
        intake=np.array(
            [shares[school][INTAKE].value if INTAKE in shares.get(school, {}) else np.nan for school in ids],
            dtype=np.float64,
        ),
        wishes=wished_pairs(year, ids),
        last_groups=last.groups,
        last=np.array([last.of.get(school, NONE) for school in ids], dtype=np.int64),
        cluster=np.array(clusters(ids), dtype=np.int64),
    )
    return Reading(
        problem=problem,
        stage_year=found_stages.year,
        stage_earlier=found_stages.earlier,
        stage_unknown=tuple(school for school in ids if school not in found_stages.of),
        not_located=tuple(
            school for school, is_known in zip(ids, where.located, strict=True) if not is_known
        ),
        same_head=heads,
        cannot=cannot,
    )


def flags(ids: list[int], areas: list[int], found: dict[int, set[int]]) -> Flags:
    return np.array(
        [[area in found.get(school, ()) for area in areas] for school in ids], dtype=np.bool_
    ).reshape(len(ids), len(areas))


def of_these(rules: Rules, ids: set[int], further_apart: tuple[tuple[int, int], ...]) -> Rules:
    """What the rules say of these schools, with the pairs that are apart by their facts. A pair that must be
    together by the rules is not kept apart by a wish or a head: whoever composes has decided."""
    together = {frozenset(pair) for pair in rules.together}
    apart = {
        tuple(sorted(pair)): pair
        for pair in (*rules.apart, *(pair for pair in further_apart if frozenset(pair) not in together))
        if ids.issuperset(pair)
    }
    return replace(
        rules,
        pins={school: number for school, number in rules.pins.items() if school in ids},
        together=tuple(pair for pair in rules.together if ids.issuperset(pair)),
        apart=tuple(apart[key] for key in sorted(apart)),
    )
