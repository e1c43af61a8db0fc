"""Means, spreads and products of two columns, for many groups at once."""

from dataclasses import dataclass

import numpy as np

from schools.comparisons.arrays import Floats, Ints


@dataclass(frozen=True)
class Moments:
    """Of x and y by group: count, means, sums of squares and of products about the means."""

    count: Ints
    mean_x: Floats
    mean_y: Floats
    xx: Floats
    yy: Floats
    xy: Floats

    @property
    def correlation(self) -> Floats:
        """Pearson's; not a number where one of the two does not vary."""
        product = self.xx * self.yy
        found: Floats = np.where(product > 0, self.xy / np.sqrt(np.where(product > 0, product, 1)), np.nan)
        return np.clip(found, -1, 1)


def moments(of: Ints, groups: int, x: Floats, y: Floats) -> Moments:
    """`of` is the group of each row. Counted from each group's first value, so that equal values have no
    spread at all and large ones lose no digits."""
    count = np.bincount(of, minlength=groups)
    first_x, first_y = firsts(of, groups, x), firsts(of, groups, y)
    from_x, shift_x = about_mean(of, count, x - first_x[of])
    from_y, shift_y = about_mean(of, count, y - first_y[of])
    return Moments(
        count=count,
        mean_x=first_x + shift_x,
        mean_y=first_y + shift_y,
        xx=total(of, groups, from_x * from_x),
        yy=total(of, groups, from_y * from_y),
        xy=total(of, groups, from_x * from_y),
    )


def total(of: Ints, groups: int, values: Floats) -> Floats:
    return np.bincount(of, values, groups).astype(np.float64)


def firsts(of: Ints, groups: int, values: Floats) -> Floats:
    found = np.zeros(groups)
    found[of[::-1]] = values[::-1]
    return found


def about_mean(of: Ints, count: Ints, values: Floats) -> tuple[Floats, Floats]:
    """Differences from the group's mean, and the means."""
    mean = np.bincount(of, values, len(count)) / np.maximum(count, 1)
    return values - mean[of], mean
