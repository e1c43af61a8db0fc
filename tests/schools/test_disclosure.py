import numpy as np
import pytest
from django.utils import translation

from schools.comparisons.cells import in_full
from schools.comparisons.hiding import may_be_shown
from schools.comparisons.vocabulary import PUPILS
from schools.disclosure import display, may_place, may_publish, may_show
from schools.models import Indicator


def shown(*arguments, **facts):
    with translation.override("en"):
        found = display(*arguments, **facts)
        return found.text, found.value, str(found.reason)


def test_ten_or_more_pupils_are_shown_in_full():
    assert shown(92.456, 10) == ("92.5", 92.456, "")
    assert shown(1234.6, 400, decimals=0, unit="%") == ("1,235%", 1234.6, "")


def test_five_to_nine_are_shown_as_the_headline_alone():
    assert shown(60.0, 9) == ("60.0", 60.0, "Fewer than 10 pupils: read with care")
    assert shown(60.0, 5, group="efsm") == (
        "*",
        None,
        "Fewer than 10 pupils: not shown, to protect them",
    )


def test_fewer_than_five_are_never_shown():
    assert shown(100.0, 4) == ("*", None, "Fewer than 5 pupils: not shown, to protect them")
    assert shown(0.0, 1) == ("*", None, "Fewer than 5 pupils: not shown, to protect them")


def test_nobody_is_a_dash():
    assert shown(None, 0) == ("–", None, "No pupils")
    assert shown(0.0, 0) == ("–", None, "No pupils")


def test_missing_is_never_nought():
    assert shown(None, None, missing="not_collected") == ("–", None, "not collected that year")
    assert shown(None, 50) == ("–", None, "No figure")
    assert shown(0.0, 50) == ("0.0", 0.0, "")


def test_a_publication_without_a_cohort_is_shown_and_says_so():
    assert shown(371.0, None) == ("371.0", 371.0, "Cohort not published")


def test_the_school_itself_sees_its_own_exact_figures():
    assert shown(50.0, 2, exact=True) == (
        "50.0",
        50.0,
        "Shown to this school, its adviser and its authority only",
    )
    assert shown(50.0, 0, exact=True) == ("–", None, "No pupils")


@pytest.mark.parametrize("group", PUPILS)
def test_comparisons_hold_to_the_same_rule(group):
    cohorts = [None, *range(30)]
    coded = np.array([-1 if cohort is None else cohort for cohort in cohorts])
    pupils = np.full(len(coded), PUPILS.index(group))
    assert may_be_shown(coded, pupils).tolist() == [may_show(cohort, group) for cohort in cohorts]
    assert in_full(coded).tolist() == [may_place(cohort) for cohort in cohorts]
    assert [may_show(cohort, group) for cohort in cohorts[1:]] == [
        display(50.0, cohort, group=group).value is not None for cohort in cohorts[1:]
    ]


@pytest.mark.parametrize(
    ("kind", "year", "allowed"),
    [
        ("teacher_assessment", 2017, True),
        ("teacher_assessment", 2018, False),
        ("teacher_assessment", 2025, False),
        ("outcome", 2025, True),
        ("attendance", 2018, True),
    ],
)
def test_teacher_assessment_is_not_published_from_2018_on(kind, year, allowed):
    assert may_publish(Indicator(kind=kind), year) is allowed
