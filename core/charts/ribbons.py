"""Where the nodes and ribbons of a flow lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    SAME = "same"
    LESS = "less"
    MORE = "more"


def direction(source: int, target: int) -> Direction:
    if source == target:
        return Direction.SAME
    return Direction.LESS if target < source else Direction.MORE


@dataclass(frozen=True, slots=True)
class Ribbon:
    """``source`` and ``target`` are places in the list of categories; heights and tops in pixels."""

    source: int
    target: int
    count: int
    top_left: float
    top_right: float
    height: float

    @property
    def direction(self) -> Direction:
        return direction(self.source, self.target)

    def path(self, x1: float, x2: float) -> str:
        """The two control points of an edge lie half way across, each at the height of its own end."""
        middle = (x1 + x2) / 2
        height = max(self.height, 0.9)
        a, b = self.top_left, self.top_right
        return (
            f"M{x1:.1f} {a:.1f}C{middle:.1f} {a:.1f} {middle:.1f} {b:.1f} {x2:.1f} {b:.1f}V{b + height:.1f}"
            f"C{middle:.1f} {b + height:.1f} {middle:.1f} {a + height:.1f} {x1:.1f} {a + height:.1f}Z"
        )

    def along(self, x1: float, x2: float, t: float) -> tuple[float, float]:
        """The middle of the ribbon at parameter t of its curve."""
        rest = 1 - t
        middle = (x1 + x2) / 2
        start, end = self.top_left + self.height / 2, self.top_right + self.height / 2
        x = rest**3 * x1 + 3 * rest**2 * t * middle + 3 * rest * t**2 * middle + t**3 * x2
        y = (rest**3 + 3 * rest**2 * t) * start + (3 * rest * t**2 + t**3) * end
        return x, y


@dataclass(frozen=True, slots=True)
class Node:
    place: int
    count: int
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def layout(
    counts: Sequence[Sequence[int]], top: float, bottom: float, gap: float
) -> tuple[list[Node], list[Node], list[Ribbon]]:
    """Both sides on one scale, so that a ribbon is as high at its start as at its end."""
    sides = [[sum(row) for row in counts], [sum(column) for column in zip(*counts, strict=True)]]
    per_one = (bottom - top - gap * (len(counts) - 1)) / max(sum(sides[0]), 1)
    nodes: list[list[Node]] = []
    for totals in sides:
        y, side = top, []
        for place, total in enumerate(totals):
            side.append(Node(place, total, y, total * per_one))
            y += total * per_one + gap
        nodes.append(side)
    used_left = [node.top for node in nodes[0]]
    used_right = [node.top for node in nodes[1]]
    ribbons = []
    for i, row in enumerate(counts):
        for j, count in enumerate(row):
            height = count * per_one
            if count:
                ribbons.append(Ribbon(i, j, count, used_left[i], used_right[j], height))
            used_left[i] += height
            used_right[j] += height
    ribbons.sort(key=lambda ribbon: ribbon.direction is not Direction.SAME)
    return nodes[0], nodes[1], ribbons
