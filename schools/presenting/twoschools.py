"""Two schools side by side: the own one first, context before measures, the difference in words. Displayed
values alone, and no mark of how alike the two are: the context shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from core.spreadsheets import Cell
from schools.disclosure import Shown
from schools.enums import Group, IndicatorKind
from schools.models import Comparison, Indicator, Result, School
from schools.presenting.change import compared_words
from schools.presenting.figure import shown
from schools.presenting.measure import BETTER, hidden
from schools.presenting.nearness import kilometres
from schools.queries.comparators import shown_run
from schools.queries.contacts import open_to_contact
from schools.queries.twoschools import Pairing, pairings
from schools.units import academic_year
from schools.wording import MEDIUM_PHRASE, PHASE_SCHOOL

PART = {"primary": _("Primary part"), "secondary": _("Secondary part")}


@dataclass(frozen=True)
class FactRow:
    label: StrOrPromise
    own: StrOrPromise
    other: StrOrPromise
    between: str = ""

    @property
    def difference(self) -> StrOrPromise:
        return self.between or (_("the same") if str(self.own) == str(self.other) else _("not the same"))


@dataclass(frozen=True)
class FigureRow:
    indicator: Indicator
    part: StrOrPromise
    pupils: StrOrPromise
    year: str
    own: Shown
    other: Shown
    difference: str

    @property
    def label(self) -> Any:
        return self.indicator.name

    @property
    def better(self) -> StrOrPromise:
        return "" if self.indicator.kind == IndicatorKind.CONTEXT else BETTER[self.indicator.direction]


@dataclass(frozen=True)
class TwoSchools:
    own: School
    other: School
    facts: list[FactRow]
    context: list[FigureRow]
    measures: list[FigureRow]
    is_reachable: bool

    @property
    def contact_url(self) -> str:
        return reverse("school_contacts", args=[self.other.number])

    @property
    def stated(self) -> str:
        return str(_("%(own)s beside %(other)s")) % {"own": self.own.name, "other": self.other.name}


def two_schools(own: School, other: School) -> TwoSchools:
    rows = [(row, figure_row(row)) for row in pairings(own, other, shown_run())]
    return TwoSchools(
        own=own,
        other=other,
        facts=facts(own, other),
        context=[figure for row, figure in rows if is_context(row)],
        measures=[figure for row, figure in rows if not is_context(row)],
        is_reachable=bool(open_to_contact([other.pk])),
    )


def is_context(row: Pairing) -> bool:
    return row.indicator.kind == IndicatorKind.CONTEXT


def facts(own: School, other: School) -> list[FactRow]:
    rows = [
        FactRow(_("Phase"), PHASE_SCHOOL[own.phase], PHASE_SCHOOL[other.phase]),  # type: ignore[index]  # any phase's code
        FactRow(_("Language medium"), medium(own), medium(other)),
        FactRow(_("Authority"), own.authority.name, other.authority.name),
    ]
    near = kilometres(own, other)
    if near is not None:
        rows.append(FactRow(_("Distance"), "–", "–", str(_("%(km)s km, as the crow flies")) % {"km": near}))
    return rows


def medium(school: School) -> StrOrPromise:
    return MEDIUM_PHRASE.get(school.medium, school.get_medium_display())  # type: ignore[call-overload, no-any-return]  # any medium's code


def figure_row(row: Pairing) -> FigureRow:
    own = figure(row, row.own, row.own_result)
    other = figure(row, row.other, row.other_result)
    both = own.value is not None and other.value is not None
    return FigureRow(
        indicator=row.indicator,
        part=PART.get(row.part, ""),
        pupils="" if row.pupils == Group.ALL else Group(row.pupils).label,
        year=academic_year(row.year),
        own=own,
        other=other,
        difference=compared_words(own.value or 0.0, other.value or 0.0, row.indicator) if both else "–",
    )


def figure(row: Pairing, found: Comparison | None, result: Result | None) -> Shown:
    if found is not None:
        return shown(row.indicator, found.value, found.cohort, group=row.pupils)
    if result is None:
        return Shown("–", None, _("No figure for this year"))
    if result.value is None:
        return shown(row.indicator, None, result.cohort, group=row.pupils, missing=result.missing)
    return hidden(row.indicator, result)


def two_schools_file(page: TwoSchools) -> tuple[list[str], list[list[Cell]]]:
    header: Sequence[StrOrPromise] = [
        _("Measure"),
        _("Pupils"),
        _("Year"),
        page.own.name,
        page.other.name,
        _("Difference"),
        _("Note"),
    ]
    rows: list[list[Cell]] = [
        [str(row.label), "", "", str(row.own), str(row.other), str(row.difference), ""] for row in page.facts
    ]
    rows += [
        [
            " – ".join(str(words) for words in (row.label, row.part) if words),
            str(row.pupils or Group.ALL.label),
            row.year,
            rounded(row, row.own.value),
            rounded(row, row.other.value),
            row.difference,
            "; ".join(str(one.reason) for one in (row.own, row.other) if one.value is None),
        ]
        for row in (*page.context, *page.measures)
    ]
    return [str(heading) for heading in header], rows


def rounded(row: FigureRow, value: float | None) -> float | None:
    return None if value is None else round(value, row.indicator.decimals)
