"""No list of schools that schools or the public can see is ordered by category or result (C6)."""

import itertools
from collections.abc import Collection
from typing import Any

import pytest
from django.db.models import Q

from schools.enums import Category, Direction, IndicatorKind, RunState
from schools.models import (
    CategoryRecord,
    Comparison,
    Result,
    School,
    SupportCycle,
    SupportJudgement,
)
from schools.queries.support.levels import live_levels
from schools.services.recompute import recompute_now
from tests.architecture.examples import EXAMPLES
from tests.architecture.furnished import Furnished
from tests.architecture.furnished_samples import COUNTED_YEAR
from tests.architecture.league import FEWEST, Known, Read, Schools, lists_in, read
from tests.architecture.league_walk import addresses, browser, offers, tampered, with_query
from tests.levels import judge

pytestmark = pytest.mark.django_db

# Whoever is nobody here, and everybody who sees the portal from a school.
PERSONAS = ["", "stranger", "head", "teacher", "governor"]
# For these every order is tried; what the others are shown is the same or less.
TRIED_IN_FULL = {"", "head"}
# Lists are found on these at least, so that the walk cannot pass by finding nothing.
LISTS = {"schools", "schools_map", "schools_export", "measure"}
# By address and persona: what their lists are ordered by.
Faults = dict[tuple[str, str], frozenset[str]]
WORDS = ["Afon", "Bryn", "Castell", "Derwen", "Eglwys", "Fferm", "Gelli", "Hafod", "Iorwg", "Llan", "Maes"]


@pytest.fixture
def schools(shown: Furnished) -> Schools:
    """The furnished schools with names, places and figures whose orders have nothing in common."""
    for phase in ("secondary", "primary"):
        rows = list(School.objects.filter(phase=phase).order_by("pk"))
        for place, school in enumerate(rows):
            rename(school, f"Ysgol {WORDS[scrambled(place, len(rows), 3)]} {phase.title()}", place)
    give_levels(shown)
    return deal(shown, 4, 5)


def deal(shown: Furnished, step: int, other_step: int) -> Schools:
    """Figures and categories for the schools of both phases, in an order for each pair of steps."""
    for phase in ("secondary", "primary"):
        rows = list(School.objects.filter(phase=phase).order_by("pk"))
        for place, school in enumerate(rows):
            set_figures(school, scrambled(place, len(rows), step), scrambled(place, len(rows), other_step))
    recompute_now(region=shown.world.region, by=shown.world.people.data_officer)
    return known_schools()


def give_levels(shown: Furnished) -> None:
    """Each school a published level of the region's own."""
    cycle = SupportCycle.objects.get(year=COUNTED_YEAR)
    levels = list(live_levels(shown.world.region))
    SupportJudgement.objects.filter(cycle=cycle).update(level=levels[-1])
    rows = list(School.objects.exclude(judgements__cycle=cycle).order_by("pk"))
    for place, school in enumerate(rows):
        level = levels[scrambled(place, len(rows), 5) % len(levels)]
        judge(school, cycle, level, by=shown.world.people.adviser)


def scrambled(place: int, of: int, step: int) -> int:
    """A permutation: the steps have no divisor in common with the prime above the number of schools."""
    prime = next(n for n in itertools.count(of + 1) if all(n % divisor for divisor in range(2, n)))
    return sorted((number * step) % prime for number in range(1, of + 1)).index((place + 1) * step % prime)


def rename(school: School, name: str, place: int) -> None:
    School.objects.filter(pk=school.pk).update(
        name_en=name,
        published_name=name,
        sort_en=name.casefold(),
        sort_cy=name.casefold(),
        search=f"{name.casefold()} {school.number}",
        latitude=51.4 + (place * 7 % 11) / 100,
        longitude=-3.2 + (place * 5 % 13) / 100,
    )


def set_figures(school: School, rank: int, other: int) -> None:
    Result.objects.filter(school=school, indicator__code="attendance").update(value=88.0 + rank * 0.7)
    Result.objects.filter(school=school, indicator__code="capped9").update(value=310.0 + other * 9)
    for year, place in ((2019, rank), (2020, other)):
        CategoryRecord.objects.filter(school=school, year=year).update(category=Category.values[place % 4])


