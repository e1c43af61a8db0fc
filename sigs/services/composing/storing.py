"""A result as the rows and columns of its run, and back."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from sigs.matching import Ceiling, Certainty, Measure, Result, Term
from sigs.models import CompositionRun, Placement
from sigs.services.composing.asked import Asked


def outcome(asked: Asked, result: Result) -> dict[str, Any]:
    return {
        "cost": result.cost,
        **stored_terms(result.terms),
        "group_count": asked.groups,
        "school_count": len(result.placement),
    }


def stored_terms(terms: tuple[Term, ...]) -> dict[str, Any]:
    return {
        "terms": [{"measure": str(term.measure), "normalised": term.normalised} for term in terms],
        "scoreboard": [stored_term(term) for term in terms],
    }


def stored_term(term: Term) -> dict[str, Any]:
    return {**asdict(term), "measure": str(term.measure), "certainty": str(term.certainty)}


def place(run: CompositionRun, placement: Mapping[int, int]) -> None:
    Placement.objects.bulk_create(
        Placement(run=run, school_id=school, number=number) for school, number in sorted(placement.items())
    )


def terms_of(run: CompositionRun) -> tuple[Term, ...]:
    """The scoreboard as it was stored."""
    return tuple(read_term(row) for row in run.scoreboard)


def read_term(row: Mapping[str, Any]) -> Term:
    term = Term(**row)
    return replace(term, measure=Measure(term.measure), certainty=Certainty(term.certainty))


def randoms(terms: tuple[Term, ...]) -> dict[Measure, float]:
    return {term.measure: term.random for term in terms if term.random is not None}


def ceilings_of(terms: tuple[Term, ...]) -> dict[Measure, Ceiling]:
    return {
        term.measure: Ceiling(term.possible, term.certainty) for term in terms if term.possible is not None
    }
