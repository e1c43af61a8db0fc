"""A school among the schools of its FSM benchmark group: the rows, the drawings and the three sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.charts import SpreadRow
from schools.disclosure import Shown
from schools.enums import Direction, Withheld
from schools.models import School
from schools.presenting.figure import shown
from schools.queries.standing import Standing, standings
from schools.units import measured, plain

BEST_QUARTER, WORST_QUARTER = 1, 4


@dataclass(frozen=True)
class MeasureRow:
    """One row of the table of measures. `spread` is None where the group's spread is not shown."""

    standing: Standing
    shown: Shown
    middle: str
    spread: SpreadRow | None
    quarter: int | None
    why_not: Any
    url: str

    @property
    def indicator(self) -> Any:
        return self.standing.indicator

    @property
    def part(self) -> str:
        return self.standing.comparison.part

    @property
    def is_placed(self) -> bool:
        return self.quarter is not None and self.shown.value is not None


@dataclass(frozen=True)
class Finding:
    heading: Any
    sentence: str
    url: str


def measure_rows(school: School, *, exact: bool) -> list[MeasureRow]:
    return [measure_row(found, exact=exact) for found in standings(school)]


def measure_row(found: Standing, *, exact: bool) -> MeasureRow:
    row, indicator = found.comparison, found.indicator
    value = shown(indicator, row.value, row.cohort, exact=exact)
    return MeasureRow(
        standing=found,
        shown=value,
        middle=measured(found.cut.median, indicator) if found.cut else "",
        spread=spread(found, value.value),
        quarter=row.quarter if value.value is not None else None,
        why_not=Withheld(row.withheld).label if row.withheld else "",
        url=measure_url(found.school, indicator.code, row.part),
    )


def measure_url(school: School, code: str, part: str = "", name: str = "measure") -> str:
    return reverse(name, args=[school.number, code]) + (f"?part={part}" if part else "")


def spread(found: Standing, value: float | None) -> SpreadRow | None:
    """The group from lowest to highest, its middle half and its middle, with the school's mark on it. None
    for a part of an all-age school: there is no group of such parts."""
    cut, indicator = found.cut, found.indicator
    if cut is None or found.comparison.part or value is None:
        return None
    title = _(
        "Your school %(own)s. Similar schools from %(low)s to %(high)s,"
        " middle half %(q1)s to %(q3)s, middle %(median)s."
    ) % {
        "own": plain(value, indicator),
        "low": plain(cut.lowest, indicator),
        "high": plain(cut.highest, indicator),
        "q1": plain(cut.q1, indicator),
        "q3": plain(cut.q3, indicator),
        "median": plain(cut.median, indicator),
    }
    return SpreadRow(
        slug=f"spread-{indicator.code}-{found.comparison.part or 'all'}",
        title=title,
        desc="",
        lowest=cut.lowest,
        lower_quarter=cut.q1,
        middle=cut.median,
        upper_quarter=cut.q3,
        highest=cut.highest,
        own=value,
        lower_is_better=indicator.direction == Direction.LOWER,
    )


def findings(rows: Iterable[MeasureRow]) -> list[Finding]:
    """Strongest, weakest, biggest change: at most three, fewer where there is too little to say."""
    placed = [row for row in rows if row.is_placed and row.standing.comparison.percentile is not None]
    placed.sort(key=lambda row: row.standing.comparison.percentile or 0)
    found = []
    if len(placed) == 1:
        found.append(Finding(_("Where you stand"), placing(placed[0]), placed[0].url))
    if len(placed) > 1:
        found.append(Finding(_("Your strongest measure"), placing(placed[-1]), placed[-1].url))
        found.append(Finding(_("Your weakest measure"), placing(placed[0]), placed[0].url))
    changed = biggest_change(rows)
    if changed:
        found.append(Finding(_("Biggest change"), change_sentence(changed), changed.url))
    return found


def placing(row: MeasureRow) -> str:
    count = row.standing.comparison.group_size or 0
    words = ngettext(
        "%(measure)s: %(value)s, quarter %(quarter)s of 4 among %(n)s school with a similar intake.",
        "%(measure)s: %(value)s, quarter %(quarter)s of 4 among %(n)s schools with a similar intake.",
        count,
    )
    return words % {
        "measure": row.indicator.name,
        "value": row.shown.text,
        "quarter": row.quarter,
        "n": count,
    }


def biggest_change(rows: Iterable[MeasureRow]) -> MeasureRow | None:
    """By the width of the group's middle half, so that measures of different units can be compared."""
    best, size = None, 0.0
    for row in rows:
        change, cut = change_of(row), row.standing.cut
        if change is None or cut is None or cut.q3 <= cut.q1:
            continue
        relative = abs(change) / (cut.q3 - cut.q1)
        if relative > size:
            best, size = row, relative
    return best


def change_of(row: MeasureRow) -> float | None:
    previous = row.standing.comparison.previous
    if previous is None or row.shown.value is None or row.indicator.direction == Direction.NONE:
        return None
    decimals: int = row.indicator.decimals
    return round(row.shown.value, decimals) - round(previous, decimals)


def change_sentence(row: MeasureRow) -> str:
    change = change_of(row) or 0.0
    words = (
        _("%(measure)s: %(value)s, %(change)s higher than the year before.")
        if change > 0
        else _("%(measure)s: %(value)s, %(change)s lower than the year before.")
    )
    return str(words) % {
        "measure": row.indicator.name,
        "value": row.shown.text,
        "change": measured_change(abs(change), row),
    }


def measured_change(change: float, row: MeasureRow) -> str:
    if row.indicator.unit == "percent":
        number = plain(change, row.indicator)
        return str(_("%(number)s percentage points")) % {"number": number}
    return measured(change, row.indicator)
