"""A school among the schools it is compared with, on all measures at once: the rows of the strip, the three
sentences of the home page, and what moved since the release before."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from core.charts import SpreadRow
from schools.disclosure import Shown, may_place
from schools.enums import Direction, IndicatorState, Trend, Withheld
from schools.models import Comparison, Indicator, PooledValue, School
from schools.presenting.change import changed_by, compared_words, difference
from schools.presenting.comparedwith import ComparedWith
from schools.presenting.figure import shown
from schools.presenting.spread import Spread, placed, quarter_in, spread_of
from schools.queries.comparators import (
    Comparators,
    Cuts,
    Newest,
    Series,
    default_comparators,
    displayed,
    newest_pooled,
    newest_rows,
)
from schools.queries.standing import Standing
from schools.units import academic_year, measured, plain, years_together

BEST_QUARTER, WORST_QUARTER = 1, 4
# Measures whose last figure is older than this stand in history, not among the newest.
STILL_NEW = 1


@dataclass(frozen=True)
class MeasureRow:
    """One row of the table of measures. `quarter` and `spread` are of the schools compared with, `benchmark`
    is of the FSM benchmark group; each is None where it is not shown, and `why_not` says why. `cut` is of all
    schools of the phase in Wales. `together`: the years that a figure of several years together is of; it
    stands where single years have too few pupils."""

    school: School
    indicator: Indicator
    part: str
    year: int
    comparison: Comparison | None
    shown: Shown
    middle: str
    spread: SpreadRow | None
    found: Spread | None
    quarter: int | None
    benchmark: int | None
    why_not: StrOrPromise
    url: str
    cut: Cuts | None = None
    together: str = ""

    @property
    def period(self) -> str:
        return self.together or academic_year(self.year)

    @property
    def previous(self) -> float | None:
        return self.comparison.previous if self.comparison else None

    @property
    def is_placed(self) -> bool:
        return self.quarter is not None and self.shown.value is not None

    @property
    def change(self) -> float | None:
        """From the year before in the same series; never over a break or a gap."""
        if self.previous is None or self.shown.value is None:
            return None
        return difference(self.shown.value, self.previous, self.indicator)

    @property
    def moved(self) -> str:
        """0.7 percentage points higher, beside the year before."""
        if self.previous is None or self.shown.value is None:
            return ""
        return compared_words(self.shown.value, self.previous, self.indicator)

    @property
    def trend(self) -> str:
        """Whether it moved by more than chance, where that is known."""
        return self.comparison.trend if self.comparison else ""


@dataclass(frozen=True)
class Finding:
    heading: StrOrPromise
    sentence: str
    url: str


def measure_rows(school: School, *, exact: bool, comparators: Comparators | None = None) -> list[MeasureRow]:
    """Beside the given schools or the default ones; one row per indicator (and part of an all-age school), in
    the catalogue's order. A series that ended years ago, or was retired, is history and stands in none."""
    compared = ComparedWith(comparators or default_comparators(school))
    newest = [one for one in newest_rows(school, compared.comparators.run) if in_use(one.row.indicator)]
    pooled = {
        place: row
        for place, row in newest_pooled(school, compared.comparators.run).items()
        if in_use(row.indicator)
    }
    years = [*(one.row.year for one in newest), *(row.last_year for row in pooled.values())]
    oldest = max(years, default=0) - STILL_NEW
    newest = [one for one in newest if one.row.year >= oldest]
    others = displayed(
        compared.comparators,
        indicators={one.row.indicator_id for one in newest},
        years={one.row.year for one in newest},
    )
    found = []
    for one in newest:
        row = one.row
        together = pooled.pop((row.indicator_id, row.part), None)
        if together and (together.last_year > row.year or not may_place(row.cohort)):
            found.append(row_together(school, together))
            continue
        of_row = placed(others.get(Series(row.indicator_id, row.part, row.year), []))
        own = row.value if may_place(row.cohort) else None
        spread = spread_of([other.value for other in of_row], own)
        found.append(row_among(school, one, compared, spread, exact))
    found += [
        row_together(school, row)
        for row in pooled.values()
        if row.stands_for_hidden and row.last_year >= oldest
    ]
    return sorted(found, key=lambda row: (row.indicator.position, row.part))


