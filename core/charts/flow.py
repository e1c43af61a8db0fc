"""Movement between ordered categories: what was where, and where it is now."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.charts.boxes import Box, overlaps, text_box
from core.charts.chart import NARROW_UP_TO, Chart
from core.charts.drawing import INK, MUTED, Drawing
from core.charts.legend import LegendItem, Sample
from core.charts.lettering import text_width, wrap
from core.charts.marks import Style
from core.charts.ribbons import Direction, Node, Ribbon, direction, layout
from core.charts.scales import written
from core.charts.words import Words

NODE_WIDTH = 13
LABELLED_FROM = 12


COLOURS = {Direction.SAME: "#d5dcdc", Direction.LESS: "#3f8f8a", Direction.MORE: "#c98a4b"}
OPACITY = {Direction.SAME: 1, Direction.LESS: 0.78, Direction.MORE: 0.78}


@dataclass(frozen=True, slots=True)
class FlowCategory:
    name: Words
    style: Style


@dataclass(frozen=True, slots=True)
class FlowCell:
    count: int
    direction: Direction | None
    word: str


@dataclass(frozen=True, slots=True)
class FlowRow:
    name: Words
    cells: Sequence[FlowCell]
    total: int


@dataclass(frozen=True, kw_only=True)
class Flow(Chart):
    """``categories`` from least to most; ``counts[i][j]`` went from category i to category j.

    ``from_label`` and ``to_label`` head the two sides (years). ``same``, ``less`` and ``more`` are the
    words for a move, in the reader's language; they stand in the legend and, for screen readers, in the
    table's cells. ``caption`` is the table's. ``titles``, shaped like ``counts``, says more about a ribbon
    under the mouse.
    """

    categories: Sequence[FlowCategory] = field(default_factory=list)
    counts: Sequence[Sequence[int]] = field(default_factory=list)
    from_label: Words = ""
    to_label: Words = ""
    same: Words = ""
    less: Words = ""
    more: Words = ""
    caption: Words = ""
    titles: Sequence[Sequence[str]] = field(default_factory=list)
    height: int = 434
    wide: int = 450

    def __bool__(self) -> bool:
        return any(any(row) for row in self.counts)

    def direction_totals(self) -> dict[Direction, int]:
        totals = dict.fromkeys(Direction, 0)
        for i, row in enumerate(self.counts):
            for j, count in enumerate(row):
                totals[direction(i, j)] += count
        return totals

    def legend(self) -> list[LegendItem]:
        """The three directions with their numbers, an arrow on the two that move."""
        totals = self.direction_totals()
        words = {
            Direction.SAME: self.same,
            Direction.LESS: f"{self.less} ↑",
            Direction.MORE: f"{self.more} ↓",
        }
        return [
            LegendItem(
                f"{words[way]}, {written(totals[way])}",
                Sample.area(COLOURS[way], opacity=OPACITY[way]),
            )
            for way in Direction
        ]

    def table(self) -> list[FlowRow]:
        """Rows of the from-to table; a nought has no word."""
        words = {Direction.SAME: self.same, Direction.LESS: self.less, Direction.MORE: self.more}
        return [
            FlowRow(
                category.name,
                [
                    FlowCell(n, direction(i, j) if n else None, str(words[direction(i, j)]) if n else "")
                    for j, n in enumerate(self.counts[i])
                ],
                sum(self.counts[i]),
            )
            for i, category in enumerate(self.categories)
        ]

    def column_totals(self) -> list[int]:
        return [sum(column) for column in zip(*self.counts, strict=True)]

    @property
    def total(self) -> int:
        return sum(self.column_totals())

    def draw(self, width: int) -> Drawing:
        return _draw(self, width)


def _draw(chart: Flow, width: int) -> Drawing:
    drawing = Drawing(width, chart.height)
    name_room = width * (0.24 if width > NARROW_UP_TO else 0.22)
    names = [wrap(category.name, name_room, 15) for category in chart.categories]
    totals = [*(sum(row) for row in chart.counts), *chart.column_totals()]
    label_room = max(_label_width(lines, totals) for lines in names) + 24
    left, right = label_room, width - label_room - NODE_WIDTH
    gap = max(26, 18 * max(len(lines) for lines in names) + 4)
    margin = gap / 2
    sources, targets, ribbons = layout(chart.counts, 14 + margin, chart.height - margin + 6, gap)
    drawing.text(left + NODE_WIDTH, 14, chart.from_label, anchor="end", fill=MUTED)
    drawing.text(right, 14, chart.to_label, fill=MUTED)
    x1, x2 = left + NODE_WIDTH + 1, right - 1
    for ribbon in ribbons:
        title = chart.titles[ribbon.source][ribbon.target] if chart.titles else ""
        drawing.path(
            ribbon.path(x1, x2),
            (
                x1,
                min(ribbon.top_left, ribbon.top_right),
                x2,
                max(ribbon.top_left, ribbon.top_right) + ribbon.height,
            ),
            fill=COLOURS[ribbon.direction],
            opacity=OPACITY[ribbon.direction],
            title=title,
        )
    for at_left, side, x in ((True, sources, left), (False, targets, right)):
        for node, category, lines in zip(side, chart.categories, names, strict=True):
            style = category.style
            drawing.rect(x, node.top, NODE_WIDTH, max(node.height, 1), fill=style.area, stroke=style.edge)
            _draw_label(drawing, node, style, lines, at_left=at_left, edge=x - 8 if at_left else x + 21)
    _draw_counts(drawing, ribbons, x1, x2)
    return drawing


def _label_width(lines: Sequence[str], totals: Sequence[int]) -> float:
    longest = max((written(total) for total in totals), key=len)
    beside = text_width(f" {longest}", 15, bold=True)
    ends = {lines[0], lines[-1]} if lines else set()
    return max(
        [*(text_width(line, 15) + beside for line in ends), *(text_width(line, 15) for line in lines)],
        default=0,
    )


def _draw_label(
    drawing: Drawing, node: Node, style: Style, lines: Sequence[str], *, at_left: bool, edge: float
) -> None:
    """Shape at the outer edge, name and count beside the node, the count next to it."""
    drawing.mark(style, 7 if at_left else drawing.width - 7, node.middle, 5)
    baseline = node.middle + 5 - (len(lines) - 1) * 9
    count = written(node.count)
    if at_left:
        for step, line in enumerate(lines):
            tail = count if step == len(lines) - 1 else ""
            drawing.text(edge, baseline + step * 18, line, size=15, anchor="end", tail=tail)
        return
    drawing.text(edge, baseline, count, size=15, bold=True, tail=lines[0] if lines else "")
    drawing.lines(edge, baseline + 18, lines[1:], size=15, leading=18)


def _draw_counts(drawing: Drawing, ribbons: Sequence[Ribbon], x1: float, x2: float) -> None:
    """Stayers in the middle, movers near their start or end; one that finds no free place is left to the
    table."""
    taken: list[Box] = []
    for ribbon in ribbons:
        if ribbon.count < LABELLED_FROM:
            continue
        wanted = {
            Direction.SAME: (0.5, 0.42, 0.58, 0.34, 0.66),
            Direction.LESS: (0.25, 0.2, 0.3, 0.15, 0.75, 0.8),
            Direction.MORE: (0.75, 0.8, 0.7, 0.85, 0.25, 0.2),
        }[ribbon.direction]
        for t in wanted:
            x, y = ribbon.along(x1, x2, t)
            box = text_box(x, y + 5, written(ribbon.count), size=14, anchor="middle", bold=True)
            if not any(overlaps(box, other, 2) for other in taken):
                halo = ribbon.direction is not Direction.SAME
                drawing.text(x, y + 5, written(ribbon.count), bold=True, anchor="middle", fill=INK, halo=halo)
                taken.append(box)
                break
