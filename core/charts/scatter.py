"""Two measures against each other, with the line that is expected and its band."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import atan2, degrees, isfinite

from django.utils.translation import gettext_lazy as _

from core.charts.chart import NARROW_UP_TO, Chart
from core.charts.drawing import AXIS, GRID, MUTED, Box, Drawing, overlaps, text_box
from core.charts.legend import LegendItem, Sample
from core.charts.lettering import text_width, widest, wrap
from core.charts.marks import Style
from core.charts.scales import Axis, Reference, Scale, Ticks, is_known, ticks

BAND = "#e6efee"
LINE = "#14403c"


@dataclass(frozen=True, slots=True)
class Point:
    """``letter`` marks an outlier: it is ringed and lettered, and the page lists the letters by name."""

    x: float | None
    y: float | None
    title: str = ""
    href: str = ""
    letter: str = ""

    @property
    def is_placed(self) -> bool:
        return is_known(self.x) and is_known(self.y)


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    style: Style
    points: Sequence[Point]


@dataclass(frozen=True, slots=True)
class Fit:
    """y = intercept + slope × x, give or take half_band; drawn over the values of x that occur."""

    slope: float
    intercept: float
    half_band: float = 0.0
    label: str = ""

    def at(self, x: float) -> float:
        return self.intercept + self.slope * x

    @property
    def is_drawable(self) -> bool:
        return all(isfinite(number) for number in (self.slope, self.intercept, self.half_band))


@dataclass(frozen=True, kw_only=True)
class Scatter(Chart):
    """Series are drawn in the order given: the own ones last. ``x`` and ``y`` in the units of their axes."""

    series: Sequence[Series] = field(default_factory=list)
    x: Axis = field(default_factory=Axis)
    y: Axis = field(default_factory=Axis)
    fit: Fit | None = None
    x_reference: Reference | None = None
    y_reference: Reference | None = None
    links: str = ""

    @property
    def points(self) -> list[Point]:
        return [point for one in self.series for point in one.points if point.is_placed]

    def __bool__(self) -> bool:
        return bool(self.points)

    def legend(self) -> list[LegendItem]:
        items = [LegendItem(one.name, Sample.of(one.style)) for one in reversed(self.series) if one.points]
        if self.fit and self.fit.label:
            items.append(LegendItem(self.fit.label, Sample.band() if self.fit.half_band else Sample.line(LINE, "7 4")))
        return items

    def draw(self, width: int) -> Drawing:
        return _draw(self, width)


@dataclass(frozen=True, slots=True)
class _Plot:
    left: float
    right: float
    top: float
    bottom: float
    across: Scale
    up: Scale
    x_ticks: Ticks
    y_ticks: Ticks


def _draw(chart: Scatter, width: int) -> Drawing:
    is_narrow = width <= NARROW_UP_TO
    drawing = Drawing(width)
    xs = [point.x for point in chart.points]
    ys = [point.y for point in chart.points]
    x_ticks = ticks([*xs, chart.x_reference and chart.x_reference.value], chart.x, most=6 if is_narrow else 8)
    y_ticks = ticks([*ys, chart.y_reference and chart.y_reference.value], chart.y, most=6)
    left = widest([chart.y.number(value, y_ticks.decimals) for value in y_ticks.values]) + 10
    heading = wrap(chart.y.label, width, 14, bold=True)
    top = 18 * len(heading) + 14
    bottom = top + (300 if is_narrow else 340)
    drawing.lines(0, 14, heading, bold=True, leading=18)
    plot = _Plot(
        left,
        width - 12,
        top,
        bottom,
        Scale(x_ticks.low, x_ticks.high, left + 4, width - 18),
        Scale(y_ticks.low, y_ticks.high, bottom, top + 6),
        x_ticks,
        y_ticks,
    )
    _draw_axes(drawing, chart, plot)
    taken: list[Box] = []
    if chart.fit and chart.fit.is_drawable:
        _draw_fit(drawing, chart.fit, plot, min(x for x in xs if x is not None), max(x for x in xs if x is not None))
    _draw_references(drawing, chart, plot, taken)
    dot = 3.2
    own_dot = 4.6 if is_narrow else 5
    for place, series in enumerate(chart.series):
        is_last = place == len(chart.series) - 1
        radius = own_dot if is_last and not series.style.hollow else dot
        for point in series.points:
            if point.x is None or point.y is None or not point.is_placed:
                continue
            drawing.mark(
                series.style,
                plot.across.at(point.x),
                plot.up.at(point.y),
                radius,
                edge_width=1,
                title=point.title,
                href=point.href,
            )
    _draw_letters(drawing, chart.points, plot, taken)
    if chart.fit and chart.fit.is_drawable and chart.fit.label:
        _draw_fit_label(drawing, chart.fit, plot, chart.points, taken)
    y = bottom + 40
    for line in wrap(chart.x.label, width - 12, 14, bold=True):
        y += 4
        drawing.text(width - 12, y, line, bold=True, anchor="end")
        y += 14
    y = _draw_starts(drawing, chart, plot, y)
    drawing.height = round(y)
    return drawing


def _draw_axes(drawing: Drawing, chart: Scatter, plot: _Plot) -> None:
    for value in plot.y_ticks.values:
        y = plot.up.at(value)
        drawing.line(plot.left, y, plot.right, y, stroke=GRID)
    for value in plot.y_ticks.values:
        label = chart.y.number(value, plot.y_ticks.decimals)
        drawing.text(plot.left - 8, plot.up.at(value) + 5, label, anchor="end", fill=MUTED)
    drawing.line(plot.left, plot.bottom, plot.right, plot.bottom, stroke=AXIS)
    for value in plot.x_ticks.values:
        x = plot.across.at(value)
        drawing.line(x, plot.bottom, x, plot.bottom + 5, stroke=AXIS)
    free = 0.0
    for value in plot.x_ticks.values:
        label = chart.x.number(value, plot.x_ticks.decimals)
        half = text_width(label) / 2
        x = min(max(plot.across.at(value), half), drawing.width - half)
        if x - half >= free:
            drawing.text(x, plot.bottom + 20, label, anchor="middle", fill=MUTED)
            free = x + half + 6


def clip(polygon: Sequence[tuple[float, float]], low: float, high: float) -> list[tuple[float, float]]:
    """The part of the polygon whose y lies between low and high (Sutherland and Hodgman, two edges)."""
    for bound, keep_above in ((low, True), (high, False)):
        inside: list[tuple[float, float]] = []
        for place, (x, y) in enumerate(polygon):
            before_x, before_y = polygon[place - 1]
            is_in = y >= bound if keep_above else y <= bound
            was_in = before_y >= bound if keep_above else before_y <= bound
            if is_in != was_in:
                share = (bound - before_y) / (y - before_y)
                inside.append((before_x + share * (x - before_x), bound))
            if is_in:
                inside.append((x, y))
        polygon = inside
        if not polygon:
            break
    return list(polygon)


def _draw_fit(drawing: Drawing, fit: Fit, plot: _Plot, first: float, last: float) -> None:
    if first == last:
        first, last = plot.x_ticks.low, plot.x_ticks.high
    low, high = plot.y_ticks.low, plot.y_ticks.high
    corners = [
        (first, fit.at(first) + fit.half_band),
        (last, fit.at(last) + fit.half_band),
        (last, fit.at(last) - fit.half_band),
        (first, fit.at(first) - fit.half_band),
    ]
    if fit.half_band and (band := clip(corners, low, high)):
        drawing.polyline([(plot.across.at(x), plot.up.at(y)) for x, y in band], closed=True, fill=BAND)
        for value in plot.y_ticks.values:
            y = plot.up.at(value)
            if y < plot.bottom:
                drawing.line(plot.left, y, plot.right, y, stroke="#d3dfdd", opacity=0.55)
    line = clip([(first, fit.at(first)), (last, fit.at(last))], low, high)
    ends = sorted({(plot.across.at(x), plot.up.at(y)) for x, y in line})
    if len(ends) > 1:
        drawing.polyline([ends[0], ends[-1]], stroke=LINE, stroke_width=1.5, dash="7 4")


def _draw_fit_label(
    drawing: Drawing, fit: Fit, plot: _Plot, points: Sequence[Point], taken: Sequence[Box]
) -> None:
    """Along the line, above it, where the fewest points lie; left out if it would not stand free of letters."""
    xs = [point.x for point in points if point.x is not None]
    first, last = min(xs), max(xs)
    if first == last:
        return
    turn = degrees(
        atan2(plot.up.at(fit.at(last)) - plot.up.at(fit.at(first)), plot.across.at(last) - plot.across.at(first))
    )
    placed = [(plot.across.at(p.x), plot.up.at(p.y)) for p in points if p.x is not None and p.y is not None]
    best: tuple[int, float, float] | None = None
    for share in (0.82, 0.75, 0.68, 0.6, 0.88, 0.5, 0.4, 0.3, 0.2):
        x_value = first + share * (last - first)
        x, y = plot.across.at(x_value), plot.up.at(fit.at(x_value)) - 7
        box = text_box(x, y, str(fit.label), anchor="middle", rotate=turn)
        is_inside = plot.left < box[0] and box[2] < plot.right and plot.top < box[1] and box[3] < plot.bottom
        if not is_inside or any(overlaps(box, other) for other in taken):
            continue
        covered = sum(box[0] - 4 < px < box[2] + 4 and box[1] - 4 < py < box[3] + 4 for px, py in placed)
        if best is None or covered < best[0]:
            best = (covered, x, y)
    if best:
        drawing.text(best[1], best[2], fit.label, anchor="middle", fill=LINE, halo=True, rotate=turn)


def _draw_references(drawing: Drawing, chart: Scatter, plot: _Plot, taken: list[Box]) -> None:
    if chart.y_reference and is_known(chart.y_reference.value):
        y = plot.up.at(chart.y_reference.value)
        drawing.line(plot.left, y, plot.right, y, stroke=MUTED, dash="4 3")
        above = y - 5 if y - 18 > plot.top else y + 15
        taken.append(drawing.text(plot.right, above, chart.y_reference.label, anchor="end", fill=MUTED, halo=True))
    if chart.x_reference and is_known(chart.x_reference.value):
        x = plot.across.at(chart.x_reference.value)
        drawing.line(x, plot.top, x, plot.bottom, stroke=MUTED, dash="4 3")
        room = text_width(chart.x_reference.label) + 6
        fits = x + room < plot.right
        at, anchor = (x + 6, "start") if fits else (x - 6, "end")
        label = chart.x_reference.label
        taken.append(
            drawing.text(at, plot.top + 8, label, anchor="start" if anchor == "start" else "end", fill=MUTED, halo=True)
        )


def _draw_letters(drawing: Drawing, points: Sequence[Point], plot: _Plot, taken: list[Box]) -> None:
    lettered = [point for point in points if point.letter]
    rings = [(plot.across.at(p.x), plot.up.at(p.y)) for p in lettered if p.x is not None and p.y is not None]
    for x, y in rings:
        drawing.path(
            f"M{x - 9:.1f} {y:.1f}a9 9 0 1 1 18 0a9 9 0 1 1 -18 0Z",
            (x - 9, y - 9, x + 9, y + 9),
            stroke=LINE,
            stroke_width=1.5,
        )
    taken.extend((x - 9, y - 9, x + 9, y + 9) for x, y in rings)
    for point, (x, y) in zip(lettered, rings, strict=True):
        half = text_width(point.letter, 15, bold=True) / 2
        places = [(x + 13 + half, y + 5), (x - 13 - half, y + 5), (x, y - 13), (x, y + 23)]
        for far in (10, 22):
            places += [(x + 9 + far, y - far), (x + 9 + far, y + 12 + far), (x - 9 - far, y - far)]
        for at_x, at_y in places:
            box = text_box(at_x, at_y, point.letter, size=15, anchor="middle", bold=True)
            outside = box[0] < 0 or box[2] > drawing.width or box[1] < 16 or box[3] > plot.bottom
            if not outside and not any(overlaps(box, other) for other in taken):
                drawing.text(at_x, at_y, point.letter, size=15, anchor="middle", bold=True, halo=True)
                taken.append(box)
                break


def _draw_starts(drawing: Drawing, chart: Scatter, plot: _Plot, y: float) -> float:
    """An axis that does not start at zero says so."""
    notes = []
    if plot.y_ticks.low != 0:
        notes.append(_("The vertical axis starts at %(value)s.") % {"value": _start(chart.y, plot.y_ticks)})
    if plot.x_ticks.low != 0:
        notes.append(_("The horizontal axis starts at %(value)s.") % {"value": _start(chart.x, plot.x_ticks)})
    for note in notes:
        for line in wrap(note, drawing.width):
            y += 4
            drawing.text(0, y, line, fill=MUTED)
            y += 14
    return y


def _start(axis: Axis, tick_marks: Ticks) -> str:
    return axis.number(tick_marks.low)


