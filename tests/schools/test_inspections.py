"""The inspection record: grades for inspections before 2022 alone, in the words of their time."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from core import clock
from core.errors import DomainError
from core.models import User
from schools.enums import FollowUp, GroundsKind
from schools.models import Inspection, Need, Topic
from schools.queries.inspections import in_category, newest_inspection
from schools.services.inspections import (
    InspectionChangedMeanwhile,
    change_inspection,
    enter_inspection,
    withdraw_inspection,
)
from schools.services.strengths import Inspected, state_need
from tests.personas import World

pytestmark = pytest.mark.django_db
OLD, NEW = dt.date(2018, 10, 15), dt.date(2023, 5, 8)


def entered(world: World, day: dt.date = NEW, **facts: Any) -> Inspection:
    return enter_inspection(school=world.school, inspected_on=day, by=world.people.data_officer, **facts)


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize(
    ("day", "words"),
    [(dt.date(2014, 3, 3), "Adequate"), (OLD, "Adequate and needs improvement")],
)
def test_grades_stand_in_the_words_of_their_time(world: World, day: dt.date, words: str) -> None:
    entered(world, day, grades={"leadership": 3})
    page = client_of(world.people.head).get(f"/en/schools/{world.school.number}/inspections/")
    assert f"<dd>{words}</dd>" in page.content.decode()


@pytest.mark.parametrize("day", [dt.date(2022, 1, 1), NEW, dt.date(2025, 2, 3)])
def test_no_grade_since_2022(world: World, day: dt.date) -> None:
    with pytest.raises(DomainError, match="since 2022"):
        entered(world, day, grades={"leadership": 2})
    inspection = entered(world, day)
    with pytest.raises(IntegrityError, match="graded_before_2022"), transaction.atomic():
        Inspection.objects.filter(pk=inspection.pk).update(grades={"leadership": 2})


def test_refused_with_a_sentence(world: World) -> None:
    entered(world)
    for refused, facts in (
        ("on record already", {"day": NEW}),
        ("still to come", {"day": clock.today() + dt.timedelta(days=1)}),
        ("before September 2010", {"day": dt.date(2009, 1, 5)}),
        ("were not inspected", {"day": OLD, "grades": {"learning": 2}}),
        ("before the inspection", {"day": OLD, "published_on": dt.date(2018, 1, 1)}),
        ("does not last", {"day": OLD, "follow_up": FollowUp.NONE, "follow_up_over_on": NEW}),
    ):
        with pytest.raises(DomainError, match=refused):
            entered(world, **facts)  # type: ignore[arg-type]  # as given in each case
    assert Inspection.objects.count() == 1


def test_two_editors_and_one_that_was_a_mistake(world: World) -> None:
    by, inspection = world.people.data_officer, entered(world, text_en="First")
    change_inspection(inspection=inspection, inspected_on=NEW, version=1, text_en="Second", by=by)
    with pytest.raises(InspectionChangedMeanwhile):
        change_inspection(inspection=inspection, inspected_on=NEW, version=1, text_en="Third", by=by)
    withdraw_inspection(inspection=inspection, because="Another school's", by=by)
    assert newest_inspection(world.school) is None
    assert entered(world).pk != inspection.pk


def test_a_category_lasts_until_it_is_ended(world: World) -> None:
    inspection = entered(world, follow_up=FollowUp.SPECIAL)
    assert in_category(world.school, FollowUp.SPECIAL) == inspection
    Inspection.objects.filter(pk=inspection.pk).update(follow_up_over_on=NEW)
    assert in_category(world.school, FollowUp.SPECIAL) is None


def test_the_data_officer_enters_it_in_two_steps(world: World) -> None:
    client = client_of(world.people.data_officer)
    path = f"/en/schools/{world.school.number}/inspections/new/"
    day = "?inspected_on_day=15&inspected_on_month=10&inspected_on_year=2018"
    assert b"grade_leadership" in client.get(path + day).content
    assert b"grade_" not in client.get(path + day.replace("2018", "2023")).content
    sent = {
        "inspected_on_day": 15,
        "inspected_on_month": 10,
        "inspected_on_year": 2018,
        "kind": "core",
        "follow_up": "none",
        "grade_leadership": "2",
    }
    assert client.post(path + day, sent).status_code == 302
    assert Inspection.objects.get().grades == {"leadership": 2}
    assert "October 2018" in client.get(f"/en/schools/{world.school.number}/").content.decode()


def test_a_need_cites_the_inspection_of_its_own_school(world: World) -> None:
    inspection = entered(world)
    other = enter_inspection(school=world.other_school, inspected_on=OLD, by=world.people.data_officer)

    def state(cited: Inspection, topic: Topic) -> Need:
        return state_need(
            school=world.school,
            topic=topic,
            text="Writing at length",
            urgency="year",
            wanted="Better",
            grounds=[Inspected(cited, "Writing is less strong")],
            by=world.people.head,
        )

    topics = Topic.objects.filter(parent__isnull=False)
    need = state(inspection, topics[0])
    assert need.grounds.get().kind == GroundsKind.INSPECTION
    with pytest.raises(DomainError, match="cannot be cited"):
        state(other, topics[1])
    page = client_of(world.people.adviser).get(f"/en/schools/{world.school.number}/strengths/")
    assert "Writing is less strong" in page.content.decode()
