"""The region's own support levels in the newest published year: beside the national history, never mixed."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import charts
from core.charts.marks import ShapeName, Style
from schools.comparisons.smallgroups import Shown, groups_to_show
from schools.enums import Phase, Tone
from schools.models import Authority, SupportCount, SupportLevel
from schools.queries.comparisons import Chosen
from schools.queries.supportsums import Place, SupportPicture, support_picture
from schools.units import academic_year

STYLES = {
    Tone.GREEN: charts.GREEN,
    Tone.YELLOW: charts.YELLOW,
    Tone.AMBER: charts.AMBER,
    Tone.RED: charts.RED,
    Tone.PLAIN: Style(ShapeName.CIRCLE, "#5b6b6e"),
}


@dataclass(frozen=True)
class LevelCount:
    count: int | None
    # The list behind the figure, for whoever may see the schools.
    url: str = ""


@dataclass(frozen=True)
class LevelRow:
    label: str
    counts: list[LevelCount]
    total: int | None


@dataclass(frozen=True)
class SupportBlock:
    sentence: str
    source: str
    bars: charts.StackedBars
    rows: list[LevelRow]
    headings: list[Any]
    legend: list[charts.LegendItem]
    flow: charts.Flow | None
    movement: str
    arrived: str
    some_hidden: bool


def support_block(
    counted: list[SupportCount], chosen: Chosen, authorities: list[Authority], user: Any, whole: str
) -> SupportBlock | None:
    """None where the region does not use its levels, or no year of them is published."""
    if not counted:
        return None
    picture = support_picture(counted, chosen, user)
    return Drawn(picture, chosen, authorities, whole).block()


class Drawn:
    """One picture for one reader."""

    def __init__(
        self, picture: SupportPicture, chosen: Chosen, authorities: list[Authority], whole: str
    ) -> None:
        self.picture = picture
        self.chosen = chosen
        self.authorities = authorities
        self.whole = whole
        self.year = picture.years[-1]
        self.may: Shown = groups_to_show(picture.unseen, fewest=settings.FEWEST_SCHOOLS_IN_A_SUM)
        self.here: Place = (chosen.authority, chosen.phase)

    def is_shown(self, place: Place) -> bool:
        """All schools of the place are the reader's to see; or it is a whole authority, a whole phase or the
        whole region that may be shown. Parts of parts of it would tell too much."""
        authority, phase = place
        if self.unseen(place) == 0:
            return True
        if self.chosen.medium or (authority is not None and phase):
            return False
        if authority is not None:
            return authority in self.may.authorities
        return phase in self.may.phases if phase else self.may.whole

    def unseen(self, place: Place) -> int:
        authority, phase = place
        return sum(
            schools
            for (known, kind), schools in self.picture.unseen.items()
            if authority in (None, known) and phase in ("", kind)
        )

    def block(self) -> SupportBlock:
        sections = self.sections()
        flow = self.flow()
        places = [place for _heading, found in sections for place in found]
        return SupportBlock(
            sentence=self.sentence(),
            source=self.source(),
            bars=charts.StackedBars(
                slug="support-levels",
                title=_("Schools at each of the region’s own support levels"),
                desc=_(
                    "Share of schools at each level, with the number of schools. The table holds the same."
                ),
                total_heading=_("Schools"),
                sections=[
                    charts.Section(
                        [self.bars_of(*place, strong=heading is None) for place in found],
                        **({"heading": heading} if heading else {}),
                    )
                    for heading, found in sections
                ],
            ),
            rows=[row for place in places for row in self.rows_of(*place)],
            headings=[level.name for level in self.picture.levels],
            legend=[
                charts.LegendItem(level.name, charts.Sample.of(style(level))) for level in self.picture.levels
            ],
            flow=flow,
            movement=movement_words(flow) if flow else "",
            arrived=self.arrived() if flow else "",
            some_hidden=any(not self.is_shown(place) for _label, place in places),
        )

    def sections(self) -> list[tuple[Any, list[tuple[str, Place]]]]:
        """The whole of what is chosen, then its authorities, then its phases; empty ones left out."""
        found: list[tuple[Any, list[tuple[str, Place]]]] = [(None, [(self.whole, self.here)])]
        if self.chosen.authority is None:
            rows: list[tuple[str, Place]] = [
                (str(row.name), (row.pk, self.chosen.phase)) for row in self.authorities
            ]
            found.append((_("By authority"), [row for row in rows if self.total(row[1])]))
        if not self.chosen.phase:
            rows = [(str(phase.label), (self.chosen.authority, str(phase))) for phase in Phase]
            found.append((_("By phase"), [row for row in rows if self.total(row[1])]))
        return [(heading, rows) for heading, rows in found if rows]

    def total(self, place: Place) -> int:
        return sum(self.picture.total(year, place) for year in self.picture.years)

    def bars_of(self, label: str, place: Place, *, strong: bool = False) -> charts.Group:
        hidden = not self.is_shown(place)
        bars = []
        for year in self.picture.years:
            counts = self.picture.of(year, place)
            segments = [
                charts.Segment(
                    style(level),
                    None if hidden else counts.get(level.pk, 0),
                    title="" if hidden else f"{level.name}: {counts.get(level.pk, 0)}",
                )
                for level in self.picture.levels
            ]
            note = _("few schools: not shown") if hidden else ""
            bars.append(charts.Row(academic_year(year), segments, note=note))
        if hidden:
            return charts.Group(label, bars, strong=strong)
        total = self.picture.total(self.year, place)
        note = ngettext("%(n)s school", "%(n)s schools", total) % {"n": total}
        return charts.Group(label, bars, strong=strong, note=note)

    def rows_of(self, label: str, place: Place) -> list[LevelRow]:
        rows = []
        for year in self.picture.years:
            named = f"{label}, {academic_year(year)}"
            if not self.is_shown(place):
                rows.append(LevelRow(named, [LevelCount(None) for _level in self.picture.levels], None))
                continue
            counts = self.picture.of(year, place)
            cells = [
                LevelCount(
                    counts.get(level.pk, 0), self.list_url(year, place, level, counts.get(level.pk, 0))
                )
                for level in self.picture.levels
            ]
            rows.append(LevelRow(named, cells, self.picture.total(year, place)))
        return rows

    def list_url(self, year: int, place: Place, level: SupportLevel, count: int) -> str:
        if not count or self.unseen(place):
            return ""
        authority, phase = place
        query = [("level", level.slug)]
        query += [("authority", row.slug) for row in self.authorities if row.pk == authority]
        query += [("phase", phase)] if phase else []
        query += [("medium", self.chosen.medium)] if self.chosen.medium else []
        return f"{reverse('support_level_list', args=[year])}?{urlencode(query)}"

    def sentence(self) -> str:
        """Levels of 2026/27: 331 of 375 schools have a final level."""
        if not self.is_shown(self.here):
            return str(_("Too few schools are in this choice to show their levels to you."))
        total = self.picture.total(self.year, self.here)
        words = ngettext(
            "%(n)s school has a level of %(year)s.", "%(n)s schools have a level of %(year)s.", total
        )
        return words % {"n": total, "year": academic_year(self.year)}

    def source(self) -> str:
        newest = self.picture.counted[-1]
        facts = {
            "year": academic_year(self.year),
            "published": date_format(newest.cycle.published_at, "DATE_FORMAT")
            if newest.cycle.published_at
            else "–",
            "counted": date_format(newest.counted_at, "DATETIME_FORMAT"),
        }
        return (
            str(
                _(
                    "The region’s own support levels of %(year)s, published on %(published)s; added up on"
                    " %(counted)s. Not the national categories, which are history."
                )
            )
            % facts
        )

    def flow(self) -> charts.Flow | None:
        """Not where what is shown would leave a few schools: those without a level in one of the years."""
        fewest = settings.FEWEST_SCHOOLS_IN_A_SUM
        few = {
            count for count in (self.picture.unseen_arrived, self.picture.unseen_left) if 0 < count < fewest
        }
        if len(self.picture.years) < 2 or few or not self.is_shown(self.here):
            return None
        levels = self.picture.levels
        counts = [[self.picture.moved.get((old.pk, new.pk), 0) for new in levels] for old in levels]
        if not any(map(any, counts)):
            return None
        before, after = (academic_year(year) for year in self.picture.years)
        return charts.Flow(
            slug="support-movement",
            title=_("Movement between the two years"),
            desc=_("From the levels of the first year on the left to those of the second on the right."),
            categories=[charts.FlowCategory(level.name, style(level)) for level in levels],
            counts=counts,
            from_label=before,
            to_label=after,
            same=_("Same"),
            less=_("Less support"),
            more=_("More support"),
            caption=_("From %(before)s (rows) to %(after)s (columns)") % {"before": before, "after": after},
        )

    def arrived(self) -> str:
        levels = {level.pk for level in self.picture.levels}
        count = sum(n for (old, new), n in self.picture.moved.items() if old not in levels and new in levels)
        if not count:
            return ""
        words = ngettext(
            "%(n)s school had no level the year before and is not in the drawing.",
            "%(n)s schools had no level the year before and are not in the drawing.",
            count,
        )
        return words % {"n": count}


def movement_words(flow: charts.Flow) -> str:
    totals: dict[Hashable, int] = {str(way): count for way, count in flow.direction_totals().items()}
    words = _(
        "%(same)s schools stayed at their level, %(less)s moved to one with less support"
        " and %(more)s to one with more."
    )
    return str(words) % totals


def style(level: SupportLevel) -> Style:
    return STYLES[Tone(level.tone)]
