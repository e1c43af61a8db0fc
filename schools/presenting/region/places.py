"""Where the schools are: authorities shaded by free school meals, schools as points by phase."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import charts
from schools.models import Boundary, School
from schools.presenting.map import area_label, phase_legend, school_points
from schools.queries.comparisons import Chosen, FigurePicture

# Shares at which the shade changes, percent eligible.
CUTS = (20.0, 25.0, 30.0)
CLASSES = (_("under 20%"), _("20 to under 25%"), _("25 to under 30%"), _("30% and over"))


@dataclass(frozen=True)
class ShareRow:
    name: str
    slug: str
    share: str
    schools: int


@dataclass(frozen=True)
class PlacesBlock:
    sentence: str
    drawing: charts.RegionMap
    legend: list[charts.LegendItem]
    rows: list[ShareRow]


def places_block(
    fsm: FigurePicture | None, boundaries: Iterable[Boundary], schools: list[School], chosen: Chosen
) -> PlacesBlock | None:
    boundaries = list(boundaries)
    if not boundaries:
        return None
    shares = {row.authority_id: share_of(fsm, row.authority_id, chosen) for row in boundaries}
    names = {row.authority_id: str(row.authority.name) for row in boundaries}
    areas = [
        charts.Area(
            key=row.authority.slug,
            geometry=row.geometry,
            fill=charts.shade(shares[row.authority_id], CUTS),
            title=str(row.authority.name),
            label=area_label(row, share_words(shares[row.authority_id])),
        )
        for row in boundaries
    ]
    used = {class_of(share) for share in shares.values() if share is not None}
    legend = [
        charts.LegendItem(CLASSES[place], charts.Sample.area(charts.AREA_SHADES[place]))
        for place in sorted(used)
    ]
    return PlacesBlock(
        sentence=share_sentence(shares, names),
        drawing=charts.RegionMap(
            slug="places",
            title=_("Map of the region"),
            desc=_(
                "Authorities shaded by the share of pupils eligible for free school meals; schools as points."
            ),
            areas=areas,
            points=school_points(schools, leading=False),
        ),
        legend=[*legend, *phase_legend(schools)],
        rows=share_rows(boundaries, shares, schools),
    )


def share_of(fsm: FigurePicture | None, authority: int, chosen: Chosen) -> float | None:
    figure = fsm.of(authority, chosen.phase) if fsm else None
    return figure.mean if figure else None


def class_of(share: float) -> int:
    return sum(share >= cut for cut in CUTS)


def share_words(share: float | None) -> str:
    return "" if share is None else str(_("%(share)s%% eligible")) % {"share": f"{share:.1f}"}


def share_sentence(shares: dict[int, float | None], names: dict[int, str]) -> str:
    known = sorted((share, names[pk]) for pk, share in shares.items() if share is not None)
    if len(known) < 2:
        return ""
    (low, lowest), (high, highest) = known[0], known[-1]
    words = _(
        "The share of pupils eligible for free school meals is highest in %(highest)s (%(high)s%%)"
        " and lowest in %(lowest)s (%(low)s%%)."
    )
    return str(words) % {"highest": highest, "high": f"{high:.1f}", "lowest": lowest, "low": f"{low:.1f}"}


def share_rows(
    boundaries: Iterable[Boundary], shares: dict[int, float | None], schools: list[School]
) -> list[ShareRow]:
    counts: dict[Any, int] = {}
    for school in schools:
        counts[school.authority_id] = counts.get(school.authority_id, 0) + 1
    return [
        ShareRow(
            name=str(row.authority.name),
            slug=row.authority.slug,
            share="–" if shares[row.authority_id] is None else f"{shares[row.authority_id]:.1f}%",
            schools=counts.get(row.authority_id, 0),
        )
        for row in boundaries
    ]
