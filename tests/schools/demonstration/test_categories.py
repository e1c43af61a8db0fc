from collections import Counter

import numpy as np
import pytest

from schools.demonstration.categories import CategoryRow, whole_counts
from schools.demonstration.region import DemonstrationRegion

DAYS = {"green": 4, "yellow": 10, "amber": 15, "red": 25}
# Domain rules, 1.6: green, yellow, amber, red.
CARDIFF = {
    ("primary", 2016): (33, 42, 17, 5),
    ("primary", 2017): (35, 48, 13, 2),
    ("primary", 2018): (52, 36, 8, 2),
    ("secondary", 2016): (5, 4, 6, 4),
    ("secondary", 2017): (5, 6, 5, 3),
    ("secondary", 2018): (7, 9, 1, 1),
}
# Mean days of support by school, cycles of 2015 and 2020.
MEAN_DAYS = {
    ("672", "primary"): (11.0, 7.0),
    ("672", "secondary"): (11.9, 8.5),
    ("674", "primary"): (11.75, 6.9),
    ("674", "secondary"): (11.5, 10.5),
    ("675", "primary"): (13.5, 8.8),
    ("675", "secondary"): (13.9, 9.5),
    ("681", "primary"): (11.2, 7.0),
    ("681", "secondary"): (14.3, 8.2),
}


def chosen(
    region: DemonstrationRegion, *, year: int, stage: str = "", authority: str = ""
) -> list[CategoryRow]:
    return [
        row
        for row in region.categories
        if row.year == year
        and (not authority or row.authority == authority)
        and (not stage or row.phase.replace("all_age", "secondary") == stage)
    ]


@pytest.mark.parametrize(("cell", "counts"), CARDIFF.items())
def test_cardiff_has_the_published_counts(cell, counts, generated: DemonstrationRegion):
    stage, year = cell
    found = Counter(row.colour for row in chosen(generated, year=year, stage=stage, authority="681"))

    assert tuple(found[colour] for colour in DAYS) == counts


@pytest.mark.parametrize(("cell", "means"), MEAN_DAYS.items())
def test_mean_days_of_support(cell, means, generated: DemonstrationRegion):
    authority, stage = cell
    for year, mean in zip((2015, 2020), means, strict=True):
        rows = chosen(generated, year=year, stage=stage, authority=authority)
        found = sum(DAYS[row.colour] for row in rows) / len(rows)
        # Four schools cannot reach every mean.
        assert found == pytest.approx(mean, abs=0.3 if len(rows) > 4 else 0.5)


@pytest.mark.parametrize(("year", "primary", "secondary"), [(2018, 85.3, 68.3), (2019, 88.4, 69.4)])
def test_green_and_yellow_are_near_the_welsh_shares(year, primary, secondary, generated: DemonstrationRegion):
    # The mean days of the region's authorities put its secondary schools above Wales, as they were.
    for stage, share, above in (("primary", primary, 4), ("secondary", secondary, 12)):
        rows = chosen(generated, year=year, stage=stage)
        good = 100 * sum(row.colour in {"green", "yellow"} for row in rows) / len(rows)
        assert share - 2 <= good <= share + above


def test_special_schools_join_in_2017(generated: DemonstrationRegion):
    assert not chosen(generated, year=2016, stage="special")
    for year, green in ((2017, 41), (2018, 45), (2019, 52.5)):
        rows = chosen(generated, year=year, stage="special")
        assert len(rows) == 15
        share = 100 * sum(row.colour == "green" for row in rows) / 15
        assert share == pytest.approx(green, abs=4)
    assert {row.colour for row in chosen(generated, year=2019, stage="special", authority="672")} == {"green"}


def test_reds_where_they_were_reported(generated: DemonstrationRegion):
    bridgend = chosen(generated, year=2018, stage="primary", authority="672")

    assert sum(row.colour == "red" for row in bridgend) == 3
    assert not any(row.colour == "red" for row in chosen(generated, year=2019, authority="673"))


def test_the_years_are_2015_to_2020(generated: DemonstrationRegion):
    assert {row.year for row in generated.categories} == set(range(2015, 2021))
    assert not {row.phase for row in generated.categories} & {"nursery", "pru"}


def test_movement_is_plausible(generated: DemonstrationRegion):
    """Of 180 greens of 2019, 163 stayed green in the real region."""
    before = {row.school_number: row.colour for row in chosen(generated, year=2019)}
    after = {row.school_number: row.colour for row in chosen(generated, year=2020)}
    moves = Counter((before[number], after[number]) for number in before.keys() & after.keys())
    greens = sum(count for (start, _end), count in moves.items() if start == "green")

    assert 0.85 <= moves["green", "green"] / greens <= 0.96
    assert moves["green", "red"] == moves["red", "green"] == 0
    assert moves["yellow", "green"] > moves["yellow", "amber"] > 0


def test_counts_are_whole_and_complete():
    for schools in range(1, 30):
        for days in (5.0, 9.0, 14.0):
            counts = whole_counts(np.array([0.4, 0.4, 0.15, 0.05]), schools, days=days, reds=None)
            assert sum(counts) == schools
            assert min(counts) >= 0
