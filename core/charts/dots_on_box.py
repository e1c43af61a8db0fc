"""One measure now: everyone in the group as a dot on the box of the middle half, the own one as a diamond."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from core.charts.boxes import Box, overlaps, text_box
from core.charts.chart import NARROW_UP_TO, Chart
from core.charts.drawing import INK, MUTED, Drawing, Links
from core.charts.legend import BOX_EDGE, BOX_FILL
from core.charts.lettering import text_width, wrap, wrap_evenly
from core.charts.marks import BLUE_CIRCLE, OWN_DIAMOND, SURFACE_WHITE
from core.charts.scales import Axis, Scale, is_known, known, quarters, shared_decimals, ticks
from core.charts.swarm import swarm
from core.charts.words import Words

BOX_FROM = 5
MIDDLE = "#33506a"
OWN_INK = "#a82a14"
BOX_TOP = 30
WORDS_AT = 20


@dataclass(frozen=True, slots=True)
class Dot:
    """``label`` is written for the own one only ("Maes-y-bedw 371")."""

    value: float | None
    title: Words = ""
    href: str = ""
    label: Words = ""


@dataclass(frozen=True, slots=True)
class Expected:
    low: float
    middle: float
    high: float


@dataclass(frozen=True, kw_only=True)
class DotsOnBox(Chart):
    """``quarters`` (lower, middle, upper) unless given are those of all dots and the own one; no box is
    drawn for fewer than five. Turned where lower is better."""

    dots: Sequence[Dot] = field(default_factory=list)
    own: Dot | None = None
    axis: Axis = field(default_factory=Axis)
    quarters: tuple[float, float, float] | None = None
    expected: Expected | None = None
    lower_is_better: bool = False
    links: Links = "pointer"
    wide: int = 760

    @property
    def values(self) -> list[float]:
        return known([*(dot.value for dot in self.dots), self.own.value if self.own else None])

    @property
    def cuts(self) -> tuple[float, float, float] | None:
        if self.quarters:
            return self.quarters
        return quarters(self.values) if len(self.values) >= BOX_FROM else None

    def __bool__(self) -> bool:
        return bool(self.values)

    def draw(self, width: int) -> Drawing:
        return _draw(self, width)


def _draw(chart: DotsOnBox, width: int) -> Drawing:
    is_narrow = width <= NARROW_UP_TO
    drawing = Drawing(width, links=chart.links)
    expected = chart.expected
    extra = [expected.low, expected.middle, expected.high] if expected else []
    marks = ticks([*chart.values, *(chart.cuts or ()), *extra], chart.axis, most=4 if is_narrow else 6)
    low, high = (marks.high, marks.low) if chart.lower_is_better else (marks.low, marks.high)
    scale = Scale(low, high, 24, width - 24)
    own = chart.own if chart.own and is_known(chart.own.value) else None
    own_at = scale.at(own.value) if own and own.value is not None else None
    placed = sorted(
        ((scale.at(dot.value), dot) for dot in chart.dots if dot.value is not None and is_known(dot.value)),
        key=lambda pair: pair[0],
    )
    dots = swarm([x for x, _dot in placed], own_at, 6.0 if is_narrow else 7.0)
    bottom, centre = BOX_TOP + dots.height, BOX_TOP + dots.height / 2
    if chart.cuts:
        _draw_box(drawing, chart.cuts, chart, scale, bottom, is_narrow=is_narrow)
    # In the order of their titles: whoever hears or reads the drawing meets no order by value.
    for (x, dot), row in sorted(zip(placed, dots.rows, strict=True), key=lambda pair: str(pair[0][1].title)):
        drawing.mark(
            BLUE_CIRCLE,
            x,
            centre + row * dots.pitch,
            dots.radius,
            edge=SURFACE_WHITE,
            edge_width=1.5 if dots.radius > 4 else 0.8,
            title=dot.title,
            href=dot.href,
        )
    axis_y = bottom + 20
    drawing.line(24, axis_y, width - 24, axis_y, stroke=MUTED)
    for value in marks.values:
        x = scale.at(value)
        drawing.line(x, axis_y, x, axis_y + 6, stroke=MUTED)
        label = chart.axis.number(value, marks.decimals)
        half = text_width(label, 16) / 2 + 4
        if own_at is None or abs(own_at - x) > half:
            at = min(max(x, half), width - half)
            drawing.text(at, axis_y + 24, label, size=16, anchor="middle")
    y = axis_y + 30
    if own and own_at is not None:
        y = _draw_own(drawing, own, (own_at, centre), max(dots.radius, 5) * 1.25, axis_y)
    if expected:
        y = _draw_expected(drawing, expected, chart.axis, scale, y)
    return _draw_note(drawing, chart, marks.low, y)


def _draw_note(drawing: Drawing, chart: DotsOnBox, start: float, y: float) -> Drawing:
    notes = [f"{chart.axis.label}."] if chart.axis.label else []
    if start != 0:
        notes.append(str(_("The axis starts at %(value)s.") % {"value": chart.axis.number(start)}))
    if chart.lower_is_better:
        notes.append(str(_("Lower is better, so the axis runs from right to left.")))
    for line in wrap(" ".join(notes), drawing.width - 24, 16):
        drawing.text(24, y + 20, line, size=16, fill=MUTED)
        y += 20
    drawing.height = round(y + 8)
    return drawing


def _draw_box(
    drawing: Drawing,
    cuts: tuple[float, float, float],
    chart: DotsOnBox,
    scale: Scale,
    bottom: float,
    *,
    is_narrow: bool,
) -> None:
    left, right = sorted((scale.at(cuts[0]), scale.at(cuts[2])))
    middle = scale.at(cuts[1])
    drawing.rect(left, BOX_TOP, max(right - left, 1), bottom - BOX_TOP, fill=BOX_FILL, stroke=BOX_EDGE)
    drawing.line(middle, BOX_TOP, middle, bottom, stroke=MIDDLE, stroke_width=3)
    decimals = shared_decimals(chart.values)

    def number(value: float) -> str:
        return chart.axis.number(value, decimals)

    words = number(cuts[1]) if is_narrow else str(_("middle %(value)s") % {"value": number(cuts[1])})
    half = text_width(words, 16, bold=True) / 2
    at = min(max(middle, half), drawing.width - half)
    taken: list[Box] = [drawing.text(at, WORDS_AT, words, size=16, anchor="middle", bold=True)]
    values = (cuts[0], cuts[2]) if not chart.lower_is_better else (cuts[2], cuts[0])
    for x, value, side in ((left, values[0], -1), (right, values[1], 1)):
        text = number(value)
        half = text_width(text, 16) / 2
        for shift in (0.0, half, half + 6):
            place = x + side * shift
            box = text_box(place, WORDS_AT, text, size=16, anchor="middle")
            if box[0] >= 0 and box[2] <= drawing.width and not any(overlaps(box, one, 5) for one in taken):
                taken.append(drawing.text(place, WORDS_AT, text, size=16, anchor="middle"))
                break
    outer = (_("lowest quarter"), _("highest quarter"))
    for place, words_, anchor_x in (
        (0, outer[1 if chart.lower_is_better else 0], (24 + left) / 2),
        (1, outer[0 if chart.lower_is_better else 1], (drawing.width - 24 + right) / 2),
    ):
        box = text_box(anchor_x, WORDS_AT, str(words_), size=16, anchor="middle")
        limits = (0, left - 4) if place == 0 else (right + 4, drawing.width)
        fits = limits[0] <= box[0] and box[2] <= limits[1] and not any(overlaps(box, one, 8) for one in taken)
        if fits:
            drawing.text(anchor_x, WORDS_AT, words_, size=16, anchor="middle", fill=MUTED)


def _draw_own(drawing: Drawing, own: Dot, place: tuple[float, float], radius: float, axis_y: float) -> float:
    """The diamond in the middle of the box, a dotted line down to its label under the axis."""
    x, y = place
    label_y = axis_y + 46
    drawing.line(x, y, x, label_y - 15, stroke=OWN_DIAMOND.ink, stroke_width=2, dash="2 3")
    drawing.mark(
        OWN_DIAMOND,
        x,
        y,
        radius,
        edge=SURFACE_WHITE,
        edge_width=1.5,
        title=own.title,
    )
    lines = wrap_evenly(own.label, drawing.width - 8, 16, bold=True)
    for line in lines:
        half = text_width(line, 16, bold=True) / 2
        at = min(max(x, half), drawing.width - half)
        drawing.text(at, label_y, line, size=16, anchor="middle", bold=True, fill=OWN_INK)
        label_y += 20
    return label_y - 12


def _draw_expected(drawing: Drawing, expected: Expected, axis: Axis, scale: Scale, y: float) -> float:
    top = y + 8
    left, right = sorted((scale.clamped(expected.low), scale.clamped(expected.high)))
    middle = scale.clamped(expected.middle)
    drawing.rect(left, top, max(right - left, 1), 18, fill="#fbe7b8", stroke="#8a6a00")
    drawing.line(middle, top - 5, middle, top + 23, stroke="#5c4500", stroke_width=3)
    ends = sorted(
        ((scale.clamped(v), axis.number(v)) for v in (expected.low, expected.high)), key=lambda end: end[0]
    )
    words = str(_("expected %(value)s") % {"value": axis.number(expected.middle)})
    half = text_width(words, 16, bold=True) / 2
    drawing.text(
        min(max(middle, half), drawing.width - half), top + 44, words, size=16, anchor="middle", bold=True
    )
    for (x, text), side in zip(ends, (-1, 1), strict=True):
        room = text_width(text, 16) + 8
        outside = x - room >= 0 if side < 0 else x + room <= drawing.width
        if outside:
            drawing.text(
                x + 8 * side, top + 14, text, size=16, anchor="end" if side < 0 else "start", fill=INK
            )
    return top + 52
