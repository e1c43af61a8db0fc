"""The stretch of years under a trend: where periods lie, what breaks them, what is missing, what is noted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.charts.boxes import Box, overlaps
from core.charts.drawing import INK, MUTED, Drawing
from core.charts.lettering import text_width, widest, wrap_evenly
from core.charts.marks import SURFACE_WHITE, ring
from core.charts.scales import Scale
from core.charts.words import Words

GAP_FILL = "#f3f2f1"
PIN = "#8a6a00"
PIN_INK = "#5c4500"
PIN_ROOM = 34
EDGE = 16


@dataclass(frozen=True, slots=True)
class Break:
    """The measure changed: nothing before the period at place ``before`` (from 0) is joined to it."""

    before: int
    label: Words = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Periods ``first`` to ``last`` (places from 0, both within) without figures."""

    first: int
    last: int
    label: Words = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered pin at ``at``, a place between periods (6.5 is half way from the seventh to the eighth)."""

    at: float
    number: int
    title: Words = ""


def runs(values: Sequence[object], breaks: Iterable[Break]) -> list[list[int]]:
    """Places that may be joined: neighbours, all known, no break between them."""
    starts = {one.before for one in breaks}
    found: list[list[int]] = []
    for place, value in enumerate(values):
        if value is None:
            continue
        if found and found[-1][-1] == place - 1 and place not in starts:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def spaced(widths: Sequence[float], across: Scale, room_at_end: float) -> list[int]:
    """Every place, or every second, third …, counted back from the last, so that the words do not touch.
    ``room_at_end``: pixels after the last place; a longer word is pushed back by as much."""
    if len(widths) < 2:
        return list(range(len(widths)))
    step = abs(across.at(1) - across.at(0))
    needed = max(widths) + 8 + max(widths[-1] / 2 - room_at_end, 0)
    every = next((n for n in range(1, len(widths)) if n * step >= needed), len(widths))
    return list(range(len(widths) - 1, -1, -every))[::-1]


@dataclass(frozen=True, slots=True)
class BreakWords:
    middle: float
    baseline: float
    lines: list[str]

    @property
    def last_baseline(self) -> float:
        return self.baseline + 18 * (len(self.lines) - 1)


@dataclass(slots=True)
class Timeline:
    """``left`` and ``right`` in pixels; where it starts from above follows from what stands over it."""

    drawing: Drawing
    periods: Sequence[str]
    left: float
    right: float
    plot_height: float
    breaks: Sequence[Break] = ()
    notes: Sequence[Note] = ()
    widest_words: float = 190
    across: Scale = field(init=False)
    words: list[BreakWords] = field(init=False)
    top: float = field(init=False)

    def __post_init__(self) -> None:
        edge = EDGE if len(self.periods) > 1 else (self.right - self.left) / 2
        self.across = Scale(0, max(len(self.periods) - 1, 0), self.left + edge, self.right - edge)
        self.words = self._place_words()
        head = max((words.last_baseline + 6 for words in self.words), default=0)
        self.top = head + (PIN_ROOM if self.notes else 0) + 6

    @property
    def bottom(self) -> float:
        return self.top + self.plot_height

    def at(self, place: float) -> float:
        """Pixels; places outside the timeline are taken to its edge. Half places lie between two periods."""
        is_alone = len(self.periods) < 2
        x = self.across.start + place * EDGE * 4 if is_alone else self.across.at(place)
        return min(max(x, self.left), self.right)

    def _place_words(self) -> list[BreakWords]:
        """The words of neighbouring breaks stand one over the other where they would meet."""
        boxes: list[Box] = []
        placed = []
        for one in self.breaks:
            lines = wrap_evenly(one.label, self.widest_words, 16, bold=True)
            if not lines:
                continue
            half = widest(lines, 16, bold=True) / 2
            x = min(max(self.at(one.before - 0.5), half), self.drawing.width - half)
            y = 16.0
            while any(overlaps(_words_box(x, y, half, lines), other) for other in boxes):
                y += 18
            boxes.append(_words_box(x, y, half, lines))
            placed.append(BreakWords(x, y, lines))
        return placed

    def draw_gaps(self, gaps: Iterable[Gap]) -> None:
        for gap in gaps:
            left, right = self.at(gap.first - 0.5), self.at(gap.last + 0.5)
            if right <= left:
                continue
            self.drawing.rect(left, self.top, right - left, self.bottom - self.top, fill=GAP_FILL)
            lines = wrap_evenly(gap.label, max(right - left - 10, 40), 16)
            half = widest(lines, 16) / 2
            middle = min(max((left + right) / 2, half), self.drawing.width - half)
            first = (self.top + self.bottom) / 2 - (len(lines) - 1) * 11
            self.drawing.lines(middle, first, lines, size=16, anchor="middle", fill=MUTED, leading=22)

    def draw_breaks(self) -> None:
        for one in self.breaks:
            x = self.at(one.before - 0.5)
            over = [words.last_baseline + 6 for words in self.words if abs(words.middle - x) < 100]
            top = min(max(over, default=self.top), self.top)
            self.drawing.line(x, top, x, self.bottom, stroke=INK, stroke_width=1.5, dash="6 4")
        for words in self.words:
            self.drawing.lines(
                words.middle, words.baseline, words.lines, size=16, anchor="middle", bold=True, leading=18
            )

    def draw_notes(self) -> None:
        """Pins over the plot, each with a thin line down to its time; close ones move apart sideways."""
        pins = sorted(self.notes, key=lambda note: note.at)
        wanted = [self.at(note.at) - 14 for note in pins]
        lefts = spread(wanted, [28.0] * len(pins), 0, self.drawing.width)
        y = self.top - 18
        for note, left in zip(pins, lefts, strict=True):
            x, at = left + 14, self.at(note.at)
            way = [(x, y + 12), (at, self.top), (at, self.bottom)]
            self.drawing.polyline(way, stroke=PIN, stroke_width=1.2)
            box = (x - 13, y - 13, x + 13, y + 13)
            self.drawing.path(
                ring(x, y, 12), box, fill=SURFACE_WHITE, stroke=PIN, stroke_width=2, title=note.title
            )
            number = str(note.number)
            self.drawing.text(x, y + 5.5, number, size=16, anchor="middle", bold=True, fill=PIN_INK)

    def draw_periods(self) -> None:
        self.drawing.line(self.left, self.bottom, self.right, self.bottom, stroke=MUTED)
        for place in range(len(self.periods)):
            x = self.across.at(place)
            self.drawing.line(x, self.bottom, x, self.bottom + 5, stroke=MUTED)
        widths = [text_width(period, 16) for period in self.periods]
        room_at_end = self.drawing.width - self.across.at(len(self.periods) - 1)
        for place in spaced(widths, self.across, room_at_end):
            half = widths[place] / 2
            x = min(max(self.across.at(place), half), self.drawing.width - half)
            self.drawing.text(x, self.bottom + 22, self.periods[place], size=16, anchor="middle")


def _words_box(x: float, y: float, half: float, lines: Sequence[str]) -> Box:
    return (x - half - 6, y - 14, x + half + 6, y + 18 * len(lines) - 12)


def spread(tops: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Tops as near to the wanted ones (in order) as can be without blocks touching, all between low and high
    where they fit at all."""
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
