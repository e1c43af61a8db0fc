"""Distributions row by row: a tick for each value, the middle half as a box, the middle, a line to compare
with."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.charts.chart import NARROW_UP_TO, Chart
from core.charts.drawing import AXIS, MUTED, Drawing, px
from core.charts.legend import DARK, QUARTER_SHADES
from core.charts.lettering import text_width, widest, wrap
from core.charts.marks import SURFACE_WHITE
from core.charts.scales import Axis, Reference, Scale, Ticks, known, labelled, quarters, ticks, written
from core.charts.words import Words

BOX_FROM = 5
ROW_WIDE = 35
ROW_NARROW = 47


@dataclass(frozen=True, slots=True)
class StripRow:
    """``values`` in the group's unit, one for each; missing ones are None and neither drawn nor counted.

    ``middle`` and ``count`` stand at the right; worked out from the values unless given as written texts.
    """

    label: Words
    values: Sequence[float | None]
    strong: bool = False
    middle: str = ""
    count: str = ""


@dataclass(frozen=True, slots=True)
class StripGroup:
    """Rows that share one axis. ``quarters``: the three cut points that shade the background, or None."""

    label: Words
    rows: Sequence[StripRow]
    axis: Axis = field(default_factory=Axis)
    reference: Reference | None = None
    quarters: tuple[float, float, float] | None = None

    @property
    def values(self) -> list[float]:
        return [value for row in self.rows for value in known(row.values)]


@dataclass(frozen=True, kw_only=True)
class Strips(Chart):
    """``middle_heading`` and ``count_heading`` stand over the two columns at the right. Where lower is
    better the axis is turned, so that right is always better."""

    groups: Sequence[StripGroup] = field(default_factory=list)
    middle_heading: Words = ""
    count_heading: Words = ""
    lower_is_better: bool = False
    wide: int = 450

    def __bool__(self) -> bool:
        return any(group.values for group in self.groups)

    def draw(self, width: int) -> Drawing:
        return _draw(self, width)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Pixels from the left: where the strip starts and ends, where the two columns of figures end."""

    left: float
    right: float
    middle: float
    count: float


def _columns(chart: Strips, width: int, *, labels_above: bool) -> _Columns:
    rows = [row for group in chart.groups for row in group.rows]
    counts = max(widest([_count(row) for row in rows], 15), text_width(chart.count_heading))
    middles = max(
        widest([_middle(group, row) for group in chart.groups for row in group.rows], 15, bold=True),
        text_width(chart.middle_heading),
    )
    labels = 0.0
    if not labels_above:
        labels = (
            min(max((widest([row.label], 15, bold=row.strong) for row in rows), default=0), width * 0.32) + 12
        )
    middle = width - counts - 12
    return _Columns(labels, middle - middles - 8, middle, width)


def _middle(group: StripGroup, row: StripRow) -> str:
    if row.middle:
        return row.middle
    cuts = quarters(row.values)
    return written(cuts[1], 1) if cuts else "–"


def _count(row: StripRow) -> str:
    return row.count or written(len(known(row.values)))


def _draw(chart: Strips, width: int) -> Drawing:
    labels_above = width <= NARROW_UP_TO
    drawing = Drawing(width)
    columns = _columns(chart, width, labels_above=labels_above)
    y = 0.0
    for group in chart.groups:
        if not group.values:
            continue
        y = _draw_group(drawing, chart, group, columns, y, labels_above=labels_above) + 24
    drawing.height = round(y - 16)
    return drawing


