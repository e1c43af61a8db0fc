"""The generated rows, summed as a statistician would sum the published file."""

from collections import defaultdict

from schools.demonstration.region import DemonstrationRegion
from schools.demonstration.register import PlannedSchool

POINTS = {"capped9", "literacy", "numeracy", "science", "skills_challenge"}


class Figures:
    def __init__(self, region: DemonstrationRegion) -> None:
        self.schools: dict[str, PlannedSchool] = {school.number: school for school in region.schools}
        self.rows = [row for row in region.results if row.school_number in self.schools]
        self.backdrop = [row for row in region.results if row.school_number not in self.schools]

    def values(self, indicator: str, year: int, *, group: str = "all") -> dict[str, float]:
        """School number → value; schools with two parts are left out."""
        return {
            row.school_number: float(row.value)
            for row in self.rows
            if (row.indicator, row.year, row.group, row.part) == (indicator, year, group, "") and row.value
        }

    def mean(
        self, indicator: str, year: int, *, group: str = "all", authority: str = "", stage: str = ""
    ) -> float:
        """Over all pupils: sums of numerators by sums of cohorts."""
        total, pupils = 0.0, 0
        for row in self.rows:
            school = self.schools[row.school_number]
            if (row.indicator, row.year, row.group) != (indicator, year, group) or not row.value:
                continue
            if (authority and school.authority != authority) or (
                stage and (row.part or school.phase) != stage
            ):
                continue
            total += float(row.numerator)
            pupils += int(row.cohort)
        return total / pupils * (1 if indicator in POINTS else 100)

    def gap(self, indicator: str, year: int, *, stage: str = "") -> float:
        return self.mean(indicator, year, group="not_efsm", stage=stage) - self.mean(
            indicator, year, group="efsm", stage=stage
        )

    def years(self, indicator: str) -> set[int]:
        return {row.year for row in self.rows if row.indicator == indicator and row.value}

    def by_cell(self) -> dict[tuple[str, str, int, str], dict[str, tuple[float, int]]]:
        """(school, indicator, year, part) → group → numerator and cohort, where the row has both."""
        cells: dict[tuple[str, str, int, str], dict[str, tuple[float, int]]] = defaultdict(dict)
        for row in self.rows:
            if row.cohort and (row.numerator or row.cohort == "0"):
                key = (row.school_number, row.indicator, row.year, row.part)
                cells[key][row.group] = (float(row.numerator or 0), int(row.cohort))
        return cells
