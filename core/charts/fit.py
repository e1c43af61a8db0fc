"""The straight line that is expected, and its band, cut off where the plot ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees, isfinite

from core.charts.boxes import Box, overlaps, text_box
from core.charts.drawing import Drawing
from core.charts.plot import Plot
from core.charts.words import Words

BAND = "#e6efee"
LINE = "#14403c"
GRID_ON_BAND = "#d6e1df"

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Fit:
    """y = intercept + slope × x, give or take half_band; drawn over the values of x that occur. ``label``
    stands at the line, ``legend`` in the legend."""

    slope: float
    intercept: float
    half_band: float = 0.0
    label: Words = ""
    legend: str = ""

    def at(self, x: float) -> float:
        return self.intercept + self.slope * x

    @property
    def is_drawable(self) -> bool:
        return all(isfinite(number) for number in (self.slope, self.intercept, self.half_band))


def clip(polygon: Sequence[Place], low: float, high: float) -> list[Place]:
    """The part of the polygon whose y lies between low and high (Sutherland and Hodgman, two edges)."""
    for bound, sign in ((low, 1), (high, -1)):
        inside: list[Place] = []
        for place, (x, y) in enumerate(polygon):
            before_x, before_y = polygon[place - 1]
            is_in, was_in = (y - bound) * sign >= 0, (before_y - bound) * sign >= 0
            if is_in != was_in:
                share = (bound - before_y) / (y - before_y)
                inside.append((before_x + share * (x - before_x), bound))
            if is_in:
                inside.append((x, y))
        polygon = inside
    return list(polygon)


def draw_fit(drawing: Drawing, fit: Fit, plot: Plot, first: float, last: float) -> None:
    """From the first x to the last; over the whole axis where they are the same."""
    if first == last:
        first, last = plot.x_ticks.low, plot.x_ticks.high
    low, high = plot.y_ticks.low, plot.y_ticks.high
    above, below = fit.half_band, -fit.half_band
    corners = [
        (first, fit.at(first) + above),
        (last, fit.at(last) + above),
        (last, fit.at(last) + below),
        (first, fit.at(first) + below),
    ]
    if fit.half_band and (band := clip(corners, low, high)):
        drawing.polyline([plot.at(x, y) for x, y in band], closed=True, fill=BAND)
        plot.draw_grid(drawing, GRID_ON_BAND)
    ends = sorted({plot.at(x, y) for x, y in clip([(first, fit.at(first)), (last, fit.at(last))], low, high)})
    if len(ends) > 1:
        drawing.polyline([ends[0], ends[-1]], stroke=LINE, stroke_width=1.5, dash="7 4")


def draw_fit_label(
    drawing: Drawing, fit: Fit, plot: Plot, points: Sequence[Place], taken: Sequence[Box]
) -> None:
    """Along the line, above it, where it covers the fewest points; left out where it would meet other words.
    ``points`` are values."""
    first, last = min(x for x, _y in points), max(x for x, _y in points)
    if first == last or not fit.label:
        return
    start, end = plot.at(first, fit.at(first)), plot.at(last, fit.at(last))
    turn = degrees(atan2(end[1] - start[1], end[0] - start[0]))
    dots = [plot.at(x, y) for x, y in points]
    best: tuple[int, float, float] | None = None
    for share in (0.82, 0.75, 0.68, 0.6, 0.88, 0.5, 0.4, 0.3, 0.2):
        x, y = start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]) - 7
        box = text_box(x, y, str(fit.label), anchor="middle", rotate=turn)
        is_inside = plot.left < box[0] and box[2] < plot.right and plot.top < box[1] and box[3] < plot.bottom
        if not is_inside or any(overlaps(box, other) for other in taken):
            continue
        covered = sum(overlaps(box, (dot_x, dot_y, dot_x, dot_y), 4) for dot_x, dot_y in dots)
        if best is None or covered < best[0]:
            best = (covered, x, y)
    if best:
        drawing.text(best[1], best[2], fit.label, anchor="middle", fill=LINE, halo=True, rotate=turn)
