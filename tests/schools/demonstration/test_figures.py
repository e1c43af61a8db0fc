import math
from statistics import correlation

import pytest

from schools.demonstration.levels import at
from schools.demonstration.region import DemonstrationRegion
from tests.schools.demonstration.figures import POINTS, Figures

# Domain rules, 3.1: Wales, or the region where it has a figure of its own.
PUBLISHED = {
    ("attendance", "primary"): {2013: 93.7, 2014: 94.8, 2015: 95.0, 2016: 94.9, 2017: 94.9, 2018: 94.6},
    ("attendance", "secondary"): {2013: 92.6, 2014: 93.6, 2015: 93.9, 2016: 94.2, 2017: 94.1, 2018: 93.9},
    ("persistent_absence", "primary"): {2014: 1.55},
    ("persistent_absence", "secondary"): {2014: 5.0, 2016: 3.9, 2017: 4.0},
    ("csi_ks2", ""): {2013: 82.3, 2014: 85.8, 2016: 88.6, 2017: 89.5},
    ("csi_ks3", ""): {2013: 76.1, 2014: 80.3, 2015: 83.6, 2016: 85.9, 2017: 87.4},
    ("foundation_phase", ""): {2014: 85.2, 2015: 86.8, 2016: 87.2, 2017: 87.3},
    ("l2_inclusive", ""): {2014: 55.4, 2015: 57.9, 2016: 60.3, 2017: 54.6, 2018: 55.1},
    ("l2", ""): {2013: 77.8, 2014: 82.3, 2015: 84.1, 2016: 84.0, 2017: 67.0, 2018: 67.0},
    ("l1", ""): {2013: 93.2, 2014: 94.0, 2015: 94.4, 2016: 95.3, 2017: 94.4, 2018: 93.7},
    ("capped9", ""): {2017: 350.9, 2018: 349.5, 2019: 354.4},
}
# Cardiff Council, summary of headline results (published_figures.csv).
CARDIFF = {
    ("attendance", "primary"): {2015: 95.2, 2018: 94.8},
    ("attendance", "secondary"): {2015: 93.9, 2018: 94.0},
    ("foundation_phase", ""): {2015: 86.7},
    ("csi_ks2", ""): {2015: 87.8},
    ("csi_ks3", ""): {2015: 83.4},
    ("l2_inclusive", ""): {2015: 59.3, 2018: 60.4},
    ("l2", ""): {2015: 81.6, 2018: 72.1},
    ("l1", ""): {2015: 92.1, 2018: 94.2},
}
# Domain rules, 3.3: what the demonstration shows for 2013 to 2018.
FREE_MEALS = {"672": (18, 20), "681": (19, 22), "675": (22, 26), "674": (21, 24), "673": (11, 14)}
TOLERANCE = 1.0


@pytest.mark.parametrize(("measure", "levels"), PUBLISHED.items())
def test_levels_by_year_are_the_published_ones(measure, levels, figures: Figures):
    indicator, stage = measure
    for year, level in levels.items():
        assert figures.mean(indicator, year, stage=stage) == pytest.approx(level, abs=TOLERANCE)


@pytest.mark.parametrize(("measure", "levels"), CARDIFF.items())
def test_cardiff_is_as_its_council_published(measure, levels, figures: Figures):
    indicator, stage = measure
    for year, level in levels.items():
        found = figures.mean(indicator, year, stage=stage, authority="681")
        assert found == pytest.approx(level, abs=0.3)


@pytest.mark.parametrize("authority", FREE_MEALS)
def test_free_meals_by_authority(authority: str, figures: Figures):
    low, high = FREE_MEALS[authority]
    for year in range(2013, 2019):
        assert low <= figures.mean("fsm", year, authority=authority) <= high


def test_about_one_in_five_is_eligible_in_2019(figures: Figures):
    assert 18 <= figures.mean("fsm", 2019) <= 20.5


def test_gaps_are_as_published(figures: Figures):
    assert figures.mean("l2_inclusive", 2016, group="efsm") == pytest.approx(35.6, abs=1)
    assert figures.gap("capped9", 2019) == pytest.approx(77.3, abs=1)
    assert 28 <= figures.gap("l2_inclusive", 2018) <= 32
    for year in (2015, 2019, 2024):
        for stage in ("primary", "secondary"):
            assert figures.gap("attendance", year, stage=stage) > 1
            assert figures.gap("persistent_absence", year, stage=stage) < -1


