"""Shares of a whole, with the counts: one bar a row, rows in groups, groups in sections."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.charts.chart import NARROW_UP_TO, Chart
from core.charts.drawing import HAIR, MUTED, Drawing
from core.charts.lettering import text_width, widest, wrap
from core.charts.marks import Style
from core.charts.scales import written
from core.charts.words import Words

BAR_HEIGHT = 20.5
ROW_PITCH = 25
GAP = 1.4


@dataclass(frozen=True, slots=True)
class Segment:
    """``count`` None: not known or withheld; the row is then drawn as an empty bar with its note."""

    style: Style
    count: int | None
    title: Words = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One bar. ``label``: a year, say; may be empty where a group has one bar. ``note`` stands in the place
    of a bar that cannot be drawn."""

    label: Words
    segments: Sequence[Segment]
    note: Words = ""

    @property
    def total(self) -> int | None:
        counts = [segment.count for segment in self.segments]
        return None if not counts or None in counts else sum(count for count in counts if count)


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one thing. ``note`` follows the label in the narrow drawing, which has no column of totals
    ("51 schools, then 50")."""

    label: Words
    rows: Sequence[Row]
    strong: bool = False
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Section:
    groups: Sequence[Group]
    heading: Words = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment placed: left edge and width in pixels, and whether its shape and count lie inside."""

    segment: Segment
    left: float
    width: float
    shape_inside: bool
    count_inside: bool


@dataclass(frozen=True, slots=True)
class _Bar:
    """A row placed: its bar from ``left`` over ``width``; counts and notes may run on to ``end``."""

    row: Row
    left: float
    middle: float
    width: float
    end: float


@dataclass(frozen=True, kw_only=True)
class StackedBars(Chart):
    """``total_heading`` stands over the totals at the right ("Schools")."""

    sections: Sequence[Section] = field(default_factory=list)
    total_heading: Words = ""

    @property
    def rows(self) -> list[Row]:
        return [row for section in self.sections for group in section.groups for row in group.rows]

    def __bool__(self) -> bool:
        return any(row.total for row in self.rows)

    def draw(self, width: int) -> Drawing:
        return _draw_narrow(self, width) if width <= NARROW_UP_TO else _draw_wide(self, width)


def pieces(row: Row, left: float, width: float) -> list[Piece]:
    """The row's segments side by side over the whole width; none where there is no total."""
    if not row.total:
        return []
    placed = []
    for segment in row.segments:
        if not segment.count:
            continue
        share = width * segment.count / row.total
        digits = len(f"{segment.count:,}")
        placed.append(Piece(segment, left, share, share >= max(38, 24 + 8 * digits), share >= 3 + 8 * digits))
        left += share
    return placed


def queue_width(placed: Sequence[Piece]) -> float:
    """Room needed after the bar's end for the counts that found none inside."""
    return sum(_queued(piece) for piece in placed if not piece.count_inside)


def _queued(piece: Piece) -> float:
    return 12 + text_width(f"{piece.segment.count or 0:,}", 14, bold=True) + 7


def _bar_width(rows: Sequence[Row], room: float) -> float:
    """The widest bars that leave every row room for its queue, or as nearly so as can be."""
    widths = range(int(room), int(room / 3), -3)
    fitting = (width for width in widths if all(_overrun(row, width, room) == 0 for row in rows))
    first = next(fitting, None)
    if first is not None:
        return first
    return min(widths, key=lambda width: max(_overrun(row, width, room) for row in rows))


def _overrun(row: Row, width: float, room: float) -> float:
    return max(width + queue_width(pieces(row, 0, width)) - room, 0)


def _draw_wide(chart: StackedBars, width: int) -> Drawing:
    drawing = Drawing(width, is_flat=True)
    bars: list[_Bar] = []
    groups = [group for section in chart.sections for group in section.groups]
    label_room = min(max((widest([group.label], 15, bold=group.strong) for group in groups), default=0), 150)
    row_label_left = label_room + 14 if label_room else 0
    row_label_room = widest([row.label for row in chart.rows])
    bar_left = row_label_left + (row_label_room + 12 if row_label_room else 0)
    total_room = max(widest([written(row.total) for row in chart.rows if row.total is not None]), 24) + 14
    bar_width = _bar_width(chart.rows, width - bar_left - total_room)
    y = 0.0
    if chart.total_heading:
        drawing.text(width, 12, chart.total_heading, anchor="end", fill=MUTED)
        y = 18
    for place, section in enumerate(chart.sections):
        if place:
            drawing.line(0, y + 6, width, y + 6, stroke=HAIR)
            y += 12
        y = _draw_section_heading(drawing, section, y)
        for group in section.groups:
            lines = wrap(group.label, label_room + 2, 15, bold=group.strong)
            height = max(len(group.rows) * ROW_PITCH, len(lines) * 17 + 4)
            first = y + (height - (len(lines) - 1) * 17) / 2 + 4
            drawing.lines(0, first, lines, size=15, bold=group.strong)
            for row in group.rows:
                middle = y + ROW_PITCH / 2
                drawing.text(row_label_left, middle + 5, row.label, fill=MUTED)
                bars.append(_Bar(row, bar_left, middle, bar_width, width - total_room))
                if row.total is not None:
                    drawing.text(width, middle + 5, written(row.total), anchor="end")
                y += ROW_PITCH
            y += max(height - len(group.rows) * ROW_PITCH, 0) + 10
    _draw_bars(drawing, bars)
    drawing.height = round(y)
    return drawing


