"""Every kind of school opens every page of its own in both languages. All schools of the generated and of the
real region: make drills."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.test import Client

from schools.models import Region, School, SchoolLink, SeriesBreak
from schools.services.recompute import recompute_now
from tests.factories import make_result, make_school
from tests.verification.rendering import faults, routes_of_schools, somebody_everywhere


def kinds_of_school(region: Region) -> dict[str, School]:
    """One of each, among schools enough to be compared with."""
    for number in range(6):
        for phase in ("primary", "secondary"):
            other = make_school(phase=phase)
            make_result(other, "fsm", 8.0 + number)
            make_result(other, "pupils", 200.0 + number)
            make_result(other, "attendance", 88.0 + number)
    found = {
        phase: make_school(phase=phase) for phase in ("primary", "secondary", "special", "nursery", "pru")
    }
    found["all-age"] = make_school(phase="all_age")
    found["closed"] = make_school(phase="primary", closed_on=dt.date(2024, 8, 31))
    found["merged"] = make_school(phase="secondary", opened_on=dt.date(2025, 9, 1))
    found["small"] = make_school(phase="secondary")
    found["empty"] = make_school(phase="secondary")
    SchoolLink.objects.create(predecessor=found["closed"], successor=found["merged"], evidence="merged")
    for name in ("primary", "secondary", "special", "closed"):
        make_result(found[name], "pupils", 210.0)
        make_result(found[name], "fsm", 12.0)
        for year in (2021, 2023, 2024, 2025):
            make_result(found[name], "attendance", 90.0 + year % 5, year=year)
    for part in ("primary", "secondary"):
        make_result(found["all-age"], "attendance", 91.0, part=part)
    for year, cohort in ((2022, 0), (2023, 4), (2024, 5), (2025, 9)):
        make_result(found["small"], "l2_inclusive", 100.0, year=year, cohort=cohort)
        make_result(found["small"], "l2_inclusive", 100.0, year=year, group="efsm", cohort=min(cohort, 3))
    for group, value in (("all", 60.0), ("efsm", None), ("not_efsm", 64.0)):
        make_result(found["secondary"], "capped9", value, group=group, cohort=40)
    return found


@pytest.fixture
def opened(region):
    schools = kinds_of_school(region)
    recompute_now(region=region, by=None)
    client = Client()
    client.force_login(somebody_everywhere(region))
    return client, schools


def test_a_school_of_every_kind_opens_every_page(opened):
    client, schools = opened
    assert list(faults(client, schools.values(), schools["secondary"], measures=2)) == []


def test_later_pages_are_picked_up_by_themselves():
    names = {route.name for route in routes_of_schools()}
    assert {"school", "measures", "measure", "measure_history", "measure_gap", "two_schools"} <= names


def test_words_that_must_not_stand_there_are_seen(opened):
    """The control: a note of the measure says None where a name should be."""
    client, schools = opened
    found = schools["secondary"].results.filter(indicator__code="attendance").first()
    SeriesBreak.objects.create(
        indicator=found.indicator, year=2024, reason_en="%(what)s changed", reason_cy="None"
    )
    address = f"/en/schools/{schools['secondary'].number}/measures/attendance/over-time/"
    assert "%(what)s" in client.get(address).content.decode()
    assert any(
        "over-time" in fault.address for fault in faults(client, [schools["secondary"]], schools["small"])
    )


def every_school_opens(client: Client) -> None:
    schools = list(School.objects.of_region().order_by("number"))
    assert len(schools) > 300
    assert list(faults(client, schools, schools[0])) == []


@pytest.mark.drills
def test_every_generated_school_opens_every_page(region):
    call_command("load_demonstration", password="Correct-horse-9", verbosity=0)
    client = Client()
    client.force_login(somebody_everywhere(Region.objects.get()))
    every_school_opens(client)


@pytest.mark.drills
@pytest.mark.real_data
def test_every_real_school_opens_every_page(region, real_data):
    call_command("load_demonstration", data=real_data, password="Correct-horse-9", verbosity=0)
    client = Client()
    client.force_login(somebody_everywhere(Region.objects.get()))
    every_school_opens(client)
