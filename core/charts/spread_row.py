"""One row of a table: where the own figure lies among the others. The numbers stand in the cells beside."""

from dataclasses import dataclass

from core.charts.chart import Chart
from core.charts.drawing import Drawing
from core.charts.legend import BOX_EDGE
from core.charts.marks import OWN_DIAMOND, SURFACE_WHITE
from core.charts.scales import Scale, known

HEIGHT = 34
BOX = "#d5e0ea"
MIDDLE = "#33506a"


@dataclass(frozen=True, kw_only=True)
class SpreadRow(Chart):
    """A line from lowest to highest, the middle half as a box, the middle, the own figure as a diamond. All
    values in one unit; each may be None and is then left out. Turned where lower is better, so that right
    is better."""

    lowest: float | None = None
    lower_quarter: float | None = None
    middle: float | None = None
    upper_quarter: float | None = None
    highest: float | None = None
    own: float | None = None
    lower_is_better: bool = False
    wide: int = 330
    narrow: int = 330

    def __bool__(self) -> bool:
        return len(known([self.lowest, self.highest])) == 2 or bool(known([self.own, self.middle]))

    def draw(self, width: int) -> Drawing:
        drawing = Drawing(width, HEIGHT)
        values = known(
            [self.lowest, self.lower_quarter, self.middle, self.upper_quarter, self.highest, self.own]
        )
        low, high = min(values), max(values)
        if self.lower_is_better:
            low, high = high, low
        scale = Scale(low, high, 12, width - 12)
        ends = known([self.lowest, self.highest])
        if len(ends) == 2:
            drawing.line(
                scale.at(min(ends)) if not self.lower_is_better else scale.at(max(ends)),
                17,
                scale.at(max(ends)) if not self.lower_is_better else scale.at(min(ends)),
                17,
                stroke=BOX_EDGE,
                stroke_width=2,
            )
        box = sorted(scale.at(value) for value in known([self.lower_quarter, self.upper_quarter]))
        if len(box) == 2:
            drawing.rect(box[0], 8, max(box[1] - box[0], 1), 18, fill=BOX, stroke=BOX_EDGE)
        for value in known([self.middle]):
            drawing.line(scale.at(value), 5, scale.at(value), 29, stroke=MIDDLE, stroke_width=3)
        for value in known([self.own]):
            drawing.mark(OWN_DIAMOND, scale.at(value), 17, 6.4, edge=SURFACE_WHITE, edge_width=1.5)
        return drawing
