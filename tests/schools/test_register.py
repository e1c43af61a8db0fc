"""The list of schools: found, filtered, sorted, shown on the map and exported."""

import csv
import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from schools.enums import Group
from schools.models import Comparison, Indicator
from tests.factories import make_result, make_run, make_school
from tests.personas import World

pytestmark = pytest.mark.django_db


def names(response) -> list[str]:
    return [row.school.name_en for row in response.context["rows"]]


@pytest.fixture
def schools(world: World) -> dict[str, object]:
    return {
        "ty": make_school(
            "681", name="Ysgol Tŷ Gwyn", phase="special", search="ysgol ty gwyn 6819001 cardiff"
        ),
        "bryn": make_school("674", name="Bryn Primary", phase="primary", latitude=51.65, longitude=-3.3),
        "far": make_school("672", name="Far Primary", phase="primary", latitude=51.55, longitude=-3.7),
        "closed": make_school("672", name="Old Primary", phase="primary", closed_on="2021-02-04"),
        "elsewhere": make_school("670", name="Swansea Primary", phase="primary"),
        "unit": make_school("673", name="Uned Brawf", phase="pru"),
    }


def test_first_choice_is_open_schools_of_the_region(client: Client, world: World, schools) -> None:
    client.force_login(world.people.head)
    response = client.get("/en/schools/")
    assert names(response) == [
        "Bryn Primary",
        "Far Primary",
        "Ysgol Gyfun Brawf",
        "Ysgol Gynradd Arall",
        "Ysgol Tŷ Gwyn",
    ]
    assert [row["text"] for row in response.context["chosen"]] == ["Open", "Schools"]


def test_everything_of_the_region_can_be_asked_for(client: Client, world: World, schools) -> None:
    client.force_login(world.people.head)
    shown = names(client.get("/en/schools/?q="))
    assert {"Old Primary", "Uned Brawf"} <= set(shown)
    assert "Swansea Primary" not in shown


@pytest.mark.parametrize("words", ["ty gwyn", "TŶ GWYN", "gwyn 681", "gwyn ysgol"])
def test_search_ignores_accents_case_and_order(client: Client, world: World, schools, words: str) -> None:
    client.force_login(world.people.head)
    assert names(client.get("/en/schools/", {"q": words})) == ["Ysgol Tŷ Gwyn"]


def test_choices_are_counted_among_what_the_other_filters_leave(
    client: Client, world: World, schools
) -> None:
    client.force_login(world.people.head)
    response = client.get("/en/schools/?q=&status=open&kind=schools&phase=primary")
    form = response.context["filter"].form
    counts = {value: label.split('count">')[1].split("<")[0] for value, label in form.fields["phase"].choices}
    assert counts == {"primary": "3", "secondary": "1", "special": "1"}


def test_nearest_first_with_the_distance_on_the_row(client: Client, world: World, schools) -> None:
    client.force_login(world.people.head)
    near = schools["bryn"].number
    response = client.get(f"/en/schools/?q=primary&status=open&near={near}")
    assert names(response) == ["Bryn Primary", "Far Primary"]
    # 0.1° of latitude and 0.4° of longitude at 51.55° north are 11.1 and 27.7 km.
    assert response.context["rows"][1].km == pytest.approx((11.12**2 + 27.66**2) ** 0.5, rel=0.01)
    assert "29.8 km" in response.content.decode()


def test_quarter_is_shown_only_where_detail_may_be_seen(client: Client, world: World) -> None:
    run = make_run(world.region)
    attendance = Indicator.objects.get(code="attendance")
    for school in (world.school, world.other_school):
        make_result(school, "attendance", 91.0)
        Comparison.objects.create(
            run=run,
            school=school,
            indicator=attendance,
            year=2025,
            value=91.0,
            quarter=2,
            percentile=60,
            pupils=Group.ALL,
        )
    client.force_login(world.people.head)
    found = {row.school: row.quarter for row in client.get("/en/schools/").context["rows"]}
    assert found == {world.school: 2, world.other_school: None}
    client.force_login(world.people.consortium)
    found = {row.school: row.quarter for row in client.get("/en/schools/").context["rows"]}
    assert found == {world.school: 2, world.other_school: 2}


def test_export_holds_the_filtered_schools_by_name(client: Client, world: World, schools) -> None:
    make_result(schools["far"], "pupils", 99)
    make_result(schools["bryn"], "pupils", 1)
    client.force_login(world.people.head)
    text = client.get("/en/schools/export.csv?q=primary&status=open").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["School"], row["Pupils"]) for row in rows] == [
        ("Bryn Primary", "1.0"),
        ("Far Primary", "99.0"),
    ]
    book = load_workbook(io.BytesIO(client.get("/en/schools/export.xlsx?q=primary&status=open").content))
    assert [row[1] for row in book.active.iter_rows(min_row=2, values_only=True)] == [
        "Bryn Primary",
        "Far Primary",
    ]


def test_a_school_named_like_a_formula_stays_text(client: Client, world: World) -> None:
    make_school("681", name="=1+1 School", phase="primary")
    client.force_login(world.people.head)
    text = client.get("/en/schools/export.csv").content.decode("utf-8-sig")
    assert "'=1+1 School" in text


def test_unknown_form_of_file_is_not_found(client: Client, world: World) -> None:
    client.force_login(world.people.head)
    assert client.get("/en/schools/export.ods").status_code == 404


def test_map_and_list_keep_each_others_filters(client: Client, world: World, schools) -> None:
    client.force_login(world.people.head)
    page = client.get("/en/schools/map/?q=primary&status=open")
    assert [school.name_en for _name, rows in page.context["authorities"] for school in rows] == [
        "Far Primary",
        "Bryn Primary",
    ]
    assert 'href="/en/schools/?q=primary&amp;status=open"' in page.content.decode()


def test_welsh_page_sorts_by_the_welsh_alphabet(client: Client, world: World) -> None:
    make_school("681", name="Llan", phase="primary", sort_en="llan", sort_cy="2 llan")
    make_school("681", name="Lon", phase="primary", sort_en="lon", sort_cy="1 lon")
    client.force_login(world.people.head)
    english = [
        name for name in names(client.get("/en/schools/?q=l&phase=primary")) if name in {"Llan", "Lon"}
    ]
    welsh = [name for name in names(client.get("/cy/schools/?q=l&phase=primary")) if name in {"Llan", "Lon"}]
    assert (english, welsh) == (["Llan", "Lon"], ["Lon", "Llan"])


def test_nothing_matches_says_what_to_do(client: Client, world: World) -> None:
    client.force_login(world.people.head)
    response = client.get("/en/schools/?q=xyzzy")
    assert response.status_code == 200
    assert "No school matches" in response.content.decode()


def test_figures_of_few_pupils_are_in_no_list_and_no_file(client: Client, world: World) -> None:
    """First that a figure of enough pupils is there, then that one of four is not."""
    make_result(world.school, "attendance", 87.6, cohort=150)
    make_result(world.other_school, "attendance", 76.5, cohort=4)
    client.force_login(world.people.consortium)
    page = client.get("/en/schools/").content.decode()
    file = client.get("/en/schools/export.csv").content.decode()
    for text in (page, file):
        assert "87.6" in text
        assert "76.5" not in text
    assert "*" in page
