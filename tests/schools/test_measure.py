"""A school's measure now: placed among its family, hidden where few pupils stand behind a figure, and a
sentence for everything that cannot be shown."""

import csv
import io

import pytest
from django.test import Client

from schools.enums import Group
from schools.models import Indicator, School
from schools.presenting.now import now
from schools.presenting.ordinal import ordinal
from schools.presenting.standing import findings, measure_rows, moved_rows
from schools.services.recompute import recompute_now
from tests.factories import make_result, make_school
from tests.personas import World
from tests.schools.compared import describe, others, page_of, publish, welsh

pytestmark = pytest.mark.django_db

# Seven schools elsewhere in Wales, as like the own one as can be.
OTHERS = [360.0, 365.0, 370.0, 375.0, 380.0, 385.0, 390.0]
TABS = ("", "over-time/", "learn-from/", "gap/", "table/")


@pytest.fixture
def placed(world: World) -> World:
    others(OTHERS)
    describe(world.school)
    publish(world.school, 388.0)
    recompute_now(region=world.region, by=None)
    return world


def url(school: School, *more: str, language: str = "en", code: str = "capped9") -> str:
    return "/".join([f"/{language}/schools", school.number, "measures", code, *more]) + ("" if more else "/")


def said(school: School, **facts) -> list[str]:
    return now(page_of(school, **facts)).why_no_place


def test_place_and_quarter_are_those_among_the_family(placed: World) -> None:
    found = now(page_of(placed.school))
    # 388 is beyond the upper cut point of 360…390 with itself: 385.75 by linear interpolation.
    assert found.spread.q3 == pytest.approx(385.75)
    assert found.heading == "In the most favourable quarter of similar schools"
    assert found.place == "2nd of 8 similar schools"
    assert found.lead.startswith("2nd of 8 similar schools · 2024/25 · 150 pupils · higher is better")
    with welsh():
        assert "2il" in found.place


def test_schools_with_the_same_shown_figure_share_a_place(world: World) -> None:
    others([360.0, 370.0, 380.0, 388.04, 388.01, 400.0])
    describe(world.school)
    publish(world.school, 388.0)
    recompute_now(region=world.region, by=None)
    assert now(page_of(world.school)).place == "Joint 2nd of 7 similar schools"


def test_page_says_who_is_compared_and_draws_every_school(client: Client, placed: World) -> None:
    client.force_login(placed.people.head)
    page = client.get(url(placed.school))
    text = page.content.decode()
    assert "Capped 9 points score: 388.0" in text
    assert "Compared with the 7 schools in Wales most like this one" in text
    assert "What makes a school similar" in text
    assert "Computed by the portal, not an official benchmark." in text
    assert len(page.context["now"].chart.dots) == len(OTHERS)
    # Schools outside the region have no name and no link.
    assert [row.name for row in page.context["now"].rows] == [placed.school.name_en]
    assert "7 more schools, elsewhere in Wales, count without their names." in text


def test_another_head_is_told_nothing(client: Client, placed: World) -> None:
    client.force_login(placed.people.other_head)
    assert client.get(url(placed.school)).status_code == 404
    for tab in TABS[1:]:
        assert client.get(url(placed.school) + tab).status_code == 404, tab
    assert client.get(url(placed.school, "figures.csv")).status_code == 404
    assert client.get(f"/en/schools/{placed.school.number}/measures/").status_code == 404
    # The school itself, with its published figures, is open to all who are signed in.
    text = client.get(f"/en/schools/{placed.school.number}/").content.decode()
    assert "388.0" in text
    assert "similar schools" not in text


