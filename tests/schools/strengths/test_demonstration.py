"""The demonstration states something of most schools; of real schools every text says that it is made up."""

from typing import Any

import pytest

from schools.demonstration.strengths import MADE_UP, add_strengths
from schools.demonstration.waiting import add_waiting
from schools.models import Grounds, Need, Strength
from schools.queries.attention import attention
from tests.factories import make_school
from tests.personas import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("fictional", [True, False])
def test_most_schools_have_something_to_say(world: World, fictional: bool) -> None:
    schools = [make_school("681", name=f"Ysgol {number}") for number in range(20)]
    people: Any = {"head": world.people.head, "adviser": world.people.adviser}
    count = add_strengths(schools, people, fictional=fictional)
    assert 14 <= count <= 20
    rows = [*Strength.objects.all(), *Need.objects.all()]
    assert Grounds.objects.count() == len(rows)
    assert {row.text.startswith(tuple(MADE_UP.values())) for row in rows} == {fictional}
    assert all(row.confirmed_at is None or row.confirmed_at > row.stated_at for row in rows)
    silent = [one for one in schools if not Strength.objects.filter(school=one).exists()]
    assert add_strengths([one for one in schools if one not in silent], people, fictional=fictional) == 0


def test_something_waits_for_the_first_head(world: World) -> None:
    people: Any = {"head": world.people.head, "adviser": world.people.adviser}
    for _time in range(2):
        add_waiting(world.school, people)
    waiting = {row[0]: row[2] for row in attention(world.people.head)}
    assert waiting["strengths-confirm"] == "6819901/1"
    assert waiting["needs-confirm"] == "6819901/1"
    assert waiting["strengths-true"] == "6819901/1"
