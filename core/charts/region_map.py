"""Areas and the points in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from core.charts.boxes import Anchor, Box
from core.charts.chart import NARROW_UP_TO, Chart
from core.charts.drawing import MUTED, Drawing, Links
from core.charts.lettering import text_width, wrap_evenly
from core.charts.marks import ShapeName, Style
from core.charts.projection import Geometry, Projection, apart, outline_of, project, rings, tidy_length
from core.charts.scales import is_known, written
from core.charts.words import Words

PALE = "#eef4f3"
BORDER = "#6d8a92"
AREA_SHADES = ("#cfe1ee", "#aecde2", "#86b4d3", "#5f97bf")
MARGIN = 6

LabelPlace = tuple[float, float, Anchor]


@dataclass(frozen=True, slots=True)
class AreaLabel:
    """``wide`` and ``narrow``: where the first line stands in either drawing, as shares of its width and
    height, and which end of the text is there; without them it stands in the middle of the area."""

    name: Words
    note: Words = ""
    wide: LabelPlace | None = None
    narrow: LabelPlace | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """``geometry``: a GeoJSON Polygon or MultiPolygon (longitude, latitude)."""

    key: str
    geometry: Geometry
    fill: str = PALE
    title: Words = ""
    label: AreaLabel | None = None


@dataclass(frozen=True, slots=True)
class MapPoint:
    longitude: float | None
    latitude: float | None
    style: Style
    title: Words = ""
    href: str = ""

    @property
    def is_placed(self) -> bool:
        return is_known(self.longitude) and is_known(self.latitude)


@dataclass(frozen=True, kw_only=True)
class RegionMap(Chart):
    """``zoom`` is the key of the one area to fill the drawing. Points are drawn in the order given; those
    at one place are set around it. ``margins``: room left of, above, right of and below the areas for
    labels, as shares of the width, wide and narrow alike."""

    areas: Sequence[Area] = field(default_factory=list)
    points: Sequence[MapPoint] = field(default_factory=list)
    zoom: str = ""
    margins: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    links: Links = ""
    show_labels: bool = True

    def __bool__(self) -> bool:
        return any(True for area in self.areas for _ring in rings(area.geometry))

    def draw(self, width: int) -> Drawing:
        return _draw(self, width)


def shade(value: float | None, cuts: Sequence[float], shades: Sequence[str] = AREA_SHADES) -> str:
    """The shade of the class that the value falls in: below the first cut, up to the second, and so on."""
    if value is None or not is_known(value):
        return PALE
    return shades[min(sum(value >= cut for cut in cuts), len(shades) - 1)]


def _draw(chart: RegionMap, width: int) -> Drawing:
    is_narrow = width <= NARROW_UP_TO
    shown = [area for area in chart.areas if area.key == chart.zoom] or chart.areas
    left, top, right, bottom = (MARGIN + share * width for share in chart.margins)
    projection, height = project([area.geometry for area in shown], width, (left, top, right, bottom))
    drawing = Drawing(width, height + 26, links=chart.links)
    outlines = [(area, outline_of(area.geometry, projection)) for area in chart.areas]
    visible = [(area, found) for area, found in outlines if found and _is_in_view(found[1], drawing)]
    for area, (d, box) in visible:
        is_context = chart.zoom and area.key != chart.zoom
        drawing.path(d, box, fill="#f7f9f9" if is_context else area.fill, title=area.title)
    for _area, (d, box) in visible:
        drawing.path(d, box, stroke=BORDER)
    _draw_points(drawing, chart, projection, 2.4 if is_narrow else max(3.2, min(4.2, width / 230)))
    if chart.show_labels:
        for area, (_d, box) in visible:
            if area.label and (not chart.zoom or area.key == chart.zoom):
                _draw_area_label(drawing, area.label, box, is_narrow=is_narrow)
    _draw_scale(drawing, projection)
    return drawing


def _is_in_view(box: Box, drawing: Drawing) -> bool:
    return box[2] > 0 and box[3] > 0 and box[0] < drawing.width and box[1] < drawing.height


def _draw_points(drawing: Drawing, chart: RegionMap, projection: Projection, radius: float) -> None:
    placed = [
        (point, projection.at(point.longitude, point.latitude))
        for point in chart.points
        if point.longitude is not None and point.latitude is not None and point.is_placed
    ]
    spots = apart([spot for _point, spot in placed], radius * 2)
    edge = radius * 1.5
    for (point, _spot), (x, y) in zip(placed, spots, strict=True):
        if edge <= x <= drawing.width - edge and edge <= y <= drawing.height - edge:
            size = radius if point.style.shape is ShapeName.CIRCLE else radius * 1.25
            drawing.mark(point.style, x, y, size, edge_width=0.7, title=point.title, href=point.href)


def _draw_area_label(drawing: Drawing, label: AreaLabel, box: Box, *, is_narrow: bool) -> None:
    size = 14 if is_narrow else 15
    given = label.narrow if is_narrow else label.wide
    lines = wrap_evenly(label.name, drawing.width * (0.34 if is_narrow else 0.4), size, bold=True)
    anchor: Anchor = "middle"
    if given:
        x, y, anchor = given[0] * drawing.width, given[1] * drawing.height, given[2]
    else:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2 - 9 * len(lines)
    texts = [(line, size, True) for line in lines] + [
        (line, 14, False) for line in wrap_evenly(label.note, drawing.width * 0.4)
    ]
    room = max((text_width(text, at_size, bold=bold) for text, at_size, bold in texts), default=0)
    ahead = {"start": 0.0, "middle": room / 2, "end": room}[anchor]
    x = min(max(x, ahead), drawing.width - (room - ahead))
    y = min(max(y, 14), drawing.height - 18 * len(texts) + 12)
    for step, (text, at_size, bold) in enumerate(texts):
        drawing.text(x, y + 18 * step, text, size=at_size, anchor=anchor, bold=bold, halo=True)


def _draw_scale(drawing: Drawing, projection: Projection) -> None:
    length = tidy_length(drawing.width * 0.26 / projection.per_km)
    across = length * projection.per_km
    y = drawing.height - 4
    box = (MARGIN, y - 5, MARGIN + across, y)
    drawing.path(f"M{MARGIN} {y - 5}v5h{across:.1f}v-5", box, stroke=MUTED)
    text = _("%(count)s km") % {"count": written(length)}
    x = MARGIN + max(across, text_width(text)) / 2
    drawing.text(x, y - 7, text, anchor="middle", fill=MUTED)
