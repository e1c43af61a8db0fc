"""A plot of two axes: where it lies, its grid and ticks, its lines to compare with."""

from dataclasses import dataclass

from core.charts.boxes import Box
from core.charts.drawing import AXIS, GRID, MUTED, Drawing
from core.charts.lettering import text_width
from core.charts.scales import Axis, Reference, Scale, Ticks, is_known, labelled


@dataclass(frozen=True, slots=True)
class Plot:
    """``left`` to ``bottom``: the edges in pixels; ``across`` and ``up``: from values to pixels."""

    left: float
    right: float
    top: float
    bottom: float
    across: Scale
    up: Scale
    x_ticks: Ticks
    y_ticks: Ticks

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.across.at(x), self.up.at(y)

    def draw_grid(self, drawing: Drawing, stroke: str = GRID) -> None:
        for value in self.y_ticks.values:
            y = self.up.at(value)
            if y < self.bottom:
                drawing.line(self.left, y, self.right, y, stroke=stroke)

    def draw_axes(self, drawing: Drawing, x_axis: Axis, y_axis: Axis) -> None:
        for value in self.y_ticks.values:
            label = y_axis.number(value, self.y_ticks.decimals)
            drawing.text(self.left - 8, self.up.at(value) + 5, label, anchor="end", fill=MUTED)
        drawing.line(self.left, self.bottom, self.right, self.bottom, stroke=AXIS)
        places = [self.across.at(value) for value in self.x_ticks.values]
        for x in places:
            drawing.line(x, self.bottom, x, self.bottom + 5, stroke=AXIS)
        labels = [x_axis.number(value, self.x_ticks.decimals) for value in self.x_ticks.values]
        widths = [text_width(label) for label in labels]
        for place in labelled(places, widths):
            half = widths[place] / 2
            x = min(max(places[place], half), drawing.width - half)
            drawing.text(x, self.bottom + 20, labels[place], anchor="middle", fill=MUTED)

    def draw_references(
        self, drawing: Drawing, x_reference: Reference | None, y_reference: Reference | None
    ) -> list[Box]:
        """Dashed lines with their words; says where the words stand."""
        taken = []
        if y_reference and is_known(y_reference.value):
            y = self.up.at(y_reference.value)
            drawing.line(self.left, y, self.right, y, stroke=MUTED, dash="4 3")
            baseline = y - 5 if y - 18 > self.top else y + 15
            label = y_reference.label
            taken.append(drawing.text(self.right, baseline, label, anchor="end", fill=MUTED, halo=True))
        if x_reference and is_known(x_reference.value):
            x = self.across.at(x_reference.value)
            drawing.line(x, self.top, x, self.bottom, stroke=MUTED, dash="4 3")
            label, y = x_reference.label, self.top + 10
            if x + 6 + text_width(label) < self.right:
                taken.append(drawing.text(x + 6, y, label, fill=MUTED, halo=True))
            else:
                taken.append(drawing.text(x - 6, y, label, anchor="end", fill=MUTED, halo=True))
        return taken
