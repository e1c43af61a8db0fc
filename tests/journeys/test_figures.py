"""The published files of the region, imported and compared: what is known of it stands on the pages."""

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

import pytest

from tests.journeys.conftest import Enter
from tests.journeys.reading import follow, pairs_of, rows_of, table, words

pytestmark = [pytest.mark.browser, pytest.mark.real_data]

DataFile = Callable[[str], Path]
PUBLISHED = "as published September 2025"
# Upper bounds of the share of pupils eligible for free school meals, of the groups of primary and of
# secondary schools (domain rules, section 2).
GROUPS = {"Primary": (8, 16, 24, 32, 100), "Secondary": (10, 15, 20, 30, 100)}


def test_schools_by_authority_and_phase(enter_real: Enter) -> None:
    page = enter_real("consortium").open("/en/schools/")

    assert words(page.locator(".portal-matches")) == "372 schools"
    choices = {words(label) for label in page.locator(".portal-filters label").all()}
    assert choices >= {
        *("Bridgend 59", "Cardiff 127", "Merthyr Tydfil 24", "Rhondda Cynon Taf 109"),
        *("Vale of Glamorgan 53", "Primary 298", "Secondary 46", "All-age 10", "Special 15", "Nursery 3"),
    }


def test_categories_of_both_years_and_the_movement_between_them(enter_real: Enter) -> None:
    page = enter_real("consortium").open("/en/region/")

    categories = rows_of(table(page, "Schools in each national support category"))
    assert categories["Region, 2018/19"] == ["180", "153", "31", "11", "375"]
    assert categories["Region, 2019/20"] == ["195", "136", "38", "6", "375"]
    movement = rows_of(table(page, "From 2018/19"))
    assert {name: [cell.split()[0] for cell in cells] for name, cells in movement.items()} == {
        "Green": ["163", "14", "3", "0", "180"],
        "Yellow": ["31", "108", "14", "0", "153"],
        "Amber": ["1", "12", "17", "1", "31"],
        "Red": ["0", "2", "4", "5", "11"],
    }
    sentence = words(page.locator("section[aria-labelledby=movement]"))
    assert "293 schools stayed in their category, 50 moved to one with less support and 32" in sentence


def test_a_school_with_two_numbers_has_one_history(enter_real: Enter) -> None:
    page = enter_real("consortium").open("/en/schools/6745504/")

    assert words(page.locator("h1")) == "Ysgol Garth Olwg"
    assert pairs_of(page.locator("aside"))["2019/20"].startswith("Yellow")
    assert pairs_of(page.locator("aside"))["2018/19"] == "Yellow as 6744054"
    follow(page.get_by_role("link", name="Ysgol Gyfun Garth Olwg"))
    assert "Ysgol Garth Olwg carries on from it." in words(page.get_by_label("This school is closed"))


def test_schools_that_closed(enter_real: Enter) -> None:
    visit = enter_real("consortium")
    page = visit.open("/en/schools/?q=&status=closed&kind=schools")
    assert words(page.locator(".portal-matches")) == "32 schools"

    assert words(page.locator(".portal-chosen")).count("Closed or merged since 2018") == 1
    export = visit.context.request.get(
        visit.server + (page.get_by_role("link", name="Download CSV").get_attribute("href") or "")
    )
    numbers = [row[0] for row in csv.reader(export.text().lstrip("\ufeff").splitlines())][1:]
    assert len(numbers) == 32
    last_seen = Counter(
        "2021" if "4 February 2021" in html else "2025" if "10 September 2025" in html else "unknown"
        for html in (
            visit.context.request.get(f"{visit.server}/en/schools/{number}/").text() for number in numbers
        )
    )
    assert last_seen == {"2021": 18, "2025": 14}


def test_capped_9_and_free_school_meals(enter_real: Enter) -> None:
    page = enter_real("consortium").open("/en/region/")
    outcomes = words(page.locator("section[aria-labelledby=outcomes]"))
    assert "a correlation of −0.73, over the 52 schools that have both" in outcomes

    page = enter_real("data").open("/en/imports/")
    follow(page.get_by_role("link", name="csc_schools_2025.csv"))
    when, count, *_rest = rows_of(table(page, "Figures by measure and year"))["Capped 9 points score"]
    assert (when, count) == ("as published in September 2025", "54")
    assert "372 schools" in words(page.locator(".portal-title"))


def test_measures_say_when_they_were_published(enter_real: Enter) -> None:
    page = enter_real("head").open("/en/home/")
    assert words(page.locator("h1")) == "Cardiff High School"

    follow(page.get_by_role("link", name="Capped 9 points score", exact=True).first)
    assert PUBLISHED in words(page.locator("main"))
    assert "2024/25" not in words(page.locator("main"))


@pytest.mark.parametrize("phase", list(GROUPS))
def test_cut_points_of_attendance(phase: str, enter_real: Enter, data_file: DataFile) -> None:
    expected = cut_points(data_file("wales_schools_2025.csv"), phase)
    page = enter_real("data").open("/en/runs/")
    follow(page.locator("main tbody tr", has_text="Shown").get_by_role("link"))
    page.locator("[name=phase]").select_option(label=phase)
    follow(page.get_by_role("button", name="Apply filters"))

    shown = rows_of(table(page, f"Cut points, {PUBLISHED}"))
    groups = list(shown.values())[: len(GROUPS[phase])]
    assert {origin for *_cuts, origin in groups} == {"computed by the portal"}
    found = [[count, *map(float, cuts)] for count, *cuts, _origin in groups]
    assert found == [
        [str(len(values)), *(pytest.approx(cut, abs=0.0501) for cut in five_numbers(values))]
        for values in expected
    ]


def cut_points(file: Path, phase: str) -> list[list[float]]:
    """Attendance of all schools of the phase in Wales, by group of free school meals: read from the file
    and put together without any of the portal's own code."""
    groups: list[list[float]] = [[] for _bound in GROUPS[phase]]
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["sector"] == phase and row["attendance_pct"] and row["fsm_3yr_pct"]:
                share = float(row["fsm_3yr_pct"])
                place = next(place for place, bound in enumerate(GROUPS[phase]) if share <= bound)
                groups[place].append(float(row["attendance_pct"]))
    return groups


def five_numbers(values: list[float]) -> list[float]:
    return [min(values), *quantiles(values, n=4, method="inclusive"), max(values)]
