"""An outcome against free school meals: every secondary school of Wales, the region's filled."""

from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import charts
from schools.models import ExpectedLine
from schools.queries.comparisons import Chosen, Point
from schools.units import measured, plain

# 95 of 100 schools lie within this many standard deviations of the line.
HALF_BAND_SD = 1.96


@dataclass(frozen=True)
class OutsideBand:
    letter: str
    name: str
    number: str


@dataclass(frozen=True)
class OutcomeRow:
    name: str
    number: str
    fsm: float
    value: str
    expected: str
    difference: str


@dataclass(frozen=True)
class OutcomeBlock:
    heading: Any
    sentence: str
    note: str
    scatter: charts.Scatter
    above: list[OutsideBand]
    below: list[OutsideBand]
    rows: list[OutcomeRow]
    correlation: str


def outcome_block(
    line: ExpectedLine, points: list[Point], chosen: Chosen, correlation: tuple[float, int] | None
) -> OutcomeBlock | None:
    """`points` as schools.queries.comparisons gives them: named where the reader may see the detail."""
    own = [point for point in points if is_chosen(point, chosen)]
    if not own:
        return None
    half_band = HALF_BAND_SD * line.residual_sd
    outside = sorted(
        (point for point in own if point.residual is not None and abs(point.residual) > half_band),
        key=lambda point: -point.value,
    )
    letters = dict(zip((p for p in outside if p.number), ascii_uppercase, strict=False))
    others = [point for point in points if not is_chosen(point, chosen)]
    return OutcomeBlock(
        heading=_("%(measure)s and free school meals") % {"measure": line.indicator.name},
        sentence=band_sentence(own, outside),
        note=line_note(line, half_band),
        scatter=charts.Scatter(
            slug="outcomes",
            title=_("%(measure)s against free school meals") % {"measure": line.indicator.name},
            desc=_("Each mark is a secondary school. The line is what Welsh schools with that intake reach."),
            x=charts.Axis(
                label=_("Pupils eligible for free school meals, three-year average, %"), from_zero=True
            ),
            y=charts.Axis(label=line.indicator.name),
            series=[
                charts.Series(
                    _("Other schools of Wales, %(n)s") % {"n": len(others)},
                    charts.HOLLOW_CIRCLE,
                    [charts.Point(point.fsm, point.value) for point in others],
                ),
                charts.Series(
                    ngettext("Chosen, %(n)s school", "Chosen, %(n)s schools", len(own)) % {"n": len(own)},
                    charts.DARK_CIRCLE,
                    [drawn(point, line, letters.get(point, "")) for point in own],
                ),
            ],
            fit=charts.Fit(line.slope, line.intercept, half_band=half_band, label=_("expected")),
        ),
        above=[named(p, letters) for p in outside if p in letters and (p.residual or 0) > 0],
        below=[named(p, letters) for p in outside if p in letters and (p.residual or 0) < 0],
        rows=[row for point in own if (row := outcome_row(point, line))],
        correlation=correlation_words(correlation),
    )


def is_chosen(point: Point, chosen: Chosen) -> bool:
    return (
        point.in_region
        and chosen.authority in (None, point.authority)
        and chosen.medium in ("", point.medium)
    )


def band_sentence(own: list[Point], outside: list[Point]) -> str:
    above = sum((point.residual or 0) > 0 for point in outside)
    words = ngettext(
        "%(within)s of %(n)s secondary school is in line with what is expected;"
        " %(above)s above the band, %(below)s below.",
        "%(within)s of %(n)s secondary schools are in line with what is expected;"
        " %(above)s above the band, %(below)s below.",
        len(own),
    )
    return words % {
        "within": len(own) - len(outside),
        "n": len(own),
        "above": above,
        "below": len(outside) - above,
    }


def line_note(line: ExpectedLine, half_band: float) -> str:
    words = ngettext(
        "Expected: a straight line through the %(n)s secondary school of Wales with both figures;"
        " the band holds 95 in 100 (± %(band)s).",
        "Expected: a straight line through the %(n)s secondary schools of Wales with both figures;"
        " the band holds 95 in 100 (± %(band)s).",
        line.schools,
    )
    return words % {"n": line.schools, "band": plain(half_band, line.indicator)}


def correlation_words(found: tuple[float, int] | None) -> str:
    if found is None:
        return ""
    correlation, schools = found
    words = ngettext(
        "In the region the two go together with a correlation of %(r)s, over the %(n)s school that has both.",
        "In the region the two go together with a correlation of %(r)s,"
        " over the %(n)s schools that have both.",
        schools,
    )
    return words % {"r": f"{correlation:.2f}".replace("-", "−"), "n": schools}


def drawn(point: Point, line: ExpectedLine, letter: str) -> charts.Point:
    if not point.number:
        return charts.Point(point.fsm, point.value)
    title = _("%(school)s: %(value)s, %(fsm)s%% eligible") % {
        "school": point.name,
        "value": measured(point.value, line.indicator),
        "fsm": point.fsm,
    }
    return charts.Point(
        point.fsm, point.value, title=title, href=reverse("school", args=[point.number]), letter=letter
    )


def named(point: Point, letters: dict[Point, str]) -> OutsideBand:
    return OutsideBand(letters[point], point.name, point.number)


def outcome_row(point: Point, line: ExpectedLine) -> OutcomeRow | None:
    if not point.number or point.expected is None or point.residual is None:
        return None
    sign = "+" if point.residual > 0 else "−"
    return OutcomeRow(
        name=point.name,
        number=point.number,
        fsm=point.fsm,
        value=plain(point.value, line.indicator),
        expected=plain(point.expected, line.indicator),
        difference=f"{sign}{plain(abs(point.residual), line.indicator)}",
    )