def _draw_narrow(chart: StackedBars, width: int) -> Drawing:
    drawing = Drawing(width, is_flat=True)
    bars: list[_Bar] = []
    row_label_room = widest([row.label for row in chart.rows])
    bar_left = row_label_room + 8 if row_label_room else 0
    bar_width = _bar_width(chart.rows, width - bar_left)
    y = 0.0
    for place, section in enumerate(chart.sections):
        if place:
            drawing.line(0, y + 6, width, y + 6, stroke=HAIR)
            y += 12
        y = _draw_section_heading(drawing, section, y)
        for group in section.groups:
            y = _draw_group_label(drawing, group, width, y)
            for row in group.rows:
                drawing.text(0, y + ROW_PITCH / 2 + 5, row.label, fill=MUTED)
                bars.append(_Bar(row, bar_left, y + ROW_PITCH / 2, bar_width, width))
                y += ROW_PITCH
            y += 10
    _draw_bars(drawing, bars)
    drawing.height = round(y)
    return drawing


def _draw_section_heading(drawing: Drawing, section: Section, y: float) -> float:
    lines = wrap(section.heading, drawing.width)
    drawing.lines(0, y + 14, lines, fill=MUTED)
    return y + 17 * len(lines) + (3 if lines else 0)


def _draw_group_label(drawing: Drawing, group: Group, width: int, y: float) -> float:
    whole = text_width(group.label, 15, bold=True) + text_width(f" {group.note}", 15)
    if whole <= width:
        drawing.text(0, y + 15, group.label, size=15, bold=True, tail=group.note)
        return y + 21
    lines = wrap(group.label, width, 15, bold=True)
    drawing.lines(0, y + 15, lines, size=15, bold=True, leading=18)
    y += 18 * len(lines) + 3
    notes = wrap(group.note, width, 15)
    drawing.lines(0, y + 12, notes, size=15, leading=18)
    return y + 18 * len(notes)


def _draw_bars(drawing: Drawing, bars: Sequence[_Bar]) -> None:
    """All areas before the first count, as the drawing is flat."""
    placed = [(bar, pieces(bar.row, bar.left, bar.width)) for bar in bars]
    for bar, row in placed:
        top = bar.middle - BAR_HEIGHT / 2
        if not row and not bar.row.note:
            drawing.rect(bar.left, top, bar.width, BAR_HEIGHT, stroke=HAIR, dash="4 3")
        for piece in row:
            style = piece.segment.style
            inset = min(GAP / 2, piece.width / 4)
            drawing.rect(
                piece.left + inset,
                top,
                piece.width - 2 * inset,
                BAR_HEIGHT,
                fill=style.area,
                stroke=style.edge if style.border and piece.width > 3 else "",
                title=piece.segment.title,
            )
    for bar, row in placed:
        if row:
            _draw_counts(drawing, bar, row)
        else:
            note = _fitting(str(bar.row.note), bar.end - bar.left - 8) or "–"
            drawing.text(bar.left + 8, bar.middle + 5, note, fill=MUTED)


def _draw_counts(drawing: Drawing, bar: _Bar, row: Sequence[Piece]) -> None:
    queue, middle = bar.left + bar.width + 6, bar.middle
    for piece in row:
        style, count = piece.segment.style, written(piece.segment.count or 0)
        if piece.shape_inside:
            drawing.mark(style, piece.left + 11, middle, 4.2, fill=style.shape_on_fill)
            drawing.text(piece.left + 20, middle + 5, count, bold=True, fill=style.on_fill)
        elif piece.count_inside:
            centre = piece.left + piece.width / 2
            drawing.text(centre, middle + 5, count, bold=True, fill=style.on_fill, anchor="middle")
        elif queue + _queued(piece) <= bar.end + 6:
            drawing.mark(style, queue + 4, middle, 4.2)
            drawing.text(queue + 12, middle + 5, count, bold=True, fill=style.word_ink)
            queue += _queued(piece)


def _fitting(note: str, width: float) -> str:
    """The note if it fits on one line, else its first words with an ellipsis."""
    lines = wrap(note, width)
    if len(lines) <= 1:
        return "".join(lines)
    return f"{wrap(note, width - 12)[0]}…"
