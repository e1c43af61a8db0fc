import pytest

from sigs.matching import Certainty, Measure, compose, precheck
from tests.conftest import REAL_DATA
from tests.sigs.matching.published import published


@pytest.mark.real_data
@pytest.mark.parametrize(("phase", "groups"), [("primary", 36), ("secondary", 10)])
def test_every_countable_ceiling_is_reached_on_the_published_region(phase, groups):
    problem = published(REAL_DATA, phase, groups=groups, rules={"authorities": 4})
    assert precheck(problem) == ()

    result = compose(problem, seed=1, iterations=1500, starts=1)

    terms = {term.measure: term for term in result.terms}
    assert result.broken == ()
    assert terms[Measure.LONE_WELSH].value == 0
    assert terms[Measure.GREEN].value == groups
    assert [
        term for term in result.terms if term.certainty == Certainty.COUNTED and not term.is_reached
    ] == []
