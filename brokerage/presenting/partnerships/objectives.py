"""Objectives as they stand on the page: baseline → now → target. A measure of the catalogue is shown as
everybody sees it who sees published figures, through disclosure control."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from brokerage.enums import ObjectiveKind
from brokerage.models import PartnershipObjective
from brokerage.queries.partnershipfile import FileRows
from schools.disclosure import Shown, display, gives_away, may_publish
from schools.models import Indicator
from schools.units import academic_year, measured

NOTHING = "–"


@dataclass(frozen=True)
class ObjectiveRow:
    objective: PartnershipObjective
    baseline: str
    baseline_note: Any
    now: str
    now_note: Any
    target: str
    # What people wrote is in their language; figures are in the page's.
    lang: str


def objective_rows(file: FileRows) -> list[ObjectiveRow]:
    return [row_of(row, file) for row in file.objectives if not row.dropped_at]


def row_of(row: PartnershipObjective, file: FileRows) -> ObjectiveRow:
    if row.kind == ObjectiveKind.FIGURE and row.indicator:
        return figure_row(row, row.indicator, file.results.get((row.school_id or 0, row.indicator.pk), []))
    if row.kind == ObjectiveKind.COUNT:
        now = NOTHING if row.now is None else number(row.now)
        return ObjectiveRow(
            row, number(row.baseline), "", now, row.now_words, number(row.target), row.language
        )
    return ObjectiveRow(row, row.baseline_words, "", row.now_words or NOTHING, "", row.success, row.language)


def figure_row(row: PartnershipObjective, indicator: Indicator, results: Sequence[Any]) -> ObjectiveRow:
    open_ones = [result for result in results if may_publish(indicator, result.year)]
    first = next((result for result in open_ones if result.year == row.baseline_year), None)
    last = next((result for result in open_ones if result.year > (row.baseline_year or 0)), None)
    then, now = figure(indicator, first), figure(indicator, last)
    return ObjectiveRow(
        row,
        then.text,
        then.reason or year_of(first),
        now.text,
        now.reason or year_of(last) if last else _("No newer figure is published yet."),
        NOTHING if row.target is None else measured(float(row.target), indicator),
        "",
    )


# Results are read with_groups_beside.
def figure(indicator: Indicator, result: Any) -> Shown:
    if result is None:
        return Shown(NOTHING, None, _("No figure"))
    found = display(
        result.value,
        result.cohort,
        decimals=indicator.decimals,
        missing=result.missing,
        gives_away=gives_away(indicator, result.value, result.cohort, result.beside),
    )
    if found.value is None:
        return found
    quiet = result.cohort is None
    return Shown(measured(found.value, indicator), found.value, "" if quiet else found.reason)


def year_of(result: Any) -> str:
    return academic_year(result.year) if result else ""


def number(value: Decimal | None) -> str:
    if value is None:
        return NOTHING
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    return str(number_format(value, max(0, -exponent) if isinstance(exponent, int) else 0))
