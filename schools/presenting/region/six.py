"""The line of figures at the top of the dashboard, each with what it leads to."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from schools.enums import Phase
from schools.models import Authority, RegionFigure
from schools.queries.comparisons import Chosen, FigurePicture
from schools.units import measured


@dataclass(frozen=True)
class HeadFigure:
    number: str
    label: Any
    note: str
    url: str
    link: Any


def head_figures(
    pictures: dict[str, FigurePicture], chosen: Chosen, schools: int, authorities: list[Authority]
) -> list[HeadFigure]:
    found = [
        HeadFigure(
            number_format(schools, 0), _("Schools"), "", list_url(chosen, authorities), _("All schools")
        )
    ]
    pupils = figure_of(pictures, "pupils", chosen, chosen.phase)
    if pupils:
        found.append(
            HeadFigure(
                number_format(sum(pupils.values), 0),
                _("Pupils"),
                "",
                list_url(chosen, authorities),
                _("By school"),
            )
        )
    fsm = figure_of(pictures, "fsm", chosen, chosen.phase)
    if fsm and fsm.mean is not None:
        found.append(
            HeadFigure(
                measured(fsm.mean, fsm.indicator),
                _("Eligible for free school meals"),
                str(_("Weighted by pupils")),
                "#places",
                _("By authority"),
            )
        )
    found += [
        row
        for row in (
            median(
                pictures,
                "attendance",
                Phase.PRIMARY,
                chosen,
                _("Attendance, middle primary school"),
                "#attendance",
            ),
            median(
                pictures,
                "attendance",
                Phase.SECONDARY,
                chosen,
                _("Attendance, middle secondary school"),
                "#attendance",
            ),
            median(
                pictures,
                "capped9",
                Phase.SECONDARY,
                chosen,
                _("Capped 9, middle secondary school"),
                "#outcomes",
            ),
        )
        if row
    ]
    return found


def figure_of(
    pictures: dict[str, FigurePicture], code: str, chosen: Chosen, phase: str
) -> RegionFigure | None:
    picture = pictures.get(code)
    return picture.of(chosen.authority, phase) if picture else None


def median(
    pictures: dict[str, FigurePicture], code: str, phase: Phase, chosen: Chosen, label: Any, anchor: str
) -> HeadFigure | None:
    if chosen.phase not in ("", phase):
        return None
    figure = figure_of(pictures, code, chosen, phase)
    if figure is None or figure.median is None:
        return None
    wales = pictures[code].wales.get(phase)
    note = ""
    if wales and wales.median is not None:
        note = str(_("Wales %(value)s")) % {"value": measured(wales.median, wales.indicator)}
    return HeadFigure(measured(figure.median, figure.indicator), label, note, anchor, _("See how it spreads"))


def list_url(chosen: Chosen, authorities: list[Authority]) -> str:
    """The list of schools under the same filters."""
    query = [("q", ""), ("status", "open"), ("kind", "schools")]
    query += [("authority", row.slug) for row in authorities if row.pk == chosen.authority]
    query += [("phase", chosen.phase)] if chosen.phase else []
    query += [("medium", chosen.medium)] if chosen.medium else []
    return f"{reverse('schools')}?{urlencode(query)}"
