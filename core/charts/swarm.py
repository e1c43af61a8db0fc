"""Dots that share a scale, set in rows so that none covers another."""

from collections.abc import Sequence
from dataclasses import dataclass

RADII = (7.0, 6.0, 5.0, 4.0, 3.0, 2.2)
LOWEST, HIGHEST = 112, 200


@dataclass(frozen=True, slots=True)
class Swarm:
    """How large the dots are, the row of each (0 is the middle one), how high a box holds them; in pixels."""

    radius: float
    rows: Sequence[int]
    height: float

    @property
    def pitch(self) -> float:
        return 2 * self.radius + 2


def stack(places: Sequence[float], reach: float, rows: int, own: float | None = None) -> list[int] | None:
    """A row for each place (sorted from left to right) so that dots of this diameter do not touch: 0, then 1
    below, 1 above, 2 below and so on. About ``own`` row 0 is kept free. None when the rows do not suffice."""
    order = [0]
    for step in range(1, rows):
        order.append((step + 1) // 2 * (1 if step % 2 else -1))
    last: dict[int, float] = {}
    found = []
    for place in places:
        is_near_own = own is not None and abs(place - own) < reach + 4
        free = (
            row
            for row in order
            if (row not in last or place - last[row] >= reach) and not (row == 0 and is_near_own)
        )
        row = next(free, None)
        if row is None:
            return None
        last[row] = place
        found.append(row)
    return found


def swarm(places: Sequence[float], own: float | None, largest: float) -> Swarm:
    """The largest dots that find rows of their own; rather a higher box than dots too small to point at. Too
    many even so: the smallest, one over the other."""
    for radius in (radius for radius in RADII if radius <= largest):
        height = LOWEST if radius > RADII[-2] else HIGHEST
        rows = stack(places, 2 * radius + 1.5, _row_count(radius, height), own)
        if rows is not None:
            farthest = max((abs(row) for row in rows), default=0)
            return Swarm(radius, rows, max(LOWEST, (2 * farthest + 1) * (2 * radius + 2) + 8))
    count = _row_count(RADII[-1], HIGHEST)
    return Swarm(RADII[-1], [place * 7 % count - count // 2 for place in range(len(places))], HIGHEST)


def _row_count(radius: float, height: float) -> int:
    return int((height - 8) // (2 * radius + 2))
