"""What is hidden so that nothing hidden can be worked out."""

import pytest

from schools.disclosure import gives_away, may_show
from schools.models import Indicator, Result
from tests.factories import make_result, make_school
from tests.schools.comparisons.computed import Computed
from tests.schools.comparisons.generated import (
    Facts,
    IndicatorFact,
    ResultFact,
    SchoolFact,
    frames_of,
    make_facts,
)
from tests.schools.comparisons.oracle import Oracle


def shown(*results: tuple[int, str, float, int | None], unit: str = "percent") -> set[tuple[int, str]]:
    """Year and pupils of those that may be displayed; given: year, pupils, value, cohort."""
    return {(key[2], key[4]) for key in computed(*results, unit=unit).comparisons()}


def computed(*results: tuple[int, str, float, int | None], unit: str = "percent") -> Computed:
    indicators = [
        IndicatorFact(1, "fsm", direction="none", benchmarked=()),
        IndicatorFact(2, "pupils", direction="none", benchmarked=(), unit="pupils"),
        IndicatorFact(3, "measure", unit=unit),
    ]
    return Computed(
        frames_of(
            Facts(
                schools=[SchoolFact(10, "secondary", "EM", 11)],
                indicators=indicators,
                results=[
                    ResultFact(10, 3, year, pupils, "", value, cohort)
                    for year, pupils, value, cohort in results
                ],
            )
        )
    )


def test_the_other_group_is_hidden_too_since_it_would_give_away_the_first():
    assert shown((2025, "all", 60.0, 40), (2025, "efsm", 25.0, 4), (2025, "not_efsm", 63.9, 36)) == {
        (2025, "all")
    }


def test_groups_that_are_large_enough_stay():
    assert shown((2025, "all", 60.0, 40), (2025, "efsm", 30.0, 10), (2025, "not_efsm", 70.0, 30)) == {
        (2025, "all"),
        (2025, "efsm"),
        (2025, "not_efsm"),
    }


@pytest.mark.parametrize("value", [0.0, 100.0])
def test_where_all_pupils_did_alike_a_hidden_group_did_too(value):
    assert shown((2025, "all", value, 40), (2025, "efsm", value, 4), (2025, "not_efsm", value, 36)) == set()


def test_where_only_the_hidden_group_differs_its_figure_is_between_bounds():
    # 39 of 40: the one may be of either group.
    assert shown((2025, "all", 97.5, 40), (2025, "efsm", 75.0, 4), (2025, "not_efsm", 100.0, 36)) == {
        (2025, "all")
    }


def test_a_group_that_is_the_whole_is_not_told_by_the_whole():
    assert shown((2025, "all", 57.1, 7), (2025, "efsm", 57.1, 7)) == set()


def test_a_group_without_pupils_hides_nothing():
    assert shown((2025, "all", 60.0, 40), (2025, "efsm", 0.0, 0), (2025, "not_efsm", 60.0, 40)) == {
        (2025, "all"),
        (2025, "not_efsm"),
    }


def pooled(*results: tuple[int, str, float, int | None]) -> dict[str, tuple[float, int, bool]]:
    return {
        key[3]: (round(row["value"], 6), row["cohort"], row["stands_for_hidden"])
        for key, row in computed(*results).pooled().items()
    }


def test_years_are_put_together_by_their_pupils():
    assert pooled((2023, "all", 50.0, 10), (2024, "all", 60.0, 20), (2025, "all", 70.0, 30)) == {
        "all": (round((5 + 12 + 21) / 60 * 100, 6), 60, False)
    }


def test_one_hidden_year_would_be_told_by_the_three():
    assert pooled((2023, "all", 50.0, 10), (2024, "all", 50.0, 4), (2025, "all", 70.0, 30)) == {}


def test_two_hidden_years_stand_for_one_another():
    assert pooled((2023, "all", 50.0, 4), (2024, "all", 25.0, 4), (2025, "all", 70.0, 30)) == {
        "all": (round((2 + 1 + 21) / 38 * 100, 6), 38, True)
    }


def test_hidden_years_are_put_together_in_blocks_that_never_overlap():
    """Blocks end with 2022, 2025, 2028: until the next is whole the one before stands."""
    years = [(year, "all", 50.0 if year % 2 else 25.0, 4) for year in range(2023, 2029)]
    windows = [
        {(row["first_year"], row["last_year"]) for row in computed(*years[:count]).pooled().values()}
        for count in range(1, 7)
    ]
    assert windows == [set(), set(), {(2023, 2025)}, {(2023, 2025)}, {(2023, 2025)}, {(2026, 2028)}]


@pytest.mark.parametrize("value", [0.0, 100.0])
def test_unless_both_did_alike(value):
    assert pooled((2023, "all", value, 4), (2024, "all", value, 4), (2025, "all", 70.0, 30)) == {}


def test_sums_of_the_two_groups_are_never_both_shown():
    """Together they would be the figure of all pupils, which is hidden in the first year: 100 % of 12."""
    found = pooled(
        (2024, "all", 100.0, 12),
        (2024, "efsm", 100.0, 4),
        (2024, "not_efsm", 100.0, 8),
        (2025, "all", 50.0, 20),
        (2025, "efsm", 50.0, 8),
        (2025, "not_efsm", 50.0, 12),
    )
    assert found == {}


def test_the_eligible_over_the_years_stand_beside_the_figure_of_all_pupils():
    found = pooled(
        (2024, "all", 50.0, 12),
        (2024, "efsm", 25.0, 4),
        (2024, "not_efsm", 62.5, 8),
        (2025, "all", 50.0, 20),
        (2025, "efsm", 50.0, 8),
        (2025, "not_efsm", 50.0, 12),
    )
    assert found == {"all": (50.0, 32, False), "efsm": (round(5 / 12 * 100, 6), 12, True)}


def test_years_hidden_for_being_all_or_nothing_are_not_put_together():
    """Both are said to be all or nothing: the sum would say which is which."""
    found = pooled(
        (2024, "all", 100.0, 12),
        (2024, "efsm", 100.0, 4),
        (2025, "all", 0.0, 15),
        (2025, "efsm", 0.0, 6),
    )
    assert found == {}


def test_fewer_than_ten_pupils_in_three_years_are_not_shown():
    assert pooled((2023, "all", 50.0, 2), (2024, "all", 50.0, 4), (2025, "all", 66.7, 3)) == {}


@pytest.mark.parametrize("seed", range(3))
def test_one_figure_is_judged_like_all(seed):
    facts = make_facts(seed=seed, schools=150)
    oracle = Oracle(facts)
    indicators = {
        fact.id: Indicator(lowest=fact.lowest, highest=fact.highest, decimals=fact.decimals, unit=fact.unit)
        for fact in facts.indicators
    }
    tried = 0
    for table in oracle.hiding.tables.values():
        every = table.get("all")
        beside = sorted(row.cohort for name, row in table.items() if name != "all" and row.cohort)
        if every is None or not may_show(every.cohort):
            continue
        given_away = gives_away(indicators[every.indicator], every.value, every.cohort, beside)
        assert given_away == (every in oracle.hiding.hidden), every
        tried += given_away
    assert tried > 10


def test_the_groups_beside_a_figure_are_read_with_it(region):
    school = make_school("681")
    for group, value, cohort in (("all", 300.0, 40), ("efsm", 250.0, 4), ("not_efsm", None, 36)):
        make_result(school, "capped9", value, group=group, cohort=cohort)
    assert Result.objects.with_groups_beside().get(group="all").beside == [4]
