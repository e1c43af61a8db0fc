"""Cut points and places within segments: all groups at once, as runs of one sorted array."""

from dataclasses import dataclass

import numpy as np

from schools.comparisons.arrays import Flags, Floats, Ints


@dataclass(frozen=True)
class Segments:
    """Rows sorted by key and, within one key, by value. `order` leads from sorted to given rows; `starts` and
    `sizes` are those of the segments, `key` and `of` the key of each segment and the segment of each row."""

    order: Ints
    values: Floats
    starts: Ints
    sizes: Ints
    key: Ints
    of: Ints


def segmented(key: Ints, values: Floats) -> Segments:
    return by_key(key, values, np.lexsort((values, key)))


def segmented_again(key: Ints, values: Floats) -> Segments:
    """The same for values that are sorted already, whatever they are cut by."""
    return by_key(key, values, np.argsort(key, kind="stable"))


def by_key(key: Ints, values: Floats, order: Ints) -> Segments:
    sorted_key = key[order]
    starts = np.flatnonzero(begins(sorted_key))
    sizes = np.diff(np.r_[starts, len(key)])
    return Segments(
        order=order,
        values=values[order],
        starts=starts,
        sizes=sizes,
        key=sorted_key[starts],
        of=np.repeat(np.arange(len(starts)), sizes),
    )


def begins(values: Floats | Ints) -> Flags:
    """Where another value begins than stood before."""
    found: Flags = np.r_[True, np.diff(values) != 0][: len(values)]
    return found


def cut_point(segments: Segments, share: float) -> Floats:
    place = (segments.sizes - 1) * share
    below = np.floor(place).astype(np.int64)
    above = np.minimum(below + 1, segments.sizes - 1)
    low = segments.values[segments.starts + below]
    high = segments.values[segments.starts + above]
    found: Floats = low + (high - low) * (place - below)
    return found


def percentiles(segments: Segments, lower_is_better: Ints) -> Floats:
    """In the order of the given rows. `lower_is_better` is 1 or 0 for each segment."""
    places = np.arange(len(segments.order))
    opens = begins(segments.values) | begins(segments.of)
    tie = np.cumsum(opens) - 1
    first = places[opens]
    equal = np.diff(np.r_[first, len(places)])[tie]
    less = first[tie] - segments.starts[segments.of]
    size = segments.sizes[segments.of]
    less = np.where(lower_is_better[segments.of] == 1, size - less - equal, less)
    found = np.empty(len(places))
    found[segments.order] = 100 * (less + equal / 2) / size
    return found


def quarters(values: Floats, q1: Floats, median: Floats, q3: Floats, lower_is_better: Ints) -> Ints:
    """Each row's value against the cut points of its group."""
    turned = np.where(lower_is_better == 1, -1.0, 1.0)
    own = values * turned
    best = np.where(lower_is_better == 1, -q1, q3)
    worst = np.where(lower_is_better == 1, -q3, q1)
    found: Ints = np.select([own >= best, own >= median * turned, own >= worst], [1, 2, 3], 4)
    return found
