"""The other tabs of a measure: over time, schools to learn from, the gap in steps, the table."""

import pytest
from django.test import Client

from schools.enums import ContactRole, Group, Phase
from schools.models import School
from schools.presenting.gap import gap
from schools.presenting.history import history
from schools.presenting.learning import learning
from schools.presenting.measuretable import table_rows
from schools.services.recompute import recompute_now
from tests.factories import make_result, make_school
from tests.personas import World
from tests.schools.compared import describe, others, page_of, publish, reachable

pytestmark = pytest.mark.django_db


# Over time


def test_line_is_not_joined_over_a_gap_and_names_the_break(world: World) -> None:
    for year, value in ((2017, 350.0), (2018, 352.0), (2019, 357.0), (2023, 358.0), (2024, 361.0)):
        publish(world.school, value, year=year)
    recompute_now(region=world.region, by=None)
    told = history(page_of(world.school))
    assert [row.label for row in told.rows] == [f"{year - 1}/{year % 100}" for year in range(2017, 2025)]
    assert told.chart.own == [350.0, 352.0, 357.0, None, None, None, 358.0, 361.0]
    assert [(row.before, row.label) for row in told.chart.breaks] == [
        (2, "Measure changed 2019"),
        (6, "Measure changed 2023"),
    ]
    assert [(row.first, row.last) for row in told.chart.gaps] == [(3, 5)]
    assert "first entry" in told.rows[2].note
    assert told.gaps_said == ["2019/20 to 2021/22: No figure for this year."]
    # No arrow across the break: the sentence speaks of the last unbroken years alone.
    assert told.heading == "Up 3.0 since 2022/23"


def test_family_is_a_band_and_wales_a_line(world: World) -> None:
    family = others([360.0, 365.0, 370.0, 375.0, 380.0])
    for year, value in ((2024, 350.0), (2025, 390.0)):
        publish(world.school, value, year=year)
    for school in family:
        publish(school, 340.0, year=2024)
    describe(world.school)
    recompute_now(region=world.region, by=None)
    told = history(page_of(world.school))
    assert told.chart.middle == [340.0, 372.5]
    assert told.chart.band == [(340.0, 347.5 - 7.5), (366.25, 378.75)] or told.chart.band[1] == (
        366.25,
        378.75,
    )
    assert told.heading == "Up 40.0 since 2023/24; now above the middle of similar schools"


def test_a_hidden_year_is_a_gap_with_its_reason(world: World) -> None:
    for year, cohort in ((2023, 20), (2024, 3), (2025, 20)):
        publish(world.school, 90.0 + year % 10, code="attendance", year=year, cohort=cohort)
    recompute_now(region=world.region, by=None)
    seen = history(page_of(world.school, "attendance"))
    assert [row.shown.text for row in seen.rows] == ["93.0%", "*", "95.0%"]
    assert seen.chart.own == [93.0, None, 95.0]
    assert seen.gaps_said == ["2023/24: Fewer than 5 pupils: not shown, to protect them."]
    exact = history(page_of(world.school, "attendance", exact=True))
    assert exact.chart.own == [93.0, 94.0, 95.0]


def test_merged_school_keeps_the_line_of_its_predecessor(world: World) -> None:
    before = make_school("681", name="Before", closed_on="2019-09-01")
    before.successor_links.create(successor=world.school, evidence="same postcode")
    publish(before, 93.0, code="attendance", year=2018)
    publish(world.school, 94.0, code="attendance", year=2019)
    recompute_now(region=world.region, by=None)
    told = history(page_of(world.school, "attendance"))
    assert [(row.label, row.shown.value) for row in told.rows] == [("2017/18", 93.0), ("2018/19", 94.0)]


# Schools to learn from


@pytest.fixture
def better(world: World) -> list[School]:
    """Four of the region that do better and can be reached but one, and one that does worse."""
    found = others([390.0, 400.0, 395.0, 380.0, 350.0], authority="674")
    for school in found[:3] + found[4:]:
        reachable(school, world, ContactRole.HEAD)
    describe(world.school)
    publish(world.school, 370.0)
    recompute_now(region=world.region, by=None)
    return found


def test_best_three_that_can_be_reached_by_name(world: World, better: list[School]) -> None:
    found = learning(page_of(world.school))
    assert [example.school for example in found.examples] == better[:3]
    assert found.examples[1].why[0] == ("Capped 9 points score: 400.0, 30.0 higher than this school's.")


def test_nobody_to_learn_from_is_said(world: World, better: list[School]) -> None:
    School.objects.filter(pk__in=[school.pk for school in better[:3]]).update(closed_on="2026-09-01")
    assert "none of them names a headteacher" in str(learning(page_of(world.school)).none_because)
    assert "not better" not in str(learning(page_of(better[1])).none_because)


def test_the_best_has_nobody_ahead(world: World, better: list[School]) -> None:
    found = learning(page_of(better[1]))
    assert found.examples == []
    assert "has a more favourable figure" in str(found.none_because)


def test_a_small_school_and_context_choose_nobody(world: World, better: list[School]) -> None:
    publish(world.other_school, 90.0, code="attendance", cohort=7)
    recompute_now(region=world.region, by=None)
    assert "matter of chance" in str(learning(page_of(world.other_school, "attendance")).none_because)
    assert "This is context" in str(learning(page_of(world.school, "fsm")).none_because)


