"""The comparisons in plain Python: slow, obvious, and written from docs/statistics.md, not from the code."""

import math
from collections import Counter, defaultdict
from typing import Any

from tests.schools.comparisons.generated import Facts, IndicatorFact, ResultFact
from tests.schools.comparisons.oracle_definitions import (
    band_of,
    beside,
    both,
    change_noise,
    correlation,
    distribution,
    in_full,
    is_open,
    percentile,
    quarter,
    share,
    straight_line,
)
from tests.schools.comparisons.oracle_hiding import Hiding
from tests.schools.comparisons.oracle_noise import Noise

Row = dict[str, Any]


class Oracle:
    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.schools = {school.id: school for school in facts.schools}
        self.indicators = {indicator.id: indicator for indicator in facts.indicators}
        self.by_code = {indicator.code: indicator.id for indicator in facts.indicators}
        candidates = [result for result in facts.results if self.takes_part(result)]
        self.hiding = Hiding(candidates, self.indicators)
        self.used = self.hiding.displayed
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
        return {
            key: self.distribution(key, [result.value for result in group])
            for key, group in self.groups.items()
        }

    def distribution(self, key: Any, values: list[float]) -> Row:
        """The official quartiles where there are some."""
        found = {**distribution(values), "official": False}
        indicator, phase, year, pupils, group = key
        given = self.facts.boundaries.get((indicator, phase, year, group)) if pupils == "all" else None
        if given:
            found["q1"], found["median"], found["q3"] = given
            found["official"] = True
        return found

    def lines(self) -> dict[Any, Row]:
        found = {}
        points: dict[Any, list[tuple[float, float]]] = defaultdict(list)
        cohorts: dict[Any, list[int | None]] = defaultdict(list)
        for result in self.used:
            fsm = self.latest(result.school, "fsm", result.year)
            if self.is_benchmarked(result) and fsm is not None and in_full(result):
                phase = self.schools[result.school].phase
                key = result.indicator, phase, result.year, result.pupils
                points[key].append((fsm, result.value))
                cohorts[key].append(result.cohort)
        for key, pairs in points.items():
            if len(pairs) >= 5 and len({x for x, _ in pairs}) > 1:
                line = straight_line(pairs)
                left = [y - line["intercept"] - line["slope"] * x for x, y in pairs]
                noise = Noise(left, [share(cohort) for cohort in cohorts[key]], lost=2)
                found[key] = {**line, "between": math.sqrt(noise.between), "within": math.sqrt(noise.within)}
        return found

    def changes(self) -> dict[Any, Noise]:
        """By indicator, phase, year and pupils: the noise of the changes from the year before, where there
        are enough to judge by."""
        found: dict[Any, list[tuple[float, float | None]]] = defaultdict(list)
        for result in self.used:
            before = self.before(result)
            if before and result.part == "" and in_full(result) and in_full(before):
                phase = self.schools[result.school].phase
                found[result.indicator, phase, result.year, result.pupils].append(
                    (result.value - before.value, both(result, before))
                )
        return {key: change_noise(rows) for key, rows in found.items() if len(rows) >= 20}

    def comparisons(self) -> dict[Any, Row]:
        lines, changes = self.lines(), self.changes()
        return {key: self.comparison(result, lines, changes) for key, result in self.known.items()}

    def comparison(self, result: ResultFact, lines: dict[Any, Row], changes: dict[Any, Noise]) -> Row:
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
        residual = None if expected is None else result.value - expected
        band = None if residual is None else band_of(line, result.cohort)
        quartiles = self.quartiles(result, phase, group, members)
        withheld = self.withheld(result, indicator, group, len(members))
        return {
            "value": result.value,
            "previous": before.value if (before := self.before(result)) else None,
            "fsm": fsm,
            "group": group or None,
            "size": len(members) or None,
            "percentile": None if withheld else percentile(result.value, members, indicator.direction),
            "quarter": None if withheld else quarter(result.value, quartiles, indicator.direction),
            "expected": expected,
            "residual": residual,
            "band": band,
            "verdict": beside(residual, band, ("below", "in_line", "above"))
            if line and line["schools"] >= 20
            else "",
            "trend": self.trend(result, phase, changes),
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

    def quartiles(self, result: ResultFact, phase: str, group: int | None, members: list[float]) -> Any:
        if not members:
            return None
        found = self.distribution((result.indicator, phase, result.year, result.pupils, group), members)
        return found["q1"], found["median"], found["q3"]

    def trend(self, result: ResultFact, phase: str, changes: dict[Any, Noise]) -> str:
        before = self.before(result)
        noise = changes.get((result.indicator, phase, result.year, result.pupils))
        if not (noise and before and result.part == "" and in_full(result) and in_full(before)):
            return ""
        return beside(
            result.value - before.value, noise.band(both(result, before)), ("fell", "steady", "rose")
        )

    def before(self, result: ResultFact) -> ResultFact | None:
        """The year before in the same series."""
        found = self.known.get((result.school, result.indicator, result.year - 1, result.part, result.pupils))
        if found is None or result.year in self.indicators[result.indicator].breaks:
            return None
        return found if found.year_known and result.year_known else None

    def figures(self) -> dict[Any, Row]:
        """By nation, authority, indicator, phase, medium, year, pupils; None and empty for all."""
        members: dict[Any, list[ResultFact]] = defaultdict(list)
        for result in self.used:
            if result.part:
                continue
            pupils = result.pupils
            school = self.schools[result.school]
            for phase in ("", school.phase):
                members[True, None, result.indicator, phase, "", result.year, pupils].append(result)
                for authority in (None, school.authority) if school.authority else ():
                    for medium in ("", school.medium) if pupils == "all" else ("",):
                        key = False, authority, result.indicator, phase, medium, result.year, pupils
                        members[key].append(result)
        return {key: self.figure(key[2], group) for key, group in members.items()}

    def figure(self, indicator: int, group: list[ResultFact]) -> Row:
        weighed = [(weight, result.value) for result in group if (weight := self.weight(result)) is not None]
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
            if self.indicators[indicator].is_mean and total
            else None,
            "correlation": correlation(pairs) if len(pairs) >= 5 else None,
            "correlated": len(pairs),
        }

    def weight(self, result: ResultFact) -> float | None:
        if result.cohort is not None:
            return float(result.cohort)
        return self.latest(result.school, "pupils", result.year)

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
