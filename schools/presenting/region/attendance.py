"""Attendance by phase and authority: every school a tick, the middle half a box."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import charts
from schools.enums import Phase
from schools.models import Authority, RegionFigure
from schools.queries.comparisons import Chosen, FigurePicture
from schools.units import plain

PHASES = (Phase.PRIMARY, Phase.SECONDARY)


@dataclass(frozen=True)
class StripTableRow:
    label: str
    schools: int
    lowest: str
    q1: str
    median: str
    q3: str
    highest: str


@dataclass(frozen=True)
class AttendanceBlock:
    sentences: list[str]
    strips: charts.Strips
    rows: list[StripTableRow]
    legend: list[charts.LegendItem]


def attendance_block(
    picture: FigurePicture, authorities: list[Authority], chosen: Chosen, whole: str
) -> AttendanceBlock | None:
    groups, rows, sentences = [], [], []
    for phase in PHASES:
        if chosen.phase not in ("", phase):
            continue
        places = strip_places(picture, authorities, chosen, phase, whole)
        if not places:
            continue
        wales = picture.wales.get(phase)
        _label, first = places[0]
        sentences.append(phase_sentence(phase, first, wales))
        groups.append(strip_group(phase, places, wales))
        rows += [table_row(f"{phase.label}: {label}", figure) for label, figure in places]
        if wales:
            rows.append(table_row(f"{phase.label}: {_('Wales')}", wales))
    if not groups:
        return None
    return AttendanceBlock(
        sentences=sentences,
        strips=charts.Strips(
            slug="attendance",
            title=_("Attendance of the schools"),
            desc=_("Each tick is a school; the box holds the middle half, the line is the median."),
            middle_heading=_("median"),
            count_heading=_("schools"),
            groups=groups,
            wide=450,
        ),
        rows=rows,
        legend=[
            charts.LegendItem(_("Quarters of Wales, lowest to highest"), charts.Sample.quarters()),
            charts.LegendItem(_("A school"), charts.Sample.tick()),
            charts.LegendItem(_("Middle half, median"), charts.Sample.box()),
        ],
    )


def strip_places(
    picture: FigurePicture, authorities: list[Authority], chosen: Chosen, phase: Phase, whole: str
) -> list[tuple[str, RegionFigure]]:
    found = [(whole, picture.of(chosen.authority, phase))]
    if chosen.authority is None:
        found += [(str(row.name), picture.of(row.pk, phase)) for row in authorities]
    return [(label, figure) for label, figure in found if figure is not None and figure.schools]


def strip_group(
    phase: Phase, places: list[tuple[str, RegionFigure]], wales: RegionFigure | None
) -> charts.StripGroup:
    return charts.StripGroup(
        phase.label,
        [
            charts.StripRow(label, figure.values, strong=place == 0)
            for place, (label, figure) in enumerate(places)
        ],
        axis=charts.Axis(unit="%"),
        reference=charts.Reference(wales.median, wales_label(wales))
        if wales and wales.median is not None
        else None,
        quarters=(wales.q1, wales.median, wales.q3)
        if wales and wales.q1 is not None and wales.median is not None and wales.q3 is not None
        else None,
    )


def wales_label(wales: RegionFigure) -> Any:
    return _("Wales %(value)s") % {"value": written(wales, wales.median)}


def phase_sentence(phase: Phase, figure: RegionFigure, wales: RegionFigure | None) -> str:
    patterns = {
        Phase.PRIMARY: _("Attendance in the middle primary school is %(own)s%% (Wales %(wales)s%%)."),
        Phase.SECONDARY: _("Attendance in the middle secondary school is %(own)s%% (Wales %(wales)s%%)."),
    }
    return str(patterns[phase]) % {
        "own": written(figure, figure.median),
        "wales": written(wales, wales.median) if wales else "–",
    }


def table_row(label: str, figure: RegionFigure) -> StripTableRow:
    return StripTableRow(
        label,
        figure.schools,
        *(
            written(figure, value)
            for value in (figure.lowest, figure.q1, figure.median, figure.q3, figure.highest)
        ),
    )


def written(figure: RegionFigure, value: float | None) -> str:
    return "–" if value is None else plain(value, figure.indicator)
