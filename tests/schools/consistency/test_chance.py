"""The range that chance alone gives, against counting every draw; and a sample that is always the same."""

from itertools import combinations
from random import Random

import pytest
from scipy.stats import hypergeom

from schools.comparisons.chance import expected_range
from schools.comparisons.sampling import Drawable, draw


def by_counting(of: int, marked: int, drawn: int) -> tuple[int, int]:
    counts = [sum(place < marked for place in chosen) for chosen in combinations(range(of), drawn)]
    middle = []
    for number in range(drawn + 1):
        own = counts.count(number)
        below = sum(count <= number for count in counts) / len(counts)
        above = sum(count >= number for count in counts) / len(counts)
        if own and below > 0.025 and above > 0.025:
            middle.append(number)
    return min(middle), max(middle)


@pytest.mark.parametrize(
    ("of", "marked", "drawn"), [(12, 3, 5), (12, 6, 6), (10, 1, 5), (9, 9, 4), (8, 0, 5)]
)
def test_the_range_is_that_of_counting_every_draw(of: int, marked: int, drawn: int) -> None:
    assert expected_range(of=of, marked=marked, drawn=drawn) == by_counting(of, marked, drawn)


@pytest.mark.parametrize(
    ("of", "marked", "drawn"), [(380, 40, 16), (380, 190, 16), (95, 12, 20), (380, 3, 5)]
)
def test_the_range_is_that_of_the_textbook(of: int, marked: int, drawn: int) -> None:
    chance = hypergeom(of, marked, drawn)
    middle = [k for k in range(drawn + 1) if chance.cdf(k) > 0.025 and chance.sf(k - 1) > 0.025]

    assert expected_range(of=of, marked=marked, drawn=drawn) == (middle[0], middle[-1])


def test_five_of_five_is_not_called_out_where_most_are_so() -> None:
    assert expected_range(of=380, marked=200, drawn=5) == (1, 5)


ROWS = [
    Drawable(f"67400{number:02}", adviser=number % 4, level=number % 3, differs=number % 7 == 0)
    for number in range(60)
]


def test_the_sample_does_not_depend_on_the_order() -> None:
    shuffled = ROWS.copy()
    Random(4).shuffle(shuffled)
    first = draw(ROWS, size=12, seed="region/2027")

    assert draw(shuffled, size=12, seed="region/2027") == first
    assert draw(ROWS, size=12, seed="region/2028") != first
    assert len({row.key for row in first}) == 12


def test_every_stratum_has_its_turn_before_any_has_a_second() -> None:
    strata = {(row.adviser, row.level, row.differs) for row in ROWS}
    found = draw(ROWS, size=len(strata), seed="x")

    assert {(row.adviser, row.level, row.differs) for row in found} == strata
    differing = [stratum for stratum in strata if stratum[2]]
    first = draw(ROWS, size=len(differing), seed="x")
    assert all(row.differs for row in first)


def test_a_sample_is_never_larger_than_what_there_is() -> None:
    assert len(draw(ROWS[:5], size=12, seed="x")) == 5
    assert draw([], size=12, seed="x") == []
