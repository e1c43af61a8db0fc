"""A measure over time: the school's line by year, the band of its group, broken where the measure changed."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core import charts
from schools.disclosure import Shown
from schools.models import BenchmarkCut, Result, SeriesBreak
from schools.presenting.figure import shown
from schools.presenting.measure import MeasurePage, axis
from schools.queries.standing import EVERY_GROUP, cuts_by_year, series
from schools.units import academic_year, plain


@dataclass(frozen=True)
class YearRow:
    label: str
    shown: Shown
    similar: str
    nation: str
    note: str


@dataclass(frozen=True)
class History:
    rows: list[YearRow]
    chart: charts.Trend | None
    breaks: list[SeriesBreak]


def history(page: MeasurePage) -> History:
    """The school's line by year with the band of its group, broken where the measure changed."""
    results = {result.year: result for result in series(page.school, page.indicator, page.part)}
    group = (page.row.standing.comparison.benchmark_group if page.row else None) or EVERY_GROUP
    cuts = cuts_by_year(page.indicator, page.school.phase, {group, EVERY_GROUP})
    nation = cuts[EVERY_GROUP]
    similar = cuts[group] if group != EVERY_GROUP else {}
    breaks = list(page.indicator.breaks.all())
    if not results:
        return History([], None, breaks)
    years = list(range(min(results), max(results) + 1))
    displayed = {year: year_shown(page, results.get(year)) for year in years}
    rows = [
        YearRow(
            label=period_label(results.get(year), year),
            shown=displayed[year],
            similar=plain(similar[year].median, page.indicator) if year in similar else "–",
            nation=plain(nation[year].median, page.indicator) if year in nation else "–",
            note=next((str(row.reason) for row in breaks if row.year == year), ""),
        )
        for year in years
    ]
    drawn = trend(page, years, displayed, similar, nation, breaks) if len(years) > 1 else None
    return History(rows, drawn, breaks)


def year_shown(page: MeasurePage, result: Result | None) -> Shown:
    if result is None:
        return Shown("–", None, _("No figure for this year"))
    return shown(page.indicator, result.value, result.cohort, missing=result.missing, exact=page.exact)


def period_label(result: Result | None, year: int) -> str:
    if result is not None and not result.release.year_known:
        return str(result.release.name)
    return academic_year(year)


def trend(
    page: MeasurePage,
    years: list[int],
    displayed: dict[int, Shown],
    similar: dict[int, BenchmarkCut],
    nation: dict[int, BenchmarkCut],
    breaks: list[SeriesBreak],
) -> charts.Trend:
    return charts.Trend(
        slug="trend",
        title=str(_("%(measure)s over time")) % {"measure": page.indicator.name},
        desc=_("The line of this school, and the middle half of schools with a similar intake as a band."),
        axis=axis(page.indicator),
        periods=[academic_year(year) for year in years],
        own=[displayed[year].value for year in years],
        own_label=str(_("This school")),
        middle=[similar[year].median if year in similar else None for year in years],
        middle_label=str(_("Similar schools")),
        band=[(similar[year].q1, similar[year].q3) if year in similar else None for year in years],
        reference=[nation[year].median if year in nation else None for year in years],
        reference_label=str(_("Wales")),
        breaks=[
            charts.Break(
                before=years.index(row.year), label=str(_("Measure changed %(year)s")) % {"year": row.year}
            )
            for row in breaks
            if row.year in years and row.year != years[0]
        ],
        gaps=gaps(years, displayed),
    )


def gaps(years: list[int], displayed: dict[int, Shown]) -> list[charts.Gap]:
    """Runs of two or more years without a figure."""
    found: list[charts.Gap] = []
    start: int | None = None
    for place, year in enumerate([*years, None]):
        empty = year is not None and displayed[year].value is None
        if empty and start is None:
            start = place
        elif not empty and start is not None:
            if place - start > 1:
                found.append(charts.Gap(first=start, last=place - 1, label=str(_("No figures"))))
            start = None
    return found
