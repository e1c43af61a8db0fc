"""One measure of the pack: a sentence, a drawing, a table by year; displayed values only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from core import charts
from schools.enums import Direction, Group, IndicatorKind
from schools.models import Comparison, Indicator
from schools.presenting.figure import shown
from schools.presenting.spread import placed, spread_of
from schools.presenting.standing import MeasureRow
from schools.queries.comparators import Displayed, Series
from schools.queries.pack import PackRows, YearRows
from schools.queries.standing import EVERY_GROUP
from schools.units import academic_year, measured, plain

YEARS = 3
PARTS: Mapping[str, StrOrPromise] = {"primary": _("Primary part"), "secondary": _("Secondary part")}
DIRECTIONS: Mapping[str, StrOrPromise] = {
    Direction.HIGHER: _("Higher is better."),
    Direction.LOWER: _("Lower is better."),
    Direction.NONE: _("Context: neither higher nor lower is better."),
}
Spreads = Mapping[Series, list[Displayed]]


@dataclass(frozen=True)
class YearLine:
    label: str
    own: str
    similar: str
    wales: str


@dataclass(frozen=True)
class PackMeasure:
    indicator: Indicator
    part: Any
    sentence: str
    direction: Any
    drawing: charts.SpreadRow | None
    years: list[YearLine]


def pack_measures(
    standing: Iterable[MeasureRow], rows: PackRows, others: Spreads, prefix: str
) -> list[PackMeasure]:
    """In the same words and beside the same schools as the page of measures."""
    return [
        PackMeasure(
            indicator=row.indicator,
            part=PARTS.get(row.part, ""),
            sentence=sentence_of(row),
            direction=DIRECTIONS[row.indicator.direction],
            drawing=replace(row.spread, slug=f"{prefix}-{row.indicator.code}-{row.part or 'all'}")
            if row.spread
            else None,
            years=year_lines(row, rows, others),
        )
        for row in standing
    ]


def sentence_of(row: MeasureRow) -> str:
    if row.shown.value is None:
        return str(row.shown.reason)
    if row.is_placed and row.found is not None:
        words = ngettext(
            "%(value)s, quarter %(quarter)s of 4 among %(n)s similar school; the middle is %(middle)s.",
            "%(value)s, quarter %(quarter)s of 4 among %(n)s similar schools; the middle is %(middle)s.",
            row.found.schools,
        )
        facts = {"value": row.shown.text, "quarter": row.quarter, "n": row.found.schools}
        return words % {**facts, "middle": row.middle}
    if row.together:
        together = _("%(value)s, %(years)s together. %(why)s.")
        return str(together) % {"value": row.shown.text, "years": row.together, "why": row.why_not}
    if row.middle:
        beside = _("%(value)s; the middle of the schools beside it is %(middle)s.")
        return str(beside) % {"value": row.shown.text, "middle": row.middle}
    return str(_("%(value)s.")) % {"value": row.shown.text}


def year_lines(row: MeasureRow, rows: PackRows, others: Spreads) -> list[YearLine]:
    """Years put together stand in the sentence alone: their single years have too few pupils."""
    if row.together:
        return []
    series = rows.series.get((row.indicator.pk, row.part, Group.ALL), {})
    return [year_line(rows, series[year], row.indicator, others) for year in sorted(series)[-YEARS:]]


def year_line(rows: PackRows, row: Comparison, indicator: Indicator, others: Spreads) -> YearLine:
    beside = placed(others.get(Series(row.indicator_id, row.part, row.year), []))
    spread = spread_of(one.value for one in beside)
    wales = rows.cut(row, EVERY_GROUP) if not row.part else None
    return YearLine(
        label=academic_year(row.year),
        own=shown(indicator, row.value, row.cohort).text,
        similar=measured(spread.median, indicator) if spread else "–",
        wales=measured(wales.median, indicator) if wales else "–",
    )


@dataclass(frozen=True)
class GapLine:
    name: str
    year: str
    eligible: str
    others: str
    gap: str


def gap_lines(rows: PackRows) -> list[GapLine]:
    """Attainment and attendance of pupils eligible for free school meals first, then how far apart they are
    from the others: only where both may be displayed."""
    lines = []
    for (indicator_id, part, pupils), series in rows.series.items():
        others = rows.series.get((indicator_id, part, Group.NOT_EFSM), {})
        if pupils != Group.EFSM or part:
            continue
        both = sorted(set(series) & set(others))
        if both and both[-1] >= rows.newest_year - 1:
            line = gap_line(rows.indicators[indicator_id], series[both[-1]], others[both[-1]])
            lines += [line] if line else []
    return lines


def gap_line(indicator: Indicator, eligible: Comparison, others: Comparison) -> GapLine | None:
    one = shown(indicator, eligible.value, eligible.cohort, group=Group.EFSM)
    two = shown(indicator, others.value, others.cohort, group=Group.NOT_EFSM)
    if one.value is None or two.value is None:
        return None
    apart = abs(round(one.value, indicator.decimals) - round(two.value, indicator.decimals))
    return GapLine(
        str(indicator.name), academic_year(eligible.year), one.text, two.text, plain(apart, indicator)
    )


def attendance_trends(rows: PackRows, others: Spreads, prefix: str) -> list[charts.Trend]:
    return [
        attendance_trend(rows.indicators[indicator], part, series, others, prefix)
        for (indicator, part, pupils), series in rows.series.items()
        if rows.indicators[indicator].kind == IndicatorKind.ATTENDANCE
        and rows.indicators[indicator].direction == Direction.HIGHER
        and pupils == Group.ALL
        and len(series) > 1
    ]


def attendance_trend(
    indicator: Indicator, part: str, series: YearRows, others: Spreads, prefix: str
) -> charts.Trend:
    years = list(range(min(series), max(series) + 1))
    values = {year: shown(indicator, row.value, row.cohort).value for year, row in series.items()}
    beside = {
        year: spread_of(one.value for one in placed(others.get(Series(indicator.pk, part, year), [])))
        for year in years
    }
    title = str(_("%(measure)s over time")) % {"measure": indicator.name}
    return charts.Trend(
        slug=f"{prefix}-trend-{indicator.code}-{part or 'all'}",
        title=f"{title}: {PARTS[part]}" if part else title,
        desc=described(years, values, indicator),
        axis=charts.Axis(label=indicator.short, unit="%"),
        periods=[academic_year(year) for year in years],
        own=[values.get(year) for year in years],
        own_label=str(_("This school")),
        middle=[spread.median if (spread := beside[year]) else None for year in years],
        middle_label=str(_("Similar schools")),
        band=[(spread.q1, spread.q3) if (spread := beside[year]) else None for year in years],
        breaks=[
            charts.Break(
                before=years.index(row.year), label=str(_("Measure changed %(year)s")) % {"year": row.year}
            )
            for row in indicator.breaks.all()
            if row.year in years and row.year != years[0]
        ],
        wide=620,
        height=190,
    )


def described(years: Iterable[int], values: dict[int, float | None], indicator: Indicator) -> str:
    """The figures once more, for whoever does not see the drawing."""
    told = [
        f"{academic_year(year)}: {plain(value, indicator)}"
        for year in years
        if (value := values.get(year)) is not None
    ]
    return "; ".join(told)
