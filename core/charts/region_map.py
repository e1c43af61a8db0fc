"""Areas and the points in them, from longitude and latitude. Small regions only: one degree of longitude is taken to be
cos(mean latitude) degrees of latitude everywhere."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, cos, floor, log10, pi, radians, sin
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.charts.chart import NARROW_UP_TO, Chart
from core.charts.drawing import MUTED, Anchor, Box, Drawing, Links
from core.charts.lettering import text_width, wrap
from core.charts.marks import Style
from core.charts.scales import is_known, written

PALE = "#eef4f3"
BORDER = "#6d8a92"
AREA_SHADES = ("#cfe1ee", "#aecde2", "#86b4d3", "#5f97bf")
KM_PER_DEGREE = 111.2
MARGIN = 6

Place = tuple[float, float]
LabelPlace = tuple[float, float, Anchor]


@dataclass(frozen=True, slots=True)
class AreaLabel:
    """``wide`` and ``narrow``: where the first line stands in either drawing, as shares of its width and height, and
    which end of the text is there; without them it stands in the middle of the area."""

    name: str
    note: str = ""
    wide: LabelPlace | None = None
    narrow: LabelPlace | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """``geometry``: a GeoJSON Polygon or MultiPolygon (longitude, latitude)."""

    key: str
    geometry: Mapping[str, Any]
    fill: str = PALE
    title: str = ""
    label: AreaLabel | None = None


@dataclass(frozen=True, slots=True)
class MapPoint:
    longitude: float | None
    latitude: float | None
    style: Style
    title: str = ""
    href: str = ""

    @property
    def is_placed(self) -> bool:
        return is_known(self.longitude) and is_known(self.latitude)


@dataclass(frozen=True, kw_only=True)
class RegionMap(Chart):
    """``zoom`` is the key of the one area to fill the drawing. Points are drawn in the order given; those at one place
    are set around it. ``margins``: room left of, above, right of and below the areas for labels, as shares of the width,
    wide and narrow alike."""

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


def rings(geometry: Mapping[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    """Every ring, holes too, of a Polygon or MultiPolygon; none of anything else."""
    coordinates = geometry.get("coordinates") or []
    polygons = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(geometry.get("type", ""), [])
    for polygon in polygons:
        for ring in polygon:
            if len(ring) > 2:
                yield ring


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to pixels: equal scale both ways at the mean latitude."""

    west: float
    north: float
    squeeze: float
    per_degree: float
    left: float
    top: float

    def at(self, longitude: float, latitude: float) -> Place:
        x = self.left + (longitude - self.west) * self.squeeze * self.per_degree
        return x, self.top + (self.north - latitude) * self.per_degree

    @property
    def per_km(self) -> float:
        return self.per_degree / KM_PER_DEGREE


def project(chart: RegionMap, width: int) -> tuple[Projection, int]:
    """A projection that fits the areas (or the one zoomed to) in the width, and the height that this takes."""
    shown = [area for area in chart.areas if area.key == chart.zoom] or list(chart.areas)
    places = [(x, y) for area in shown for ring in rings(area.geometry) for x, y, *_z in ring]
    west, east = min(x for x, _y in places), max(x for x, _y in places)
    south, north = min(y for _x, y in places), max(y for _x, y in places)
    squeeze = cos(radians((south + north) / 2))
    left, top, right, bottom = (MARGIN + share * width for share in chart.margins)
    across = max((east - west) * squeeze, 1e-6)
    down = max(north - south, 1e-6)
    per_degree = min((width - left - right) / across, 1.6 * width / down)
    slack = (width - left - right - across * per_degree) / 2
    projection = Projection(west, north, squeeze, per_degree, left + slack, top)
    return projection, ceil(top + down * per_degree + bottom)


