"""Every refusal of a setting, by its sentence."""

import pytest
from django.utils import translation

from schools.services.comparing.rules import (
    WeightGiven,
    faults_of_bands,
    faults_of_date,
    faults_of_weights,
)

NOT_AT_100 = (
    "The last group ends at 30, not at 100, so that schools above 30% would stand in no group. Write 100 as "
    "its bound, or add a group that ends at 100."
)
NO_WEIGHT = (
    "The weight of Number of pupils is %s. Write a number above 0, or leave it blank so that the measure "
    "does not count."
)
NAMES = {"fsm": "Free school meals", "pupils": "Number of pupils"}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def said(faults):
    return [(fault.field, str(fault.sentence)) for fault in faults]


@pytest.mark.parametrize(
    "uppers",
    [
        [10, 100],
        [8, 16, 24, 32, 100, None, None, None],
        [1, 2, 3, 4, 5, 6, 7, 100],
        [0.5, 12.5, 100.0],
    ],
)
def test_bounds_that_are_right(uppers):
    assert said(faults_of_bands(uppers)) == []


@pytest.mark.parametrize(
    ("uppers", "field", "sentence"),
    [
        (
            [10, 20, 15, 100],
            "3",
            "Group 3 ends at 15, which is not above group 2 (20). Write a higher bound.",
        ),
        ([10, 10, 100], "2", "Group 2 ends at 10, which is not above group 1 (10). Write a higher bound."),
        (
            [10, 20, 30],
            "3",
            NOT_AT_100,
        ),
        (
            [10, None, 30, 100],
            "2",
            "Group 2 has no bound, but a later group has one. Write its bound, or move the later bounds up.",
        ),
        (
            [None, 30, 100],
            "1",
            "Group 1 has no bound, but a later group has one. Write its bound, or move the later bounds up.",
        ),
        ([0, 100], "1", "The bound of group 1 is 0. Write a percentage above 0, up to 100."),
        ([10, 100.5], "2", "The bound of group 2 is 100.5. Write a percentage above 0, up to 100."),
        ([100], "1", "One group would hold all schools. Write the bounds of at least two groups."),
        ([None] * 8, "1", "One group would hold all schools. Write the bounds of at least two groups."),
        (
            [*range(1, 9), 100],
            "",
            "There are 9 groups; there can be at most 8. Take some out.",
        ),
    ],
)
def test_bounds_that_are_refused(uppers, field, sentence):
    assert said(faults_of_bands(uppers)) == [(field, sentence)]


def test_several_faults_are_all_said():
    assert [field for field, _sentence in said(faults_of_bands([10, None, 9, 30]))] == ["2", "3", "4"]


def given(*weights):
    return [WeightGiven(*weight) for weight in weights]


@pytest.mark.parametrize(
    "weights",
    [[("fsm", 100)], [("fsm", 70), ("pupils", 30, True)], [("fsm", 33.3), ("pupils", 66.7)]],
)
def test_weights_that_are_right(weights):
    assert said(faults_of_weights(given(*weights), NAMES)) == []


@pytest.mark.parametrize(
    ("weights", "found"),
    [
        (
            [("fsm", 70), ("pupils", 25)],
            [("", "The weights come to 95, not to 100: add 5 to one of them.")],
        ),
        (
            [("fsm", 70), ("pupils", 30.5)],
            [("", "The weights come to 100.5, not to 100: take 0.5 off one of them.")],
        ),
        # Tenths that no binary number holds: still exact.
        (
            [("fsm", 70.1), ("pupils", 29.8)],
            [("", "The weights come to 99.9, not to 100: add 0.1 to one of them.")],
        ),
        ([], [("", "No measure has a weight. Give weights that come to 100 together.")]),
        (
            [("fsm", 100), ("pupils", 0)],
            [
                (
                    "pupils",
                    NO_WEIGHT % "0",
                )
            ],
        ),
        (
            [("fsm", 130), ("pupils", -30)],
            [
                (
                    "pupils",
                    NO_WEIGHT % "-30",
                )
            ],
        ),
        (
            [("fsm", 50), ("fsm", 50)],
            [("fsm", "Free school meals has two weights. Keep one of them.")],
        ),
        (
            [("fsm", 50), ("attendance", 50)],
            [("", "“attendance” is no measure of context with figures. Take it out.")],
        ),
    ],
)
def test_weights_that_are_refused(weights, found):
    assert said(faults_of_weights(given(*weights), NAMES)) == found


def test_a_date_that_is_taken_or_too_far_ahead():
    assert said(faults_of_date(2012, [2012, 2020], 2026)) == [
        (
            "valid_from",
            "There is a set from 2011/12 on already. Change that one, or choose another school year.",
        )
    ]
    assert said(faults_of_date(2037, [], 2026)) == [
        ("valid_from", "2036/37 is too far ahead. Choose a school year up to 2035/36.")
    ]
    assert said(faults_of_date(2036, [2012], 2026)) == []


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_sentence_can_be_said(language):
    with translation.override(language):
        for faults in (
            faults_of_bands([0, None, 9, 8, 30]),
            faults_of_weights(given(("fsm", 0), ("x", 1), ("fsm", 3)), NAMES),
            faults_of_date(2099, [2099], 2026),
        ):
            for _field, sentence in said(faults):
                assert "%(" not in sentence
