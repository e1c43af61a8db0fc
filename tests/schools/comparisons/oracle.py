"""The comparisons in plain Python: slow, obvious, and written from docs/statistics.md, not from the code."""

import datetime as dt
import math
from collections import Counter, defaultdict
from typing import Any

from tests.schools.comparisons.generated import Facts, IndicatorFact, ResultFact, SchoolFact

Row = dict[str, Any]


class Oracle:
    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.schools = {school.id: school for school in facts.schools}
        self.indicators = {indicator.id: indicator for indicator in facts.indicators}
        self.by_code = {indicator.code: indicator.id for indicator in facts.indicators}
        self.used = [result for result in facts.results if self.takes_part(result)]
        self.known = {
            (result.school, result.indicator, result.year, result.part, result.pupils): result
            for result in self.used
        }
        self.groups: dict[Any, list[ResultFact]] = defaultdict(list)
        for result in self.used:
            if result.part == "":
                phase = self.schools[result.school].phase
                self.groups[result.indicator, phase, result.year, result.pupils, 0].append(result)
                group = self.group(result)
                if group:
                    self.groups[result.indicator, phase, result.year, result.pupils, group].append(result)

    def takes_part(self, result: ResultFact) -> bool:
        if result.value is None:
            return False
        indicator = self.indicators[result.indicator]
        if indicator.unpublished_from is not None and result.year >= indicator.unpublished_from:
            return False
        least = 5 if result.pupils == "all" else 10
        if result.cohort is not None and result.cohort < least:
            return False
        return is_open(self.schools[result.school], result.year)

    def latest(self, school: int, code: str, year: int) -> float | None:
        """The figure of the year, or the latest before."""
        for earlier in range(year, 2000, -1):
            found = self.known.get((school, self.by_code[code], earlier, "", "all"))
            if found:
                return found.value
        return None

    def bounds(self, phase: str, year: int) -> list[float] | None:
        dated = self.facts.bands.get(phase, {})
        in_force = [valid_from for valid_from in dated if valid_from <= year]
        return dated[max(in_force)] if in_force else None

    def is_benchmarked(self, result: ResultFact) -> bool:
        phase = self.schools[result.school].phase
        return result.part == "" and phase in self.indicators[result.indicator].benchmarked

    def group(self, result: ResultFact) -> int | None:
        """0: no free school meals figure. None: schools like this are in no group."""
        bounds = self.bounds(self.schools[result.school].phase, result.year)
        if not self.is_benchmarked(result) or bounds is None:
            return None
        fsm = self.latest(result.school, "fsm", result.year)
        if fsm is None:
            return 0
        for number, upper in enumerate(bounds, start=1):
            if fsm <= upper:
                return number
        return 0

    def cuts(self) -> dict[Any, Row]:
        return {key: distribution([result.value for result in group]) for key, group in self.groups.items()}

    def lines(self) -> dict[Any, Row]:
        found = {}
        points: dict[Any, list[tuple[float, float]]] = defaultdict(list)
        for result in self.used:
            fsm = self.latest(result.school, "fsm", result.year)
            if self.is_benchmarked(result) and fsm is not None and in_full(result):
                phase = self.schools[result.school].phase
                points[result.indicator, phase, result.year, result.pupils].append((fsm, result.value))
        for key, pairs in points.items():
            if len(pairs) >= 5 and len({x for x, _ in pairs}) > 1:
                found[key] = straight_line(pairs)
        return found

    def comparisons(self) -> dict[Any, Row]:
        lines = self.lines()
        return {key: self.comparison(result, lines) for key, result in self.known.items()}

    def comparison(self, result: ResultFact, lines: dict[Any, Row]) -> Row:
        indicator = self.indicators[result.indicator]
        phase = self.schools[result.school].phase
        group = self.group(result)
        members = (
            [
                other.value
                for other in self.groups.get((result.indicator, phase, result.year, result.pupils, group), [])
            ]
            if group
            else []
        )
        fsm = self.latest(result.school, "fsm", result.year)
        line = lines.get((result.indicator, phase, result.year, result.pupils))
        expected = None
        if line and self.is_benchmarked(result) and fsm is not None and in_full(result):
            expected = line["intercept"] + line["slope"] * fsm
        withheld = self.withheld(result, indicator, group, len(members))
        return {
            "value": result.value,
            "previous": self.previous(result, indicator),
            "fsm": fsm,
            "group": group or None,
            "size": len(members) or None,
            "percentile": None if withheld else percentile(result.value, members, indicator.direction),
            "quarter": None if withheld else quarter(result.value, members, indicator.direction),
            "expected": expected,
            "residual": None if expected is None else result.value - expected,
            "withheld": withheld,
        }

    def withheld(self, result: ResultFact, indicator: IndicatorFact, group: int | None, size: int) -> str:
        if indicator.direction == "none" or not indicator.benchmarked:
            return "context"
        if group is None:
            return "no_group"
        if group == 0:
            return "no_fsm"
        if size < 5:
            return "few_schools"
        return "" if in_full(result) else "few_pupils"

    def previous(self, result: ResultFact, indicator: IndicatorFact) -> float | None:
        before = self.known.get(
            (result.school, result.indicator, result.year - 1, result.part, result.pupils)
        )
        if before is None or result.year in indicator.breaks:
            return None
        return before.value if before.year_known and result.year_known else None

    def figures(self) -> dict[Any, Row]:
        """By nation, authority, indicator, phase, medium, year; None and empty for all."""
        members: dict[Any, list[ResultFact]] = defaultdict(list)
        for result in self.used:
            if result.part or result.pupils != "all":
                continue
            school = self.schools[result.school]
            for phase in ("", school.phase):
                members[True, None, result.indicator, phase, "", result.year].append(result)
                for authority in (None, school.authority) if school.authority else ():
                    for medium in ("", school.medium):
                        members[False, authority, result.indicator, phase, medium, result.year].append(result)
        return {key: self.figure(key[2], group) for key, group in members.items()}

    def figure(self, indicator: int, group: list[ResultFact]) -> Row:
        weighed = [
            (weight, result.value)
            for result in group
            if (weight := self.latest(result.school, "pupils", result.year)) is not None
        ]
        pairs = [
            (fsm, result.value)
            for result in group
            if (fsm := self.latest(result.school, "fsm", result.year)) is not None
            and in_full(result)
            and self.indicators[indicator].code != "fsm"
        ]
        total = math.fsum(weight for weight, _ in weighed)
        return {
            **distribution([result.value for result in group]),
            "values": sorted(result.value for result in group),
            "mean": math.fsum(weight * value for weight, value in weighed) / total
            if self.indicators[indicator].percent and total
            else None,
            "correlation": correlation(pairs) if len(pairs) >= 5 else None,
            "correlated": len(pairs),
        }

    def categories(self) -> Counter[Any]:
        found: Counter[Any] = Counter()
        known = {(school, year): category for school, year, category in self.facts.categories}
        for (school, year), category in known.items():
            facts = self.schools[school]
            if facts.authority is None:
                continue
            before = self.category_before([school], year - 1, known, set())
            for authority in (None, facts.authority):
                for phase in ("", facts.phase):
                    for medium in ("", facts.medium):
                        found[authority, phase, medium, year, category, before] += 1
        return found

    def category_before(
        self, line: list[int], year: int, known: dict[tuple[int, int], str], seen: set[int]
    ) -> str:
        line = [school for school in line if school not in seen]
        if not line:
            return ""
        found = {known[school, year] for school in line if (school, year) in known}
        if found:
            return found.pop() if len(found) == 1 else ""
        earlier = sorted({before for before, after in self.facts.links if after in line})
        return self.category_before(earlier, year, known, seen | set(line))


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


def quarter(value: float, members: list[float], direction: str) -> int:
    q1, median, q3 = (cut_point(members, share) for share in (0.25, 0.5, 0.75))
    if direction == "higher":
        reached = [value >= q3, value >= median, value >= q1]
    else:
        reached = [value <= q1, value <= median, value <= q3]
    return reached.index(True) + 1 if any(reached) else 4


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
