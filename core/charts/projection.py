"""From longitude and latitude to pixels. For small regions only: one degree of longitude is taken to be
cos(mean latitude) degrees of latitude everywhere."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, cos, floor, log10, pi, radians, sin
from typing import Any

from core.charts.boxes import Box

KM_PER_DEGREE = 111.2
# Rings smaller than this share of the largest of their area are islets: left out.
ISLET = 0.005

Geometry = Mapping[str, Any]
Place = tuple[float, float]
Ring = Sequence[Sequence[float]]


def rings(geometry: Geometry) -> Iterator[Ring]:
    """Every ring, holes too, of a GeoJSON Polygon or MultiPolygon; none of anything else or of an islet."""
    coordinates = geometry.get("coordinates") or []
    polygons = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(geometry.get("type", ""), [])
    found = [ring for polygon in polygons for ring in polygon if len(ring) > 2]
    largest = max((_extent(ring) for ring in found), default=0)
    yield from (ring for ring in found if _extent(ring) >= largest * ISLET)


def _extent(ring: Ring) -> float:
    xs, ys = [place[0] for place in ring], [place[1] for place in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


@dataclass(frozen=True, slots=True)
class Projection:
    """``west`` and ``north`` in degrees lie at ``left`` and ``top`` in pixels; ``squeeze`` is the cosine."""

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


def project(
    geometries: Sequence[Geometry], width: int, margins: tuple[float, float, float, float]
) -> tuple[Projection, int]:
    """A projection that fits the geometries in the width, less the margins (left, top, right, bottom, in
    pixels), and the height that this takes; at most 1.6 times the width."""
    places = [place for geometry in geometries for ring in rings(geometry) for place in ring]
    west, east = min(place[0] for place in places), max(place[0] for place in places)
    south, north = min(place[1] for place in places), max(place[1] for place in places)
    squeeze = cos(radians((south + north) / 2))
    left, top, right, bottom = margins
    across = max((east - west) * squeeze, 1e-6)
    down = max(north - south, 1e-6)
    per_degree = min((width - left - right) / across, 1.6 * width / down)
    slack = (width - left - right - across * per_degree) / 2
    projection = Projection(west, north, squeeze, per_degree, left + slack, top)
    return projection, ceil(top + down * per_degree + bottom)


def outline_of(geometry: Geometry, projection: Projection) -> tuple[str, Box] | None:
    """Path data in whole pixels, steps from point to point; neighbours that fall on one pixel are one.
    Borders that two areas share stay shared."""
    parts: list[str] = []
    xs: list[int] = []
    ys: list[int] = []
    for ring in rings(geometry):
        whole: list[tuple[int, int]] = []
        for place in ring:
            x, y = projection.at(place[0], place[1])
            if not whole or whole[-1] != (round(x), round(y)):
                whole.append((round(x), round(y)))
        if len(whole) < 3:
            continue
        steps = "".join(f"l{x - from_x} {y - from_y}" for (from_x, from_y), (x, y) in pairwise(whole))
        parts.append(f"M{whole[0][0]} {whole[0][1]}{steps}Z")
        xs += [x for x, _y in whole]
        ys += [y for _x, y in whole]
    if not parts:
        return None
    return "".join(parts), (min(xs), min(ys), max(xs), max(ys))


def apart(places: Sequence[Place], reach: float) -> list[Place]:
    """Places within a pixel of one another are set in a ring about theirs, each ``reach`` from the next."""
    together: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, (x, y) in enumerate(places):
        together[round(x), round(y)].append(index)
    moved = list(places)
    for indices in together.values():
        if len(indices) < 2:
            continue
        radius = reach / (2 * sin(pi / len(indices)))
        for turn, index in enumerate(indices):
            angle = 2 * pi * turn / len(indices)
            x, y = places[index]
            moved[index] = (x + radius * cos(angle), y + radius * sin(angle))
    return moved


def tidy_length(longest: float) -> float:
    """The longest of 1, 2 or 5 times a power of ten that is not longer."""
    power = 10.0 ** floor(log10(longest))
    return max(factor * power for factor in (1, 2, 5) if factor * power <= longest * (1 + 1e-9))
