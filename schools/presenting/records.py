"""What the API tells of schools and figures: the same as the pages, through the same disclosure control."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from schools.disclosure import FEW, may_place, may_publish
from schools.enums import Withheld
from schools.models import (
    CategoryRecord,
    Comparison,
    Indicator,
    PooledValue,
    Release,
    Result,
    School,
    SchoolLink,
)
from schools.presenting.figure import shown
from schools.queries.register import Figure, newest_figures
from schools.queries.school import PublishedFigure, category_history, published_figures
from schools.units import academic_year

LISTED = ["pupils", "fsm", "attendance", "capped9"]


@dataclass(frozen=True)
class Told:
    """A figure: as a number rounded as it is shown, None where it is not; in words; and why not, or how to
    read it."""

    value: float | None
    shown: str
    reason: StrOrPromise = ""


@dataclass(frozen=True)
class FigureRecord:
    indicator: Indicator
    part: str
    year: int
    release: str
    cohort: int | None
    figure: Told


@dataclass(frozen=True)
class SchoolRecord:
    school: School
    figures: list[FigureRecord]
    categories: list[CategoryRecord]
    predecessors: list[School]
    successors: list[School]


@dataclass(frozen=True)
class ComparisonRecord:
    row: Comparison
    figure: Told
    expected: Told | None
    withheld: StrOrPromise

    @property
    def period(self) -> str:
        return academic_year(self.row.year)

    @property
    def percentile(self) -> int | None:
        """Whole: the page draws no finer."""
        found = self.row.percentile
        return round(found) if found is not None else None

    @property
    def fsm(self) -> float | None:
        return round(self.row.fsm, 1) if self.row.fsm is not None else None

    @property
    def band(self) -> float | None:
        decimals: int = self.row.indicator.decimals
        return round(self.row.band, decimals) if self.row.band is not None else None


@dataclass(frozen=True)
class PooledRecord:
    row: PooledValue
    figure: Told


def displayed(indicator: Indicator, value: float | None, cohort: int | None, **how: Any) -> Told:
    """`how`: that of schools.presenting.figure.shown."""
    found = shown(indicator, value, cohort, **how)
    number = None if found.value is None else round(found.value, indicator.decimals)
    return Told(number, found.text, found.reason)


def school_records(schools: list[School]) -> list[SchoolRecord]:
    """For a list: the newest figures of each, as the list of schools shows them."""
    indicators = {row.code: row for row in Indicator.objects.filter(code__in=LISTED)}
    releases = dict(Release.objects.values_list("pk", "slug"))
    figures = newest_figures([school.pk for school in schools], LISTED)

    def records(found: dict[tuple[str, str], Figure]) -> list[FigureRecord]:
        return [
            listed_record(indicators[code], part, figure, releases[figure.release_id])
            for (code, part), figure in sorted(found.items())
        ]

    return [SchoolRecord(school, records(figures.get(school.pk, {})), [], [], []) for school in schools]


def listed_record(indicator: Indicator, part: str, figure: Figure, release: str) -> FigureRecord:
    shown = displayed(indicator, figure.value, figure.cohort, beside=figure.beside)
    return FigureRecord(indicator, part, figure.year, release, cohort_told(figure.cohort, shown), shown)


def school_record(
    school: School, before: list[SchoolLink], after: list[SchoolLink], *, exact: bool
) -> SchoolRecord:
    return SchoolRecord(
        school=school,
        figures=[published_record(row, exact) for row in published_figures(school)],
        categories=category_history(school, before),
        predecessors=[link.predecessor for link in before],
        successors=[link.successor for link in after],
    )


def published_record(row: PublishedFigure, exact: bool) -> FigureRecord:
    figure = displayed(
        row.indicator, row.value, row.cohort, missing=row.missing, exact=exact, beside=row.beside
    )
    return FigureRecord(
        row.indicator, row.part, row.year, row.release.slug, cohort_told(row.cohort, figure), figure
    )


def cohort_told(cohort: int | None, figure: Told) -> int | None:
    """The number of pupils stands beside a figure that is shown, as on the page."""
    return cohort if figure.value is not None else None


def result_records(rows: Iterable[Result], *, exact: bool) -> list[FigureRecord]:
    """Rows of all pupils, read with the groups beside them."""
    return [result_record(row, exact) for row in rows]


def result_record(row: Any, exact: bool) -> FigureRecord:
    """`beside` is written on the row by its queryset."""
    figure = displayed(
        row.indicator, row.value, row.cohort, missing=row.missing, exact=exact, beside=row.beside
    )
    if figure.value is not None and not exact and not may_publish(row.indicator, row.year):
        figure = Told(None, FEW, _("Teacher assessment since 2018 is not published"))
    return FigureRecord(
        row.indicator, row.part, row.year, row.release.slug, cohort_told(row.cohort, figure), figure
    )


def comparison_records(rows: Iterable[Comparison]) -> list[ComparisonRecord]:
    return [comparison_record(row) for row in rows]


def comparison_record(row: Comparison) -> ComparisonRecord:
    """Never the exact figure of a small group: a program keeps what it was given. Without a place where the
    cohort allows none."""
    figure = displayed(row.indicator, row.value, row.cohort, group=row.pupils)
    placed = figure.value is not None and may_place(row.cohort)
    expected = None
    if placed and row.expected is not None:
        expected = displayed(row.indicator, row.expected, row.cohort, group=row.pupils)
    return ComparisonRecord(
        row=row if placed else unplaced(row),
        figure=figure,
        expected=expected,
        withheld=Withheld(row.withheld).label if row.withheld else "",
    )


def unplaced(row: Comparison) -> Comparison:
    """The row without whatever says where the school stands. It was read for this answer alone."""
    row.benchmark_group = row.group_size = row.percentile = row.quarter = row.band = row.fsm = None
    row.verdict = row.trend = ""
    return row


def pooled_records(rows: Iterable[PooledValue]) -> list[PooledRecord]:
    return [
        PooledRecord(row, displayed(row.indicator, row.value, row.cohort, group=row.pupils)) for row in rows
    ]
