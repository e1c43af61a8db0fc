import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from schools.demonstration.names import plain
from schools.demonstration.places import is_inside, rings
from schools.demonstration.region import DemonstrationRegion

PHASES = ("primary", "secondary", "all_age", "special", "nursery", "pru")
# Domain rules, 3.5, with ten of the secondary schools being all-age, as in 2025.
SPLIT = {
    "681": (98, 18, 0, 7, 3, 1),
    "674": (102, 10, 7, 4, 0, 1),
    "672": (48, 9, 0, 2, 0, 1),
    "673": (45, 6, 2, 1, 2, 1),
    "675": (23, 3, 1, 1, 0, 1),
}
REAL_LISTS = ("wales_schools_2025.csv", "csc_schools_2018_2021.csv")
# Words that many schools' names share.
COMMON = re.compile(
    r"\b(the|school|sch|primary|community|comprehensive|high|junior|infants?|nursery|special|catholic|roman"
    r"|church|in wales|r ?c|c ?i ?w|all through|learning centre|ysgol|gynradd|gymraeg|gyfun|gymunedol"
    r"|uwchradd|arbennig|feithrin|fabanod|iau|bob oed|y ?g ?g)\b"
)


def distinctive(name: str) -> str:
    words = re.sub(r"[^a-z ]", " ", re.sub(r"[.'’]", "", " ".join(name.lower().split())))
    return plain(COMMON.sub(" ", words))


def real_names(folder: Path) -> list[str]:
    return [
        row["school_name"]
        for file in REAL_LISTS
        for row in csv.DictReader((folder / file).open(encoding="utf-8-sig"))
    ]


def test_397_schools_are_open_split_as_proposed(generated: DemonstrationRegion):
    counts = Counter((s.authority, s.phase) for s in generated.schools if s.is_open)

    assert {authority: tuple(counts[authority, phase] for phase in PHASES) for authority in SPLIT} == SPLIT
    assert counts.total() == 397


def test_media_and_faiths_have_the_shares_of_the_region(generated: DemonstrationRegion):
    open_now = [school for school in generated.schools if school.is_open]

    assert Counter(school.medium for school in open_now) == {"EM": 317, "WM": 50, "DS": 4, "EW": 1, "NA": 25}
    assert Counter(school.faith for school in open_now) == {
        "": 341,
        "Roman Catholic": 29,
        "Church in Wales": 27,
    }


def test_18_schools_ended_by_2021_and_14_since(generated: DemonstrationRegion):
    ended = [school for school in generated.schools if not school.is_open]

    assert sum(2018 <= (school.last_year or 0) <= 2020 for school in ended) == 18
    assert sum((school.last_year or 0) > 2020 for school in ended) == 14
    assert sum(school.successor is not None for school in ended) == 30
    assert all(school.successor.is_open for school in ended if school.successor)
    assert max(len(school.predecessors) for school in generated.schools) == 3


def test_a_successor_begins_when_its_predecessors_have_ended(generated: DemonstrationRegion):
    for school in generated.schools:
        if school.first_year and school.predecessors:
            assert {before.last_year for before in school.predecessors} == {school.first_year - 1}


def test_names_and_numbers_are_unique_and_marked(generated: DemonstrationRegion):
    names = [plain(school.name) for school in generated.schools]
    numbers = [school.number for school in generated.schools] + [
        school.number for school in generated.backdrop
    ]

    assert len(set(names)) == len(names)
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"\d{3}9\d{3}", number) for number in numbers)
    assert all(school.number[:3] == school.authority for school in generated.schools)


@pytest.mark.real_data
def test_no_name_and_no_number_is_of_a_real_school(generated: DemonstrationRegion, real_data: Path):
    real = real_names(real_data)
    assert len(real) > 1_800
    full, part = {plain(name) for name in real}, {distinctive(name) for name in real}

    for school in generated.schools:
        for name in school.name.split(" / "):
            assert plain(name) not in full
            assert distinctive(name) not in part, name
    for file in REAL_LISTS:
        for row in csv.DictReader((real_data / file).open(encoding="utf-8-sig")):
            assert row["school_number"][3] != "9"


def test_every_school_stands_in_its_own_authority(generated: DemonstrationRegion):
    outlines = rings()
    for school in generated.schools:
        inside = [
            code for code, ring in outlines.items() if is_inside(school.longitude, school.latitude, ring)
        ]
        assert inside == [school.authority]


def test_neighbouring_outlines_share_their_borders():
    points = {code: set(ring) for code, ring in rings().items()}

    assert all(len(ring) > 11 and ring[0] == ring[-1] for ring in rings().values())
    for one, other in (
        ("681", "673"),
        ("681", "674"),
        ("674", "675"),
        ("674", "672"),
        ("672", "673"),
        ("673", "674"),
    ):
        assert len(points[one] & points[other]) >= 3


def test_the_region_has_about_146900_pupils(generated: DemonstrationRegion):
    last = generated.roll.pupils[:, -1]

    assert 146_500 <= last.sum() <= 147_300
    assert (last[last > 0] < 60).sum() >= 8
