"""The tab *table*: every year and group of pupils, as displayed, and the same as rows of a file."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from core.spreadsheets import Cell
from schools.disclosure import Shown
from schools.enums import Group
from schools.presenting.gap import Gap
from schools.presenting.history import History
from schools.presenting.measure import MeasurePage, period_label
from schools.presenting.now import Now
from schools.presenting.spread import Spread, placed, spread_of
from schools.queries.comparators import Series, displayed
from schools.units import plain


@dataclass(frozen=True)
class GroupYear:
    """`middle` is that of the schools compared with, for the same pupils."""

    year: str
    group: StrOrPromise
    pupils: int | None
    own: Shown
    middle: str
    spread: Spread | None

    @property
    def note(self) -> StrOrPromise:
        return self.own.reason


def table_rows(page: MeasurePage) -> list[GroupYear]:
    """The newest year first; the groups in one order."""
    groups = [group for group in Group if any(pupils == group for _year, pupils in page.line.results)]
    rows = displayed(page.comparators, indicators=[page.indicator.pk], pupils=groups)
    found = []
    for year in reversed(page.line.years):
        for group in groups:
            result = page.line.results.get((year, group))
            if result is None and group != Group.ALL:
                continue
            others = placed(rows.get(Series(page.indicator.pk, page.part, year, group), []))
            spread = spread_of([row.value for row in others])
            own = page.of(year, group)
            found.append(
                GroupYear(
                    year=period_label(result, year),
                    group=group.label,
                    pupils=result.cohort if result and own.value is not None else None,
                    own=own,
                    middle=plain(spread.median, page.indicator) if spread else "–",
                    spread=spread,
                )
            )
    return found


File = tuple[list[str], list[list[Cell]]]


def rounded(value: float | None, page: MeasurePage) -> float | None:
    return None if value is None else round(value, page.indicator.decimals)


def years_file(page: MeasurePage) -> File:
    """What the table shows; the comparator stated on each row."""
    header = [
        _("Year"),
        _("Pupils"),
        _("Number of pupils"),
        _("This school"),
        page.compared.middle,
        _("Note"),
        _("Compared with"),
    ]
    rows: list[list[Cell]] = [
        [
            row.year,
            str(row.group),
            row.pupils,
            rounded(row.own.value, page),
            rounded(row.spread.median, page) if row.spread else None,
            str(row.note),
            page.compared.stated,
        ]
        for row in table_rows(page)
    ]
    return [str(heading) for heading in header], rows


def history_file(found: History) -> File:
    page = found.page
    header = [
        _("Year"),
        _("This school"),
        page.compared.middle,
        _("Middle of Wales"),
        _("Note"),
        _("Compared with"),
    ]
    rows: list[list[Cell]] = [
        [
            row.label,
            rounded(row.shown.value, page),
            rounded(found.spreads[year].median, page) if year in found.spreads else None,
            rounded(found.nation[year].median, page) if year in found.nation else None,
            str(row.note or row.shown.reason),
            page.compared.stated,
        ]
        for year, row in zip(found.years, found.rows, strict=True)
    ]
    return [str(heading) for heading in header], rows


def now_file(found: Now) -> File:
    """The region's schools by name: a file holds no order by result."""
    page = found.page
    header = [_("School number"), _("School"), page.indicator.short, _("Year"), _("Compared with")]
    values = {other.number: other.value for other in found.others} | {page.school.number: page.own_value}
    rows: list[list[Cell]] = [
        [row.number, str(row.name), rounded(values[row.number], page), page.period, page.compared.stated]
        for row in found.rows
    ]
    return [str(heading) for heading in header], rows


def gap_file(found: Gap) -> File:
    page = found.page
    header = [
        _("Pupils"),
        _("Year"),
        _("Number of pupils"),
        _("This school"),
        page.compared.average,
        _("Note"),
        _("Compared with"),
    ]
    rows: list[list[Cell]] = []
    for group, row in zip(found.own, found.rows if found.is_there else [], strict=True):
        mean = found.mean(group)
        rows.append(
            [
                str(row.label),
                found.period,
                row.pupils,
                rounded(row.own.value, page),
                rounded(mean.value, page) if mean else None,
                str(row.own.reason),
                page.compared.stated,
            ]
        )
    return [str(heading) for heading in header], rows
