"""Strengths and needs of schools: who reads them, how much each counts today, and lists of them."""

from schools.queries.strengths.fading import Freshness, Rule, freshness, rule_now
from schools.queries.strengths.lists import (
    counted_by_topic,
    needs_of,
    offered_in,
    open_needs_of,
    schools_in_need,
    stated_now,
    strengths_of,
    strong_and_weak,
    strong_schools,
)
from schools.queries.strengths.reading import (
    live_needs,
    live_strengths,
    need_readable,
    needs_readable,
    offered_strengths,
    side_of,
    statement_readable,
    strength_readable,
    strengths_readable,
)

__all__ = [
    "Freshness",
    "Rule",
    "counted_by_topic",
    "freshness",
    "live_needs",
    "live_strengths",
    "need_readable",
    "needs_of",
    "needs_readable",
    "offered_in",
    "offered_strengths",
    "open_needs_of",
    "rule_now",
    "schools_in_need",
    "side_of",
    "stated_now",
    "statement_readable",
    "strength_readable",
    "strengths_of",
    "strengths_readable",
    "strong_and_weak",
    "strong_schools",
]
