"""Where the fictional schools stand: sketched authorities, and towns around which people live."""

import json
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from numpy.random import Generator

OUTLINES = Path(__file__).resolve().parent / "outlines.json"
# No two schools nearer than this (degrees of latitude; about 200 metres).
APART = 0.0018
LONGITUDE_SHARE = 0.62
TRIES = 200

Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Town:
    name: str
    longitude: float
    latitude: float
    # Share of the authority's schools, and how poor its pupils' families are beside the authority's others
    # (standard deviations).
    weight: float
    deprivation: float
    spread: float = 0.012


TOWNS: dict[str, tuple[Town, ...]] = {
    "672": (
        Town("Bridgend", -3.575, 51.507, 9, 0.0),
        Town("Brackla", -3.552, 51.513, 5, -0.4),
        Town("Porthcawl", -3.695, 51.488, 5, -0.7),
        Town("Maesteg", -3.648, 51.610, 8, 0.6),
        Town("Pyle", -3.695, 51.528, 6, 0.4),
        Town("Ogmore Vale", -3.540, 51.608, 4, 0.7, 0.009),
        Town("Pontycymer", -3.586, 51.608, 4, 0.8, 0.009),
        Town("Pencoed", -3.507, 51.527, 4, -0.5, 0.008),
        Town("Aberkenfig", -3.590, 51.546, 6, 0.1),
    ),
    "673": (
        Town("Barry", -3.270, 51.413, 18, 0.7, 0.014),
        Town("Penarth", -3.190, 51.436, 9, -0.4, 0.009),
        Town("Llantwit Major", -3.485, 51.412, 5, -0.2),
        Town("Cowbridge", -3.450, 51.462, 6, -1.1, 0.018),
        Town("Dinas Powys", -3.225, 51.432, 4, -0.5, 0.008),
        Town("Rhoose", -3.345, 51.398, 4, -0.3, 0.008),
        Town("St Athan", -3.412, 51.407, 3, 0.3, 0.008),
        Town("Wenvoe", -3.292, 51.450, 3, -0.8, 0.014),
        Town("Ewenny", -3.552, 51.440, 4, -0.9, 0.018),
    ),
    "674": (
        Town("Aberdare", -3.455, 51.712, 14, 0.2),
        Town("Mountain Ash", -3.392, 51.676, 8, 0.7, 0.008),
        Town("Hirwaun", -3.515, 51.742, 4, 0.2),
        Town("Treorchy", -3.508, 51.660, 10, 0.3),
        Town("Ferndale", -3.450, 51.658, 7, 0.8),
        Town("Tonypandy", -3.448, 51.624, 10, 0.7),
        Town("Porth", -3.408, 51.612, 9, 0.5),
        Town("Pontypridd", -3.342, 51.602, 14, 0.0),
        Town("Abercynon", -3.335, 51.645, 5, 0.6, 0.008),
        Town("Talbot Green", -3.378, 51.540, 10, -0.5),
        Town("Church Village", -3.318, 51.568, 9, -0.9, 0.010),
        Town("Tonyrefail", -3.430, 51.585, 7, 0.3),
        Town("Pontyclun", -3.398, 51.523, 5, -1.0, 0.007),
        Town("Taff's Well", -3.275, 51.560, 4, -0.3, 0.007),
    ),
    "675": (
        Town("Merthyr Tydfil", -3.378, 51.748, 12, 0.0, 0.010),
        Town("Dowlais", -3.355, 51.768, 7, 0.5, 0.009),
        Town("Cefn-coed-y-cymmer", -3.402, 51.772, 3, -0.6, 0.007),
        Town("Troedyrhiw", -3.342, 51.708, 5, 0.3, 0.008),
        Town("Treharris", -3.304, 51.668, 4, 0.0, 0.007),
    ),
    "681": (
        Town("Ely", -3.252, 51.480, 11, 1.1, 0.009),
        Town("Fairwater", -3.240, 51.497, 9, 0.1, 0.009),
        Town("Whitchurch", -3.218, 51.522, 10, -0.8, 0.011),
        Town("Llanishen", -3.185, 51.533, 10, -0.7, 0.010),
        Town("Cyncoed", -3.165, 51.510, 10, -0.5, 0.010),
        Town("Pentwyn", -3.140, 51.522, 10, 0.5, 0.010),
        Town("Rumney", -3.112, 51.518, 11, 0.7, 0.011),
        Town("Splott", -3.155, 51.487, 9, 0.9, 0.008),
        Town("Grangetown", -3.185, 51.468, 9, 0.9, 0.008),
        Town("Canton", -3.205, 51.485, 9, -0.1, 0.008),
        Town("Radyr", -3.268, 51.522, 6, -1.2, 0.011),
        Town("Gabalfa", -3.192, 51.505, 8, 0.1, 0.007),
    ),
}


def outlines() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return document


def rings() -> dict[str, Ring]:
    """The outer ring of each authority by its code: (longitude, latitude)."""
    return {
        feature["properties"]["la_code"]: [tuple(point) for point in feature["geometry"]["coordinates"][0]]
        for feature in outlines()["features"]
    }


def is_inside(longitude: float, latitude: float, ring: Ring) -> bool:
    """Even-odd rule: whether a line to the east crosses the ring an odd number of times."""
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > latitude) != (y2 > latitude):
            inside ^= longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1
    return inside


class Ground:
    """Gives each school of an authority a town and a point that no other school stands near."""

    def __init__(self, chance: Generator) -> None:
        self.chance = chance
        self.rings = rings()
        self.taken: list[tuple[float, float]] = []
        self.in_town: Counter[tuple[str, str]] = Counter()

    def town(self, authority: str, phase: str) -> Town:
        """Where people live. A second school of a kind is seldom in the same town, save primary schools."""
        towns = TOWNS[authority]
        fewer = 0 if phase == "primary" else 5
        wanted = [town.weight / (1 + fewer * self.in_town[town.name, phase]) for town in towns]
        town = towns[int(self.chance.choice(len(towns), p=[share / sum(wanted) for share in wanted]))]
        self.in_town[town.name, phase] += 1
        return town

    def point(self, authority: str, town: Town) -> tuple[float, float]:
        """Longitude and latitude inside the authority, five decimals."""
        spread = town.spread
        for attempt in range(1, TRIES):
            longitude = round(town.longitude + float(self.chance.normal()) * spread / LONGITUDE_SHARE, 5)
            latitude = round(town.latitude + float(self.chance.normal()) * spread, 5)
            if is_inside(longitude, latitude, self.rings[authority]) and self.is_free(longitude, latitude):
                self.taken.append((longitude, latitude))
                return longitude, latitude
            if attempt % 25 == 0:
                spread *= 1.25
        raise ValueError(f"No room for another school near {town.name}.")

    def is_free(self, longitude: float, latitude: float) -> bool:
        return all(
            ((longitude - x) * LONGITUDE_SHARE) ** 2 + (latitude - y) ** 2 > APART**2 for x, y in self.taken
        )
