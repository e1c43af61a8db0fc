"""A school's measures: placed among similar schools, hidden where few pupils stand behind a figure."""

import csv
import io

import pytest
from django.test import Client

from schools.models import Indicator, Release, School
from schools.presenting.history import history
from schools.presenting.measure import measure_page
from schools.presenting.standing import findings, measure_rows
from schools.services.recompute import recompute_now
from tests.factories import make_result, make_school
from tests.personas import World

pytestmark = pytest.mark.django_db

# Seven schools elsewhere in Wales, all with 22 % eligible: group 4 of the secondary schools (above 20 to 30).
OTHERS = [360.0, 365.0, 370.0, 375.0, 380.0, 385.0, 390.0]


def place(school: School, value: float, *, cohort: int | None = 150) -> None:
    make_result(school, "fsm", 22.0)
    make_result(school, "capped9", value, cohort=cohort)


@pytest.fixture
def placed(world: World) -> World:
    for value in OTHERS:
        place(make_school("670", phase="secondary"), value)
    place(world.school, 388.0)
    recompute_now(region=world.region, by=None)
    return world


def url(school: School, *more: str) -> str:
    return "/".join(["/en/schools", school.number, "measures", "capped9", *more]) + ("" if more else "/")


def test_place_is_the_quarter_of_the_group(placed: World) -> None:
    row = next(row for row in measure_rows(placed.school, exact=False) if row.indicator.code == "capped9")
    # 388 is beyond the upper cut point of 360…390 with itself: 386 by linear interpolation.
    assert (row.quarter, row.standing.comparison.group_size) == (1, 8)
    assert row.standing.cut.q3 == pytest.approx(385.75)
    assert row.shown.text == "388.0"


def test_page_says_who_is_compared_and_draws_every_school(client: Client, placed: World) -> None:
    client.force_login(placed.people.head)
    page = client.get(url(placed.school))
    text = page.content.decode()
    assert "Capped 9 points score: 388.0" in text
    assert "Quarter 1 of 4 among 8 schools with a similar intake · as published September 2025" in text
    assert "above 20% and up to 30%" in text
    assert len(page.context["chart"].dots) == len(OTHERS)
    # Schools outside the region have no name and no link.
    assert [row.name for row in page.context["peers"]] == [placed.school.name_en]
    assert page.context["elsewhere"] == len(OTHERS)


def test_another_head_is_told_nothing(client: Client, placed: World) -> None:
    client.force_login(placed.people.other_head)
    for address in (
        url(placed.school),
        url(placed.school, "over-time") + "/",
        url(placed.school, "figures.csv"),
    ):
        assert client.get(address).status_code == 404
    assert client.get(f"/en/schools/{placed.school.number}/measures/").status_code == 404
    # The school itself, with its published figures, is open to all who are signed in.
    assert "388.0" in client.get(f"/en/schools/{placed.school.number}/").content.decode()
    assert "Quarter 1 of 4" not in client.get(f"/en/schools/{placed.school.number}/").content.decode()


@pytest.mark.parametrize(
    ("cohort", "teacher_sees", "head_sees", "placed_at_all"),
    [
        (4, "*", "388.0", False),
        (5, "388.0", "388.0", False),
        (9, "388.0", "388.0", False),
        (10, "388.0", "388.0", True),
    ],
)
def test_small_cohorts(
    world: World, cohort: int, teacher_sees: str, head_sees: str, placed_at_all: bool
) -> None:
    for value in OTHERS:
        place(make_school("670", phase="secondary"), value)
    place(world.school, 388.0, cohort=cohort)
    recompute_now(region=world.region, by=None)
    capped9 = Indicator.objects.get(code="capped9")
    seen = measure_page(world.school, capped9, "", exact=False)
    exact = measure_page(world.school, capped9, "", exact=True)
    assert years(seen) == [teacher_sees]
    assert years(exact) == [head_sees]
    assert bool(seen.place) is placed_at_all
    assert bool(exact.place) is placed_at_all


def years(page) -> list[str]:
    return [row.shown.text for row in history(page).rows]


def test_line_is_not_joined_over_a_gap_and_names_the_break(world: World) -> None:
    known = Release.objects.get(slug="address-list-2018-04")
    for year, value in ((2017, 350.0), (2018, 352.0), (2019, 357.0), (2023, 358.0), (2024, 361.0)):
        make_result(world.school, "capped9", value, year=year, release=known, cohort=150)
    recompute_now(region=world.region, by=None)
    told = history(measure_page(world.school, Indicator.objects.get(code="capped9"), "", exact=True))
    assert [row.label for row in told.rows] == [
        "2016/17",
        "2017/18",
        "2018/19",
        "2019/20",
        "2020/21",
        "2021/22",
        "2022/23",
        "2023/24",
    ]
    assert told.chart.own == [350.0, 352.0, 357.0, None, None, None, 358.0, 361.0]
    assert [(row.before, row.label) for row in told.chart.breaks] == [
        (2, "Measure changed 2019"),
        (6, "Measure changed 2023"),
    ]
    assert [(row.first, row.last) for row in told.chart.gaps] == [(3, 5)]
    assert "first entry" in told.rows[2].note


def test_merged_school_keeps_the_line_of_its_predecessor(world: World) -> None:
    known = Release.objects.get(slug="address-list-2018-04")
    before = make_school("681", name="Before", closed_on="2019-09-01")
    before.successor_links.create(successor=world.school, evidence="same postcode")
    make_result(before, "attendance", 93.0, year=2018, release=known)
    make_result(world.school, "attendance", 94.0, year=2019, release=known)
    told = history(measure_page(world.school, Indicator.objects.get(code="attendance"), "", exact=True))
    assert [(row.label, row.shown.value) for row in told.rows] == [("2017/18", 93.0), ("2018/19", 94.0)]


def test_file_holds_what_the_page_shows(client: Client, placed: World) -> None:
    client.force_login(placed.people.governor)
    text = client.get(url(placed.school, "figures.csv")).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["Year"], row["This school"]) for row in rows] == [("as published September 2025", "388.0")]


def test_missing_says_why_and_is_never_nought(client: Client, world: World) -> None:
    make_result(world.school, "capped9", None)
    client.force_login(world.people.head)
    text = client.get(f"/en/schools/{world.school.number}/").content.decode()
    assert "not shown by the publisher" in text
    page = client.get(url(world.school))
    assert page.status_code == 200
    assert "No comparison yet" in page.content.decode()


def test_measure_without_any_figure_still_answers(client: Client, world: World) -> None:
    client.force_login(world.people.head)
    for code in Indicator.objects.values_list("code", flat=True):
        for tab in ("", "over-time/", "table/"):
            address = f"/en/schools/{world.school.number}/measures/{code}/{tab}"
            assert client.get(address).status_code == 200, address


def test_one_measure_is_neither_strongest_nor_weakest(placed: World) -> None:
    rows = [row for row in measure_rows(placed.school, exact=False) if row.indicator.code == "capped9"]
    assert [str(finding.heading) for finding in findings(rows)] == ["Where you stand"]
