"""Each definition of docs/statistics.md by itself, in plain Python."""

import datetime as dt
import math
from typing import Any

from tests.schools.comparisons.generated import ResultFact, SchoolFact
from tests.schools.comparisons.oracle_noise import Noise

Row = dict[str, Any]


def is_open(school: SchoolFact, year: int) -> bool:
    """At any time in the calendar year or, if it closed, in the academic year that ends in it."""
    if school.opened and school.opened.year > year:
        return False
    return school.closed is None or school.closed >= dt.date(year - 1, 9, 1)


def in_full(result: ResultFact) -> bool:
    return result.cohort is None or result.cohort >= 10


def cut_point(values: list[float], share: float) -> float:
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = ordered[math.floor(place)]
    high = ordered[math.ceil(place)]
    return low + (high - low) * (place - math.floor(place))


def distribution(values: list[float]) -> Row:
    return {
        "schools": len(values),
        "lowest": min(values),
        "q1": cut_point(values, 0.25),
        "median": cut_point(values, 0.5),
        "q3": cut_point(values, 0.75),
        "highest": max(values),
    }


def percentile(value: float, members: list[float], direction: str) -> float:
    worse = sum(1 for other in members if (other < value if direction == "higher" else other > value))
    same = sum(1 for other in members if other == value)
    return 100 * (worse + same / 2) / len(members)


def quarter(value: float, quartiles: tuple[float, float, float], direction: str) -> int:
    q1, median, q3 = quartiles
    if direction == "higher":
        reached = [value >= q3, value >= median, value >= q1]
    else:
        reached = [value <= q1, value <= median, value <= q3]
    return reached.index(True) + 1 if any(reached) else 4


def share(cohort: int | None) -> float | None:
    return None if cohort is None else 1 / cohort


def both(result: ResultFact, before: ResultFact) -> float | None:
    if result.cohort is None or before.cohort is None:
        return None
    return 1 / result.cohort + 1 / before.cohort


def change_noise(rows: list[tuple[float, float | None]]) -> Noise:
    mean = math.fsum(change for change, _ in rows) / len(rows)
    return Noise([change - mean for change, _ in rows], [share for _, share in rows], lost=1)


def band_of(line: Row, cohort: int | None) -> float:
    return 1.96 * math.sqrt(line["between"] ** 2 + line["within"] ** 2 * (share(cohort) or 0))


def beside(difference: float | None, band: float | None, words: tuple[str, str, str]) -> str:
    if difference is None or band is None:
        return ""
    if difference < -band:
        return words[0]
    return words[2] if difference > band else words[1]


def straight_line(pairs: list[tuple[float, float]]) -> Row:
    n = len(pairs)
    mean_x = math.fsum(x for x, _ in pairs) / n
    mean_y = math.fsum(y for _, y in pairs) / n
    xx = math.fsum((x - mean_x) ** 2 for x, _ in pairs)
    xy = math.fsum((x - mean_x) * (y - mean_y) for x, y in pairs)
    slope = xy / xx
    intercept = mean_y - slope * mean_x
    squares = math.fsum((y - intercept - slope * x) ** 2 for x, y in pairs)
    return {
        "schools": n,
        "intercept": intercept,
        "slope": slope,
        "residual_sd": math.sqrt(squares / (n - 2)),
        "correlation": correlation(pairs),
    }


def correlation(pairs: list[tuple[float, float]]) -> float | None:
    if len({x for x, _ in pairs}) < 2 or len({y for _, y in pairs}) < 2:
        return None
    n = len(pairs)
    mean_x = math.fsum(x for x, _ in pairs) / n
    mean_y = math.fsum(y for _, y in pairs) / n
    xx = math.fsum((x - mean_x) ** 2 for x, _ in pairs)
    yy = math.fsum((y - mean_y) ** 2 for _, y in pairs)
    xy = math.fsum((x - mean_x) * (y - mean_y) for x, y in pairs)
    return xy / math.sqrt(xx * yy)
