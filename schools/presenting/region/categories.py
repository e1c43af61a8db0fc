"""The national support categories of the last two cycles, and the movement between them. History."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import charts
from schools.enums import Category, Phase
from schools.models import Authority
from schools.queries.comparisons import CategoryPicture, Chosen
from schools.units import academic_year

STYLES = {
    Category.GREEN: charts.GREEN,
    Category.YELLOW: charts.YELLOW,
    Category.AMBER: charts.AMBER,
    Category.RED: charts.RED,
}
LEAST_SUPPORT = (Category.GREEN, Category.YELLOW)


@dataclass(frozen=True)
class CountRow:
    label: str
    counts: list[int]
    total: int


@dataclass(frozen=True)
class CategoryBlock:
    sentence: str
    years: list[str]
    bars: charts.StackedBars
    rows: list[CountRow]
    headings: list[Any]
    legend: list[charts.LegendItem]


@dataclass(frozen=True)
class MovementBlock:
    sentence: str
    flow: charts.Flow
    arrived: str


def category_block(
    picture: CategoryPicture, authorities: list[Authority], chosen: Chosen, whole: str
) -> CategoryBlock | None:
    if not picture.years:
        return None
    places = counted_places(picture, authorities, chosen, whole)
    sections = [
        charts.Section(
            [bar_group(picture, *place, strong=heading is None) for place in found],
            **({"heading": heading} if heading else {}),
        )
        for heading, found in places
    ]
    rows = [row for _heading, found in places for place in found for row in count_rows(picture, *place)]
    return CategoryBlock(
        sentence=category_sentence(picture, chosen),
        years=[academic_year(year) for year in picture.years],
        bars=charts.StackedBars(
            slug="categories",
            title=_("Schools in each national support category"),
            desc=_(
                "Share of schools in each category, with the number of schools. The table holds the same."
            ),
            total_heading=_("Schools"),
            sections=sections,
        ),
        rows=rows,
        headings=[category.label for category in Category],
        legend=[charts.LegendItem(row.label, charts.Sample.of(STYLES[row])) for row in Category],
    )


Place = tuple[str, int | None, str]


def counted_places(
    picture: CategoryPicture, authorities: list[Authority], chosen: Chosen, whole: str
) -> list[tuple[Any, list[Place]]]:
    """The whole of what is chosen, then its authorities, then its phases; those without schools left out."""
    found: list[tuple[Any, list[Place]]] = [(None, [(whole, chosen.authority, chosen.phase)])]
    if chosen.authority is None:
        rows = [(str(row.name), row.pk, chosen.phase) for row in authorities]
        found.append((_("By authority"), [row for row in rows if counted(picture, row)]))
    if not chosen.phase:
        phases = [(str(phase.label), chosen.authority, str(phase)) for phase in Phase]
        found.append((_("By phase"), [row for row in phases if counted(picture, row)]))
    return [(heading, rows) for heading, rows in found if rows]


def counted(picture: CategoryPicture, place: Place) -> int:
    _label, authority, phase = place
    return sum(picture.total(year, authority, phase) for year in picture.years)


def bar_group(
    picture: CategoryPicture, label: str, authority: int | None, phase: str, *, strong: bool = False
) -> charts.Group:
    bars = []
    for year in picture.years:
        counts = picture.of(year, authority, phase)
        segments = [
            charts.Segment(STYLES[category], counts[category], title=f"{category.label}: {counts[category]}")
            for category in Category
        ]
        bars.append(charts.Row(academic_year(year), segments))
    total = picture.total(picture.years[-1], authority, phase)
    note = ngettext("%(n)s school", "%(n)s schools", total) % {"n": total}
    return charts.Group(label, bars, strong=strong, note=note)


def count_rows(picture: CategoryPicture, label: str, authority: int | None, phase: str) -> list[CountRow]:
    return [
        CountRow(
            label=f"{label}, {academic_year(year)}",
            counts=list(picture.of(year, authority, phase).values()),
            total=picture.total(year, authority, phase),
        )
        for year in picture.years
    ]


def category_sentence(picture: CategoryPicture, chosen: Chosen) -> str:
    """331 of 375 schools were green or yellow in 2019/20."""
    year = picture.years[-1]
    counts = picture.of(year, chosen.authority, chosen.phase)
    total = sum(counts.values())
    words = ngettext(
        "%(part)s of %(n)s school was green or yellow in %(year)s.",
        "%(part)s of %(n)s schools were green or yellow in %(year)s.",
        total,
    )
    least = sum(counts[category] for category in LEAST_SUPPORT)
    return words % {"part": least, "n": total, "year": academic_year(year)}


def movement_block(picture: CategoryPicture) -> MovementBlock | None:
    if len(picture.years) < 2 or not any(map(sum, picture.movement)):
        return None
    before, after = (academic_year(year) for year in picture.years)
    flow = charts.Flow(
        slug="movement",
        title=_("Movement between the two years"),
        desc=_("From the categories of the first year on the left to those of the second on the right."),
        categories=[charts.FlowCategory(category.label, STYLES[category]) for category in Category],
        counts=picture.movement,
        from_label=before,
        to_label=after,
        same=_("Same"),
        less=_("Less support"),
        more=_("More support"),
        caption=_("From %(before)s (rows) to %(after)s (columns)") % {"before": before, "after": after},
    )
    totals = flow.direction_totals()
    sentence = _(
        "%(same)s schools stayed in their category, %(less)s moved to one with less support"
        " and %(more)s to one with more."
    ) % {str(direction): count for direction, count in totals.items()}
    arrived = ""
    if picture.arrived:
        arrived = ngettext(
            "%(n)s school had no category the year before and is not in the drawing.",
            "%(n)s schools had no category the year before and are not in the drawing.",
            picture.arrived,
        ) % {"n": picture.arrived}
    return MovementBlock(str(sentence), flow, arrived)