def known_schools() -> Schools:
    rows = [
        Known(row.pk, row.number, row.name_en, (row.latitude or 0, row.longitude or 0))
        for row in School.objects.order_by("pk")
    ]
    values: dict[str, dict[int, float]] = {}

    def note(what: str, school: int, value: float | None) -> None:
        if value is not None:
            values.setdefault(what, {})[school] = value

    for record in CategoryRecord.objects.all():
        note(f"category {record.year}", record.school_id, Category.values.index(record.category))
        note(
            f"category {record.year}, by its word", record.school_id, sorted(Category).index(record.category)
        )
    for judgement in SupportJudgement.objects.filter(level__isnull=False).select_related("level", "cycle"):
        note(f"support level {judgement.cycle.year}", judgement.school_id, judgement.level.position)
    # Context (pupils, free school meals) says nothing of how well a school does.
    judged = ~Q(indicator__kind=IndicatorKind.CONTEXT) & ~Q(indicator__direction=Direction.NONE)
    for result in Result.objects.filter(judged).select_related("indicator"):
        note(f"{result.indicator.code} {result.year}", result.school_id, result.value)
    for row in Comparison.objects.filter(judged, run__state=RunState.CURRENT).select_related("indicator"):
        for fact in ("value", "quarter", "percentile", "residual"):
            note(f"{row.indicator.code} {row.year} {fact}", row.school_id, getattr(row, fact))
    return Schools(rows, values)


def test_nobody_is_shown_a_league_table(shown: Furnished, schools: Schools) -> None:
    found, listed = walk(shown, schools)
    faults = still_ordered(shown, found) if found else {}

    assert not faults, (
        "These list schools in the order of how well they do. Order by name (by_name), by distance or by"
        f" likeness: {faults}"
    )
    assert listed >= LISTS, f"No list was found on {sorted(LISTS - listed)}: does the walk still reach them?"


def still_ordered(shown: Furnished, found: Faults) -> Faults:
    """Two short lists one after the other may stand in such an order by chance: they do no more once the
    schools have other figures."""
    schools = deal(shown, 7, 9)
    faults: Faults = {}
    for (address, persona), orders in found.items():
        again = read(browser(shown, persona).get(address), schools)
        if orders & again.ordered_by:
            faults[address, persona] = orders & again.ordered_by
    return faults


def walk(shown: Furnished, schools: Schools, leave_out: Collection[str] = ()) -> tuple[Faults, set[str]]:
    """What was found at which address, and the names of those that list schools at all."""
    faults: Faults = {}
    listed: set[str] = set()
    tried_in_full: set[tuple[str, str]] = set()
    every = [(name, address) for name, address in addresses(shown) if name not in leave_out]
    for persona in PERSONAS:
        client = browser(shown, persona)
        for name, address in every:
            response = client.get(address)
            if response.status_code != 200:
                continue
            found = read(response, schools)
            note(faults, address, persona, found)
            if found.longest < FEWEST:
                continue
            listed.add(name)
            if persona in TRIED_IN_FULL and not found.ordered_by and (persona, name) not in tried_in_full:
                tried_in_full.add((persona, name))
                text = response.content.decode(errors="replace") if not response.streaming else ""
                for query in [*offers(text), *tampered(text)]:
                    tried = with_query(address, query)
                    answer = client.get(tried)
                    if answer.status_code == 200:
                        note(faults, tried, persona, read(answer, schools))
    return faults, listed


def note(faults: Faults, address: str, persona: str, found: Read) -> None:
    if found.ordered_by:
        faults[address, persona] = found.ordered_by


def test_the_walk_finds_league_tables_that_nobody_told_it_of(
    shown: Furnished, schools: Schools, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ROOT_URLCONF = "tests.architecture.league_urls"
    monkeypatch.setattr("tests.architecture.test_league_tables.PERSONAS", ["head"])
    faults, _listed = walk(shown, schools, leave_out=set(EXAMPLES))

    found = {address.partition("?")[0] for address, _persona in faults}
    assert found == {
        "/en/control/category/",
        "/control/asked/",
        "/control/file.csv",
        "/control/api/",
    }
    asked = [address for address, _persona in faults if "asked" in address]
    assert all("?" in address for address in asked), "by name unless somebody asks"
    assert set(still_ordered(shown, faults)) == set(faults), "what is no chance stays when figures change"


def test_a_workbook_is_read_as_a_list(shown: Furnished, schools: Schools, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.architecture.league_urls"

    answer = browser(shown, "head").get("/control/file.xlsx")

    assert any(order.startswith("capped9") for order in read(answer, schools).ordered_by)


def test_the_own_school_put_first_hides_nothing(schools: Schools) -> None:
    values = schools.values["attendance 2025"]
    best_first = sorted(values, key=lambda pk: -values[pk])
    own = best_first.pop(5)

    assert schools.order_of([own, *best_first]) == "attendance 2025"


def test_names_numbers_and_distances_are_no_league_table(schools: Schools) -> None:
    by_name = sorted(schools.rows, key=lambda row: row.name)
    by_number = sorted(schools.rows, key=lambda row: row.number)

    for rows in (by_name, by_number):
        assert schools.order_of([row.pk for row in rows]) == ""


def test_names_are_read_where_a_reader_meets_them(schools: Schools) -> None:
    first, second = schools.rows[:2]
    others = " ".join(row.name for row in schools.rows[2:])
    html = (
        f'<ul><li>{first.name}<br><img alt="{second.name}"></li></ul><p title="{first.number}">{others}</p>'
    )

    assert [first.pk, second.pk] in lists_in(html.encode(), "text/html", schools)
