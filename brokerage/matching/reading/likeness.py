"""How like schools are by their intake: what a region's families of similar schools go by, as displayed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from brokerage.matching.problem import Floats
from schools.enums import Group, RunState
from schools.models import Comparison, FamilyWeight, School

# In standard deviations: from here on nothing is alike.
FAR_APART = 2.5
# Of the weights, what must be known of both schools.
ENOUGH_KNOWN = 0.5
# What is worth a word, and how many words.
WORTH_SAYING, MOST_SAID = 0.25, 2

Differences = dict[tuple[int, int], tuple[Mapping[str, Any], ...]]


@dataclass(frozen=True)
class Likeness:
    share: Floats
    differs: Differences


def likeness(ours: Sequence[School], theirs: Sequence[School]) -> Likeness:
    """Rows ours, columns theirs. Two queries."""
    found = np.full((len(ours), len(theirs)), np.nan)
    differs: Differences = {}
    if not ours or not theirs:
        return Likeness(found, differs)
    of_phase = weights_by_phase()
    indicators = {row.indicator_id: row.indicator for rows in of_phase.values() for row in rows}
    values = standard_values(of_phase, list(indicators))
    for row, school in enumerate(ours):
        weights = of_phase.get(school.phase, of_phase.get("", []))
        if not weights:
            continue
        share = np.array([one.weight for one in weights]) / sum(one.weight for one in weights)
        own = vector(values, school.pk, weights)
        others = np.array([vector(values, one.pk, weights) for one in theirs])
        apart = others - own
        known = ~np.isnan(apart)
        weight_known = (known * share).sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            distance = np.sqrt(np.nansum(apart**2 * share, axis=1) / weight_known)
        found[row] = np.where(
            weight_known >= ENOUGH_KNOWN, np.clip(1 - distance / FAR_APART, 0.0, 1.0), np.nan
        )
        for column in range(len(theirs)):
            differs[row, column] = said(apart[column], share, [indicators[w.indicator_id] for w in weights])
    return Likeness(found, differs)


def said(apart: Floats, share: Floats, indicators: Sequence[Any]) -> tuple[Mapping[str, Any], ...]:
    """In what they differ most, with which has more."""
    size = np.nan_to_num(np.abs(apart))
    order = np.argsort(-size * np.sqrt(share), kind="stable")
    return tuple(
        {
            "en": indicators[place].name_en,
            "cy": indicators[place].name_cy,
            "more": bool(apart[place] > 0),
        }
        for place in order[:MOST_SAID].tolist()
        if size[place] >= WORTH_SAYING
    )


def weights_by_phase() -> dict[str, list[FamilyWeight]]:
    """The newest of each phase; "" stands for all that have none of their own."""
    found: dict[str, list[FamilyWeight]] = {}
    for row in FamilyWeight.objects.select_related("indicator").order_by("-valid_from", "-weight"):
        known = found.setdefault(row.phase, [])
        if not known or known[0].valid_from == row.valid_from:
            known.append(row)
    return found


def standard_values(
    of_phase: Mapping[str, Sequence[FamilyWeight]], indicators: Sequence[int]
) -> dict[tuple[int, int], float]:
    """(school, measure) → its newest displayed figure in standard deviations of the region's schools."""
    rows = (
        Comparison.objects.filter(
            run__state=RunState.CURRENT,
            indicator__in=indicators,
            pupils=Group.ALL,
            part="",
            school__scope__isnull=False,
        )
        .order_by("school_id", "indicator_id", "-year")
        .distinct("school_id", "indicator_id")
        .values_list("school_id", "indicator_id", "value")
    )
    logarithmic = {row.indicator_id for rows_ in of_phase.values() for row in rows_ if row.logarithmic}
    by_indicator: dict[int, dict[int, float]] = {}
    for school, indicator, value in rows:
        shown = np.log(max(value, 1.0)) if indicator in logarithmic else value
        by_indicator.setdefault(indicator, {})[school] = float(shown)
    found = {}
    for indicator, schools in by_indicator.items():
        spread = float(np.std(list(schools.values()))) or 1.0
        mean = float(np.mean(list(schools.values())))
        for school, value in schools.items():
            found[school, indicator] = (value - mean) / spread
    return found


def vector(values: Mapping[tuple[int, int], float], school: int, weights: Sequence[FamilyWeight]) -> Floats:
    return np.array([values.get((school, one.indicator_id), np.nan) for one in weights], dtype=np.float64)
