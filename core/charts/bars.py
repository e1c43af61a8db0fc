"""Plain bars with the figure at the end."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.charts.chart import NARROW_UP_TO, Chart
from core.charts.drawing import Drawing
from core.charts.legend import DARK
from core.charts.lettering import widest, wrap
from core.charts.marks import SURFACE_WHITE
from core.charts.scales import is_known, written
from core.charts.words import Words

TRACK = "#eef2f2"
HEIGHT = 20


@dataclass(frozen=True, slots=True)
class Bar:
    """``text`` is written at the end, the value itself unless given. A hollow bar is the one that is not
    like the rest ("none of these"). A value of None draws the track and the text only."""

    label: Words
    value: float | None
    text: Words = ""
    hollow: bool = False

    @property
    def shown(self) -> str:
        if self.text:
            return str(self.text)
        return written(self.value) if self.value is not None and is_known(self.value) else "–"


@dataclass(frozen=True, kw_only=True)
class Bars(Chart):
    """Bars start at zero; values are not negative. ``whole`` is the value of a full track, the longest bar
    unless given."""

    rows: Sequence[Bar] = field(default_factory=list)
    whole: float | None = None
    wide: int = 450

    def __bool__(self) -> bool:
        return any(is_known(row.value) for row in self.rows)

    def draw(self, width: int) -> Drawing:
        drawing = Drawing(width, is_flat=True)
        numbers = widest([row.shown for row in self.rows], 15, bold=True)
        right = width - numbers - 10
        labels = widest([row.label for row in self.rows], 15)
        above = width <= NARROW_UP_TO and labels > width * 0.38
        left = 0 if above else min(labels, width * 0.38) + 12
        longest = max([self.whole or 0, *(row.value or 0 for row in self.rows if is_known(row.value))])
        y = 0.0
        for row in self.rows:
            lines = wrap(row.label, width if above else left - 10, 15)
            if above:
                drawing.lines(0, y + 15, lines, size=15)
                y += 17 * len(lines) + 5
                height = float(HEIGHT)
            else:
                height = max(HEIGHT, 17 * len(lines) + 2)
                drawing.lines(0, y + height / 2 + 5 - (len(lines) - 1) * 8.5, lines, size=15)
            top = y + (height - HEIGHT) / 2
            drawing.rect(left, top, right - left, HEIGHT, fill=TRACK)
            if row.value is not None and is_known(row.value) and row.value > 0:
                long = (right - left) * row.value / longest
                fill = SURFACE_WHITE if row.hollow else DARK
                drawing.rect(left, top, max(long, 1), HEIGHT, fill=fill, stroke=DARK if row.hollow else "")
            drawing.text(width, top + 15, row.shown, size=15, anchor="end", bold=True)
            y += height + 12
        drawing.height = round(y - 8)
        return drawing