def _draw_group(
    drawing: Drawing, chart: Strips, group: StripGroup, columns: _Columns, y: float, *, labels_above: bool
) -> float:
    head = y
    drawing.text(columns.middle, y + 14, chart.middle_heading, anchor="end", fill=MUTED)
    drawing.text(columns.count, y + 14, chart.count_heading, anchor="end", fill=MUTED)
    reference = group.reference.value if group.reference else None
    marks = ticks([*group.values, reference], group.axis, most=4 if labels_above else 5)
    low, high = (marks.high, marks.low) if chart.lower_is_better else (marks.low, marks.high)
    scale = Scale(low, high, columns.left + 4, columns.right - 4)
    reference_label = _reference_place(group, scale, columns)
    beside = (reference_label[0] - 8) if reference_label else columns.right
    heading = wrap(group.label, beside, 16, bold=True)
    if len(heading) > 1:
        heading = wrap(group.label, columns.right - 8, 16, bold=True)
        y += 18 if reference_label else 0
    drawing.lines(0, head + 14, heading, size=16, bold=True, leading=18)
    top = y + 24 + 18 * max(len(heading) - 1, 0)
    row_height = ROW_NARROW if labels_above else ROW_WIDE
    label_lines = [
        wrap(row.label, columns.right - 12 if labels_above else columns.left - 10, 15, bold=row.strong)
        for row in group.rows
    ]
    heights = [
        row_height
        + (max(len(lines) - 1, 0) * 17 if labels_above else max(len(lines) * 17 + 6 - row_height, 0))
        for lines in label_lines
    ]
    bottom = top + sum(heights)
    _draw_quarters(drawing, group, scale, columns, (top, bottom))
    row_top = top
    for row, lines, height in zip(group.rows, label_lines, heights, strict=True):
        if labels_above:
            drawing.lines(4, row_top + 16, lines, size=15, bold=row.strong)
            middle = row_top + height - 15
        else:
            middle = row_top + height / 2
            drawing.lines(0, middle + 5 - (len(lines) - 1) * 8.5, lines, size=15, bold=row.strong)
        _draw_row(drawing, row, scale, middle)
        drawing.text(columns.middle, middle + 5, _middle(group, row), size=15, anchor="end", bold=True)
        drawing.text(columns.count, middle + 5, _count(row), size=15, anchor="end")
        row_top += height
        if row_top < bottom:
            drawing.line(columns.left, row_top, columns.right, row_top, stroke=SURFACE_WHITE, stroke_width=2)
    if group.reference and reference_label:
        x = scale.clamped(group.reference.value)
        drawing.line(x, top - 2, x, bottom, stroke=MUTED, dash="4 3")
        drawing.text(reference_label[1], top - 7, group.reference.label, anchor="middle", fill=MUTED)
    _draw_ticks(drawing, group.axis, marks, scale, columns, bottom)
    return bottom + 20


def _reference_place(group: StripGroup, scale: Scale, columns: _Columns) -> tuple[float, float] | None:
    """Left edge and middle of the words over the line, kept inside the strip's width."""
    if not group.reference or not known([group.reference.value]):
        return None
    half = text_width(group.reference.label) / 2
    middle = min(max(scale.clamped(group.reference.value), half), columns.right + 4 - half)
    return middle - half, middle


def _draw_quarters(
    drawing: Drawing, group: StripGroup, scale: Scale, columns: _Columns, reach: tuple[float, float]
) -> None:
    """Shaded from the lowest values to the highest; turned with the axis."""
    top, bottom = reach
    if not group.quarters:
        drawing.rect(columns.left, top, columns.right - columns.left, bottom - top, fill=QUARTER_SHADES[0])
        return
    cuts = sorted(min(max(scale.clamped(cut), columns.left), columns.right) for cut in group.quarters)
    edges = [columns.left, *cuts, columns.right]
    for place, fill in enumerate(QUARTER_SHADES):
        width = edges[place + 1] - edges[place]
        if width > 0:
            drawing.rect(edges[place], top, width, bottom - top, fill=fill)


def _draw_row(drawing: Drawing, row: StripRow, scale: Scale, middle: float) -> None:
    values = known(row.values)
    cuts = quarters(values)
    if not cuts:
        return
    places = [scale.at(value) for value in values]
    if len(values) >= BOX_FROM:
        edges = sorted((scale.at(cuts[0]), scale.at(cuts[2])))
        drawing.rect(
            edges[0],
            middle - 7,
            max(edges[1] - edges[0], 1),
            14,
            fill=SURFACE_WHITE,
            opacity=0.72,
        )
        drawing.rect(edges[0], middle - 7, max(edges[1] - edges[0], 1), 14, stroke=DARK)
    d = "".join(f"M{px(x)} {px(middle - 4)}v8" for x in places)
    drawing.path(
        d, (min(places), middle - 4, max(places), middle + 4), stroke=DARK, stroke_width=1.2, opacity=0.55
    )
    at = scale.at(cuts[1])
    drawing.line(at, middle - 10, at, middle + 10, stroke=DARK, stroke_width=3.5)


def _draw_ticks(
    drawing: Drawing, axis: Axis, marks: Ticks, scale: Scale, columns: _Columns, bottom: float
) -> None:
    places = [scale.at(value) for value in marks.values]
    labels = [axis.number(value, marks.decimals) for value in marks.values]
    widths = [text_width(label) for label in labels]
    shown = set(labelled(places, widths))
    for place, x in enumerate(places):
        drawing.line(x, bottom, x, bottom + 4, stroke=AXIS)
        if place in shown:
            half = widths[place] / 2
            at = min(max(x, half), columns.right + 12 - half)
            drawing.text(at, bottom + 18, labels[place], anchor="middle", fill=MUTED)
