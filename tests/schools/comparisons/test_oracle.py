import random

import pytest

from tests.schools.comparisons.computed import Computed, differences
from tests.schools.comparisons.generated import (
    Facts,
    IndicatorFact,
    ResultFact,
    SchoolFact,
    frames_of,
    make_facts,
)
from tests.schools.comparisons.oracle import Oracle
from tests.schools.comparisons.oracle_families import families


def agree(facts: Facts) -> Computed:
    oracle, computed = Oracle(facts), Computed(frames_of(facts))
    assert differences(computed.comparisons(), oracle.comparisons()) == []
    assert differences(computed.cuts(), oracle.cuts()) == []
    assert differences(computed.lines(), oracle.lines()) == []
    assert differences(computed.pooled(), oracle.hiding.pooled()) == []
    assert differences(computed.families(), families(facts)) == []
    figures = oracle.figures()
    for key, row in figures.items():
        if key[0]:
            row["values"] = []
    assert differences(computed.figures(), figures) == []
    assert computed.categories() == oracle.categories()
    return computed


@pytest.mark.parametrize("seed", range(6))
def test_every_cell_agrees_with_the_plain_calculation(seed):
    facts = make_facts(seed=seed, schools=90 + 20 * seed, decimals=seed % 2)
    computed = agree(facts)
    rows = computed.comparisons().values()
    # What it was to try, it has tried.
    assert {row["withheld"] for row in rows} == {
        "",
        "context",
        "no_group",
        "no_fsm",
        "few_schools",
        "few_pupils",
    }
    assert {row["quarter"] for row in rows} == {None, 1, 2, 3, 4}
    assert any(row["previous"] is not None for row in rows)
    assert any(row["expected"] is not None for row in rows)
    assert {row["verdict"] for row in rows} == {"", "above", "in_line", "below"}
    assert {row["trend"] for row in rows} == {"", "rose", "steady", "fell"}
    assert {row["stands_for_hidden"] for row in computed.pooled().values()} == {True, False}
    assert {row["unmatched"] for row in computed.families().values()} >= {"", "closed", "few_facts"}
    assert any(row["official"] for row in computed.cuts().values())
    assert any(line["within"] > 0 for line in computed.lines().values())


def a_group(values: list[float | None], *, direction: str = "higher", cohort: int | None = 60) -> Facts:
    """Primary schools of one group, with the given values of one measure."""
    indicators = [
        IndicatorFact(1, "fsm", direction="none", benchmarked=()),
        IndicatorFact(2, "pupils", direction="none", benchmarked=(), unit="pupils"),
        IndicatorFact(3, "measure", direction=direction),
    ]
    schools = [SchoolFact(10 + number, "primary", "EM", 11) for number in range(len(values))]
    results = [ResultFact(school.id, 1, 2025, "all", "", 5.0, None) for school in schools]
    results += [
        ResultFact(school.id, 3, 2025, "all", "", value, cohort)
        for school, value in zip(schools, values, strict=True)
    ]
    return Facts(schools=schools, indicators=indicators, results=results)


def measured(facts: Facts) -> list[tuple[float | None, int | None, str]]:
    rows = agree(facts).comparisons()
    found = [rows[key] for key in sorted(rows) if key[1] == 3]
    return [(row["percentile"], row["quarter"], row["withheld"]) for row in found]


def test_ties_count_half():
    assert measured(a_group([1.0, 2.0, 2.0, 3.0, 4.0])) == [
        (10.0, 4, ""),
        (40.0, 2, ""),
        (40.0, 2, ""),
        (70.0, 1, ""),
        (90.0, 1, ""),
    ]


def test_where_lower_is_better_everything_is_mirrored():
    higher = measured(a_group([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]))
    lower = measured(a_group([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], direction="lower"))
    assert lower == higher[::-1]


def test_a_value_at_the_cut_point_counts_to_the_better_quarter():
    quarters = [quarter for _, quarter, _ in measured(a_group([1.0, 2.0, 3.0, 4.0, 5.0]))]
    assert quarters == [4, 3, 2, 1, 1]


def test_all_equal_stand_in_the_middle_and_in_the_best_quarter():
    assert measured(a_group([7.0] * 5)) == [(50.0, 1, "")] * 5


@pytest.mark.parametrize("count", [1, 2, 4])
def test_fewer_than_five_schools_have_no_quarter(count):
    assert (
        measured(a_group([float(number) for number in range(count)])) == [(None, None, "few_schools")] * count
    )


def test_a_value_that_is_missing_is_in_no_count():
    assert measured(a_group([1.0, 2.0, None, 3.0, 4.0])) == [(None, None, "few_schools")] * 4


def test_all_missing_gives_nothing():
    computed = agree(a_group([None, None, None]))
    assert [key for key in computed.comparisons() if key[1] == 3] == []
    assert [key for key in computed.cuts() if key[0] == 3] == []


def test_nothing_at_all_gives_nothing():
    computed = agree(
        Facts(schools=[], indicators=[IndicatorFact(1, "fsm"), IndicatorFact(2, "pupils")], results=[])
    )
    assert computed.portions == []


def test_a_small_cohort_counts_in_the_group_but_has_no_place():
    facts = a_group([1.0, 2.0, 3.0, 4.0, 5.0], cohort=60)
    small = facts.results[-1]
    facts.results[-1] = ResultFact(small.school, 3, 2025, "all", "", small.value, 7)
    assert measured(facts)[-1] == (None, None, "few_pupils")
    assert measured(facts)[0] == (10.0, 4, "")


def test_fewer_than_five_pupils_are_in_no_count():
    assert measured(a_group([1.0, 2.0, 3.0, 4.0, 5.0], cohort=4)) == []


def test_bounds_of_the_bands_are_included():
    facts = a_group([1.0, 2.0])
    facts.results[0] = ResultFact(10, 1, 2025, "all", "", 8.0, None)
    facts.results[1] = ResultFact(11, 1, 2025, "all", "", 8.1, None)
    rows = agree(facts).comparisons()
    assert [rows[school, 3, 2025, "", "all"]["group"] for school in (10, 11)] == [1, 2]


def test_a_line_through_points_on_it_has_no_residual():
    facts = a_group([90.0 - 0.5 * number for number in range(6)])
    for number in range(6):
        facts.results[number] = ResultFact(10 + number, 1, 2025, "all", "", float(number), None)
    (line,) = agree(facts).lines().values()
    assert (line["slope"], line["intercept"]) == (-0.5, 90.0)
    assert line["residual_sd"] == pytest.approx(0, abs=1e-9)
    assert line["correlation"] == pytest.approx(-1)


def test_the_order_of_rows_never_changes_a_digit():
    facts = make_facts(seed=3, schools=80)
    first = Computed(frames_of(facts))
    random.Random(5).shuffle(facts.results)
    second = Computed(frames_of(facts))
    for name in ("comparisons", "cuts", "lines", "figures", "categories"):
        assert getattr(first, name)() == getattr(second, name)(), name
