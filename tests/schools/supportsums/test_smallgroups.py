"""An attacker with every sum that is shown, and a pencil, finds no group of few schools."""

from itertools import combinations
from random import Random

import numpy as np
import pytest

from schools.comparisons.smallgroups import groups_to_show

FEWEST = 5
Cells = dict[tuple[str, str], int]


def table(random: Random) -> Cells:
    sizes = [0, 0, 1, 2, 3, 4, 5, 9, 30]
    return {(a, p): random.choice(sizes) for a in "ABCD" for p in "psn"}


def shown_sums(cells: Cells) -> tuple[list[tuple[str, str]], np.ndarray]:
    """The cells that have schools, and a row of ones and noughts for every sum that is shown."""
    found = groups_to_show(cells, fewest=FEWEST)
    order = [key for key, count in cells.items() if count]
    rows = [[1.0] * len(order)] if found.whole else []
    rows += [[float(a == authority) for a, _p in order] for authority in sorted(found.authorities, key=str)]
    rows += [[float(p == phase) for _a, p in order] for phase in sorted(found.phases, key=str)]
    return order, np.array(rows).reshape(-1, len(order))


def can_be_worked_out(rows: np.ndarray, wanted: np.ndarray) -> bool:
    """Whether adding and taking away the shown sums, any number of times each, leaves just these schools."""
    if not len(rows):
        return False
    weights = np.linalg.lstsq(rows.T, wanted, rcond=None)[0]
    return bool(np.abs(rows.T @ weights - wanted).max() < 1e-9)


def few_schools(order: list[tuple[str, str]], cells: Cells) -> list[np.ndarray]:
    """Every set of cells with fewer than five schools together."""
    small = [place for place, key in enumerate(order) if cells[key] < FEWEST]
    found = []
    for size in range(1, FEWEST):
        for places in combinations(small, size):
            if sum(cells[order[place]] for place in places) < FEWEST:
                wanted = np.zeros(len(order))
                wanted[list(places)] = 1
                found.append(wanted)
    return found


@pytest.mark.parametrize("seed", range(60))
def test_no_few_schools_can_be_worked_out(seed: int) -> None:
    cells = table(Random(seed))
    order, rows = shown_sums(cells)

    for wanted in few_schools(order, cells):
        assert not can_be_worked_out(rows, wanted), [order[place] for place in np.flatnonzero(wanted)]


def test_the_attack_succeeds_where_everything_is_shown() -> None:
    cells = {("A", "p"): 20, ("A", "s"): 3, ("B", "p"): 20}
    order = list(cells)
    rows = np.array([[1, 1, 1], [1, 1, 0], [0, 0, 1], [1, 0, 1], [0, 1, 0]], dtype=float)

    assert any(can_be_worked_out(rows, wanted) for wanted in few_schools(order, cells))


def test_what_can_be_shown_is_shown() -> None:
    cells = {("A", "p"): 20, ("A", "s"): 8, ("B", "p"): 20, ("B", "s"): 8}
    found = groups_to_show(cells, fewest=FEWEST)
    assert (found.whole, found.authorities, found.phases) == (True, {"A", "B"}, {"p", "s"})


def test_the_complement_of_a_few_is_hidden_with_them() -> None:
    cells = {("A", "p"): 20, ("B", "p"): 12, ("C", "p"): 3}
    found = groups_to_show(cells, fewest=FEWEST)
    assert found.whole
    assert found.authorities == {"A"}


def test_what_the_reader_sees_anyway_is_shown() -> None:
    found = groups_to_show({("A", "p"): 0, ("A", "n"): 0, ("B", "p"): 9}, fewest=FEWEST)
    assert (found.authorities, found.phases) == ({"A", "B"}, {"p", "n"})
    few = groups_to_show({("A", "p"): 0, ("B", "p"): 2}, fewest=FEWEST)
    assert (few.whole, few.authorities, few.phases) == (False, {"A"}, set())
