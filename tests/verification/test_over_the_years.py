"""Whoever keeps what was shown in years before, and lays it beside what is shown now, recovers nothing."""

from dataclasses import replace

import pytest

from tests.schools.comparisons.computed import Computed
from tests.schools.comparisons.generated import Facts, frames_of
from tests.verification.attack.solver import Solver, Stated, StatedTogether, Statements
from tests.verification.attack.tables import NEWEST, SHARE, Cell, Question, Table, facts_of, questions

RELEASES = range(NEWEST - 3, NEWEST + 1)
HALF = 0.05


def kept(asked: list[Question]) -> dict[tuple[int, int], Statements]:
    """All that the runs of four years displayed, by school and measure."""
    found = {(one.school, one.indicator): Statements(in_detail=True) for one in asked}
    facts = facts_of(asked)
    for newest in RELEASES:
        computed = Computed(frames_of(up_to(facts, newest)))
        for (school, indicator, year, _part, pupils), row in computed.comparisons().items():
            if (school, indicator) in found:
                stated = Stated((year, pupils), round(row["value"], 1), HALF)
                if stated not in found[school, indicator].cells:
                    found[school, indicator].cells.append(stated)
        for (school, indicator, _part, pupils), row in computed.pooled().items():
            window = pupils, row["first_year"], row["last_year"]
            found[school, indicator].together.append(StatedTogether(*window, round(row["value"], 1), HALF))
    return found


def up_to(facts: Facts, newest: int) -> Facts:
    return replace(facts, results=[result for result in facts.results if result.year <= newest])


def unravelled(asked: list[Question]) -> tuple[int, int]:
    """How many figures were recovered, and how many sums over hidden years there were to work with."""
    stated = kept(asked)
    wrong = 0
    for one in asked:
        wrong += len(Solver(one.table, stated[one.school, one.indicator]).recovered())
    return wrong, sum(len(statements.together) for statements in stated.values())


def test_nothing_is_recovered_from_the_sums_of_several_years():
    wrong, sums = unravelled(questions(60, seed=7))
    assert wrong == 0
    assert sums > 60


@pytest.mark.drills
def test_nothing_is_recovered_from_four_hundred_tables():
    assert unravelled(questions(400, seed=3))[0] == 0


def test_sums_that_overlap_would_tell_the_year_that_came():
    """The control: the newest three years, whichever they are, in each of two years."""
    pupils = {2022: (10, 6), 2023: (4, 1), 2024: (4, 3), 2025: (4, 2)}
    cells = {
        (year, group): Cell(*count, is_there=bool(group))
        for year, (all_pupils, reached) in pupils.items()
        for group, count in {
            "all": (all_pupils, float(reached)),
            "efsm": (0, 0.0),
            "not_efsm": (all_pupils, float(reached)),
            "": (0, 0.0),
        }.items()
    }
    table = Table(SHARE, cells, 1)
    shown = Statements([Stated((2022, "all"), 60.0, HALF), Stated((2022, "not_efsm"), 60.0, HALF)])
    sums = [
        StatedTogether("all", first, first + 2, round(100 * total / count, 1), HALF)
        for first, total, count in ((2022, 10, 18), (2023, 6, 12))
    ]
    assert Solver(table, replace(shown, together=sums[:1])).recovered([(2025, "all")]) == []
    (found,) = Solver(table, replace(shown, together=sums)).recovered([(2025, "all")])
    assert (found.low, found.high) == (2.0, 2.0)