def in_use(indicator: Indicator) -> bool:
    """A retired measure stands in no list; its own page stays."""
    return bool(indicator.state == IndicatorState.IN_USE)


def row_together(school: School, pooled: PooledValue) -> MeasureRow:
    """Small-school mode: several years together, without spread, quarter or change."""
    indicator = pooled.indicator
    return MeasureRow(
        school=school,
        indicator=indicator,
        part=pooled.part,
        year=pooled.last_year,
        comparison=None,
        shown=shown(indicator, pooled.value, pooled.cohort),
        middle="",
        spread=None,
        found=None,
        quarter=None,
        benchmark=None,
        why_not=_(
            "Fewer than 10 pupils in the newest year, so the years are put together: no spread, no quarter"
        ),
        url=measure_url(school, indicator.code, pooled.part),
        together=years_together(pooled.first_year, pooled.last_year),
    )


def row_among(
    school: School, newest: Newest, compared: ComparedWith, spread: Spread | None, exact: bool
) -> MeasureRow:
    """Where there is nobody to compare with, the spread of all schools of the phase stands in its place."""
    row, indicator = newest.row, newest.row.indicator
    cut = None if row.part else newest.of_phase
    value = shown(indicator, row.value, row.cohort, exact=exact)
    is_shown = value.value is not None and may_place(row.cohort)
    drawn = spread or (cut if not compared.count else None)
    return MeasureRow(
        school=school,
        indicator=indicator,
        part=row.part,
        year=row.year,
        comparison=row,
        shown=value,
        middle=measured(drawn.median, indicator) if drawn else "",
        spread=spread_row(row, compared, drawn) if drawn and is_shown else None,
        found=spread,
        quarter=quarter_in(spread, row.value, indicator.direction) if spread and is_shown else None,
        benchmark=row.quarter if is_shown else None,
        why_not=why_not(row, compared, spread),
        url=measure_url(school, indicator.code, row.part),
        cut=cut,
    )


def why_not(row: Comparison, compared: ComparedWith, spread: Spread | None) -> StrOrPromise:
    if not may_place(row.cohort):
        return Withheld.FEW_PUPILS.label
    if not compared.count:
        return compared.none_because
    if spread is None:
        return _("Fewer than 5 of the schools it is compared with have a figure")
    return ""


def measure_row(found: Standing, *, exact: bool) -> MeasureRow:
    """Beside the school's FSM benchmark group alone: for tables of many schools."""
    row, indicator, cut = found.comparison, found.indicator, found.cut
    value = shown(indicator, row.value, row.cohort, exact=exact)
    return MeasureRow(
        school=found.school,
        indicator=indicator,
        part=row.part,
        year=row.year,
        comparison=row,
        shown=value,
        middle=measured(cut.median, indicator) if cut else "",
        spread=None,
        found=None,
        quarter=row.quarter if value.value is not None else None,
        benchmark=row.quarter if value.value is not None else None,
        why_not=Withheld(row.withheld).label if row.withheld else "",
        url=measure_url(found.school, indicator.code, row.part),
    )


def measure_url(school: School, code: str, part: str = "", name: str = "measure") -> str:
    return reverse(name, args=[school.number, code]) + (f"?part={part}" if part else "")


def spread_row(row: Comparison, compared: ComparedWith, spread: Spread | Cuts) -> SpreadRow:
    """The schools from lowest to highest, their middle half and their middle, the own one marked."""
    indicator = row.indicator
    title = _(
        "This school %(own)s. %(stated)s: from %(low)s to %(high)s, middle half %(q1)s to %(q3)s,"
        " middle %(median)s."
    ) % {
        "own": plain(row.value, indicator),
        "stated": compared.stated if compared.count else _("All schools of the same phase in Wales"),
        "low": plain(spread.lowest, indicator),
        "high": plain(spread.highest, indicator),
        "q1": plain(spread.q1, indicator),
        "q3": plain(spread.q3, indicator),
        "median": plain(spread.median, indicator),
    }
    return SpreadRow(
        slug=f"spread-{indicator.code}-{row.part or 'all'}",
        title=title,
        desc="",
        lowest=spread.lowest,
        lower_quarter=spread.q1,
        middle=spread.median,
        upper_quarter=spread.q3,
        highest=spread.highest,
        own=row.value,
        lower_is_better=indicator.direction == Direction.LOWER,
    )


