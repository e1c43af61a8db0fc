"""Nobody works out a hidden figure from all that is shown to them. At full size: make verify-statistics."""

from dataclasses import replace

import pytest

from tests.verification.attack.collectors import gathered_by
from tests.verification.attack.region import make_attacked
from tests.verification.attack.solver import Solver, Stated, StatedTogether, Statements
from tests.verification.attack.tables import SHARE, Cell, Table

# One sees the detail of every school; the others that of their own or of none.
SEES_ALL = "consortium"
OTHERS = ["governor", "teacher", "other_head", "authority_officer", "stranger"]


@pytest.fixture
def attacked(region):
    return make_attacked(region, schools=5, seed=11)


def test_no_viewer_recovers_a_hidden_figure(attacked):
    gathered = gathered_by(getattr(attacked.people, SEES_ALL), attacked)
    hidden = stated = 0
    for name, table in attacked.tables.items():
        solver = Solver(table, gathered[name])
        assert solver.recovered() == [], (name, table, gathered[name])
        hidden, stated = hidden + len(solver.hidden()), stated + len(gathered[name].cells)
    # It had something to work with, and something to find.
    assert stated > 100
    assert hidden > 50


@pytest.mark.parametrize("viewer", OTHERS)
def test_whoever_sees_less_recovers_nothing(attacked, viewer):
    few = attacked.of([attacked.world.school.number])
    gathered = gathered_by(getattr(attacked.people, viewer), few)
    for name, table in few.tables.items():
        assert Solver(table, gathered[name]).recovered() == [], (name, table, gathered[name])


def a_table(cells: dict[tuple[int, str], tuple[int, float]], unit: str = SHARE) -> Table:
    return Table(unit, {key: Cell(*cell, is_there=bool(key[1])) for key, cell in cells.items()}, 1)


YEAR = {(2025, "all"): (40, 24), (2025, "efsm"): (4, 1), (2025, "not_efsm"): (36, 23), (2025, ""): (0, 0)}
BEFORE = {(2024, "all"): (4, 1), (2024, "efsm"): (0, 0), (2024, "not_efsm"): (4, 1), (2024, ""): (0, 0)}


def stated(table: Table, *keys: tuple[int, str]) -> Statements:
    return Statements([Stated(key, round(table.value(key) or 0, 1), 0.05) for key in keys], in_detail=True)


def test_the_group_beside_a_hidden_one_would_give_it_away():
    """The control: what rule 1 hides, given to the attacker."""
    table = a_table(YEAR)
    assert Solver(table, stated(table, (2025, "all"))).recovered() == []
    (found,) = Solver(table, stated(table, (2025, "all"), (2025, "not_efsm"))).recovered()
    assert (found.key, found.low, found.right) == ((2025, "efsm"), 1.0, 1.0)


def test_all_pupils_would_give_a_group_away_where_all_did_alike():
    """The control: what rule 2 hides."""
    alike = {key: (pupils, float(pupils)) for key, (pupils, _total) in YEAR.items()}
    table = a_table(alike)
    assert {found.key for found in Solver(table, stated(table, (2025, "all"))).recovered()} == {
        (2025, "efsm"),
        (2025, "not_efsm"),
    }


def test_three_years_together_would_give_the_one_that_is_hidden_away():
    """The control: a pooled value with one hidden year."""
    table = a_table({**YEAR, **BEFORE})
    shown = stated(table, (2025, "all"))
    assert Solver(table, shown).recovered() == []
    together = [StatedTogether("all", 2024, 2025, round(100 * 25 / 44, 1), 0.05)]
    found = Solver(table, replace(shown, together=together)).recovered([(2024, "all")])
    assert [(one.key, one.low) for one in found] == [((2024, "all"), 1.0)]
