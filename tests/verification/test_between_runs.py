"""Figures that were imported since the run was computed give nothing away either."""

import pytest
from django.test import Client

from schools.models import Result
from schools.services.recompute import recompute_now
from tests.factories import make_result

GROUPS = {"all": (60.0, 40), "efsm": (50.0, 12), "not_efsm": (64.3, 28)}


@pytest.fixture
def school(world):
    for group, (value, cohort) in GROUPS.items():
        make_result(world.school, "l2_inclusive", value, group=group, cohort=cohort)
    recompute_now(region=world.region, by=None)
    return world.school


def shown(person, school) -> dict[str, str]:
    client = Client()
    client.force_login(person)
    answer = client.get(f"/en/schools/{school.number}/measures/l2_inclusive/figures.csv")
    rows = [row.split(",") for row in answer.getvalue().decode("utf-8-sig").splitlines()[1:]]
    return {row[1]: row[3] for row in rows}


def test_a_group_that_became_small_hides_the_other_at_once(world, school):
    assert list(shown(world.people.consortium, school).values()).count("") == 0
    Result.objects.filter(school=school, group="efsm").update(cohort=4, value=25.0)
    found = shown(world.people.consortium, school)
    assert (found.pop("All pupils"), set(found.values())) == ("60.0", {""})
    assert set(shown(world.people.head, school).values()) == {"60.0", "25.0", "64.3"}


def test_all_pupils_who_did_alike_are_hidden_at_once(world, school):
    Result.objects.filter(school=school).update(value=100.0)
    Result.objects.filter(school=school, group="efsm").update(cohort=4)
    assert set(shown(world.people.consortium, school).values()) == {""}
