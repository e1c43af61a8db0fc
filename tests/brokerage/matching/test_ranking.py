"""One need: points that a reader can count, and rules that no points outweigh."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from brokerage.enums.matching import Rule, TermName
from brokerage.matching import Evidence, Need, Problem, Supplier, Weights, rank

FULL = Evidence(is_stated=True, is_confirmed=True, pieces=3)


def a_need(**facts: object) -> Need:
    known = {"ask_id": 1, "school_id": 1, "authority": 1, "phase": "primary", "language": "any"}
    return Need(**{"days": Decimal(8), **known, **facts})  # type: ignore[arg-type]  # plain facts of a test


def a_supplier(school: int = 2, **facts: object) -> Supplier:
    known = {"school_id": school, "offer_id": school, "authority": 2, "phase": "primary", "languages": "any"}
    return Supplier(**{"days": Decimal(10), **known, **facts})  # type: ignore[arg-type]  # as above


def a_match(
    *suppliers: Supplier,
    need: Need | None = None,
    minutes: float = 5,
    likeness: float = 1,
    evidence: Evidence = FULL,
    conflict: bool = False,
    asked: bool = False,
) -> Problem:
    shape = (1, len(suppliers))
    return Problem(
        weights=Weights(),
        needs=(need or a_need(),),
        suppliers=suppliers,
        evidence={(0, column): evidence for column in range(len(suppliers))},
        minutes=np.full(shape, float(minutes)),
        likeness=np.full(shape, float(likeness)),
        conflict=np.full(shape, conflict),
        asked=np.full(shape, asked),
        tied=np.zeros(shape, dtype=np.bool_),
    )


def got(problem: Problem, term: TermName) -> float:
    (candidate,) = rank(problem).candidates
    return next(one.got for one in candidate.terms if one.name == term)


def test_a_school_that_loses_nothing_has_a_hundred() -> None:
    (candidate,) = rank(a_match(a_supplier())).candidates
    assert candidate.points == 100
    assert candidate.weakest is None
    assert candidate.days == 8
    assert candidate.stored()["terms"] == {
        "strength": 35,
        "likeness": 20,
        "nearness": 20,
        "other_authority": 10,
        "room": 15,
    }


@pytest.mark.parametrize(
    ("minutes", "points"), [(0, 20), (5, 20), (11, 18), (24, 14), (38, 9), (65, 0), (90, 0)]
)
def test_nearness_as_it_was_drawn(minutes: float, points: float) -> None:
    assert got(a_match(a_supplier(), minutes=minutes), TermName.NEARNESS) == points


@pytest.mark.parametrize(
    ("days", "running", "points"), [(10, 0, 15), (8, 0, 15), (7, 0, 14), (4, 0, 10), (8, 1, 13)]
)
def test_room_is_days_and_partnerships(days: int, running: int, points: float) -> None:
    supplier = a_supplier(days=Decimal(days), running=running, at_once=2)
    assert got(a_match(supplier), TermName.ROOM) == points


@pytest.mark.parametrize(
    ("evidence", "points"),
    [
        (FULL, 35),
        (Evidence(is_stated=True, is_confirmed=True, pieces=2), 28),
        (Evidence(is_stated=True, is_confirmed=True, pieces=4, old=1), 33),
        (Evidence(is_stated=True, pieces=3), 28),
        (Evidence(is_stated=True, is_confirmed=True, is_fading=True, pieces=3), 25),
        (Evidence(), 14),
        (Evidence(is_wider=True), 7),
    ],
)
def test_strength_by_its_evidence(evidence: Evidence, points: float) -> None:
    assert got(a_match(a_supplier(), evidence=evidence), TermName.STRENGTH) == pytest.approx(points, abs=0.51)


def test_what_is_not_known_counts_half() -> None:
    problem = a_match(a_supplier(), minutes=np.nan, likeness=np.nan)
    assert got(problem, TermName.LIKENESS) == got(problem, TermName.NEARNESS) == 10


@pytest.mark.parametrize(
    ("problem", "rule"),
    [
        (a_match(a_supplier(phase="secondary")), Rule.PHASE),
        (a_match(a_supplier(languages="en"), need=a_need(language="cy")), Rule.LANGUAGE),
        (a_match(a_supplier(), need=a_need(most_minutes=20), minutes=21), Rule.DISTANCE),
        (a_match(a_supplier(most_minutes=20), minutes=21), Rule.DISTANCE),
        (a_match(a_supplier(), conflict=True), Rule.CONFLICT),
        (a_match(a_supplier(), asked=True), Rule.ASKED),
        (a_match(a_supplier(is_paused=True)), Rule.PAUSED),
        (a_match(a_supplier(days=Decimal("3.75"))), Rule.DAYS),
        (a_match(a_supplier(promised=Decimal(10))), Rule.DAYS),
        # A ceiling that was lowered after days were promised.
        (a_match(a_supplier(days=Decimal(2), promised=Decimal(5))), Rule.DAYS),
        (a_match(a_supplier(out_left=Decimal(2))), Rule.OUT),
        (a_match(a_supplier(running=2)), Rule.FULL),
    ],
)
def test_no_points_outweigh_a_rule(problem: Problem, rule: Rule) -> None:
    found = rank(problem)
    assert found.candidates == ()
    assert found.blocked == {rule: (2,)}
    assert found.relaxed[rule].schools == (2,)
    assert found.main_block == rule


def test_a_school_never_helps_itself() -> None:
    found = rank(a_match(a_supplier(1)))
    assert (found.candidates, found.blocked, found.offering) == ((), {}, 0)
    assert found.main_block == Rule.NOBODY


def test_relaxing_helps_only_those_whom_nothing_else_stops() -> None:
    found = rank(
        a_match(
            a_supplier(2, languages="en", days=Decimal(1)),
            a_supplier(3, languages="en"),
            need=a_need(language="cy"),
        )
    )
    assert found.blocked == {Rule.LANGUAGE: (3, 2)}
    assert found.relaxed[Rule.LANGUAGE].schools == (3,)
    assert Rule.DAYS not in found.relaxed


def test_what_a_limit_lacks() -> None:
    far = rank(a_match(a_supplier(), need=a_need(most_minutes=20), minutes=32))
    assert far.relaxed[Rule.DISTANCE].least == 12
    few = rank(a_match(a_supplier(days=Decimal(3))))
    assert few.relaxed[Rule.DAYS].least == 1


def test_the_order_hangs_on_nothing_but_the_facts() -> None:
    problem = a_match(a_supplier(4), a_supplier(3), a_supplier(2, authority=1))
    assert [one.school_id for one in rank(problem).candidates] == [3, 4, 2]
    nearer = replace(problem, minutes=np.array([[3.0, 5.0, 5.0]]))
    assert [one.school_id for one in rank(nearer).candidates] == [4, 3, 2]


def test_in_what_a_school_is_best() -> None:
    first, second = rank(a_match(a_supplier(2), a_supplier(3, authority=1))).candidates
    assert first.best_in == (TermName.OTHER_AUTHORITY,)
    assert second.best_in == ()
    assert second.weakest is not None
    assert second.weakest.name == TermName.OTHER_AUTHORITY


def test_days_are_what_is_left_of_offer_and_ceiling() -> None:
    (candidate,) = rank(a_match(a_supplier(out_left=Decimal(5)))).candidates
    assert candidate.days == 5
    assert candidate.days_left == 10
