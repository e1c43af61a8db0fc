"""What chance alone would do: how many of a few schools would bear a mark that many of the region's bear."""

from itertools import accumulate
from math import comb

# The middle share of all chances that a range holds, at least.
MIDDLE = 0.95


def expected_range(*, of: int, marked: int, drawn: int) -> tuple[int, int]:
    """`drawn` schools are taken at random from `of`, of which `marked` bear the mark: the lowest and highest
    number of marked ones that stay within the middle 95 % of chances. Exact, by the hypergeometric
    distribution: a number lies outside where it and all beyond it have a chance of 2.5 % or less together,
    so that fewer than one draw in twenty lies outside, and of a few schools hardly any."""
    lowest, highest = max(0, drawn - (of - marked)), min(drawn, marked)
    ways = [comb(marked, k) * comb(of - marked, drawn - k) for k in range(lowest, highest + 1)]
    whole, tail = sum(ways), (1 - MIDDLE) / 2
    up_to = list(accumulate(ways))
    middle = [
        lowest + place
        for place, (so_far, own) in enumerate(zip(up_to, ways, strict=True))
        if so_far / whole > tail and (whole - so_far + own) / whole > tail
    ]
    return middle[0], middle[-1]
