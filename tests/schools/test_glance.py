"""A school's page and its head's home are of use without published results: context, what cannot be compared
and why, years put together, the own review."""

import pytest
from django.core.cache import cache
from django.test import Client

from core.errors import DomainError
from schools.enums import Phase, Role
from schools.models import Release, School
from schools.services.recompute import recompute_now
from schools.services.review import begin_review
from tests.factories import START, give_role, make_person, make_result, make_school
from tests.personas import World

pytestmark = pytest.mark.django_db

SAID = {
    Phase.PRIMARY: (
        "No results of primary schools are published",
        "Ni chyhoeddir canlyniadau ysgolion cynradd",
    ),
    Phase.SPECIAL: ("Neither attendance nor results of special", "Ni chyhoeddir presenoldeb na chanlyniadau"),
    Phase.NURSERY: ("Neither attendance nor results of nursery", "Ni chyhoeddir presenoldeb na chanlyniadau"),
    Phase.PRU: ("No figures of pupil referral units", "Ni chyhoeddir ffigurau unedau cyfeirio"),
    Phase.ALL_AGE: ("All-age schools are few", "Prin yw’r ysgolion pob oed"),
}


def of_known_year() -> Release:
    """Only such figures are set beside those of other years."""
    return Release.objects.get(slug="categories-2020")


def signed_in(school: School) -> Client:
    head = make_person()
    give_role(head, Role.HEADTEACHER, school.scope)
    client = Client()
    client.force_login(head)
    return client


@pytest.mark.parametrize("phase", SAID)
def test_what_cannot_be_compared_is_said_and_the_review_offered(world: World, phase: str) -> None:
    school = make_school("681", phase=phase)
    recompute_now(region=world.region, by=None)
    client = signed_in(school)

    for path in ("home/", f"schools/{school.number}/"):
        english, welsh = (client.get(f"/{language}/{path}").content.decode() for language in ("en", "cy"))
        assert SAID[phase][0] in english
        assert SAID[phase][1] in welsh
        assert "Begin the review" in english
        assert "No figure of your school has been compared yet" not in english


def test_context_stands_in_sentences(world: World) -> None:
    schools = [make_school("681", phase=Phase.PRIMARY) for _number in range(12)]
    for place, school in enumerate(schools):
        make_result(school, "pupils", 100.0 + 20 * place, year=2025, release=of_known_year())
        make_result(school, "fsm", 10.0 + place, year=2025, release=of_known_year())
    make_result(schools[0], "pupils", 98.0, year=2024, release=of_known_year())
    cache.clear()
    recompute_now(region=world.region, by=None)

    text = signed_in(schools[0]).get("/en/home/").content.decode()

    assert "With 100 pupils it is among the smaller schools of its kind in Wales (middle: 210)." in text
    assert "It has 2 pupils more than a year before." in text
    assert "10.0% of its pupils are eligible for free school meals: a small share" in text


def test_a_small_school_is_shown_years_together_and_why(world: World) -> None:
    for year in (2023, 2024, 2025):
        figure = 340.0 + year - 2023
        make_result(world.school, "capped9", figure, year=year, cohort=6, release=of_known_year())
    cache.clear()
    recompute_now(region=world.region, by=None)
    client = Client()
    client.force_login(world.people.governor)

    text = client.get("/en/home/").content.decode()

    assert "341" in text
    assert "Single years have too few pupils to be compared, so they are put together" in text


def test_own_assessments_are_for_the_school_its_adviser_and_its_authority(world: World) -> None:
    make_result(world.other_school, "csi_ks2", 87.3, year=2018, cohort=30)
    found = set()
    for name, person in world.people:
        client = Client()
        client.force_login(person)
        if "87.3" in client.get("/en/schools/6749902/").content.decode():
            found.add(name)

    assert found == {"other_head", "authority_officer"}


def test_a_closed_school_begins_no_review(world: World) -> None:
    School.objects.filter(pk=world.school.pk).update(closed_on=START)
    world.school.refresh_from_db()

    with pytest.raises(DomainError, match="closed"):
        begin_review(school=world.school, by=world.people.head)
