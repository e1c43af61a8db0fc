"""Two measures against each other, with the line that is expected and its band."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from core.charts.boxes import Box, overlaps, text_box
from core.charts.chart import NARROW_UP_TO, Chart
from core.charts.drawing import MUTED, Drawing, Links
from core.charts.fit import LINE, Fit, draw_fit, draw_fit_label
from core.charts.legend import LegendItem, Sample
from core.charts.lettering import text_width, widest, wrap, wrap_evenly
from core.charts.marks import Style, ring
from core.charts.plot import Plot
from core.charts.scales import Axis, Reference, Scale, is_known, ticks
from core.charts.words import Words

RING = 9


@dataclass(frozen=True, slots=True)
class Point:
    """``letter`` marks an outlier: it is ringed and lettered, and the page lists the letters by name."""

    x: float | None
    y: float | None
    title: Words = ""
    href: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    name: Words
    style: Style
    points: Sequence[Point]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A point whose two values are known."""

    x: float
    y: float
    point: Point


@dataclass(frozen=True, kw_only=True)
class Scatter(Chart):
    """Series are drawn in the order given: the own ones last, and a little larger. ``x`` and ``y`` in the
    units of their axes; a point that lacks one is left out."""

    series: Sequence[Series] = field(default_factory=list)
    x: Axis = field(default_factory=Axis)
    y: Axis = field(default_factory=Axis)
    fit: Fit | None = None
    x_reference: Reference | None = None
    y_reference: Reference | None = None
    links: Links = ""

    def __bool__(self) -> bool:
        return any(_placed(one.points) for one in self.series)

    def legend(self) -> list[LegendItem]:
        """The last series first, as it is the one to look at."""
        items = [LegendItem(one.name, Sample.of(one.style)) for one in reversed(self.series) if one.points]
        if self.fit and (self.fit.legend or self.fit.label):
            sample = Sample.band() if self.fit.half_band else Sample.line(LINE, "7 4")
            items.append(LegendItem(self.fit.legend or self.fit.label, sample))
        return items

    def draw(self, width: int) -> Drawing:
        return _draw(self, width)


def _placed(points: Sequence[Point]) -> list[_Placed]:
    return [
        _Placed(float(point.x), float(point.y), point)
        for point in points
        if point.x is not None and point.y is not None and is_known(point.x) and is_known(point.y)
    ]


def _draw(chart: Scatter, width: int) -> Drawing:
    is_narrow = width <= NARROW_UP_TO
    drawing = Drawing(width, links=chart.links)
    series = [(one.style, _placed(one.points)) for one in chart.series]
    everyone = [placed for _style, points in series for placed in points]
    values = [(placed.x, placed.y) for placed in everyone]
    plot = _plot(drawing, chart, values)
    plot.draw_grid(drawing)
    fit = chart.fit if chart.fit and chart.fit.is_drawable else None
    if fit:
        draw_fit(drawing, fit, plot, min(x for x, _y in values), max(x for x, _y in values))
    plot.draw_axes(drawing, chart.x, chart.y)
    taken = plot.draw_references(drawing, chart.x_reference, chart.y_reference)
    for place, (style, points) in enumerate(series):
        is_own = place == len(series) - 1 and not style.hollow
        radius = (4.6 if is_narrow else 5) if is_own else 3.2
        for placed in points:
            x, y = plot.at(placed.x, placed.y)
            title, href = placed.point.title, placed.point.href
            drawing.mark(style, x, y, radius, edge_width=1, title=title, href=href)
    _draw_letters(drawing, [placed for placed in everyone if placed.point.letter], plot, taken)
    if fit:
        draw_fit_label(drawing, fit, plot, values, taken)
    drawing.height = round(_draw_words(drawing, chart, plot))
    return drawing


def _plot(drawing: Drawing, chart: Scatter, values: Sequence[tuple[float, float]]) -> Plot:
    """The label of the upright axis stands over the plot, so the plot starts under its last line."""
    width, is_narrow = drawing.width, drawing.width <= NARROW_UP_TO
    x_line = [chart.x_reference.value] if chart.x_reference else []
    y_line = [chart.y_reference.value] if chart.y_reference else []
    x_ticks = ticks([*(x for x, _y in values), *x_line], chart.x, most=6 if is_narrow else 8)
    y_ticks = ticks([*(y for _x, y in values), *y_line], chart.y)
    left = widest([chart.y.number(value, y_ticks.decimals) for value in y_ticks.values]) + 10
    heading = wrap(chart.y.label, width, 14, bold=True)
    drawing.lines(0, 14, heading, bold=True, leading=18)
    top = 18.0 * len(heading) + 14
    bottom = top + (300 if is_narrow else 340)
    return Plot(
        left,
        width - 12,
        top,
        bottom,
        Scale(x_ticks.low, x_ticks.high, left + 4, width - 18),
        Scale(y_ticks.low, y_ticks.high, bottom, top + 6),
        x_ticks,
        y_ticks,
    )


def _draw_letters(drawing: Drawing, lettered: Sequence[_Placed], plot: Plot, taken: list[Box]) -> None:
    """A ring about each, its letter at the first free place beside it."""
    rings = [plot.at(placed.x, placed.y) for placed in lettered]
    for x, y in rings:
        box = (x - RING, y - RING, x + RING, y + RING)
        drawing.path(ring(x, y, RING), box, stroke=LINE, stroke_width=1.5)
        taken.append(box)
    for placed, (x, y) in zip(lettered, rings, strict=True):
        letter = placed.point.letter
        half = text_width(letter, 15, bold=True) / 2
        places = [(x + 13 + half, y + 5), (x - 13 - half, y + 5), (x, y - 13), (x, y + 24)]
        for far in (16, 28, 40):
            places += [(x + far, y - far), (x + far, y + far + 8), (x - far, y - far), (x - far, y + far + 8)]
        for at_x, at_y in places:
            box = text_box(at_x, at_y, letter, size=15, anchor="middle", bold=True)
            outside = box[0] < 0 or box[2] > drawing.width or box[1] < 16 or box[3] > plot.bottom
            if not outside and not any(overlaps(box, other) for other in taken):
                drawing.text(at_x, at_y, letter, size=15, anchor="middle", bold=True, halo=True)
                taken.append(box)
                break


def _draw_words(drawing: Drawing, chart: Scatter, plot: Plot) -> float:
    """The label of the level axis; and an axis that does not start at zero says so."""
    y = plot.bottom + 26
    for line in wrap_evenly(chart.x.label, drawing.width - 12, 14, bold=True):
        y += 18
        drawing.text(drawing.width - 12, y, line, bold=True, anchor="end")
    notes = []
    if plot.y_ticks.low != 0:
        notes.append(
            _("The vertical axis starts at %(value)s.") % {"value": chart.y.number(plot.y_ticks.low)}
        )
    if plot.x_ticks.low != 0:
        notes.append(
            _("The horizontal axis starts at %(value)s.") % {"value": chart.x.number(plot.x_ticks.low)}
        )
    y += 6 if notes else 0
    for note in notes:
        for line in wrap(note, drawing.width):
            y += 18
            drawing.text(0, y, line, fill=MUTED)
    return y + 6
