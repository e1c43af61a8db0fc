"""The schools as arrays: who runs when, how many pupils, how many of them poor, how well they do."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from schools.demonstration.chance import Flags, Floats, Whole, drift, level_for, logistic, stream
from schools.demonstration.levels import FIRST_YEAR, FREE_MEALS, PUPILS, PUPILS_TREND, at
from schools.demonstration.register import PlannedSchool
from schools.demonstration.schoolplan import RC

# Median size of a school by phase and authority.
SIZES: dict[str, dict[str, float]] = {
    "primary": {"681": 300, "672": 235, "673": 255, "674": 195, "675": 255},
    "secondary": {"681": 1260, "672": 1040, "673": 1120, "674": 1050, "675": 860},
    "all_age": {"681": 1100, "672": 1100, "673": 1450, "674": 1020, "675": 1050},
}
ELSEWHERE = {"special": 160.0, "nursery": 72.0, "pru": 35.0}
SIZE_SPREAD = {
    "primary": 0.42,
    "secondary": 0.28,
    "all_age": 0.25,
    "special": 0.5,
    "nursery": 0.3,
    "pru": 0.4,
}
# One primary school in so many is very small.
TINY_ONE_IN = 24
TODAYS_FULL_SIZE = 397


@dataclass(eq=False)
class Roll:
    """Arrays [schools, years]. Outside the years in which a school runs, `pupils` is 0."""

    seed: int
    schools: list[PlannedSchool]
    years: list[int]
    running: Flags
    pupils: Whole
    # Percent, one decimal; NaN where there is none (special schools, nurseries).
    fsm: Floats
    # How well a school does for its pupils: standard normal, persistent.
    quality: Floats
    in_cardiff: Flags

    def column(self, year: int) -> int:
        return self.years.index(year)

    def members(self, year: int, *, phases: set[str]) -> Whole:
        """Indexes of the schools of these phases that run in the year."""
        column = self.column(year)
        return np.array(
            [i for i, s in enumerate(self.schools) if s.phase in phases and self.running[i, column]],
            dtype=np.int64,
        )

    def drift(self, purpose: str, keep: float) -> Floats:
        return drift(self.seed, purpose, len(self.schools), self.years, keep)


def make_roll(seed: int, schools: list[PlannedSchool], last_year: int) -> Roll:
    years = list(range(FIRST_YEAR, last_year + 1))
    running = np.array([[school.runs_in(year) for year in years] for school in schools], dtype=bool)
    cardiff = np.array([school.authority == "681" for school in schools], dtype=bool)
    roll = Roll(seed, schools, years, running, np.empty(0, np.int64), np.empty(0), np.empty(0), cardiff)
    roll.pupils = pupils(roll)
    roll.fsm = free_meals(roll)
    lasting = stream(seed, "quality").standard_normal(len(schools))
    roll.quality = 0.75 * lasting[:, None] + 0.66 * roll.drift("quality", 0.87)
    return roll


def pupils(roll: Roll) -> Whole:
    chance = stream(roll.seed, "size")
    sizes = np.array([size_of(school, chance) for school in roll.schools])
    is_open = np.array([school.is_open for school in roll.schools])
    goal = PUPILS * is_open.sum() / TODAYS_FULL_SIZE
    fixed = np.array([not school.is_mainstream for school in roll.schools])
    sizes[~fixed] *= (goal - sizes[is_open & fixed].sum()) / sizes[is_open & ~fixed].sum()
    movement = roll.drift("pupils", 0.92)
    trend = np.array([[trend_of(school, year) for year in roll.years] for school in roll.schools])
    # The year 2026 is the base: a school's chance movement counts from there, or from the last year before.
    base = min(len(roll.years) - 1, 2026 - FIRST_YEAR)
    wave = np.exp(0.11 * (movement - movement[:, [base]]))
    return np.where(roll.running, np.maximum(12, np.rint(sizes[:, None] * trend * wave)), 0).astype(np.int64)


def size_of(school: PlannedSchool, chance: Generator) -> float:
    median = ELSEWHERE.get(school.phase) or SIZES[school.phase][school.authority]
    size = median * float(np.exp(SIZE_SPREAD[school.phase] * chance.standard_normal()))
    tiny = float(chance.random()) < 1 / TINY_ONE_IN
    if school.phase == "primary":
        size *= 0.62 if school.is_sparse else 1.0
        size *= 0.5 if school.ages or not school.is_open else 1.0
        size = 26 + 34 * float(chance.random()) if tiny and school.is_open else size
    if school.medium == "WM" and school.phase == "secondary":
        size *= 0.85
    return max(size, 20.0)


def trend_of(school: PlannedSchool, year: int) -> float:
    trend = at(PUPILS_TREND["primary" if school.phase == "primary" else "secondary"], year)
    if school.last_year:
        # A school that is to close empties.
        trend *= min(1.0, 0.8 + 0.05 * max(0, school.last_year - year))
    return trend


def free_meals(roll: Roll) -> Floats:
    """Three-year averages: each authority's pupils together at its level of the year."""
    chance = stream(roll.seed, "deprivation")
    lasting = np.array([deprivation(school, float(chance.standard_normal())) for school in roll.schools])
    x = lasting[:, None] + 0.12 * roll.drift("free meals", 0.9)
    mainstream = np.array([school.is_mainstream for school in roll.schools])
    fsm = np.full(x.shape, np.nan)
    for authority, levels in FREE_MEALS.items():
        for column, year in enumerate(roll.years):
            here = [
                index
                for index, school in enumerate(roll.schools)
                if school.authority == authority and mainstream[index] and roll.running[index, column]
            ]
            if here:
                level = level_for(x[here, column], roll.pupils[here, column], at(levels, year) / 100)
                fsm[here, column] = np.rint(1000 * logistic(x[here, column] + level)) / 10
    return fsm


def deprivation(school: PlannedSchool, chance: float) -> float:
    place = 0.9 * school.town.deprivation
    kind = {"WM": -0.40, "DS": -0.1}.get(school.medium, 0.0)
    faith = {RC: 0.05, "": 0.0}.get(school.faith, -0.3)
    spread = 0.66 if school.phase == "primary" else 0.55
    return place + kind + faith + spread * chance + (0.08 if school.phase == "primary" else 0.0)
