"""Advisers' time: first visits by level, support and challenge, released heads."""

from decimal import Decimal

import pytest

from brokerage.models import ReleaseDays
from brokerage.presenting.workload import workload
from brokerage.services.visits import answer_note
from brokerage.services.workload import set_release_days
from core.errors import DomainError
from schools.enums import Permission, Role
from schools.queries.days import schools_with_days
from tests.brokerage.visits.making import make_sent
from tests.factories import give_role
from tests.personas import World

pytestmark = pytest.mark.django_db


def test_time_is_split_by_what_stands(world: World) -> None:
    people = world.people
    visit = make_sent(world.school, people.adviser)
    schools = schools_with_days(people.senior_adviser, Permission.VIEW_WORKLOAD)
    row = workload(schools).advisers[0]
    assert (row.person, row.visited, row.support_percent, row.challenge_percent) == (
        people.adviser,
        1,
        60,
        40,
    )
    assert row.spent == Decimal("0.75")

    answer_note(visit=visit, accurate=False, words="No", language="en", by=people.head)
    assert workload(schools).advisers[0].support_percent is None


def test_only_a_serving_head_is_released_and_not_by_themselves(world: World) -> None:
    people = world.people
    with pytest.raises(DomainError, match="leads no school"):
        set_release_days(person=people.adviser, days=Decimal(20), version=0, by=people.senior_adviser)
    give_role(people.other_head, Role.ADVISER, world.school.scope)
    with pytest.raises(DomainError, match="Somebody else enters"):
        set_release_days(person=people.other_head, days=Decimal(20), version=0, by=people.other_head)
    set_release_days(person=people.other_head, days=Decimal(20), version=0, by=people.senior_adviser)
    with pytest.raises(DomainError, match="Somebody else changed"):
        set_release_days(person=people.other_head, days=Decimal(90), version=0, by=people.senior_adviser)
    assert ReleaseDays.objects.get().school == world.other_school
    schools = schools_with_days(people.senior_adviser, Permission.VIEW_WORKLOAD)
    rows = {row.person: row for row in workload(schools).advisers}
    assert rows[people.other_head].own_school == world.other_school
