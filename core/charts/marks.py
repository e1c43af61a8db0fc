"""Shapes and colours, so that a thing looks the same in a chart, a map, a legend and a list."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

SURFACE_WHITE = "#ffffff"


class ShapeName(StrEnum):
    CIRCLE = "circle"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    SQUARE = "square"
    CROSS = "cross"


@dataclass(frozen=True, slots=True)
class Style:
    """How one kind of thing is drawn.

    ``ink`` paints the shape alone, ``word`` a count beside it on white where the ink would be too pale;
    ``fill`` paints an area (a bar's segment), ``border`` its edge, ``on_fill`` the count written on it,
    ``shape_on_fill`` the shape beside that count.
    """

    shape: ShapeName
    ink: str
    word: str = ""
    fill: str = ""
    border: str = ""
    on_fill: str = "#ffffff"
    shape_on_fill: str = "#ffffff"
    hollow: bool = False

    @property
    def word_ink(self) -> str:
        return self.word or self.ink

    @property
    def area(self) -> str:
        return self.fill or self.ink

    @property
    def edge(self) -> str:
        return self.border or self.area


GREEN = Style(ShapeName.CIRCLE, "#2f7d4f")
YELLOW = Style(
    ShapeName.DIAMOND,
    "#b58900",
    word="#6b5000",
    fill="#fff3c4",
    border="#b58900",
    on_fill="#0b0c0c",
    shape_on_fill="#b58900",
)
AMBER = Style(ShapeName.TRIANGLE, "#b45309")
RED = Style(ShapeName.SQUARE, "#a4262c")

DARK_CIRCLE = Style(ShapeName.CIRCLE, "#14403c")
BROWN_SQUARE = Style(ShapeName.SQUARE, "#8a2f14")
PURPLE_DIAMOND = Style(ShapeName.DIAMOND, "#5a2d82")
BLACK_TRIANGLE = Style(ShapeName.TRIANGLE, "#0b0c0c")
BLACK_CROSS = Style(ShapeName.CROSS, "#0b0c0c")

HOLLOW_CIRCLE = Style(ShapeName.CIRCLE, "#7f8b8e", hollow=True)
BLUE_CIRCLE = Style(ShapeName.CIRCLE, "#5b7c99")
OWN_DIAMOND = Style(ShapeName.DIAMOND, "#c8331a")

STYLES: dict[str, Style] = {
    "green": GREEN,
    "yellow": YELLOW,
    "amber": AMBER,
    "red": RED,
    "dark-circle": DARK_CIRCLE,
    "brown-square": BROWN_SQUARE,
    "purple-diamond": PURPLE_DIAMOND,
    "black-triangle": BLACK_TRIANGLE,
    "black-cross": BLACK_CROSS,
    "hollow-circle": HOLLOW_CIRCLE,
    "blue-circle": BLUE_CIRCLE,
    "own": OWN_DIAMOND,
}


def ring(x: float, y: float, radius: float) -> str:
    return outline(ShapeName.CIRCLE, x, y, radius)


def outline(shape: ShapeName, x: float, y: float, radius: float) -> str:
    """Path data. The radius is the circle's; the others are sized to weigh the same to the eye."""
    right, down, way = _way_round(shape, radius)
    return f"M{x + right:.1f} {y + down:.1f}{way}"


@lru_cache(maxsize=64)
def _way_round(shape: ShapeName, radius: float) -> tuple[float, float, str]:
    """Where the outline starts, from the middle, and its steps: the same for every mark of a size."""
    if shape is ShapeName.CIRCLE:
        # Twice the rounded radius: a chord shorter than the diameter would draw an egg.
        arc = f"a{radius:.1f} {radius:.1f} 0 1 1"
        across = 2 * round(radius, 1)
        return -radius, 0, f"{arc} {across:.1f} 0{arc} -{across:.1f} 0Z"
    if shape is ShapeName.DIAMOND:
        r = f"{radius * 1.25:.1f}"
        return 0, -radius * 1.25, f"l{r} {r}l-{r} {r}l-{r} -{r}Z"
    if shape is ShapeName.TRIANGLE:
        half = radius * 1.15
        return 0, -half, f"l{half:.1f} {radius * 2:.1f}h-{2 * half:.1f}Z"
    if shape is ShapeName.SQUARE:
        side = radius * 1.8
        return -side / 2, -side / 2, f"h{side:.1f}v{side:.1f}h-{side:.1f}Z"
    arm, reach = radius * 0.42, radius * 1.2
    wide, out = f"{2 * arm:.1f}", f"{reach - arm:.1f}"
    way = f"h{wide}v{out}h{out}v{wide}h-{out}v{out}h-{wide}v-{out}h-{out}v-{wide}h{out}Z"
    return -arm, -reach, way
