"""The figures of `make verify-statistics`, at full size."""

import sys
from collections.abc import Callable, Iterator
from typing import Any

from schools.disclosure import IN_FULL_FROM
from schools.models import Region
from schools.services.recompute import recompute_now
from tests.bench.figures import Figure
from tests.reference import load_reference
from tests.schools.comparisons.computed import Computed
from tests.schools.comparisons.generated import Facts, frames_of, make_facts
from tests.schools.comparisons.stored import store
from tests.verification.agreement import (
    FULL,
    awkward,
    cells_of,
    compare,
    computed_here,
    order_and_portions,
    stored_of,
    with_one_wrong_cell,
    wrong,
)
from tests.verification.attack.collectors import gathered_by
from tests.verification.attack.groups import gathered_through_groups, protected, withhold_assessments
from tests.verification.attack.region import MEASURES, make_attacked
from tests.verification.attack.solver import Recovered, Solver, Stated, Statements
from tests.verification.attack.tables import GROUPS, Table
from tests.verification.engine import computed_in_sql

ENOUGH = 1_000_000
TABLES = 1000
SHARING_SCHOOLS = 60
SAID_AT_MOST = 5


def cells() -> Iterator[Figure]:
    compared, differing = 0, 0
    nations: list[Facts] = [
        make_facts(seed=seed, schools=schools, decimals=decimals) for seed, schools, decimals in FULL
    ]
    for facts in (*nations, *awkward().values()):
        cells, different = compare(facts)
        compared, differing = compared + cells, differing + len(different)
        complain(different)
    yield Figure("statistics_cells_compared", compared, ">=", ENOUGH, f"{len(nations)} nations")
    yield Figure("statistics_cells_differing", differing, "==", 0, "beyond 1e-9, arithmetic against SQL")
    yield from stored_cells()
    changed = list(order_and_portions(schools=400))
    complain(changed)
    yield Figure("statistics_digits_changed_by_order_or_portions", len(changed), "==", 0, "3 orders, 4 sizes")


def stored_cells() -> Iterator[Figure]:
    """Through the database: what pages read."""
    load_reference()
    region = Region.objects.get()
    facts = store(make_facts(seed=301, schools=400), region)
    right = computed_in_sql(facts)
    different = wrong(stored_of(recompute_now(region=region, by=None)), right)
    complain(different)
    count = sum(map(cells_of, right.values()))
    yield Figure("statistics_stored_cells_differing", len(different), "==", 0, f"of {count:,}")
    found = computed_here(Computed(frames_of(facts)))
    unseen = len(wrong(with_one_wrong_cell(found), right))
    yield Figure(
        "statistics_control_one_wrong_cell", unseen, "==", 0, "one percentile, off by 3e-9", is_control=True
    )


def attacker() -> Iterator[Figure]:
    """1,000 tables as the API, the files and the pages give them to somebody without exact rights."""
    load_reference()
    attacked = make_attacked(Region.objects.get(), schools=TABLES // len(MEASURES), seed=401)
    gathered = gathered_by(attacked.people.consortium, attacked)
    recovered = hidden = 0
    for name, table in attacked.tables.items():
        solver = Solver(table, gathered[name])
        found = solver.recovered()
        recovered, hidden = recovered + len(found), hidden + len(solver.hidden())
        complain([(name, *found)] if found else [])
    stated = sum(len(one.cells) for one in gathered.values())
    yield Figure("attacker_tables", len(attacked.tables), ">=", TABLES, f"{stated:,} figures stated")
    yield Figure("attacker_recovered", recovered, "==", 0, f"of {hidden:,} hidden figures")
    yield Figure(
        "attacker_control_given_the_groups_beside",
        sum(len(with_groups_beside(table, gathered[name])) for name, table in attacked.tables.items()),
        "==",
        0,
        "what rule 1 hides, given to the attacker",
        is_control=True,
    )


def with_groups_beside(table: Table, stated: Statements) -> list[Recovered]:
    """What the attacker finds who is shown the group of 10 or more beside a hidden one."""
    more = [
        Stated(key, round(value, 1), 0.05)
        for key, cell in table.cells.items()
        if key[1] in GROUPS and cell.pupils >= IN_FULL_FROM and (value := table.value(key)) is not None
    ]
    solver = Solver(table, Statements([*stated.cells, *more], stated.together))
    return solver.recovered()


def groups() -> Iterator[Figure]:
    """What schools share in groups, at every level, revoked and given again."""
    load_reference()
    withhold_assessments()
    attacked = make_attacked(Region.objects.get(), schools=SHARING_SCHOOLS, seed=902)
    _person, gathered = gathered_through_groups(attacked)
    sought, recovered = 0, 0
    for name, table in attacked.tables.items():
        if name[0] != attacked.world.school.number:
            keys = protected(attacked, name)
            found = Solver(table, gathered[name]).recovered(keys)
            complain(found)
            sought, recovered = sought + len(keys), recovered + len(found)
    yield Figure("sharing_hidden_figures_recovered", recovered, "==", 0, f"of {sought}")


def complain(different: list[Any]) -> None:
    for difference in different[:SAID_AT_MOST]:
        print(difference, file=sys.stderr)


PARTS: dict[str, Callable[[], Iterator[Figure]]] = {"cells": cells, "attacker": attacker, "groups": groups}
