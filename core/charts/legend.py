"""Small samples of what a chart draws, with their words."""

from dataclasses import dataclass, field
from typing import Self

from core.charts.drawing import Drawing
from core.charts.marks import SURFACE_WHITE, Style
from core.charts.words import Words

DARK = "#14403c"
BOX_FILL = "#e4ecf3"
BOX_EDGE = "#5b7c99"
QUARTER_SHADES = ("#f1f4f6", "#dbe7ee", "#bcd4e3", "#93bbd3")


@dataclass(frozen=True, slots=True)
class Sample:
    drawing: Drawing = field(repr=False)

    @classmethod
    def of(cls, style: Style) -> Self:
        drawing = Drawing(18, 18)
        drawing.mark(style, 9, 9, 4.2 if style.hollow else 6)
        return cls(drawing)

    @classmethod
    def area(cls, fill: str, edge: str = "", opacity: float = 1) -> Self:
        drawing = Drawing(22, 14)
        drawing.rect(0.5, 0.5, 21, 13, fill=fill, stroke=edge, opacity=opacity)
        return cls(drawing)

    @classmethod
    def line(cls, colour: str, dash: str = "", width: float = 2) -> Self:
        drawing = Drawing(28, 14)
        drawing.line(0, 7, 28, 7, stroke=colour, stroke_width=width, dash=dash)
        return cls(drawing)

    @classmethod
    def band(cls, fill: str = "#e6efee", line: str = DARK, dash: str = "7 4") -> Self:
        """A shaded band with a line in its middle."""
        drawing = Drawing(28, 14)
        drawing.rect(0, 0, 28, 14, fill=fill)
        drawing.line(0, 7, 28, 7, stroke=line, stroke_width=1.5, dash=dash)
        return cls(drawing)

    @classmethod
    def tick(cls) -> Self:
        """One value on a strip."""
        drawing = Drawing(8, 16)
        drawing.line(4, 3, 4, 13, stroke=DARK, stroke_width=1.5, opacity=0.7)
        return cls(drawing)

    @classmethod
    def box(cls) -> Self:
        """The middle half with its middle, as on a strip."""
        drawing = Drawing(26, 18)
        drawing.rect(0.5, 2.5, 25, 13, fill=SURFACE_WHITE, stroke=DARK)
        drawing.line(14, 0, 14, 18, stroke=DARK, stroke_width=3.5)
        return cls(drawing)

    @classmethod
    def middle(cls, colour: str = "#33506a") -> Self:
        """The upright line of the middle one."""
        drawing = Drawing(8, 22)
        drawing.line(4, 0, 4, 22, stroke=colour, stroke_width=3)
        return cls(drawing)

    @classmethod
    def quarters(cls) -> Self:
        drawing = Drawing(52, 14)
        for place, fill in enumerate(QUARTER_SHADES):
            drawing.rect(13 * place, 0, 13, 14, fill=fill)
        return cls(drawing)


@dataclass(frozen=True, slots=True)
class LegendItem:
    text: Words
    sample: Sample
