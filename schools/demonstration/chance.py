"""Chance with a seed: a stream of its own for each purpose and year, so that a further year, or a change in
one measure, leaves every other figure as it was."""

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

STEPS = 44


def stream(seed: int, purpose: str, year: int = 0) -> Generator:
    return np.random.default_rng([seed, zlib.crc32(purpose.encode()), year])


def drift(seed: int, purpose: str, size: int, years: Sequence[int], keep: float) -> Floats:
    """[size, years]: standard normal in each year, correlated by `keep` with the year before."""
    out = np.empty((size, len(years)))
    out[:, 0] = stream(seed, purpose, years[0]).standard_normal(size)
    for column, year in enumerate(years[1:], start=1):
        news = stream(seed, purpose, year).standard_normal(size)
        out[:, column] = keep * out[:, column - 1] + np.sqrt(1 - keep**2) * news
    return out


def logistic(x: Floats) -> Floats:
    return 1 / (1 + np.exp(-x))


def mean_of(values: Floats, weights: Floats | Whole) -> float:
    return float(np.average(values, weights=weights)) if np.sum(weights) > 0 else 0.0


def level_for(x: Floats, weights: Floats | Whole, share: float) -> float:
    """The constant c with which the weighted mean of logistic(x + c) is the share (0 to 1)."""
    low, high = -15.0, 15.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        if mean_of(logistic(x + middle), weights) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def parts_to_levels(
    x: Floats, weights: Floats | Whole, part: Flags, *, all_level: float, part_level: float
) -> Floats:
    """x with a constant for the part and one for the rest, so that the weighted means of logistic(x) are
    `part_level` over the part and `all_level` over all (shares, 0 to 1)."""
    total, inside = float(np.sum(weights)), float(np.sum(weights[part]))
    if not 0 < inside < total:
        return x + level_for(x, weights, all_level)
    rest_level = min(max((all_level * total - part_level * inside) / (total - inside), 0.001), 0.999)
    out = x.copy()
    out[part] += level_for(x[part], weights[part], part_level)
    out[~part] += level_for(x[~part], weights[~part], rest_level)
    return out


def parts_to_means(
    values: Floats, weights: Floats | Whole, part: Flags, *, all_mean: float, part_mean: float
) -> Floats:
    """The same for plain values: shifted, so that the weighted means are met."""
    total, inside = float(np.sum(weights)), float(np.sum(weights[part]))
    if not 0 < inside < total:
        return values + all_mean - mean_of(values, weights)
    rest_mean = (all_mean * total - part_mean * inside) / (total - inside)
    out = values.copy()
    out[part] += part_mean - mean_of(values[part], weights[part])
    out[~part] += rest_mean - mean_of(values[~part], weights[~part])
    return out