@pytest.mark.parametrize("year", [2017, 2018, 2019, 2023, 2024, 2025, 2026])
def test_free_meals_and_capped_9_are_correlated_as_in_2025(year: int, figures: Figures):
    meals, points = figures.values("fsm", year), figures.values("capped9", year)
    both = sorted(meals.keys() & points.keys())

    assert len(both) >= 50
    assert correlation([meals[n] for n in both], [points[n] for n in both]) == pytest.approx(-0.73, abs=0.02)


def test_attendance_falls_with_free_meals(figures: Figures):
    meals, attendance = figures.values("fsm", 2026), figures.values("attendance", 2026)
    both = [number for number in sorted(meals.keys() & attendance.keys()) if number[4] == "2"]

    assert -0.8 < correlation([meals[n] for n in both], [attendance[n] for n in both]) < -0.6


def test_schools_keep_their_place_from_year_to_year(figures: Figures):
    before, after = figures.values("capped9", 2025), figures.values("capped9", 2026)
    both = sorted(before.keys() & after.keys())

    assert 0.8 < correlation([before[n] for n in both], [after[n] for n in both]) < 0.99


def test_each_measure_has_the_years_it_was_published_for(figures: Figures):
    until_2019, since = set(range(2013, 2020)), {2023, 2024, 2025, 2026}

    assert figures.years("attendance") == figures.years("persistent_absence") == until_2019 | since
    assert figures.years("capped9") == {2017, 2018, 2019} | since
    assert figures.years("fsm") == figures.years("pupils") == set(range(2013, 2027))
    assert (
        figures.years("l2_inclusive") == figures.years("l2") == figures.years("l1") == set(range(2013, 2019))
    )
    for subject in ("literacy", "numeracy", "science", "skills_challenge"):
        assert figures.years(subject) == since


def test_no_teacher_assessment_after_2017(figures: Figures):
    for indicator in ("foundation_phase", "csi_ks2", "csi_ks3"):
        assert figures.years(indicator) == {2013, 2014, 2015, 2016, 2017}


def test_attendance_of_2020_to_2022_was_not_collected(figures: Figures):
    rows = [row for row in figures.rows if row.indicator == "attendance" and row.year in {2020, 2021, 2022}]

    assert {(row.missing, row.value) for row in rows} == {("not_collected", "")}
    assert len(rows) > 1_000


def test_a_figure_is_its_numerator_by_its_cohort(figures: Figures):
    for row in figures.rows:
        if row.value and row.numerator:
            scale = 1 if row.indicator in POINTS else 100
            assert float(row.value) == pytest.approx(
                scale * float(row.numerator) / int(row.cohort), abs=0.051
            ), row


def test_groups_add_up(figures: Figures):
    for key, groups in figures.by_cell().items():
        if len(groups) > 1:
            for place, tolerance in ((0, 0.011), (1, 0)):
                parts = groups["efsm"][place] + groups["not_efsm"][place]
                assert math.isclose(groups["all"][place], parts, abs_tol=tolerance), key


def test_every_row_belongs_to_a_year_in_which_the_school_ran(figures: Figures):
    assert all(figures.schools[row.school_number].runs_in(row.year) for row in figures.rows)


def test_there_is_something_to_hide(figures: Figures):
    cohorts = [int(row.cohort) for row in figures.rows if row.cohort]

    assert sum(0 < cohort < 5 for cohort in cohorts) > 100
    assert sum(5 <= cohort < 10 for cohort in cohorts) > 300
    assert any(row.missing == "not_shown" for row in figures.rows)


def test_the_rest_of_wales_has_what_cut_points_need(generated: DemonstrationRegion, figures: Figures):
    secondary = {school.number for school in generated.backdrop if school.phase in {"secondary", "all_age"}}
    assert {row.year for row in figures.backdrop if row.school_number not in secondary} == {2026}
    assert {row.year for row in figures.backdrop if row.school_number in secondary} == {
        2023,
        2024,
        2025,
        2026,
    }
    assert 1_000 <= len(generated.backdrop) <= 1_100
    points = [float(row.value) for row in figures.backdrop if (row.indicator, row.year) == ("capped9", 2026)]
    region = list(figures.values("capped9", 2026).values())
    assert 360 <= (sum(points) + sum(region)) / len(points + region) <= 367


def test_levels_between_the_given_years():
    assert at({2013: 10.0, 2015: 20.0}, 2014) == 15
    assert at({2013: 10.0, 2015: 20.0}, 2030) == 20
