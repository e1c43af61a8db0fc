"""One measure over the years: the own line, the others' band and middle, a line to compare with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from core.charts.boxes import Box, overlaps, text_box
from core.charts.chart import NARROW_UP_TO, Chart
from core.charts.drawing import GRID, MUTED, Drawing
from core.charts.legend import BOX_EDGE, LegendItem, Sample
from core.charts.lettering import text_width, widest, wrap, wrap_evenly
from core.charts.marks import OWN_DIAMOND, SURFACE_WHITE
from core.charts.scales import Axis, Scale, known, known_or_none, shared_decimals, ticks
from core.charts.timeline import Break, Gap, Note, Timeline, runs, spread
from core.charts.words import Words

BAND = "#d5e0ea"
OWN_INK = "#a82a14"
MIDDLE_INK = "#3f5c75"
# Half the width of what is drawn for a period that has no neighbour to be joined to.
ALONE = 8

Values = Sequence[float | None]


@dataclass(frozen=True, kw_only=True)
class Trend(Chart):
    """``own``, ``middle``, ``band`` and ``reference`` are as long as ``periods`` or empty; None where
    unknown. ``band`` holds pairs (lower, upper). A line is drawn only between neighbours that are both
    known, never over a break. ``height`` is the plot's, in pixels."""

    periods: Sequence[str] = field(default_factory=list)
    own: Values = field(default_factory=list)
    own_label: Words = ""
    middle: Values = field(default_factory=list)
    middle_label: Words = ""
    band: Sequence[tuple[float, float] | None] = field(default_factory=list)
    band_label: str = ""
    reference: Values = field(default_factory=list)
    reference_label: Words = ""
    breaks: Sequence[Break] = field(default_factory=list)
    gaps: Sequence[Gap] = field(default_factory=list)
    notes: Sequence[Note] = field(default_factory=list)
    axis: Axis = field(default_factory=Axis)
    wide: int = 820
    height: int = 286

    def __bool__(self) -> bool:
        return bool(known([*self.own, *self.middle, *self.reference]))

    def legend(self) -> list[LegendItem]:
        items = [
            (known(self.own), self.own_label, Sample.of(OWN_DIAMOND)),
            (known(self.middle), self.middle_label, Sample.line(BOX_EDGE, width=3)),
            (any(self.band), self.band_label, Sample.area(BAND)),
            (known(self.reference), self.reference_label, Sample.line(MUTED, dash="6 4")),
        ]
        return [LegendItem(label, sample) for is_there, label, sample in items if is_there and label]

    def draw(self, width: int) -> Drawing:
        return _TrendDrawing(self, width).drawing


@dataclass(frozen=True, slots=True)
class _End:
    """Words at the end of a line."""

    lines: list[str]
    value: float
    ink: str
    bold: bool


