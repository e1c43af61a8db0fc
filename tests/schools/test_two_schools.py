"""Two schools side by side: context first, displayed values only, nothing of the other but what is public."""

import csv
import io

import pytest
from django.test import Client

from schools.enums import Group
from schools.models import School
from schools.presenting.twoschools import two_schools
from schools.services.recompute import recompute_now
from tests.factories import make_school
from tests.personas import World
from tests.schools.compared import describe, publish, reachable

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(world: World) -> tuple[World, School]:
    other = make_school("674", name="Ysgol Dros y Bryn", medium="WM")
    describe(world.school, fsm=22.0, pupils=900)
    describe(other, fsm=31.5, pupils=640)
    publish(world.school, 388.0)
    publish(other, 371.0)
    publish(world.school, 92.4, code="attendance")
    publish(other, None, code="attendance", missing="not_collected", cohort=None)
    recompute_now(region=world.region, by=None)
    return world, other


def url(world: World, other: School, more: str = "", language: str = "en") -> str:
    return f"/{language}/schools/{world.school.number}/beside/{other.number}/{more}"


def test_context_stands_first_then_the_difference_in_words(two: tuple[World, School]) -> None:
    world, other = two
    page = two_schools(world.school, other)
    assert [str(row.own) for row in page.facts[:2]] == ["Secondary school", "English-medium"]
    assert [(row.indicator.code, row.difference) for row in page.context] == [
        ("fsm", "9.5 percentage points lower"),
        ("pupils", "260 higher"),
    ]
    found = {row.indicator.code: row for row in page.measures}
    assert found["capped9"].difference == "17.0 higher"
    assert (found["attendance"].other.text, str(found["attendance"].other.reason)) == (
        "–",
        "not collected that year",
    )
    assert found["attendance"].difference == "–"


def test_no_mark_of_likeness_and_a_way_to_ask(client: Client, two: tuple[World, School]) -> None:
    world, other = two
    client.force_login(world.people.head)
    text = client.get(url(world, other)).content.decode()
    assert text.index("context first") < text.index("Capped 9 points score")
    assert "names no headteacher as contact" in text
    assert "not similar" not in text
    reachable(other, world)
    text = client.get(url(world, other)).content.decode()
    assert f"/en/schools/{other.number}/contacts/" in text
    assert client.get(url(world, other, language="cy")).status_code == 200


def test_of_both_only_what_everybody_may_see(client: Client, two: tuple[World, School]) -> None:
    world, other = two
    publish(other, 311.7, group=Group.EFSM, cohort=9)
    publish(other, 374.5, group=Group.NOT_EFSM, cohort=141)
    publish(world.school, 322.2, group=Group.EFSM, cohort=9)
    recompute_now(region=world.region, by=None)
    client.force_login(world.people.head)
    for more in ("", "figures.csv", "figures.xlsx"):
        answer = client.get(url(world, other, more))
        assert b"311.7" not in answer.content
        assert b"322.2" not in answer.content


def test_who_may(client: Client, two: tuple[World, School]) -> None:
    world, other = two
    for person, status in (
        (world.people.head, 200),
        (world.people.governor, 200),
        (world.people.adviser, 200),
        (world.people.consortium, 200),
        (world.people.other_head, 404),
        (world.people.administrator, 404),
        (world.people.stranger, 404),
    ):
        client.force_login(person)
        assert client.get(url(world, other)).status_code == status, person
        assert client.get(url(world, other, "figures.csv")).status_code == status, person
    client.force_login(world.people.head)
    assert client.get(url(world, world.school)).status_code == 404
    backdrop = make_school("670")
    assert client.get(url(world, backdrop)).status_code == 404


def test_found_by_search_in_either_language(client: Client, two: tuple[World, School]) -> None:
    world, other = two
    client.force_login(world.people.head)
    page = client.get(f"/en/schools/{world.school.number}/beside/", {"q": "dros bryn"})
    assert page.context["found"] == [other]
    assert url(world, other) in page.content.decode()
    assert client.get(f"/cy/schools/{world.school.number}/beside/", {"q": "xyz"}).status_code == 200


def test_file_states_both_and_says_why_a_figure_is_missing(client: Client, two: tuple[World, School]) -> None:
    world, other = two
    client.force_login(world.people.head)
    answer = client.get(url(world, other, "figures.csv"))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    attendance = next(row for row in rows if row["Measure"] == "Attendance")
    assert attendance[world.school.name_en] == "92.4"
    assert attendance[other.name_en] == ""
    assert attendance["Note"] == "not collected that year"
