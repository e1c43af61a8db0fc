"""What a release of figures brought, in words and on displayed values only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from schools.models import Announcement, Indicator, Result, School, SeriesBreak
from schools.presenting.records import FigureRecord, Told, result_record
from schools.presenting.standing import measure_url
from schools.units import academic_year, measured, plain


@dataclass(frozen=True)
class CameRow:
    indicator: Indicator
    period: str
    schools: int
    new: int
    corrected: int
    withdrawn: int


@dataclass(frozen=True)
class Moved:
    indicator: Indicator
    part: str
    period: str
    figure: Told
    before: Told | None
    words: Any
    url: str


def came_rows(announcement: Announcement) -> list[CameRow]:
    indicators = Indicator.objects.in_bulk({row["indicator"] for row in announcement.came})
    rows = [
        CameRow(
            indicators[row["indicator"]],
            academic_year(row["year"]),
            row["schools"],
            row["new"],
            row["corrected"],
            row["withdrawn"],
        )
        for row in sorted(announcement.came, key=lambda row: -row["year"])
        if row["indicator"] in indicators
    ]
    return sorted(rows, key=lambda row: row.indicator.position)


def moved_rows(
    school: School,
    came: Sequence[tuple[Result, Result | None]],
    breaks: Iterable[SeriesBreak],
    *,
    exact: bool,
) -> list[Moved]:
    broken = {(row.indicator_id, row.year) for row in breaks}
    return [
        moved(
            school,
            result_record(now, exact),
            result_record(before, exact) if before else None,
            is_broken=(now.indicator_id, now.year) in broken,
        )
        for now, before in came
    ]


def moved(school: School, now: FigureRecord, before: FigureRecord | None, *, is_broken: bool) -> Moved:
    return Moved(
        indicator=now.indicator,
        part=now.part,
        period=academic_year(now.year),
        figure=now.figure,
        before=before.figure if before and not is_broken else None,
        words=words(now, before, is_broken=is_broken),
        url=measure_url(school, now.indicator.code, now.part),
    )


def words(now: FigureRecord, before: FigureRecord | None, *, is_broken: bool) -> Any:
    """Never across a break, and never with a figure that is hidden."""
    if now.figure.value is None:
        return now.figure.reason
    if is_broken:
        return _("The measure changed this year: not comparable with the years before")
    if before is None or before.figure.value is None:
        return _("No figure of the year before to compare with")
    change = round(now.figure.value - before.figure.value, now.indicator.decimals)
    if not change:
        return _("The same as the year before")
    if now.indicator.unit == "percent":
        number = plain(abs(change), now.indicator)
        sentence = (
            _("%(number)s percentage points higher than the year before")
            if change > 0
            else _("%(number)s percentage points lower than the year before")
        )
    else:
        number = measured(abs(change), now.indicator)
        sentence = (
            _("%(number)s higher than the year before")
            if change > 0
            else _("%(number)s lower than the year before")
        )
    return str(sentence) % {"number": number}
