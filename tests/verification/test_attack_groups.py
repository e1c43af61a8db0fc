"""Nobody works out a hidden figure from what schools share in groups. More of it: make verify-statistics."""

from tests.verification.attack.groups import (
    ASSESSED,
    gathered_through_groups,
    protected,
    withhold_assessments,
)
from tests.verification.attack.region import make_attacked
from tests.verification.attack.solver import Solver


def test_sharing_gives_no_hidden_figure_away(region):
    withhold_assessments()
    attacked = make_attacked(region, schools=5, seed=23)
    _person, gathered = gathered_through_groups(attacked)
    own = attacked.world.school.number
    hidden = assessed = together = 0
    for name, table in attacked.tables.items():
        if name[0] == own:
            continue
        solver = Solver(table, gathered[name])
        keys = protected(attacked, name)
        assert not solver.shown.intersection(keys), (name, table)
        assert solver.recovered(keys) == [], (name, table, gathered[name])
        hidden += len(keys)
        together += len(gathered[name].together)
        if name[1] in ASSESSED:
            assessed += len(gathered[name].cells)
            # Of teacher assessment figures of all pupils alone.
            assert {stated.key[1] for stated in gathered[name].cells} <= {"all"}
    # There was something to find, and something to find it with.
    assert hidden > 40
    assert assessed > 5
    assert together > 0
