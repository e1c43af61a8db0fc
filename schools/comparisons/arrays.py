"""Names for the shapes that pass between these modules: arrays of one length, one entry a row."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def key_of(*parts: tuple[Ints, int]) -> Ints:
    """One whole number for several: each part with how many values it can take, the first weighs most."""
    key = np.zeros(len(parts[0][0]), dtype=np.int64)
    for values, limit in parts:
        key = key * limit + values
    return key


def parts_of(key: Ints, *limits: int) -> list[Ints]:
    """What `key_of` put together, in the same order."""
    found = []
    for limit in reversed(limits):
        found.append(key % limit)
        key = key // limit
    return found[::-1]