@pytest.mark.parametrize(
    ("cohort", "teacher_sees", "head_sees", "is_placed"),
    [
        (0, "–", "–", False),
        (4, "*", "388.0", False),
        (5, "388.0", "388.0", False),
        (9, "388.0", "388.0", False),
        (10, "388.0", "388.0", True),
    ],
)
def test_small_cohorts(
    world: World, client: Client, cohort: int, teacher_sees: str, head_sees: str, is_placed: bool
) -> None:
    others(OTHERS)
    describe(world.school)
    publish(world.school, 388.0, cohort=cohort)
    recompute_now(region=world.region, by=None)
    for exact, sees in ((False, teacher_sees), (True, head_sees)):
        found = now(page_of(world.school, exact=exact))
        assert found.page.shown.text == sees
        assert bool(found.place) is is_placed
        assert bool(found.chart) is is_placed
        assert bool(found.benchmark) is is_placed
        assert bool(found.why_no_place) is not is_placed
    client.force_login(world.people.teacher)
    for language in ("en", "cy"):
        for tab in TABS:
            text = client.get(url(world.school, language=language) + tab).content.decode()
            assert ("388" in text) is (teacher_sees != "*" and cohort > 0), (language, tab)


def test_small_school_shows_three_years_together_and_says_why(world: World) -> None:
    others([90.0, 91.0, 92.0, 93.0, 94.0, 95.0], code="attendance")
    describe(world.school)
    for year, value, cohort in ((2023, 90.0, 8), (2024, 92.0, 8), (2025, 94.0, 8)):
        publish(world.school, value, code="attendance", year=year, cohort=cohort)
    recompute_now(region=world.region, by=None)
    page = page_of(world.school, "attendance")
    assert page.heading == "Attendance: 92.0% over the years 2022/23 to 2024/25 together"
    assert page.lead() == "24 pupils · higher is better"
    lines = " ".join(said(world.school, code="attendance"))
    assert "Only 8 pupils stand behind the figure of 2024/25: 94.0%." in lines
    assert "One pupil more or less moves it by 12.5%." in lines
    assert "of 24 pupils" in lines
    assert "no rank, no quarter and no colour" in lines
    row = next(row for row in measure_rows(world.school, exact=False) if row.indicator.code == "attendance")
    assert (row.together, row.shown.text) == ("2022/23 to 2024/25", "92.0%")
    assert (row.quarter, row.benchmark, row.spread) == (None, None, None)


def test_all_values_equal(world: World) -> None:
    others([370.0] * 6)
    describe(world.school)
    publish(world.school, 370.0)
    recompute_now(region=world.region, by=None)
    found = now(page_of(world.school))
    assert found.heading == "All of these schools have the same figure"
    assert found.place == "Joint 1st of 7 similar schools"
    assert "nothing tells them apart" in found.why_no_place[0]
    assert found.chart


def test_one_school_alone(world: World) -> None:
    describe(world.school)
    publish(world.school, 370.0)
    recompute_now(region=world.region, by=None)
    found = now(page_of(world.school))
    assert (found.place, found.chart, found.spread) == ("", None, None)
    assert found.why_no_place[0] == (
        "There are too few schools of its kind in Wales to find schools like it."
    )


def test_too_few_of_the_family_have_the_figure(world: World) -> None:
    others(OTHERS[:3])
    for number in range(4):
        describe(make_school("670", name=f"Heb ffigur {number}"))
    describe(world.school)
    publish(world.school, 370.0)
    recompute_now(region=world.region, by=None)
    found = now(page_of(world.school))
    assert (found.place, found.chart) == ("", None)
    assert found.why_no_place[0].startswith("Only 3 other schools have a figure of this year")


def test_missing_says_why_and_is_never_nought(client: Client, world: World) -> None:
    make_result(world.school, "capped9", None)
    client.force_login(world.people.head)
    text = client.get(f"/en/schools/{world.school.number}/").content.decode()
    assert "not shown by the publisher" in text
    page = client.get(url(world.school))
    assert "not shown by the publisher" in page.content.decode()
    assert page.context["page"].heading == "Capped 9 points score"


def test_measure_without_any_figure_still_answers(client: Client, world: World) -> None:
    client.force_login(world.people.head)
    for code in Indicator.objects.values_list("code", flat=True):
        for tab in TABS:
            for language in ("en", "cy"):
                address = url(world.school, language=language, code=code) + tab
                assert client.get(address).status_code == 200, address
    text = client.get(url(world.school)).content.decode()
    assert "No figure of this measure has been imported for this school." in text


def test_a_closed_school_says_so(world: World) -> None:
    others(OTHERS)
    describe(world.school)
    publish(world.school, 388.0)
    School.objects.filter(pk=world.school.pk).update(closed_on="2026-09-01")
    recompute_now(region=world.region, by=None)
    assert said(world.school) == ["This school is closed, so no schools like it are looked for any more."]


