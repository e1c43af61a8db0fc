"""Another engine gives the same figures: the short form of `make verify-statistics`."""

import pytest

from schools.services.recompute import recompute_now
from tests.schools.comparisons.computed import Computed
from tests.schools.comparisons.generated import frames_of, make_facts
from tests.schools.comparisons.stored import store
from tests.verification.agreement import (
    SHORT,
    awkward,
    compare,
    computed_here,
    order_and_portions,
    stored_of,
    with_one_wrong_cell,
    wrong,
)
from tests.verification.engine import computed_in_sql


@pytest.mark.django_db
@pytest.mark.parametrize(("seed", "schools", "decimals"), SHORT)
def test_another_engine_gives_the_same(seed, schools, decimals):
    cells, differing = compare(make_facts(seed=seed, schools=schools, decimals=decimals))
    assert differing == []
    assert cells > 10_000


@pytest.mark.django_db
@pytest.mark.parametrize("name", awkward())
def test_another_engine_gives_the_same_of_what_is_awkward(name):
    assert compare(awkward()[name])[1] == []


@pytest.mark.django_db
def test_one_wrong_cell_is_seen():
    facts = make_facts(seed=203, schools=60)
    right = computed_in_sql(facts)
    found = computed_here(Computed(frames_of(facts)))
    assert wrong(found, right) == []
    assert len(wrong(with_one_wrong_cell(found), right)) == 1


def test_what_is_stored_is_what_another_engine_gives(region):
    facts = store(make_facts(seed=204, schools=60, indicators=3, years=3), region)
    assert wrong(stored_of(recompute_now(region=region, by=None)), computed_in_sql(facts)) == []


def test_neither_order_nor_portions_change_a_digit():
    assert list(order_and_portions(schools=60)) == []
