"""One measure over the years: the own line, the others' band and middle, a line to compare with, breaks and gaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from core.charts.chart import NARROW_UP_TO, Chart
from core.charts.drawing import GRID, INK, MUTED, Box, Drawing, overlaps, text_box
from core.charts.legend import BOX_EDGE, LegendItem, Sample
from core.charts.lettering import text_width, widest, wrap
from core.charts.marks import OWN_DIAMOND, SURFACE_WHITE
from core.charts.scales import Axis, Scale, Ticks, is_known, known, ticks

BAND = "#d5e0ea"
GAP_FILL = "#f3f2f1"
OWN_INK = "#a82a14"
MIDDLE_INK = "#3f5c75"
PIN = "#8a6a00"

Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Break:
    """The measure changed: nothing before the period at place ``before`` (from 0) is joined to it."""

    before: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Periods ``first`` to ``last`` (places from 0, both within) without figures."""

    first: int
    last: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered pin at ``at``, a place between periods (6.5 is half way from the seventh to the eighth)."""

    at: float
    number: int
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Trend(Chart):
    """``own``, ``middle``, ``band`` and ``reference`` are as long as ``periods`` or empty; None where unknown. ``band``
    holds pairs (lower, upper). A line is drawn only between neighbours that are both known, never over a break."""

    periods: Sequence[str] = field(default_factory=list)
    own: Values = field(default_factory=list)
    own_label: str = ""
    middle: Values = field(default_factory=list)
    middle_label: str = ""
    band: Sequence[tuple[float, float] | None] = field(default_factory=list)
    band_label: str = ""
    reference: Values = field(default_factory=list)
    reference_label: str = ""
    breaks: Sequence[Break] = field(default_factory=list)
    gaps: Sequence[Gap] = field(default_factory=list)
    notes: Sequence[Note] = field(default_factory=list)
    axis: Axis = field(default_factory=Axis)
    wide: int = 820
    height: int = 286

    def __bool__(self) -> bool:
        return bool(known([*self.own, *self.middle, *self.reference]))

    def legend(self) -> list[LegendItem]:
        items = []
        if known(self.own):
            items.append(LegendItem(self.own_label, Sample.of(OWN_DIAMOND)))
        if known(self.middle):
            items.append(LegendItem(self.middle_label, Sample.line(BOX_EDGE, width=3)))
        if self.band_label and any(self.band):
            items.append(LegendItem(self.band_label, Sample.area(BAND)))
        if known(self.reference):
            items.append(LegendItem(self.reference_label, Sample.line(MUTED, dash="6 4")))
        return items

    def draw(self, width: int) -> Drawing:
        return _TrendDrawing(self, width).drawing


def runs(values: Sequence[object], breaks: Iterable[Break], missing: Iterable[int] = ()) -> list[list[int]]:
    """Places that may be joined: neighbours, all known, no break between them."""
    starts = {one.before for one in breaks}
    holes = set(missing)
    found: list[list[int]] = []
    for place, value in enumerate(values):
        if value is None or place in holes:
            continue
        if found and found[-1][-1] == place - 1 and place not in starts:
            found[-1].append(place)
        else:
            found.append([place])
    return found


class _TrendDrawing:
    def __init__(self, chart: Trend, width: int) -> None:
        self.chart = chart
        self.is_narrow = width <= NARROW_UP_TO
        self.drawing = Drawing(width)
        self.taken: list[Box] = []
        self.own = _known_or_none(chart.own)
        self.middle = _known_or_none(chart.middle)
        self.reference = _known_or_none(chart.reference)
        self.band = [pair if pair and len(known(pair)) == 2 else None for pair in chart.band]
        bounds = [bound for pair in self.band if pair for bound in pair]
        values = [*self.own, *self.middle, *self.reference, *bounds]
        self.marks: Ticks = ticks(values, chart.axis, most=5)
        self.end_lines = [] if self.is_narrow else self._end_lines()
        left = widest([chart.axis.number(v, self.marks.decimals) for v in self.marks.values], 16) + 12
        end_room = max((widest(lines, 16, bold=True) for lines, *_rest in self.end_lines), default=0)
        self.left = left
        self.right = width - (end_room + 20 if end_room else 6)
        self.break_lines, head = self._break_lines()
        self.top = head + (34 if chart.notes else 0) + 6
        self.bottom = self.top + chart.height
        edge = 16 if len(chart.periods) > 1 else (self.right - self.left) / 2
        self.across = Scale(0, max(len(chart.periods) - 1, 0), self.left + edge, self.right - edge)
        self.up = Scale(self.marks.low, self.marks.high, self.bottom, self.top + 6)
        self._draw()

    def _draw(self) -> None:
        chart, drawing = self.chart, self.drawing
        for value in self.marks.values:
            drawing.line(self.left, self.up.at(value), self.right, self.up.at(value), stroke=GRID)
        for value in self.marks.values:
            label = chart.axis.number(value, self.marks.decimals)
            drawing.text(self.left - 8, self.up.at(value) + 5, label, size=16, anchor="end")
        self._draw_gaps()
        self._draw_breaks()
        self._draw_band()
        self._draw_line(self.middle, BOX_EDGE, 3, "")
        self._draw_line(self.reference, MUTED, 2, "6 4")
        self._draw_notes()
        self._draw_line(self.own, OWN_DIAMOND.ink, 3, "")
        for place, own in enumerate(self.own):
            if own is not None:
                drawing.mark(
                    OWN_DIAMOND,
                    self.across.at(place),
                    self.up.at(own),
                    6.2,
                    edge=SURFACE_WHITE,
                    edge_width=1.5,
                    title=f"{chart.periods[place]}: {chart.axis.number(own)}",
                )
        self._draw_ends()
        self._draw_values()
        self._draw_periods()
        y = self._draw_words(self.bottom + 30)
        drawing.height = round(y + 6)

    def _places(self, values: Sequence[object]) -> list[list[int]]:
        return runs(values, self.chart.breaks)

    def _draw_line(self, values: Values, colour: str, width: float, dash: str) -> None:
        """A period alone between two breaks has no neighbour: a short dash shows it."""
        for places in self._places(values):
            points = [(self.across.at(place), self.up.at(value)) for place in places if (value := values[place]) is not None]
            if len(points) == 1:
                x, y = points[0]
                points = [(x - 8, y), (x + 8, y)]
            self.drawing.polyline(points, stroke=colour, stroke_width=width, dash=dash)

    def _draw_band(self) -> None:
        for places in self._places(self.band):
            pairs = [(self.across.at(place), pair) for place in places if (pair := self.band[place]) is not None]
            if len(pairs) == 1:
                x, pair = pairs[0]
                pairs = [(x - 8, pair), (x + 8, pair)]
            upper = [(x, self.up.at(max(pair))) for x, pair in pairs]
            lower = [(x, self.up.at(min(pair))) for x, pair in reversed(pairs)]
            self.drawing.polyline([*upper, *lower], closed=True, fill=BAND)

    def _draw_gaps(self) -> None:
        for gap in self.chart.gaps:
            first, last = max(gap.first, 0), min(gap.last, len(self.chart.periods) - 1)
            if last < first:
                continue
            left = max(self.across.at(first - 0.5), self.left)
            right = min(self.across.at(last + 0.5), self.right)
            self.drawing.rect(left, self.top, right - left, self.bottom - self.top, fill=GAP_FILL)
            lines = wrap(gap.label, max(right - left - 10, 30), 16)
            first_line = (self.top + self.bottom) / 2 - (len(lines) - 1) * 11
            self.drawing.lines(
                (left + right) / 2, first_line, lines, size=16, anchor="middle", fill=MUTED, leading=22
            )

    def _break_x(self, one: Break) -> float:
        count = len(self.chart.periods)
        edge = 16 if count > 1 else (self.right - self.left) / 2
        step = (self.right - self.left - 2 * edge) / max(count - 1, 1)
        return min(max(self.left + edge + (one.before - 0.5) * step, self.left), self.right)

    def _break_lines(self) -> tuple[list[tuple[float, float, list[str]]], float]:
        """Where the words over the breaks stand: middle, first baseline, lines; one over the other where they would
        meet. And how deep they reach."""
        rows: list[Box] = []
        placed = []
        head = 0.0
        for one in self.chart.breaks:
            lines = wrap(one.label, 110 if self.is_narrow else 190, 16, bold=True)
            if not lines:
                continue
            half = widest(lines, 16, bold=True) / 2
            x = min(max(self._break_x(one), half), self.drawing.width - half)
            y = 16.0
            box = (x - half - 6, y - 14, x + half + 6, y + 18 * len(lines) - 12)
            while any(overlaps(box, other) for other in rows):
                y += 18
                box = (x - half - 6, y - 14, x + half + 6, y + 18 * len(lines) - 12)
            rows.append(box)
            placed.append((x, y, lines))
            head = max(head, y + 18 * (len(lines) - 1) + 6)
        return placed, head

    def _draw_breaks(self) -> None:
        for one in self.chart.breaks:
            x = self._break_x(one)
            above = [y + 18 * (len(lines) - 1) for at, y, lines in self.break_lines if abs(at - x) < 100]
            top = min(max(above, default=self.top) + 6, self.top)
            self.drawing.line(x, top, x, self.bottom, stroke=INK, stroke_width=1.5, dash="6 4")
        for x, y, lines in self.break_lines:
            self.drawing.lines(x, y, lines, size=16, anchor="middle", bold=True, leading=18)

    def _draw_notes(self) -> None:
        """Pins over the plot, each with a thin line down to its time; close ones move apart sideways."""
        free = 0.0
        y = self.top - 18
        for note in sorted(self.chart.notes, key=lambda one: one.at):
            at = min(max(self.across.at(note.at), self.left), self.right)
            x = max(at, free + 13)
            x = min(x, self.drawing.width - 14)
            free = x + 15
            self.drawing.polyline([(x, y + 13), (at, self.top), (at, self.bottom)], stroke=PIN, stroke_width=1.2)
            box = (x - 13, y - 13, x + 13, y + 13)
            d = f"M{x - 12:.1f} {y:.1f}a12 12 0 1 1 24 0a12 12 0 1 1 -24 0Z"
            self.drawing.path(d, box, fill=SURFACE_WHITE, stroke=PIN, stroke_width=2, title=note.title)
            self.drawing.text(x, y + 5.5, str(note.number), size=16, anchor="middle", bold=True, fill="#5c4500")

    def _end_lines(self) -> list[tuple[list[str], float, str, bool]]:
        """Words at the lines' ends: the lines of text, the value, the ink, bold or not."""
        found = []
        for values, label, ink, bold in (
            (self.own, self.chart.own_label, OWN_INK, True),
            (self.middle, self.chart.middle_label, MIDDLE_INK, True),
            (self.reference, self.chart.reference_label, MUTED, False),
        ):
            last = next((value for value in reversed(values) if value is not None), None)
            is_at_end = bool(values) and values[-1] is not None
            if last is not None and label and is_at_end:
                found.append((wrap(label, 108, 16, bold=bold), last, ink, bold))
        return found

    def _draw_ends(self) -> None:
        """From top to bottom in the order of the values, moved apart so that none touches another."""
        blocks = sorted(self.end_lines, key=lambda block: -block[1])
        heights = [18 * len(lines) for lines, *_rest in blocks]
        tops = spread([self.up.at(block[1]) - height / 2 for block, height in zip(blocks, heights, strict=True)],
                      [height + 4 for height in heights], self.top - 10, self.bottom + 8)
        for (lines, _value, ink, bold), top in zip(blocks, tops, strict=True):
            for step, line in enumerate(lines):
                box = self.drawing.text(
                    self.right - 2, top + 14 + 18 * step, line, size=16, bold=bold, fill=ink
                )
                self.taken.append(box)

    def _draw_values(self) -> None:
        """The own figure at the start and the end of each run, away from the others' line, where it stands free."""
        dots = [
            (self.across.at(p) - 7, self.up.at(v) - 7, self.across.at(p) + 7, self.up.at(v) + 7)
            for p, v in enumerate(self.own)
            if v is not None
        ]
        ends = [place for places in self._places(self.own) for place in {places[-1], places[0]}]
        for place in sorted(ends, reverse=True):
            value = self.own[place]
            if value is None:
                continue
            x, y = self.across.at(place), self.up.at(value)
            other = self.middle[place] if place < len(self.middle) else None
            above, below = y - 14, y + 25
            order = (above, below) if other is None or value >= other else (below, above)
            text = self.chart.axis.number(value)
            half = text_width(text, 16, bold=True) / 2
            at = min(max(x, half), self.drawing.width - half)
            for baseline in order:
                box = text_box(at, baseline, text, size=16, anchor="middle", bold=True)
                inside = box[1] > self.top - 12 and box[3] < self.bottom
                if inside and not any(overlaps(box, one) for one in (*self.taken, *dots)):
                    self.drawing.text(
                        at, baseline, text, size=16, anchor="middle", bold=True, fill=OWN_INK, halo=True
                    )
                    self.taken.append(box)
                    break

    def _draw_periods(self) -> None:
        drawing = self.drawing
        drawing.line(self.left, self.bottom, self.right, self.bottom, stroke=MUTED)
        last = len(self.chart.periods) - 1
        for place in range(last + 1):
            x = self.across.at(place)
            drawing.line(x, self.bottom, x, self.bottom + 5, stroke=MUTED)
        for place in spaced([text_width(period, 16) for period in self.chart.periods], self.across):
            period = self.chart.periods[place]
            half = text_width(period, 16) / 2
            x = min(max(self.across.at(place), half), drawing.width - half)
            drawing.text(x, self.bottom + 22, period, size=16, anchor="middle")

    def _draw_words(self, y: float) -> float:
        notes = [f"{self.chart.axis.label}."] if self.chart.axis.label else []
        if self.marks.low != 0:
            notes.append(
                str(_("The axis starts at %(value)s.") % {"value": self.chart.axis.number(self.marks.low)})
            )
        for line in wrap(" ".join(notes), self.drawing.width, 16):
            y += 20
            self.drawing.text(0, y, line, size=16, fill=MUTED)
        return y


def _known_or_none(values: Values) -> list[float | None]:
    return [float(value) if value is not None and is_known(value) else None for value in values]


def spread(tops: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Tops as near to the wanted ones (in order) as can be without blocks touching, all between low and high where they
    fit at all."""
    placed: list[float] = []
    edge = low
    for top, height in zip(tops, heights, strict=True):
        placed.append(max(top, edge))
        edge = placed[-1] + height
    edge = high
    for place in range(len(placed) - 1, -1, -1):
        placed[place] = min(placed[place], edge - heights[place])
        edge = placed[place]
    return placed


def spaced(widths: Sequence[float], across: Scale) -> list[int]:
    """Every place, or every second, third …, counted back from the last, so that the words do not touch."""
    if len(widths) < 2:
        return list(range(len(widths)))
    step_px = abs(across.at(1) - across.at(0))
    every = next((n for n in range(1, len(widths)) if n * step_px >= max(widths) + 6), len(widths))
    return list(range(len(widths) - 1, -1, -every))[::-1]
