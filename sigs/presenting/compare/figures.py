"""Figures of schools side by side, measure by measure."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from core.charts import SpreadRow
from schools.disclosure import Shown
from schools.enums import IndicatorKind, Verdict
from schools.models import Indicator, School

PART = {"primary": _("Primary part"), "secondary": _("Secondary part")}
# Under a heading that says beside what.
EXPECTED = {
    Verdict.ABOVE: pgettext_lazy("expected", "Above"),
    Verdict.IN_LINE: pgettext_lazy("expected", "In line"),
    Verdict.BELOW: pgettext_lazy("expected", "Below"),
}
NOT_SHARED = Shown("–", None, _("Not shared at this level"))
NO_FIGURE = Shown("–", None, _("No figure for this year"))


@dataclass(frozen=True)
class Cell:
    """One figure of one school. `together`: the years that a figure of several years is of."""

    shown: Shown
    year: str = ""
    quarter: int | None = None
    verdict: str = ""
    together: str = ""

    @property
    def expected(self) -> StrOrPromise:
        return Verdict(self.verdict).label if self.verdict else ""

    @property
    def expected_short(self) -> StrOrPromise:
        return EXPECTED[Verdict(self.verdict)] if self.verdict else ""


@dataclass(frozen=True)
class GapCells:
    eligible: Shown
    others: Shown
    gap: str
    year: str


@dataclass(frozen=True)
class SchoolRow:
    school: School
    level: str
    cells: Sequence[Cell]
    spread: SpreadRow | None = None
    together: Cell | None = None
    gap: GapCells | None = None

    @property
    def newest(self) -> Cell:
        """The newest year that has a figure, or the newest of all."""
        return next((cell for cell in self.cells if cell.shown.value is not None), self.cells[0])


@dataclass(frozen=True)
class Measure:
    """One measure (and part of an all-age school); `years` newest first, as the cells of each row."""

    indicator: Indicator
    part: str
    years: Sequence[str]
    rows: Sequence[SchoolRow]

    @property
    def part_label(self) -> StrOrPromise:
        return PART.get(self.part, "")

    @property
    def slug(self) -> str:
        return f"{self.indicator.code}-{self.part}".rstrip("-")

    @property
    def is_context(self) -> bool:
        return bool(self.indicator.kind == IndicatorKind.CONTEXT)

    @property
    def is_assessment(self) -> bool:
        return bool(self.indicator.kind == IndicatorKind.TEACHER_ASSESSMENT)

    @property
    def is_withheld(self) -> bool:
        """Teacher assessment of years of which none is published."""
        return self.is_assessment and any(
            cell.shown.value is not None for row in self.rows for cell in row.cells
        )

    @property
    def has_quarters(self) -> bool:
        return any(cell.quarter for row in self.rows for cell in row.cells)

    @property
    def has_together(self) -> bool:
        return any(row.together for row in self.rows)

    @property
    def has_spread(self) -> bool:
        return any(row.spread for row in self.rows)

    @property
    def has_gap(self) -> bool:
        return any(row.gap for row in self.rows)
