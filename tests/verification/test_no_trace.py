"""What is hidden leaves no trace: with other values in its place, every answer is the same to the last byte.

This holds of any page or file, whatever it says in which words, and of those that are yet to be built."""

import pytest

from schools.services.recompute import recompute_now
from tests.verification.attack.everything import answers_for, make_own_sets
from tests.verification.attack.region import MEASURES, change_what_is_hidden, make_attacked


def no_answer_changes(region, viewer: str, *, schools: int, measures: int, only: str = "") -> None:
    attacked = make_attacked(region, schools=8, seed=23)
    person = getattr(attacked.people, viewer)
    numbers, codes = list(attacked.schools)[:schools], list(MEASURES)[:measures]
    if viewer in {"consortium", "governor"}:
        make_own_sets(person, attacked)
    before = answers_for(person, numbers, codes, only)
    changed = change_what_is_hidden(attacked)
    recompute_now(region=region, by=None)
    after = answers_for(person, numbers, codes, only)
    assert changed > 20
    assert before.keys() == after.keys()
    told = [address for address, content in before.items() if after[address] != content]
    assert told == [], "these tell of what is hidden"


@pytest.mark.parametrize("viewer", ["consortium", "governor"])
def test_other_hidden_values_change_no_answer(region, viewer):
    no_answer_changes(region, viewer, schools=1, measures=1)


@pytest.mark.drills
@pytest.mark.parametrize(
    "viewer",
    [
        "consortium",
        "governor",
        "teacher",
        "data_officer",
        "administrator",
        "other_head",
        "authority_officer",
        "stranger",
    ],
)
def test_other_hidden_values_change_no_answer_of_all_schools(region, viewer):
    no_answer_changes(region, viewer, schools=8, measures=4)


def test_a_trace_is_seen(region):
    """The control: the school's own head does see its figures of few pupils."""
    with pytest.raises(AssertionError, match="these tell of what is hidden"):
        no_answer_changes(region, "head", schools=1, measures=1, only="/table/")
