"""Outlines of the authorities from GeoJSON (RFC 7946: longitude, latitude)."""

import math
from collections.abc import Iterator
from typing import Any

from schools.enums import FileKind
from schools.imports import values
from schools.imports.facts import BoundaryFact, Facts, Known
from schools.imports.problems import UnreadableError

MAX_FEATURES = 100
MAX_POINTS = 200_000


class BadOutlineError(Exception):
    """The geometry is not a closed polygon, or (with a point) it lies far away."""

    def __init__(self, point: tuple[float, float] | None = None) -> None:
        super().__init__(point)
        self.point = point


def read_boundaries(document: dict[str, Any], known: Known) -> Facts:
    features = document.get("features")
    if document.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise UnreadableError("not_geojson")
    if not features:
        raise UnreadableError("no_rows")
    if len(features) > MAX_FEATURES:
        raise UnreadableError("not_geojson")
    facts = Facts(FileKind.BOUNDARIES.value)
    seen: set[str] = set()
    for number, feature in enumerate(features, start=1):
        facts.rows += 1
        code = authority_of(feature, number, facts, known)
        geometry = geometry_of(feature, number, facts)
        if code is None or geometry is None:
            continue
        if code in seen:
            facts.report("boundary_twice", number=number, name=known.authorities[code][0])
            continue
        seen.add(code)
        facts.boundaries.append(BoundaryFact(number, code, geometry))
    return facts


def authority_of(feature: Any, number: int, facts: Facts, known: Known) -> str | None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise UnreadableError("not_geojson")
    ons = str(properties.get("lad_code") or "")
    code = str(properties.get("la_code") or "")
    by_ons = {entry[2]: ours for ours, entry in known.authorities.items() if entry[2]}
    found = by_ons.get(ons) if ons else code
    if found not in known.authorities or (code and code != found):
        facts.report("boundary_authority", number=number, value=values.short(f"{ons} {code}".strip()))
        return None
    return found


def geometry_of(feature: dict[str, Any], number: int, facts: Facts) -> dict[str, Any] | None:
    geometry = feature.get("geometry")
    try:
        return checked(geometry)
    except BadOutlineError as error:
        if error.point is None:
            facts.report("geometry", number=number)
        else:
            longitude, latitude = error.point
            facts.report("far_away", number=number, longitude=longitude, latitude=latitude)
        return None


def checked(geometry: Any) -> dict[str, Any]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind not in {"Polygon", "MultiPolygon"} or not isinstance(coordinates, list) or not coordinates:
        raise BadOutlineError
    polygons = [coordinates] if kind == "Polygon" else coordinates
    points = sum(len(ring) for ring in rings(polygons))
    if points > MAX_POINTS:
        raise BadOutlineError
    return {"type": kind, "coordinates": coordinates}


def rings(polygons: list[Any]) -> Iterator[list[Any]]:
    for polygon in polygons:
        if not isinstance(polygon, list) or not polygon:
            raise BadOutlineError
        for ring in polygon:
            if not isinstance(ring, list) or not 4 <= len(ring) <= MAX_POINTS or ring[0] != ring[-1]:
                raise BadOutlineError
            for point in ring:
                check_point(point)
            yield ring


def check_point(point: Any) -> None:
    if not isinstance(point, list) or not 2 <= len(point) <= 3:
        raise BadOutlineError
    longitude, latitude = point[:2]
    for value in (longitude, latitude):
        if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
            raise BadOutlineError
    west, east = values.WEST_EAST
    south, north = values.NORTH_SOUTH
    if not (west <= longitude <= east and south <= latitude <= north):
        raise BadOutlineError((longitude, latitude))