def outline_of(geometry: Mapping[str, Any], projection: Projection) -> tuple[str, Box] | None:
    """Whole pixels, steps from point to point; neighbours that fall on one pixel are one."""
    parts: list[str] = []
    xs: list[int] = []
    ys: list[int] = []
    for ring in rings(geometry):
        whole: list[tuple[int, int]] = []
        for longitude, latitude, *_height in ring:
            x, y = projection.at(longitude, latitude)
            place = (round(x), round(y))
            if not whole or whole[-1] != place:
                whole.append(place)
        if len(whole) < 3:
            continue
        steps = "".join(
            f"l{x - before_x} {y - before_y}"
            for (before_x, before_y), (x, y) in zip(whole, whole[1:], strict=False)
        )
        parts.append(f"M{whole[0][0]} {whole[0][1]}{steps}Z")
        xs += [x for x, _y in whole]
        ys += [y for _x, y in whole]
    if not parts:
        return None
    return "".join(parts), (min(xs), min(ys), max(xs), max(ys))


def apart(places: Sequence[Place], reach: float) -> list[Place]:
    """Points within a pixel of one another are set in a ring about their place, each ``reach`` from the next."""
    together: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, (x, y) in enumerate(places):
        together[round(x), round(y)].append(index)
    moved = list(places)
    for indices in together.values():
        if len(indices) < 2:
            continue
        radius = reach / 2 if len(indices) == 2 else reach / (2 * sin(pi / len(indices)))
        for turn, index in enumerate(indices):
            angle = 2 * pi * turn / len(indices)
            x, y = places[index]
            moved[index] = (x + radius * cos(angle), y + radius * sin(angle))
    return moved


def _draw(chart: RegionMap, width: int) -> Drawing:
    is_narrow = width <= NARROW_UP_TO
    projection, height = project(chart, width)
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
            size = radius if point.style.shape == "circle" else radius * 1.25
            drawing.mark(point.style, x, y, size, edge_width=0.7, title=point.title, href=point.href)


def _draw_area_label(drawing: Drawing, label: AreaLabel, box: Box, *, is_narrow: bool) -> None:
    size = 14 if is_narrow else 15
    given = label.narrow if is_narrow else label.wide
    lines = wrap(label.name, drawing.width * (0.3 if is_narrow else 0.4), size, bold=True)
    anchor: Anchor = "middle"
    if given:
        x, y, anchor = given[0] * drawing.width, given[1] * drawing.height, given[2]
    else:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2 - 9 * len(lines)
    texts = [(line, size, True) for line in lines] + [(line, 14, False) for line in wrap(label.note, drawing.width * 0.4)]
    room = max((text_width(text, at_size, bold=bold) for text, at_size, bold in texts), default=0)
    ahead = {"start": 0.0, "middle": room / 2, "end": room}[anchor]
    x = min(max(x, ahead), drawing.width - (room - ahead))
    y = min(max(y, 14), drawing.height - 18 * len(texts) + 12)
    for step, (text, at_size, bold) in enumerate(texts):
        drawing.text(x, y + 18 * step, text, size=at_size, anchor=anchor, bold=bold, halo=True)


def tidy_length(kilometres: float) -> float:
    """The longest of 1, 2 or 5 times a power of ten that is not longer."""
    power = 10.0 ** floor(log10(kilometres))
    return max(factor * power for factor in (1, 2, 5) if factor * power <= kilometres * (1 + 1e-9))


def _draw_scale(drawing: Drawing, projection: Projection) -> None:
    length = tidy_length(drawing.width * 0.26 / projection.per_km)
    across = length * projection.per_km
    y = drawing.height - 4
    box = (MARGIN, y - 5, MARGIN + across, y)
    drawing.path(f"M{MARGIN} {y - 5}v5h{across:.1f}v-5", box, stroke=MUTED)
    text = _("%(count)s km") % {"count": written(length)}
    x = MARGIN + max(across, text_width(text)) / 2
    drawing.text(x, y - 7, text, anchor="middle", fill=MUTED)


