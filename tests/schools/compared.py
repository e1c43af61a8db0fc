"""Schools with figures for the tests of comparisons: a school, its family, and what is published of them."""

from django.utils import translation

from schools.enums import ContactRole, Phase
from schools.models import Contact, Indicator, Release, School
from schools.presenting.measure import MeasurePage, measure_page
from schools.queries.comparators import Comparators, default_comparators
from tests.factories import MOMENT, make_result, make_school
from tests.personas import World

YEAR = 2025


def dated() -> Release:
    """A release that knows which year its figures are of."""
    return Release.objects.get(slug="address-list-2018-04")


def describe(school: School, *, fsm: float = 22.0, pupils: float = 900.0, year: int = YEAR) -> None:
    """What families are found by."""
    make_result(school, "fsm", fsm, year=year, release=dated())
    make_result(school, "pupils", pupils, year=year, release=dated())


def publish(school: School, value: float | None, *, code: str = "capped9", year: int = YEAR, **facts) -> None:
    make_result(school, code, value, year=year, release=dated(), **{"cohort": 150, **facts})


def others(values: list[float], *, authority: str = "670", code: str = "capped9", **facts) -> list[School]:
    """Schools with these figures; outside the region unless an authority of it is named."""
    made = []
    for number, value in enumerate(values):
        school = make_school(
            authority, name=f"Ysgol Debyg {authority} {number}", phase=facts.pop("phase", Phase.SECONDARY)
        )
        describe(school)
        publish(school, value, code=code, **facts)
        made.append(school)
    return made


def reachable(school: School, world: World, role: str = ContactRole.HEAD) -> None:
    Contact.objects.create(
        school=school,
        role=role,
        name="Bethan Rowlands",
        email="head@school.example",
        changed_at=MOMENT,
        changed_by=world.people.head,
    )


def indicator(code: str = "capped9") -> Indicator:
    return Indicator.objects.get(code=code)


def page_of(
    school: School, code: str = "capped9", *, exact: bool = False, comparators: Comparators | None = None
) -> MeasurePage:
    found = comparators or default_comparators(school)
    return measure_page(school, indicator(code), "", found, exact=exact)


def welsh() -> translation.override:
    return translation.override("cy")