def test_withheld_assessments_are_for_those_who_see_exact_figures(client: Client, world: World) -> None:
    for year, value in ((2017, 81.5), (2019, 87.5)):
        publish(world.school, value, code="csi_ks3", year=year)
    recompute_now(region=world.region, by=None)
    client.force_login(world.people.head)
    assert "87.5" in client.get(url(world.school, code="csi_ks3") + "table/").content.decode()
    client.force_login(world.people.governor)
    for tab in TABS:
        text = client.get(url(world.school, code="csi_ks3") + tab).content.decode()
        assert "87.5" not in text, tab
    text = client.get(url(world.school, code="csi_ks3") + "table/").content.decode()
    assert "Teacher assessment of these years is not published by school" in text
    assert "81.5" in text


def test_files_hold_what_the_page_shows_and_with_whom_it_compares(client: Client, placed: World) -> None:
    client.force_login(placed.people.governor)
    stated = "Compared with the 7 schools in Wales most like this one"
    for tab, expected in (
        ("table", ("2024/25", "388.0")),
        ("history", ("2024/25", "388.0")),
        ("now", ("2024/25", "388.0")),
    ):
        answer = client.get(url(placed.school, "figures.csv"), {"tab": tab})
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert len(rows) == 1, tab
        assert expected[0] in rows[0].values()
        assert expected[1] in rows[0].values()
        assert rows[0]["Compared with"] == stated
    assert client.get(url(placed.school, "figures.xlsx"), {"tab": "gap"}).status_code == 200
    assert client.get(url(placed.school, "figures.pdf")).status_code == 404


def test_one_measure_is_neither_strongest_nor_weakest(placed: World) -> None:
    rows = [row for row in measure_rows(placed.school, exact=False) if row.indicator.code == "capped9"]
    assert [str(finding.heading) for finding in findings(rows)] == ["Where you stand"]


def test_strongest_and_weakest_are_by_distance_from_the_middle(world: World) -> None:
    family = others(OTHERS)
    for number, school in enumerate(family):
        publish(school, 90.0 + number, code="attendance")
    describe(world.school)
    publish(world.school, 374.0)
    publish(world.school, 99.0, code="attendance")
    recompute_now(region=world.region, by=None)
    strongest, weakest = findings(measure_rows(world.school, exact=False))[:2]
    assert strongest.sentence.startswith("Attendance: 99.0%, quarter 1 of 4 among 8 similar schools")
    assert weakest.sentence.startswith("Capped 9 points score: 374.0")


def test_since_the_last_release_never_over_a_break(world: World) -> None:
    describe(world.school, year=2023)
    for year, value in ((2022, 350.0), (2023, 352.0)):
        publish(world.school, value, year=year)
        publish(world.school, value / 4, code="attendance", year=year)
    recompute_now(region=world.region, by=None)
    moved = {found.row.indicator.code: found for found in moved_rows(measure_rows(world.school, exact=False))}
    # The series of Capped 9 starts again in 2023.
    assert set(moved) == {"attendance"}
    assert moved["attendance"].sentence == (
        "Attendance: 88.0%, 0.5 percentage points higher than the year before."
    )


def test_groups_of_pupils_are_never_the_newest_figure(world: World) -> None:
    publish(world.school, 300.0, group=Group.EFSM, cohort=20)
    recompute_now(region=world.region, by=None)
    assert page_of(world.school).result is None


@pytest.mark.parametrize(
    ("number", "english", "in_welsh"),
    [
        (1, "1st", "1af"),
        (2, "2nd", "2il"),
        (3, "3rd", "3ydd"),
        (7, "7th", "7fed"),
        (11, "11th", "11eg"),
        (12, "12th", "12fed"),
        (21, "21st", "21ain"),
        (22, "22nd", "22ain"),
        (31, "31st", "31ain"),
        (40, "40th", "40fed"),
        (61, "61st", "61ain"),
    ],
)
def test_ordinals(number: int, english: str, in_welsh: str) -> None:
    assert ordinal(number) == english
    with welsh():
        assert ordinal(number) == in_welsh