class _TrendDrawing:
    def __init__(self, chart: Trend, width: int) -> None:
        self.chart = chart
        self.drawing = Drawing(width)
        self.taken: list[Box] = []
        self.own = known_or_none(chart.own)
        self.middle = known_or_none(chart.middle)
        self.reference = known_or_none(chart.reference)
        self.band = [pair if pair and len(known(pair)) == 2 else None for pair in chart.band]
        self.decimals = shared_decimals(self.own)
        bounds = [bound for pair in self.band if pair for bound in pair]
        self.marks = ticks([*self.own, *self.middle, *self.reference, *bounds], chart.axis, most=5)
        is_narrow = width <= NARROW_UP_TO
        self.ends = [] if is_narrow else list(self._find_ends())
        end_room = max((widest(end.lines, 16, bold=end.bold) for end in self.ends), default=0)
        left = widest([chart.axis.number(v, self.marks.decimals) for v in self.marks.values], 16) + 12
        narrow_words = 110 if len(chart.breaks) > 1 else 190
        self.line = Timeline(
            self.drawing,
            chart.periods,
            left,
            width - (end_room + 2 if end_room else 6),
            chart.height,
            chart.breaks,
            chart.notes,
            narrow_words if is_narrow else 190,
        )
        self.up = Scale(self.marks.low, self.marks.high, self.line.bottom, self.line.top + 6)
        self._draw()

    def _draw(self) -> None:
        line = self.line
        self._draw_grid()
        line.draw_gaps(self.chart.gaps)
        line.draw_breaks()
        self._draw_band()
        self._draw_line(self.middle, BOX_EDGE, 3, "")
        self._draw_line(self.reference, MUTED, 2, "6 4")
        line.draw_notes()
        self._draw_line(self.own, OWN_DIAMOND.ink, 3, "")
        self._draw_own_marks()
        self._draw_ends()
        self._draw_values()
        line.draw_periods()
        self.drawing.height = round(self._draw_words(line.bottom + 30) + 6)

    def _draw_grid(self) -> None:
        left, right = self.line.left, self.line.right
        for value in self.marks.values:
            self.drawing.line(left, self.up.at(value), right, self.up.at(value), stroke=GRID)
        for value in self.marks.values:
            label = self.chart.axis.number(value, self.marks.decimals)
            self.drawing.text(left - 8, self.up.at(value) + 5, label, size=16, anchor="end")

    def _draw_line(self, values: Values, colour: str, width: float, dash: str) -> None:
        for places in runs(values, self.chart.breaks):
            points = [
                (self.line.across.at(place), self.up.at(value))
                for place in places
                if (value := values[place]) is not None
            ]
            if len(points) == 1:
                x, y = points[0]
                points = [(x - ALONE, y), (x + ALONE, y)]
            self.drawing.polyline(points, stroke=colour, stroke_width=width, dash=dash)

    def _draw_band(self) -> None:
        for places in runs(self.band, self.chart.breaks):
            pairs = [
                (self.line.across.at(place), pair)
                for place in places
                if (pair := self.band[place]) is not None
            ]
            if len(pairs) == 1:
                x, pair = pairs[0]
                pairs = [(x - ALONE, pair), (x + ALONE, pair)]
            upper = [(x, self.up.at(max(pair))) for x, pair in pairs]
            lower = [(x, self.up.at(min(pair))) for x, pair in reversed(pairs)]
            self.drawing.polyline([*upper, *lower], closed=True, fill=BAND)

    def _own_places(self) -> Iterator[tuple[int, float, float, float]]:
        """Place, value and pixels of each own figure."""
        for place, value in enumerate(self.own):
            if value is not None:
                yield place, value, self.line.across.at(place), self.up.at(value)

    def _draw_own_marks(self) -> None:
        for place, value, x, y in self._own_places():
            title = f"{self.chart.periods[place]}: {self.chart.axis.number(value, self.decimals)}"
            self.drawing.mark(OWN_DIAMOND, x, y, 6.2, edge=SURFACE_WHITE, edge_width=1.5, title=title)

    def _find_ends(self) -> Iterator[_End]:
        for values, label, ink, bold in (
            (self.own, self.chart.own_label, OWN_INK, True),
            (self.middle, self.chart.middle_label, MIDDLE_INK, True),
            (self.reference, self.chart.reference_label, MUTED, False),
        ):
            last = values[-1] if values else None
            if last is not None and label:
                yield _End(wrap_evenly(label, 112, 16, bold=bold), last, ink, bold)

    def _draw_ends(self) -> None:
        """From top to bottom in the order of the values, moved apart so that none touches another."""
        ends = sorted(self.ends, key=lambda end: -end.value)
        heights = [18.0 * len(end.lines) for end in ends]
        tops = spread(
            [self.up.at(end.value) - height / 2 for end, height in zip(ends, heights, strict=True)],
            [height + 4 for height in heights],
            self.line.top - 10,
            self.line.bottom + 8,
        )
        x = self.line.across.at(len(self.chart.periods) - 1) + 14
        for end, top in zip(ends, tops, strict=True):
            for step, words in enumerate(end.lines):
                y = top + 14 + 18 * step
                self.taken.append(self.drawing.text(x, y, words, size=16, bold=end.bold, fill=end.ink))

    def _draw_values(self) -> None:
        """The own figure at the start and the end of each run, away from the others' line, where it stands
        free."""
        dots = [(x - 7, y - 7, x + 7, y + 7) for _place, _value, x, y in self._own_places()]
        ends = {place for run in runs(self.own, self.chart.breaks) for place in (run[0], run[-1])}
        for place, value, x, y in reversed(list(self._own_places())):
            if place not in ends:
                continue
            other = self.middle[place] if place < len(self.middle) else None
            text = self.chart.axis.number(value, self.decimals)
            half = text_width(text, 16, bold=True) / 2
            over = min(max(x, half), self.drawing.width - half)
            above, below, beside = (over, y - 14), (over, y + 25), (max(x - 12 - half, half), y + 5.5)
            is_below = other is not None and value < other
            for at, baseline in (below, above, beside) if is_below else (above, below, beside):
                box = text_box(at, baseline, text, size=16, anchor="middle", bold=True)
                inside = box[1] > self.line.top - 12 and box[3] < self.line.bottom
                if inside and not any(overlaps(box, one) for one in (*self.taken, *dots)):
                    self.drawing.text(
                        at, baseline, text, size=16, anchor="middle", bold=True, fill=OWN_INK, halo=True
                    )
                    self.taken.append(box)
                    break

    def _draw_words(self, y: float) -> float:
        """The axis: what it measures, where it starts."""
        axis = self.chart.axis
        notes = [f"{axis.label}."] if axis.label else []
        if self.marks.low != 0:
            notes.append(str(_("The axis starts at %(value)s.") % {"value": axis.number(self.marks.low)}))
        for words in wrap(" ".join(notes), self.drawing.width, 16):
            y += 20
            self.drawing.text(0, y, words, size=16, fill=MUTED)
        return y
