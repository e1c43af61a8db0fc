"""National support categories of 2015 to 2020, by the published distributions (domain rules, 1.6)."""

from itertools import product
from typing import NamedTuple

import numpy as np

from schools.demonstration.chance import Floats, logistic
from schools.demonstration.roll import Roll

YEARS = range(2015, 2021)
COLOURS = ("green", "yellow", "amber", "red")
DAYS = np.array([4, 10, 15, 25])

Counts = tuple[int, int, int, int]
# Mean days of support by school, cycles of 2015 and 2020. Without a source for the Vale: a proposal.
MEAN_DAYS: dict[tuple[str, str], tuple[float, float]] = {
    ("672", "primary"): (11.0, 7.0),
    ("672", "secondary"): (11.9, 8.5),
    ("673", "primary"): (9.5, 6.4),
    ("673", "secondary"): (11.0, 8.5),
    ("674", "primary"): (11.75, 6.9),
    ("674", "secondary"): (11.5, 10.5),
    ("675", "primary"): (13.5, 8.8),
    ("675", "secondary"): (13.9, 9.5),
    ("681", "primary"): (11.2, 7.0),
    ("681", "secondary"): (14.3, 8.2),
}
PUBLISHED: dict[tuple[str, str, int], Counts] = {
    ("681", "primary", 2016): (33, 42, 17, 5),
    ("681", "primary", 2017): (35, 48, 13, 2),
    ("681", "primary", 2018): (52, 36, 8, 2),
    ("681", "primary", 2019): (55, 33, 8, 1),
    ("681", "secondary", 2016): (5, 4, 6, 4),
    ("681", "secondary", 2017): (5, 6, 5, 3),
    ("681", "secondary", 2018): (7, 9, 1, 1),
    ("681", "secondary", 2019): (9, 7, 1, 1),
}
REDS = {("672", "primary", 2018): 3, ("673", "primary", 2019): 0, ("673", "secondary", 2019): 0}
# How far apart the bounds between two colours lie on the logistic scale (all Wales, 2016).
BOUNDS = {"primary": np.array([0.0, 2.4, 4.7]), "secondary": np.array([0.0, 1.8, 3.5])}
# Special schools joined with the cycle of 2017: shares of green, yellow, amber and red.
SPECIAL: dict[int, tuple[float, float, float, float]] = {
    2017: (0.41, 0.37, 0.15, 0.07),
    2018: (0.45, 0.42, 0.13, 0.0),
    2019: (0.525, 0.40, 0.075, 0.0),
    2020: (0.53, 0.40, 0.07, 0.0),
}
ALWAYS_GREEN = ("672", "special")


class CategoryRow(NamedTuple):
    school_number: str
    school_name: str
    authority: str
    phase: str
    year: int
    colour: str


def category_rows(roll: Roll) -> list[CategoryRow]:
    score = roll.quality - 0.045 * np.nan_to_num(roll.fsm, nan=24.0) + 0.12 * roll.drift("category", 0.5)
    rows: list[CategoryRow] = []
    for year in YEARS:
        column = roll.column(year)
        for cell, members in cells(roll, year).items():
            counts = counts_of(cell, year, len(members))
            ranked = sorted(members, key=lambda index: -rank_score(roll, score, index, column))
            colours = [colour for colour, count in zip(COLOURS, counts, strict=True) for _ in range(count)]
            for index, colour in zip(ranked, colours, strict=True):
                school = roll.schools[index]
                rows.append(
                    CategoryRow(school.number, school.name, school.authority, school.phase, year, colour)
                )
    return sorted(rows, key=lambda row: (row.year, row.school_number))


def rank_score(roll: Roll, score: Floats, index: int, column: int) -> float:
    school = roll.schools[index]
    always = 100.0 if (school.authority, school.phase) == ALWAYS_GREEN else 0.0
    return float(score[index, column]) + always


def cells(roll: Roll, year: int) -> dict[tuple[str, str], list[int]]:
    """The schools that are categorised in the year, by authority and stage; special schools together. A
    school is not categorised in its last year."""
    column = roll.column(year)
    found: dict[tuple[str, str], list[int]] = {}
    for index, school in enumerate(roll.schools):
        if not roll.running[index, column] or school.last_year == year:
            continue
        if school.phase == "special" and year in SPECIAL:
            found.setdefault(("", "special"), []).append(index)
        elif school.is_mainstream:
            stage = "primary" if school.phase == "primary" else "secondary"
            found.setdefault((school.authority, stage), []).append(index)
    return found


def counts_of(cell: tuple[str, str], year: int, schools: int) -> Counts:
    if cell[1] == "special":
        return whole_counts(np.array(SPECIAL[year]), schools, days=None, reds=None)
    published = PUBLISHED.get((*cell, year))
    if published and sum(published) == schools:
        return published
    first, last = MEAN_DAYS[cell]
    days = float(np.interp(year, [YEARS[0], YEARS[-1]], [first, last]))
    return whole_counts(shares_for(cell[1], days), schools, days=days, reds=REDS.get((*cell, year)))


def shares_for(stage: str, days: float) -> Floats:
    """The shares of the four colours whose mean days are these, in the proportions of the stage."""
    low, high = -8.0, 8.0
    for _ in range(50):
        middle = (low + high) / 2
        within = np.append(logistic(BOUNDS[stage] + middle), 1.0)
        shares = np.diff(within, prepend=0.0)
        low, high = (middle, high) if float(shares @ DAYS) > days else (low, middle)
    return shares


def whole_counts(shares: Floats, schools: int, *, days: float | None, reds: int | None) -> Counts:
    """Whole numbers near the shares whose mean days are nearest to `days`."""
    expected = shares * schools
    nearest: tuple[float, Counts] = (np.inf, (schools, 0, 0, 0))
    around = [range(max(0, round(count) - 2), round(count) + 3) for count in expected[1:]]
    if reds is not None:
        around[2] = range(reds, reds + 1)
    for yellow, amber, red in product(*around):
        green = schools - yellow - amber - red
        if green < 0:
            continue
        counts = np.array([green, yellow, amber, red])
        miss = float(np.sum((counts - expected) ** 2))
        if days is not None:
            miss += 40 * (float(counts @ DAYS) / max(schools, 1) - days) ** 2
        nearest = min(nearest, (miss, (green, yellow, amber, red)))
    return nearest[1]
