"""What room things take in a drawing: (left, top, right, bottom) in pixels."""

from math import cos, radians, sin
from typing import Literal

from core.charts.lettering import text_width
from core.charts.words import Words

Anchor = Literal["start", "middle", "end"]
Box = tuple[float, float, float, float]


def text_box(
    x: float,
    y: float,
    text: Words,
    *,
    size: float = 14,
    anchor: Anchor = "start",
    bold: bool = False,
    tail: str = "",
    rotate: float = 0,
) -> Box:
    width = text_width(text, size, bold=bold)
    if tail:
        width += text_width(f" {tail}", size, bold=not bold)
    left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
    top, bottom = y - 0.75 * size, y + 0.22 * size
    if not rotate:
        return (left, top, left + width, bottom)
    turn = radians(rotate)
    corners = [(cx - x, cy - y) for cx in (left, left + width) for cy in (top, bottom)]
    turned_x = [x + dx * cos(turn) - dy * sin(turn) for dx, dy in corners]
    turned_y = [y + dx * sin(turn) + dy * cos(turn) for dx, dy in corners]
    return (min(turned_x), min(turned_y), max(turned_x), max(turned_y))


def overlaps(one: Box, other: Box, gap: float = 0) -> bool:
    return (
        one[0] < other[2] + gap
        and other[0] < one[2] + gap
        and one[1] < other[3] + gap
        and other[1] < one[3] + gap
    )
