"""One measure of the pack: a sentence, a drawing, a table by year; displayed values only."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import charts
from schools.disclosure import Shown
from schools.enums import Direction, Group, IndicatorKind, Withheld
from schools.models import BenchmarkCut, Comparison, Indicator
from schools.presenting.figure import shown
from schools.queries.pack import PackRows, Series
from schools.queries.standing import EVERY_GROUP
from schools.units import academic_year, measured, plain

YEARS = 3
PARTS = {"primary": _("Primary part"), "secondary": _("Secondary part")}
DIRECTIONS = {
    Direction.HIGHER: _("Higher is better."),
    Direction.LOWER: _("Lower is better."),
    Direction.NONE: _("Context: neither higher nor lower is better."),
}


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


def pack_measures(rows: PackRows, prefix: str) -> list[PackMeasure]:
    """Newest figures of all pupils; a series that ended before the last two years is history."""
    return [
        pack_measure(rows, rows.indicators[indicator], part, series, prefix)
        for (indicator, part, pupils), series in rows.series.items()
        if pupils == Group.ALL and max(series) >= rows.newest_year - 1
    ]


def pack_measure(rows: PackRows, indicator: Indicator, part: str, series: Series, prefix: str) -> PackMeasure:
    newest = series[max(series)]
    value = shown(indicator, newest.value, newest.cohort)
    cut = rows.cut(newest) if not part and value.value is not None else None
    return PackMeasure(
        indicator=indicator,
        part=PARTS.get(part, ""),
        sentence=sentence_of(newest, indicator, value, cut),
        direction=DIRECTIONS[Direction(indicator.direction)],
        drawing=spread(newest, indicator, value.value, cut, prefix)
        if cut and value.value is not None
        else None,
        years=[year_line(rows, series[year], indicator) for year in sorted(series)[-YEARS:]],
    )


def sentence_of(row: Comparison, indicator: Indicator, value: Shown, cut: BenchmarkCut | None) -> str:
    if value.value is None:
        return str(value.reason)
    if row.quarter is not None and cut is not None:
        count = row.group_size or cut.schools
        words = ngettext(
            "%(value)s, quarter %(quarter)s of 4 among %(n)s school with a similar intake; the middle is"
            " %(middle)s.",
            "%(value)s, quarter %(quarter)s of 4 among %(n)s schools with a similar intake; the middle is"
            " %(middle)s.",
            count,
        )
        facts = {"value": value.text, "quarter": row.quarter, "n": count}
        return words % {**facts, "middle": measured(cut.median, indicator)}
    if cut is not None:
        words = _("%(value)s; the middle of the schools beside it is %(middle)s.")
        return str(words) % {"value": value.text, "middle": measured(cut.median, indicator)}
    if row.withheld and row.withheld != Withheld.CONTEXT:
        words = _("%(value)s. %(why)s.")
        return str(words) % {"value": value.text, "why": Withheld(row.withheld).label}
    return str(_("%(value)s.")) % {"value": value.text}


def spread(
    row: Comparison, indicator: Indicator, own: float, cut: BenchmarkCut, prefix: str
) -> charts.SpreadRow:
    title = _(
        "This school %(own)s. Schools beside it from %(low)s to %(high)s, middle half %(q1)s to %(q3)s,"
        " middle %(median)s."
    ) % {
        "own": plain(own, indicator),
        "low": plain(cut.lowest, indicator),
        "high": plain(cut.highest, indicator),
        "q1": plain(cut.q1, indicator),
        "q3": plain(cut.q3, indicator),
        "median": plain(cut.median, indicator),
    }
    return charts.SpreadRow(
        slug=f"{prefix}-{indicator.code}",
        title=title,
        desc="",
        lowest=cut.lowest,
        lower_quarter=cut.q1,
        middle=cut.median,
        upper_quarter=cut.q3,
        highest=cut.highest,
        own=own,
        lower_is_better=indicator.direction == Direction.LOWER,
    )


def year_line(rows: PackRows, row: Comparison, indicator: Indicator) -> YearLine:
    similar = rows.cut(row) if row.benchmark_group else None
    wales = rows.cut(row, EVERY_GROUP)
    return YearLine(
        label=academic_year(row.year),
        own=shown(indicator, row.value, row.cohort).text,
        similar=measured(similar.median, indicator) if similar else "–",
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


def attendance_trends(rows: PackRows, prefix: str) -> list[charts.Trend]:
    return [
        attendance_trend(rows, rows.indicators[indicator], part, series, prefix)
        for (indicator, part, pupils), series in rows.series.items()
        if rows.indicators[indicator].kind == IndicatorKind.ATTENDANCE
        and rows.indicators[indicator].direction == Direction.HIGHER
        and pupils == Group.ALL
        and len(series) > 1
    ]


def attendance_trend(
    rows: PackRows, indicator: Indicator, part: str, series: Series, prefix: str
) -> charts.Trend:
    years = list(range(min(series), max(series) + 1))
    values = {year: shown(indicator, row.value, row.cohort).value for year, row in series.items()}
    similar = {
        year: cut
        for year, row in series.items()
        if row.benchmark_group and (cut := rows.cut(row)) is not None
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
        middle=[similar[year].median if year in similar else None for year in years],
        middle_label=str(_("Similar schools")),
        band=[(similar[year].q1, similar[year].q3) if year in similar else None for year in years],
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
