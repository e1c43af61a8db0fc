import datetime as dt

import pytest

from schools.demonstration.files import demonstration_files
from schools.demonstration.people import contacts, federations
from schools.demonstration.region import SEED, DemonstrationRegion, generate_region, last_results_year
from tests.schools.demonstration.conftest import TODAY

SMALL = 40


def contents(seed: int, today: dt.date) -> dict[str, bytes]:
    region = generate_region(seed=seed, today=today, schools=SMALL)
    return {file.name: file.content for file in demonstration_files(region)}


def test_the_same_seed_gives_the_same_files():
    assert contents(SEED, TODAY) == contents(SEED, TODAY)


def test_another_seed_gives_another_region():
    assert contents(SEED, TODAY)["schools-2026-09.csv"] != contents(SEED + 1, TODAY)["schools-2026-09.csv"]


def test_a_year_later_the_earlier_figures_stand():
    now, later = contents(SEED, TODAY), contents(SEED, TODAY.replace(year=2027))

    assert {"results-2027.csv", "schools-2027-09.csv"} <= later.keys()
    for year in (2013, 2019, 2024):
        name = f"results-{year}.csv"
        assert now[name] == later[name]


@pytest.mark.parametrize(
    ("today", "year"),
    [(dt.date(2026, 8, 31), 2025), (dt.date(2026, 9, 1), 2026), (dt.date(2028, 2, 1), 2027)],
)
def test_the_last_results_are_of_the_last_summer(today: dt.date, year: int):
    assert last_results_year(today) == year


@pytest.mark.parametrize("schools", [5, 12, 25, 120])
def test_a_thinned_region_keeps_its_shape(schools: int):
    region = generate_region(seed=SEED, today=TODAY, schools=schools)

    assert sum(school.is_open for school in region.schools) == schools
    assert region.results


def test_every_open_school_has_a_head_and_an_office(generated: DemonstrationRegion):
    groups = federations(generated.schools)
    found = contacts(SEED, generated.schools, groups)
    by_school: dict[str, dict[str, str]] = {}
    for entry in found:
        by_school.setdefault(entry.school_number, {})[entry.role] = entry.name

    assert len(by_school) == 397
    assert all({"head", "office"} <= roles.keys() for roles in by_school.values())
    assert 300 < sum("chair" in roles for roles in by_school.values()) < 397
    assert all(entry.email.endswith("@demo.example") for entry in found)
    assert all(entry.phone.startswith("01632 960") for entry in found if entry.phone)
    assert sum(entry.days_ago > 365 for entry in found) > 50


def test_federated_schools_share_their_head(generated: DemonstrationRegion):
    groups = federations(generated.schools)
    heads = {
        entry.school_number: entry.name
        for entry in contacts(SEED, generated.schools, groups)
        if entry.role == "head"
    }

    assert len(groups) == 3
    for group in groups:
        names = {heads[number] for number in group.school_numbers}
        assert (len(names) == 1) is group.shares_head
