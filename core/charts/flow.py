"""Movement between ordered categories: what was where, and where it is now."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from core.charts.chart import NARROW_UP_TO, Chart
from core.charts.drawing import INK, MUTED, Box, Drawing, overlaps, text_box
from core.charts.lettering import text_width, wrap
from core.charts.marks import Style
from core.charts.scales import written

NODE_WIDTH = 13
LABELLED_FROM = 12


class Direction(StrEnum):
    SAME = "same"
    LESS = "less"
    MORE = "more"


COLOURS = {Direction.SAME: "#d5dcdc", Direction.LESS: "#3f8f8a", Direction.MORE: "#c98a4b"}
OPACITY = {Direction.SAME: 1, Direction.LESS: 0.78, Direction.MORE: 0.78}


@dataclass(frozen=True, slots=True)
class FlowCategory:
    name: str
    style: Style


@dataclass(frozen=True, slots=True)
class Ribbon:
    """``source`` and ``target`` are places in the list of categories; heights and tops in pixels."""

    source: int
    target: int
    count: int
    top_left: float
    top_right: float
    height: float

    @property
    def direction(self) -> Direction:
        if self.source == self.target:
            return Direction.SAME
        return Direction.LESS if self.target < self.source else Direction.MORE


@dataclass(frozen=True, slots=True)
class Node:
    place: int
    count: int
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class FlowCell:
    count: int
    direction: Direction | None
    word: str


@dataclass(frozen=True, slots=True)
class FlowRow:
    name: str
    cells: Sequence[FlowCell]
    total: int


@dataclass(frozen=True, kw_only=True)
class Flow(Chart):
    """``categories`` from least to most; ``counts[i][j]`` went from category i to category j.

    ``from_label`` and ``to_label`` head the two sides (years). ``same``, ``less`` and ``more`` are the words for a
    move, in the reader's language; they stand in the legend and, for screen readers, in the table's cells.
    ``caption`` is the table's. ``titles``, shaped like ``counts``, says more about a ribbon under the mouse.
    """

    categories: Sequence[FlowCategory] = field(default_factory=list)
    counts: Sequence[Sequence[int]] = field(default_factory=list)
    from_label: str = ""
    to_label: str = ""
    same: str = ""
    less: str = ""
    more: str = ""
    caption: str = ""
    titles: Sequence[Sequence[str]] = field(default_factory=list)
    height: int = 434
    wide: int = 450

    def __bool__(self) -> bool:
        return any(any(row) for row in self.counts)

    def direction_totals(self) -> dict[Direction, int]:
        totals = dict.fromkeys(Direction, 0)
        for i, row in enumerate(self.counts):
            for j, count in enumerate(row):
                totals[_direction(i, j)] += count
        return totals

    def table(self) -> list[FlowRow]:
        """Rows of the from-to table; a nought has no word."""
        words = {Direction.SAME: self.same, Direction.LESS: self.less, Direction.MORE: self.more}
        return [
            FlowRow(
                category.name,
                [
                    FlowCell(n, _direction(i, j) if n else None, words[_direction(i, j)] if n else "")
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


def _direction(source: int, target: int) -> Direction:
    if source == target:
        return Direction.SAME
    return Direction.LESS if target < source else Direction.MORE


def layout(
    counts: Sequence[Sequence[int]], top: float, bottom: float, gap: float
) -> tuple[list[Node], list[Node], list[Ribbon]]:
    """Both sides on one scale, so that a ribbon is as high at its start as at its end."""
    sides = [[sum(row) for row in counts], [sum(column) for column in zip(*counts, strict=True)]]
    per_one = (bottom - top - gap * (len(counts) - 1)) / max(sum(sides[0]), 1)
    nodes: list[list[Node]] = []
    for totals in sides:
        y, side = top, []
        for place, total in enumerate(totals):
            side.append(Node(place, total, y, total * per_one))
            y += total * per_one + gap
        nodes.append(side)
    used_left = [node.top for node in nodes[0]]
    used_right = [node.top for node in nodes[1]]
    ribbons = []
    for i, row in enumerate(counts):
        for j, count in enumerate(row):
            height = count * per_one
            if count:
                ribbons.append(Ribbon(i, j, count, used_left[i], used_right[j], height))
            used_left[i] += height
            used_right[j] += height
    ribbons.sort(key=lambda ribbon: ribbon.direction is not Direction.SAME)
    return nodes[0], nodes[1], ribbons


def _draw(chart: Flow, width: int) -> Drawing:
    drawing = Drawing(width, chart.height)
    name_room = width * (0.24 if width > NARROW_UP_TO else 0.22)
    names = [wrap(category.name, name_room, 15) for category in chart.categories]
    label_room = max(_label_width(lines) for lines in names) + 26
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
            _ribbon_path(ribbon, x1, x2),
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
            drawing.rect(
                x, node.top, NODE_WIDTH, max(node.height, 1), fill=style.area, stroke=style.edge
            )
            _draw_label(drawing, node, style, lines, at_left=at_left, edge=x - 8 if at_left else x + 21)
    _draw_counts(drawing, ribbons, x1, x2)
    return drawing


def _label_width(lines: Sequence[str]) -> float:
    last = text_width(lines[-1], 15) + text_width(" 9999", 15, bold=True) if lines else 0
    return max([last, *(text_width(line, 15) for line in lines[:-1])])


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


def _ribbon_path(ribbon: Ribbon, x1: float, x2: float) -> str:
    """Straight across would be a band; the two control points lie half way, each at its own end's height."""
    middle = (x1 + x2) / 2
    height = max(ribbon.height, 0.9)
    a, b = ribbon.top_left, ribbon.top_right
    return (
        f"M{x1:.1f} {a:.1f}C{middle:.1f} {a:.1f} {middle:.1f} {b:.1f} {x2:.1f} {b:.1f}V{b + height:.1f}"
        f"C{middle:.1f} {b + height:.1f} {middle:.1f} {a + height:.1f} {x1:.1f} {a + height:.1f}Z"
    )


def _draw_counts(drawing: Drawing, ribbons: Sequence[Ribbon], x1: float, x2: float) -> None:
    """Stayers in the middle, movers near their start or end; one that finds no free place is left to the table."""
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
            x, y = _along(ribbon, x1, x2, t)
            box = text_box(x, y + 5, written(ribbon.count), size=14, anchor="middle", bold=True)
            if not any(overlaps(box, other, 2) for other in taken):
                halo = ribbon.direction is not Direction.SAME
                drawing.text(
                    x, y + 5, written(ribbon.count), bold=True, anchor="middle", fill=INK, halo=halo
                )
                taken.append(box)
                break


def _along(ribbon: Ribbon, x1: float, x2: float, t: float) -> tuple[float, float]:
    """The middle of the ribbon at parameter t of its curve."""
    rest = 1 - t
    middle = (x1 + x2) / 2
    start, end = ribbon.top_left + ribbon.height / 2, ribbon.top_right + ribbon.height / 2
    x = rest**3 * x1 + 3 * rest**2 * t * middle + 3 * rest * t**2 * middle + t**3 * x2
    y = (rest**3 + 3 * rest**2 * t) * start + (3 * rest * t**2 + t**3) * end
    return x, y
