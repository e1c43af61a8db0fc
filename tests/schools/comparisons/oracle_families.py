"""Families by measuring every distance, written from docs/statistics.md, "Families"."""

import math
from typing import Any

from tests.schools.comparisons.generated import Facts, SchoolFact
from tests.schools.comparisons.oracle import Oracle

WELSH = {"WM", "BA", "BB", "BCH"}
NEAR = 1e-9


def families(facts: Facts) -> dict[int, dict[str, Any]]:
    oracle = Oracle(facts)
    newest = max((result.year for result in facts.results if result.value is not None), default=0)
    return {school.id: family(school, facts, oracle, newest) for school in facts.schools}


def family(own: SchoolFact, facts: Facts, oracle: Oracle, newest: int) -> dict[str, Any]:
    weights = in_force(facts, own.phase, newest)
    pool = [school for school in facts.schools if school.phase == own.phase and school.closed is None]
    known = {school.id: known_of(school, weights, oracle, newest) for school in [*pool, own]}
    share = sum(weight for code, _, weight in weights if code in known[own.id])
    empty = {"members": [], "distances": [], "close": 0, "known": share}
    if own.closed is not None:
        return {**empty, "unmatched": "closed"}
    if share < 60:
        return {**empty, "unmatched": "few_facts"}
    others = [
        school for school in pool if school is not own and known[own.id].keys() <= known[school.id].keys()
    ]
    away = {
        school.id: distance(own, school, known, weights, share, [known[one.id] for one in pool])
        for school in others
    }
    if len(others) < 5:
        return {**empty, "unmatched": "few_schools"}
    number = {school.id: school.number for school in others}
    order = sorted(away, key=lambda school: (round(away[school] / NEAR), number[school]))[:30]
    return {
        "members": order,
        "distances": [away[school] for school in order],
        "close": sum(1 for school in order if away[school] <= 0.5 + NEAR),
        "known": share,
        "unmatched": "",
    }


def in_force(facts: Facts, phase: str, newest: int) -> list[tuple[str, bool, float]]:
    for name in (phase, ""):
        dated = [year for year in facts.weights.get(name, {}) if year <= newest]
        if dated:
            return facts.weights[name][max(dated)]
    return []


def known_of(school: SchoolFact, weights: Any, oracle: Oracle, newest: int) -> dict[str, float]:
    found = {}
    for code, logarithmic, _ in weights:
        for year in (newest, newest - 1, newest - 2):
            result = oracle.known.get((school.id, oracle.by_code[code], year, "", "all"))
            if result:
                if not logarithmic:
                    found[code] = result.value
                elif result.value > 0:
                    found[code] = math.log(result.value)
                break
    return found


def distance(own: SchoolFact, other: SchoolFact, known: Any, weights: Any, share: float, pool: Any) -> float:
    square = 1.0 if (own.medium in WELSH) != (other.medium in WELSH) else 0.0
    for code, _, weight in weights:
        if code not in known[own.id]:
            continue
        values = [facts[code] for facts in pool if code in facts]
        mean = math.fsum(values) / len(values)
        spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))
        if spread:
            step = (known[own.id][code] - known[other.id][code]) / spread
            square += weight / share * step**2
    return math.sqrt(square)
