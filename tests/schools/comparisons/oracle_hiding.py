"""What may be displayed, and the three-year values, written from docs/statistics.md: slow and obvious."""

from collections import defaultdict
from typing import Any

from tests.schools.comparisons.generated import IndicatorFact, ResultFact

Interval = tuple[float, float]


class Hiding:
    def __init__(self, candidates: list[ResultFact], indicators: dict[int, IndicatorFact]) -> None:
        self.indicators = indicators
        self.tables: dict[Any, dict[str, ResultFact]] = defaultdict(dict)
        for result in candidates:
            self.tables[table_of(result)][result.pupils] = result
        hidden: set[ResultFact] = set()
        for table in self.tables.values():
            hidden |= {result for result in table.values() if not enough(result)}
            hidden |= self.complements(table)
        self.hidden = hidden
        self.displayed = [result for result in candidates if result not in hidden]
        self.candidates = candidates

    def complements(self, table: dict[str, ResultFact]) -> set[ResultFact]:
        groups = [result for pupils, result in table.items() if pupils != "all"]
        every = table.get("all")
        few = [result for result in groups if not enough(result) and result.cohort]
        if not few or every is None or not enough(every):
            return set()
        found = set(groups)
        if any(self.is_given_away(group, every) for group in groups if group.cohort):
            found.add(every)
        return found

    def is_given_away(self, group: ResultFact, every: ResultFact) -> bool:
        indicator = self.indicators[group.indicator]
        if every.cohort is None:
            return every.value <= indicator.lowest or every.value >= indicator.highest
        low, high = self.within(group, every)
        return high - low < self.grain(group)

    def within(self, group: ResultFact, every: ResultFact) -> Interval:
        """In value times pupils, when the figure of all pupils is known."""
        indicator = self.indicators[group.indicator]
        others = max(every.cohort - group.cohort, 0)
        total = every.value * every.cohort
        low, high = self.alone(group)
        return max(low, total - others * indicator.highest), min(high, total - others * indicator.lowest)

    def alone(self, group: ResultFact) -> Interval:
        indicator = self.indicators[group.indicator]
        return group.cohort * indicator.lowest, group.cohort * indicator.highest

    def grain(self, result: ResultFact) -> float:
        indicator = self.indicators[result.indicator]
        if indicator.unit == "percent":
            return 50.0
        return result.cohort * 10.0**-indicator.decimals

    def pooled(self) -> dict[Any, dict[str, Any]]:
        series: dict[Any, dict[int, ResultFact]] = defaultdict(dict)
        for result in self.candidates:
            series[result.school, result.indicator, result.part, result.pupils][result.year] = result
        found = {}
        for key, by_year in series.items():
            row = self.pool(self.indicators[key[1]], by_year)
            if row:
                found[key] = row
        return found

    def pool(self, indicator: IndicatorFact, by_year: dict[int, ResultFact]) -> dict[str, Any] | None:
        """The newest three years or, where one of them is hidden, the newest block that ends with a year
        divisible by three."""
        last = max(by_year)
        newest = self.window(indicator, by_year, last)
        if newest and by_year[last] in newest and not any(result in self.hidden for result in newest):
            return self.row(newest, stands_for_hidden=False)
        block = self.window(
            indicator, by_year, max(year for year in range(last - 2, last + 1) if year % 3 == 0)
        )
        hidden = [result for result in block if result in self.hidden]
        if len(hidden) > 1 and self.may_stand(hidden) and not self.pool_gives_away(hidden):
            return self.row(block, stands_for_hidden=True)
        return None

    def window(self, indicator: IndicatorFact, by_year: dict[int, ResultFact], end: int) -> list[ResultFact]:
        """Empty where the years cannot be put together."""
        first = max([end - 2, *(year for year in indicator.breaks if year <= end)])
        found = [by_year[year] for year in range(first, end + 1) if year in by_year]
        found = [result for result in found if result.cohort != 0]
        if any(result.cohort is None or not result.year_known for result in found):
            return []
        enough = len(found) >= 2 and sum(result.cohort for result in found) >= 10
        return found if indicator.is_pooled and enough else []

    def row(self, window: list[ResultFact], *, stands_for_hidden: bool) -> dict[str, Any]:
        cohort = sum(result.cohort for result in window)
        return {
            "first_year": min(result.year for result in window),
            "last_year": max(result.year for result in window),
            "years": len(window),
            "cohort": cohort,
            "value": sum(result.cohort * result.value for result in window) / cohort,
            "stands_for_hidden": stands_for_hidden,
        }

    def may_stand(self, hidden: list[ResultFact]) -> bool:
        pupils = hidden[0].pupils
        if pupils == "all":
            return all(result.cohort < 5 for result in hidden)
        of_all = [self.tables[table_of(result)].get("all") for result in hidden]
        return pupils == "efsm" and not any(every in self.hidden for every in of_all if every)

    def pool_gives_away(self, hidden: list[ResultFact]) -> bool:
        left = sum(result.cohort * result.value for result in hidden)
        spans = {result: self.span(result) for result in hidden}
        for result in hidden:
            low = left - sum(high for other, (_, high) in spans.items() if other is not result)
            high = left - sum(low for other, (low, _) in spans.items() if other is not result)
            own = spans[result]
            if min(own[1], high) - max(own[0], low) < self.grain(result):
                return True
        return False

    def span(self, result: ResultFact) -> Interval:
        every = self.tables[table_of(result)].get("all")
        if result.pupils == "all" or every is None or every in self.hidden or not every.cohort:
            return self.alone(result)
        return self.within(result, every)


def table_of(result: ResultFact) -> Any:
    return result.school, result.indicator, result.part, result.year


def enough(result: ResultFact) -> bool:
    least = 5 if result.pupils == "all" else 10
    return result.cohort is None or result.cohort >= least
