"""The tab *over time*: the school's line by year, the middle half of those it is compared with as a band, the
middle of Wales, broken where the measure changed, with the notes pinned to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from core import charts
from schools.disclosure import Shown
from schools.enums import Group
from schools.models import BenchmarkCut, Note, SeriesBreak
from schools.presenting.change import changed_by, difference
from schools.presenting.measure import MeasurePage, axis, period_label
from schools.presenting.spread import Spread, placed, spread_of
from schools.queries.comparators import Series, displayed
from schools.queries.notes import notes_for
from schools.queries.standing import EVERY_GROUP, cuts_by_year
from schools.units import academic_year, plain

# Fewer years than this make no line.
LINE_FROM = 2


@dataclass(frozen=True)
class YearRow:
    label: str
    shown: Shown
    similar: str
    nation: str
    note: str


@dataclass(frozen=True)
class History:
    page: MeasurePage
    years: list[int]
    shown: Mapping[int, Shown]
    spreads: Mapping[int, Spread]
    nation: Mapping[int, BenchmarkCut]
    breaks: list[SeriesBreak]
    notes: list[Note]

    @cached_property
    def rows(self) -> list[YearRow]:
        indicator = self.page.indicator
        return [
            YearRow(
                label=period_label(self.page.line.results.get((year, Group.ALL)), year),
                shown=self.shown[year],
                similar=plain(self.spreads[year].median, indicator) if year in self.spreads else "–",
                nation=plain(self.nation[year].median, indicator) if year in self.nation else "–",
                note=next((str(row.reason) for row in self.breaks if row.year == year), ""),
            )
            for year in self.years
        ]

    @property
    def breaks_shown(self) -> list[SeriesBreak]:
        return [row for row in self.breaks if row.year in self.years and row.year != self.years[0]]

    @cached_property
    def unbroken(self) -> list[int]:
        """The last years of which each has a figure and none changed the measure, the first of them first."""
        starts = {row.year for row in self.breaks}
        run: list[int] = []
        for year in takewhile(lambda year: self.shown[year].value is not None, reversed(self.years)):
            run.insert(0, year)
            if year in starts:
                break
        return run

    @property
    def heading(self) -> str:
        """Up 13.0 since 2022/23, and now above the middle of similar schools."""
        run = self.unbroken
        moved = self.moved(run)
        where = self.where(run[-1]) if run else ""
        if moved and where:
            return str(_("%(moved)s; %(where)s")) % {"moved": moved, "where": where}
        return moved or where

    def moved(self, run: list[int]) -> str:
        if len(run) < LINE_FROM:
            return ""
        first, last = self.shown[run[0]].value or 0.0, self.shown[run[-1]].value or 0.0
        change = difference(last, first, self.page.indicator)
        since = {"year": academic_year(run[0]), "change": changed_by(change, self.page.indicator)}
        if change == 0:
            return str(_("The same as in %(year)s")) % since
        return (
            str(_("Up %(change)s since %(year)s") if change > 0 else _("Down %(change)s since %(year)s"))
            % since
        )

    def where(self, year: int) -> str:
        spread, value = self.spreads.get(year), self.shown[year].value
        if spread is None or value is None or self.page.is_small:
            return ""
        return str(self.page.compared.beside_middle(difference(value, spread.median, self.page.indicator)))

    @cached_property
    def chart(self) -> charts.Trend | None:
        return trend(self) if len(self.years) >= LINE_FROM else None

    @property
    def legend(self) -> list[charts.LegendItem]:
        drawn = self.chart
        return drawn.legend() if drawn else []

    @property
    def gaps_said(self) -> list[str]:
        """Each run of years without a figure, in a sentence with its reason."""
        return [gap_sentence(self, gap) for gap in gaps(self.years, self.shown, least=1)]


def history(page: MeasurePage) -> History:
    years = page.line.years
    rows = displayed(page.comparators, indicators=[page.indicator.pk])
    spreads = {}
    for year in years:
        own = page.line.rows.get((year, Group.ALL))
        others = placed(rows.get(Series(page.indicator.pk, page.part, year), []))
        found = spread_of([row.value for row in others], own.value if own else None)
        if found:
            spreads[year] = found
    return History(
        page=page,
        years=years,
        shown={year: page.of(year, Group.ALL) for year in years},
        spreads=spreads,
        nation=cuts_by_year(page.indicator, page.school.phase, {EVERY_GROUP})[EVERY_GROUP],
        breaks=list(page.indicator.breaks.all()),
        notes=notes_for(page.school, page.indicator),
    )


def trend(found: History) -> charts.Trend:
    page, years = found.page, found.years
    return charts.Trend(
        slug="trend",
        title=str(_("%(measure)s over time")) % {"measure": page.indicator.name},
        desc=described(found),
        axis=axis(page.indicator),
        periods=[academic_year(year) for year in years],
        own=[found.shown[year].value for year in years],
        own_label=str(_("This school")),
        middle=[found.spreads[year].median if year in found.spreads else None for year in years],
        middle_label=str(page.compared.label),
        band=[
            (found.spreads[year].q1, found.spreads[year].q3) if year in found.spreads else None
            for year in years
        ],
        band_label=str(page.compared.band),
        reference=[found.nation[year].median if year in found.nation else None for year in years],
        reference_label=str(_("Wales")),
        breaks=[
            charts.Break(
                before=years.index(row.year), label=str(_("Measure changed %(year)s")) % {"year": row.year}
            )
            for row in found.breaks_shown
        ],
        gaps=gaps(years, found.shown, least=2),
        notes=[
            charts.Note(at=note.at_year - years[0], number=number, title=str(note.text))
            for number, note in enumerate(found.notes, start=1)
        ],
    )


def described(found: History) -> str:
    """The line of the school in words, year by year."""
    told = [
        str(_("%(year)s: %(value)s")) % {"year": row.label, "value": row.shown.text} for row in found.rows
    ]
    return str(_("This school by year: %(years)s.")) % {"years": "; ".join(told)}


def gaps(years: list[int], shown: Mapping[int, Shown], *, least: int) -> list[charts.Gap]:
    """Runs of at least so many years without a figure."""
    found: list[charts.Gap] = []
    start: int | None = None
    for place, year in enumerate([*years, None]):
        empty = year is not None and shown[year].value is None
        if empty and start is None:
            start = place
        elif not empty and start is not None:
            if place - start >= least:
                found.append(charts.Gap(first=start, last=place - 1, label=str(_("No figures"))))
            start = None
    return found


def gap_sentence(found: History, gap: charts.Gap) -> str:
    first, last = found.years[gap.first], found.years[gap.last]
    reason: StrOrPromise = found.shown[first].reason
    if first == last:
        return str(_("%(year)s: %(reason)s.")) % {"year": academic_year(first), "reason": reason}
    same = all(str(found.shown[year].reason) == str(reason) for year in range(first, last + 1))
    years = {"first": academic_year(first), "last": academic_year(last), "reason": reason}
    if same:
        return str(_("%(first)s to %(last)s: %(reason)s.")) % years
    return str(_("%(first)s to %(last)s: no figures that may be shown.")) % years
