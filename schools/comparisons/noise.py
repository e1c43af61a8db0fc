"""How much figures differ by chance alone: the smaller the cohort, the more."""

from dataclasses import dataclass

import numpy as np

from schools.comparisons.arrays import Flags, Floats, Ints
from schools.comparisons.moments import moments, total

# A normal variable lies within so many standard deviations of its mean 95 times in 100.
WITHIN_95 = 1.96


@dataclass(frozen=True)
class Noise:
    """By group: the variance of a difference is `between` + `within` × share, where share is one over the
    cohort (or the sum of two such)."""

    between: Floats
    within: Floats

    def band(self, of: Ints, share: Floats) -> Floats:
        """Half the width of the 95 % band of each row. Shares that are not a number count as 0."""
        found: Floats = WITHIN_95 * np.sqrt(self.between[of] + self.within[of] * np.nan_to_num(share))
        return found


def noise(of: Ints, groups: int, difference: Floats, share: Floats, lost: int) -> Noise:
    """Least squares of the squared differences on the shares, neither part below 0; `lost` degrees of
    freedom. Where a share of the group is not known, all of its noise is `between`."""
    squares = difference * difference
    known = np.bincount(of, np.isnan(share), groups) == 0
    found = moments(of, groups, np.nan_to_num(share), squares)
    sloped: Flags = known & (found.xx > 0)
    within = np.where(sloped, found.xy / np.where(sloped, found.xx, 1), 0.0)
    between = found.mean_y - within * found.mean_x
    falling, through_0 = within < 0, (within > 0) & (between < 0)
    weight = total(of, groups, np.nan_to_num(share) ** 2)
    ratio = total(of, groups, np.nan_to_num(share) * squares) / np.where(weight > 0, weight, 1)
    within = np.where(falling, 0.0, np.where(through_0, ratio, within))
    between = np.where(falling, found.mean_y, np.where(through_0, 0.0, between))
    spare = found.count / np.maximum(found.count - lost, 1)
    return Noise(between * spare, within * spare)


def share_of(cohort: Ints) -> Floats:
    """One over the cohort; not a number where it is not known."""
    found: Floats = np.where(cohort > 0, 1.0 / np.maximum(cohort, 1), np.nan)
    return found