# The gap


def groups(school: School, eligible: float, rest: float, *, few: int = 40, code: str = "capped9") -> None:
    publish(school, eligible, code=code, group=Group.EFSM, cohort=few)
    publish(school, rest, code=code, group=Group.NOT_EFSM, cohort=110)


@pytest.fixture
def gaps(world: World) -> World:
    """The family's gap is 50, that of Wales (with one far-away school) wider or narrower."""
    for school in others([360.0] * 6):
        groups(school, 320.0, 370.0)
    far = make_school("670", name="Pell", phase=Phase.SECONDARY)
    publish(far, 380.0)
    groups(far, 380.0, 380.0, few=400)
    describe(world.school)
    publish(world.school, 350.0)
    return world


def test_steps_go_from_now_over_the_family_and_wales_to_none(gaps: World) -> None:
    groups(gaps.school, 300.0, 366.0)
    recompute_now(region=gaps.region, by=None)
    found = gap(page_of(gaps.school))
    assert found.heading.startswith("Pupils eligible for free school meals: 300.0, 20.0 lower")
    assert [step.label for step in found.steps] == [
        "Now",
        "Average of similar schools",
        "Average of Wales",
        "The aim: no gap",
    ]
    values = [step.gap for step in found.steps]
    assert values[0] == 66.0
    assert values == sorted(values, reverse=True)
    assert values[1] == 50.0
    assert found.said[-1] == "The first step is 16.0 less."


def test_a_step_already_reached_is_said_not_drawn(gaps: World) -> None:
    groups(gaps.school, 330.0, 366.0)
    recompute_now(region=gaps.region, by=None)
    found = gap(page_of(gaps.school))
    assert "Average of similar schools" not in [step.label for step in found.steps]
    assert any("no wider than the average of the schools" in line for line in found.said)


def test_no_gap_to_close(gaps: World) -> None:
    groups(gaps.school, 370.0, 366.0)
    recompute_now(region=gaps.region, by=None)
    found = gap(page_of(gaps.school))
    assert found.steps == []
    assert "there is no gap to close" in found.said[0]


def test_few_eligible_pupils_show_neither_figure_nor_gap(client: Client, gaps: World) -> None:
    groups(gaps.school, 311.7, 366.0, few=9)
    recompute_now(region=gaps.region, by=None)
    found = gap(page_of(gaps.school))
    assert found.now is None
    assert found.chart is None
    assert found.own[Group.EFSM].text == "*"
    assert "Fewer than 10 pupils" in found.said[0]
    client.force_login(gaps.people.governor)
    for tab in ("gap/", "table/", "figures.csv?tab=gap"):
        answer = client.get(f"/en/schools/{gaps.school.number}/measures/capped9/{tab}")
        assert b"311.7" not in answer.content, tab
    # The head sees the own exact figures.
    assert gap(page_of(gaps.school, exact=True)).own[Group.EFSM].text == "311.7"


def test_lower_is_better_turns_the_gap(world: World) -> None:
    describe(world.school)
    publish(world.school, 20.0, code="persistent_absence")
    groups(world.school, 30.0, 18.0, code="persistent_absence")
    recompute_now(region=world.region, by=None)
    assert gap(page_of(world.school, "persistent_absence")).now == 12.0


def test_a_measure_without_groups_has_no_gap(client: Client, gaps: World) -> None:
    recompute_now(region=gaps.region, by=None)
    client.force_login(gaps.people.head)
    for language, words in (("en", "there is no gap to show"), ("cy", 'lang="cy"')):
        address = f"/{language}/schools/{gaps.school.number}/measures/capped9/gap/"
        assert words in client.get(address).content.decode()


# The table


def test_table_has_all_years_and_groups_with_reasons(gaps: World) -> None:
    groups(gaps.school, 311.7, 366.0, few=9)
    publish(gaps.school, 345.0, year=2023)
    recompute_now(region=gaps.region, by=None)
    rows = table_rows(page_of(gaps.school))
    assert [(row.year, str(row.group), row.own.text) for row in rows] == [
        ("2024/25", "All pupils", rows[0].own.text),
        ("2024/25", "Eligible for free school meals", "*"),
        ("2024/25", "Not eligible for free school meals", rows[2].own.text),
        ("2023/24", "All pupils", "–"),
        ("2022/23", "All pupils", "345.0"),
    ]
    assert str(rows[3].note) == "No figure for this year"
    assert rows[1].middle == "320.0"


# All-age schools


def test_an_all_age_school_opens_on_one_part_and_leads_to_the_other(client: Client, world: World) -> None:
    school = make_school("681", name="Ysgol Bob Oed", phase=Phase.ALL_AGE)
    for part, value in ((Phase.PRIMARY, 93.1), (Phase.SECONDARY, 88.4)):
        make_result(school, "attendance", value, part=part)
    recompute_now(region=world.region, by=None)
    client.force_login(world.people.consortium)
    address = f"/en/schools/{school.number}/measures/attendance/"
    first, second = (client.get(address + part).content.decode() for part in ("", "?part=secondary"))
    assert "93.1" in first
    assert 'href="?part=secondary"' in first
    assert "88.4" in second
    assert 'href="?part=primary"' in second
