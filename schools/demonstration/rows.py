"""Rows of results, as the generic results file has them."""

from dataclasses import dataclass, field
from typing import NamedTuple


class ResultRow(NamedTuple):
    school_number: str
    indicator: str
    year: int
    group: str
    part: str
    value: str
    numerator: str
    cohort: str
    missing: str


@dataclass
class Rows:
    """Collects rows. A share's numerator is value × cohort / 100, that of points value × cohort."""

    rows: list[ResultRow] = field(default_factory=list)

    def add(
        self,
        number: str,
        indicator: str,
        year: int,
        value: float,
        *,
        group: str = "all",
        part: str = "",
        numerator: float | None = None,
        cohort: int | None = None,
        decimals: int = 1,
    ) -> None:
        self.rows.append(
            ResultRow(
                number,
                indicator,
                year,
                group,
                part,
                f"{value:.{decimals}f}",
                "" if numerator is None else f"{numerator:.2f}".rstrip("0").rstrip("."),
                "" if cohort is None else str(cohort),
                "",
            )
        )

    def add_missing(
        self, number: str, indicator: str, year: int, reason: str, *, group: str = "all", part: str = ""
    ) -> None:
        cohort = "0" if reason == "no_pupils" else ""
        self.rows.append(ResultRow(number, indicator, year, group, part, "", "", cohort, reason))

    def add_groups(
        self,
        number: str,
        indicator: str,
        year: int,
        sums: tuple[float, float],
        cohorts: tuple[int, int],
        *,
        part: str = "",
        scale: float = 100,
    ) -> None:
        """All pupils and the two groups, eligible for free meals first; sums add up to the sum of all.
        `scale`: 100 for a share, 1 for points."""
        counted = (("all", sum(sums), sum(cohorts)), *zip(("efsm", "not_efsm"), sums, cohorts, strict=True))
        for group, total, cohort in counted:
            if cohort:
                value = scale * total / cohort
                self.add(
                    number, indicator, year, value, group=group, part=part, numerator=total, cohort=cohort
                )
            else:
                self.add_missing(number, indicator, year, "no_pupils", group=group, part=part)
