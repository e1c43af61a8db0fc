"""The measure page: one school, one indicator, now and over time, and how it is worked out."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import charts
from schools.disclosure import may_place
from schools.models import Indicator, Release, School
from schools.presenting.standing import MeasureRow, measure_row
from schools.queries.standing import (
    Bounds,
    Peer,
    bounds_of,
    peers,
    release_of,
    standing,
)
from schools.units import academic_year, measured

UNIT_SIGN = {"percent": "%"}
BETTER = {
    "higher": _("Higher is better."),
    "lower": _("Lower is better."),
    "none": _("Neither higher nor lower is better: this is context."),
}
QUARTER_SENTENCES = {
    0: "",
    1: _("In the most favourable quarter of similar schools"),
    2: _("In the upper middle of similar schools"),
    3: _("In the lower middle of similar schools"),
    4: _("In the least favourable quarter of similar schools"),
}


@dataclass(frozen=True)
class MeasurePage:
    school: School
    indicator: Indicator
    part: str
    row: MeasureRow | None
    bounds: Bounds | None
    better: Any
    exact: bool
    release: Release | None

    @property
    def heading(self) -> str:
        """Capped 9 points score: 371"""
        if self.row is None or self.row.shown.value is None:
            return str(self.indicator.name)
        return str(_("%(measure)s: %(value)s")) % {
            "measure": self.indicator.name,
            "value": self.row.shown.text,
        }

    @property
    def place(self) -> str:
        """12th of 28 similar schools, as words; empty where no place may be given."""
        if self.row is None or not self.row.is_placed:
            return ""
        count = self.row.standing.comparison.group_size or 0
        words = ngettext(
            "Quarter %(quarter)s of 4 among %(n)s school with a similar intake",
            "Quarter %(quarter)s of 4 among %(n)s schools with a similar intake",
            count,
        )
        return words % {"quarter": self.row.quarter, "n": count}

    @property
    def lead(self) -> str:
        """Place · period · pupils: separate facts."""
        cohort = self.row.standing.comparison.cohort if self.row else None
        pupils = ""
        if cohort is not None and self.row and self.row.shown.value is not None:
            pupils = ngettext("%(n)s pupil", "%(n)s pupils", cohort) % {"n": cohort}
        return " · ".join(fact for fact in (self.place, self.period, pupils) if fact)

    @property
    def quarter_sentence(self) -> Any:
        """Where the school lies, as the heading of the chart."""
        return QUARTER_SENTENCES[self.row.quarter or 0] if self.row else ""

    @property
    def period(self) -> str:
        if self.row is None:
            return ""
        if self.release and not self.release.year_known:
            return str(self.release.name)
        return academic_year(self.row.standing.comparison.year)

    @property
    def source(self) -> Any:
        return self.release.source if self.release else self.indicator.source

    def address(self, name: str, *more: str) -> str:
        address = reverse(name, args=[self.school.number, self.indicator.code, *more])
        return address + (f"?part={self.part}" if self.part else "")

    @property
    def now_url(self) -> str:
        return self.address("measure")

    @property
    def history_url(self) -> str:
        return self.address("measure_history")

    @property
    def table_url(self) -> str:
        return self.address("measure_table")

    @property
    def csv_url(self) -> str:
        return self.address("measure_export", "csv")

    @property
    def xlsx_url(self) -> str:
        return self.address("measure_export", "xlsx")


def measure_page(school: School, indicator: Indicator, part: str, *, exact: bool) -> MeasurePage:
    found = standing(school, indicator, part)
    row = measure_row(found, exact=exact) if found else None
    bounds = None
    if found and found.comparison.benchmark_group:
        bounds = bounds_of(school.phase, found.comparison.year, found.comparison.benchmark_group)
    release = release_of(found) if found else None
    return MeasurePage(school, indicator, part, row, bounds, BETTER[indicator.direction], exact, release)


@dataclass(frozen=True)
class PeerRow:
    name: str
    number: str
    text: str
    is_own: bool


def peer_rows(page: MeasurePage) -> tuple[list[PeerRow], int]:
    """The region's schools of the group by name, and how many of the rest of Wales there are."""
    rows, elsewhere = [], 0
    for peer in displayed_peers(page):
        if not peer.name:
            elsewhere += 1
            continue
        text = measured(peer.value, page.indicator)
        rows.append(PeerRow(peer.name, peer.number, text, peer.school_id == page.school.pk))
    return sorted(rows, key=lambda row: row.name.casefold()), elsewhere


def displayed_peers(page: MeasurePage) -> list[Peer]:
    if page.row is None or page.row.standing.comparison.benchmark_group is None:
        return []
    return [peer for peer in peers(page.row.standing) if may_place(peer.cohort)]


def now_chart(page: MeasurePage) -> charts.DotsOnBox | None:
    """The schools of the group as dots on the box of their quarters, the own school marked."""
    row = page.row
    if row is None or not row.is_placed or row.standing.cut is None:
        return None
    cut, indicator = row.standing.cut, page.indicator
    dots = [
        charts.Dot(
            peer.value,
            title=str(_("%(school)s: %(value)s"))
            % {
                "school": peer.name or _("A school elsewhere in Wales"),
                "value": measured(peer.value, indicator),
            },
            href=reverse("school", args=[peer.number]) if peer.number else "",
        )
        for peer in displayed_peers(page)
        if peer.school_id != page.school.pk
    ]
    return charts.DotsOnBox(
        slug="now",
        title=page.heading,
        desc=_("Each dot is a school with a similar intake; the box holds the middle half of them."),
        axis=axis(indicator),
        dots=dots,
        own=charts.Dot(
            row.shown.value,
            title=f"{page.school.name}: {row.shown.text}",
            label=str(_("This school %(value)s")) % {"value": row.shown.text},
        ),
        quarters=(cut.q1, cut.median, cut.q3),
        lower_is_better=indicator.direction == "lower",
        links="pointer",
    )


def axis(indicator: Indicator) -> charts.Axis:
    return charts.Axis(label=indicator.short, unit=UNIT_SIGN.get(indicator.unit, ""))