def findings(rows: Iterable[MeasureRow]) -> list[Finding]:
    """Strongest and weakest beside the schools compared with, biggest change: at most three, fewer where
    there is too little to say."""
    rows = list(rows)
    ranked = sorted((row for row in rows if row.is_placed and row.found), key=ahead_by)
    found = []
    if len(ranked) == 1:
        found.append(Finding(_("Where you stand"), placing(ranked[0]), ranked[0].url))
    if len(ranked) > 1:
        found.append(Finding(_("Your strongest measure"), placing(ranked[-1]), ranked[-1].url))
        found.append(Finding(_("Your weakest measure"), placing(ranked[0]), ranked[0].url))
    changed = biggest_change(rows)
    if changed:
        found.append(Finding(_("Biggest change"), change_sentence(changed), changed.url))
    return found


def ahead_by(row: MeasureRow) -> float:
    """How far ahead of the middle, in widths of the middle half, so that measures of different units can be
    set beside one another."""
    if row.found is None or row.comparison is None:
        return 0.0
    width = (row.found.q3 - row.found.q1) or (row.found.highest - row.found.lowest) or 1.0
    ahead = (row.comparison.value - row.found.median) / width
    return -ahead if row.indicator.direction == Direction.LOWER else ahead


def placing(row: MeasureRow) -> str:
    count = row.found.schools if row.found else 0
    words = ngettext(
        "%(measure)s: %(value)s, quarter %(quarter)s of 4 among %(n)s school.",
        "%(measure)s: %(value)s, quarter %(quarter)s of 4 among %(n)s similar schools.",
        count,
    )
    return words % {
        "measure": row.indicator.name,
        "value": row.shown.text,
        "quarter": row.quarter,
        "n": count,
    }


def biggest_change(rows: Iterable[MeasureRow]) -> MeasureRow | None:
    """Of those that moved by more than chance; by the width of the schools' middle half."""
    best, size = None, 0.0
    for row in rows:
        if row.change is None or row.found is None or row.indicator.direction == Direction.NONE:
            continue
        if row.trend == Trend.STEADY or row.found.q3 <= row.found.q1:
            continue
        relative = abs(row.change) / (row.found.q3 - row.found.q1)
        if relative > size:
            best, size = row, relative
    return best


def change_sentence(row: MeasureRow) -> str:
    words = (
        _("%(measure)s: %(value)s, %(change)s higher than the year before.")
        if (row.change or 0.0) > 0
        else _("%(measure)s: %(value)s, %(change)s lower than the year before.")
    )
    return str(words) % {
        "measure": row.indicator.name,
        "value": row.shown.text,
        "change": changed_by(row.change or 0.0, row.indicator),
    }


@dataclass(frozen=True)
class Moved:
    """Since the release before: a measure that moved, in a sentence; `beyond_chance` says whether by more
    than figures of so many pupils move by chance."""

    row: MeasureRow
    sentence: str
    beyond_chance: bool


def is_beyond_chance(row: MeasureRow) -> bool:
    """Context moves for reasons that are not the school's."""
    return row.indicator.direction != Direction.NONE and row.trend in {Trend.ROSE, Trend.FELL}


def moved_rows(rows: Iterable[MeasureRow]) -> list[Moved]:
    """Measures with a figure of the newest year and of the year before in the same series, in the catalogue's
    order. Where the noise is not known, nothing is said to be beyond it."""
    rows = list(rows)
    latest = max((row.year for row in rows), default=0)
    return [
        Moved(row, change_sentence(row), is_beyond_chance(row))
        for row in rows
        if row.change and row.year == latest
    ]
