"""Points and rules in sentences."""

from decimal import Decimal

import pytest

from brokerage.enums.matching import Rule, TermName
from brokerage.matching import Evidence, Relaxed, Term, rank
from brokerage.wording.matching import days, lost, relaxing, why
from tests.brokerage.matching.test_ranking import FULL, a_match, a_supplier


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        (Term(TermName.ROOM, 15, 15), "Nothing lost."),
        (
            Term(TermName.NEARNESS, 20, 14, {"minutes": 24}),
            "6 points lost. It is about 24 minutes away by road.",
        ),
        (Term(TermName.OTHER_AUTHORITY, 10, 0), "10 points lost. The same authority."),
        (
            Term(TermName.ROOM, 15, 12, {"left": "7", "asked": "8.00", "running": 1}),
            "3 points lost. Days left: 7; days asked: 8. It helps in 1 partnership already.",
        ),
        (
            Term(TermName.STRENGTH, 35, 33, {"because": "old", "old": 1, "pieces": 4}),
            "2 points lost. 1 piece of the evidence is more than two years old.",
        ),
        (
            Term(TermName.LIKENESS, 20, 10, {"unknown": True}),
            "10 points lost. Too little is known of one of the two schools: half the points count.",
        ),
    ],
)
def test_what_a_loss_comes_from(term: Term, sentence: str) -> None:
    assert lost(term) == sentence


@pytest.mark.parametrize("evidence", [FULL, Evidence(), Evidence(is_wider=True), Evidence(is_stated=True)])
def test_every_loss_is_explained(evidence: Evidence) -> None:
    (candidate,) = rank(
        a_match(a_supplier(authority=1), evidence=evidence, likeness=0, minutes=70)
    ).candidates
    for term in candidate.terms:
        said = lost(term)
        assert said == "Nothing lost." or said.count(".") >= 2, said


def test_why_this_school() -> None:
    first, second = rank(a_match(a_supplier(2), a_supplier(3, authority=1, days=Decimal(4)))).candidates
    assert why(first) == "It has the most room. Its strength is well founded."
    assert "It is in the same authority." in why(second)


def test_what_giving_way_brings() -> None:
    assert relaxing(Relaxed(Rule.DISTANCE, (1, 2), 80, 12)) == (
        "Without this rule 2 schools could help. The nearest is 12 minutes beyond the limit."
    )
    assert relaxing(Relaxed(Rule.DAYS, (1,), 80, 1.0)) == (
        "Without this rule 1 school could help. Days missing at the one with most room: 1."
    )


@pytest.mark.parametrize(("value", "shown"), [("7.00", "7"), ("7.50", "7.5"), ("0.25", "0.25"), ("10", "10")])
def test_days_as_people_write_them(value: str, shown: str) -> None:
    assert days(Decimal(value)) == shown
