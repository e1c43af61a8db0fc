"""Schools on the map of the region: a shape for each phase, the authorities' outlines and names."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import charts
from schools.enums import Phase
from schools.models import Boundary, School

# Drawn in this order: the many small dots first, so that the few shapes lie on top.
PHASE_STYLES = {
    Phase.PRIMARY: charts.DARK_CIRCLE,
    Phase.SECONDARY: charts.BROWN_SQUARE,
    Phase.ALL_AGE: charts.PURPLE_DIAMOND,
    Phase.SPECIAL: charts.BLACK_TRIANGLE,
    Phase.NURSERY: charts.BLACK_CROSS,
    Phase.PRU: charts.HOLLOW_CIRCLE,
}


def schools_drawing(
    schools: list[School], boundaries: Iterable[Boundary], zoom: str = ""
) -> charts.RegionMap:
    counted = {name: len(rows) for name, rows in by_authority(schools)}
    areas = [
        charts.Area(
            key=boundary.authority.slug,
            geometry=boundary.geometry,
            title=boundary.authority.name,
            label=area_label(boundary, schools_counted(counted.get(boundary.authority.name, 0))),
        )
        for boundary in boundaries
    ]
    return charts.RegionMap(
        slug="schools-map",
        title=_("Map of the schools"),
        desc=_(
            "Each school stands at its postcode, with a shape for its phase."
            " The list below holds the same schools."
        ),
        areas=areas,
        points=school_points([s for s in schools if not zoom or s.authority.slug == zoom]),
        zoom=zoom,
        links="pointer",
        wide=820,
    )


def schools_counted(count: int) -> str:
    return ngettext("%(n)s school", "%(n)s schools", count) % {"n": count}


def area_label(boundary: Boundary, note: str) -> charts.AreaLabel:
    places = boundary.authority.label_places
    return charts.AreaLabel(
        boundary.authority.name,
        note,
        wide=tuple(places["wide"]) if "wide" in places else None,
        narrow=tuple(places["narrow"]) if "narrow" in places else None,
    )


def school_points(schools: Iterable[School], *, leading: bool = True) -> list[charts.MapPoint]:
    """`leading`: each leads to its school; otherwise they are drawn without a word, which is much smaller."""
    order = list(PHASE_STYLES)
    names = {phase: str(phase.label) for phase in PHASE_STYLES}
    return [
        charts.MapPoint(
            school.longitude,
            school.latitude,
            PHASE_STYLES[Phase(school.phase)],
            title=f"{school.name}, {names[Phase(school.phase)]}" if leading else "",
            href=reverse("school", args=[school.number]) if leading else "",
        )
        for school in sorted(schools, key=lambda school: order.index(Phase(school.phase)))
    ]


def phase_legend(schools: Iterable[School]) -> list[charts.LegendItem]:
    counts = Counter(school.phase for school in schools)
    return [
        charts.LegendItem(f"{phase.label} {counts[phase]}", charts.Sample.of(style))
        for phase, style in PHASE_STYLES.items()
        if counts.get(phase)
    ]


def by_authority(schools: Iterable[School]) -> list[tuple[Any, list[School]]]:
    groups: dict[Any, list[School]] = {}
    for school in schools:
        groups.setdefault(school.authority.name, []).append(school)
    return sorted(groups.items())
