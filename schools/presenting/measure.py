"""The measure page: one school, one indicator. What every tab needs: the newest figure in one sentence, who
it is compared with, and where each tab stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from core import charts
from schools.disclosure import Shown, gives_away, may_place, may_publish, may_show
from schools.enums import Group
from schools.models import Comparison, Indicator, PooledValue, Release, Result, School
from schools.presenting.comparedwith import ComparedWith
from schools.presenting.figure import shown
from schools.presenting.ordinal import ordinal
from schools.presenting.spread import Place, Spread
from schools.queries.comparators import Comparators
from schools.queries.standing import Line, line_of, pooled_of
from schools.units import academic_year, measured, years_together

UNIT_SIGN = {"percent": "%"}
BETTER = {
    "higher": _("higher is better"),
    "lower": _("lower is better"),
    "none": _("neither higher nor lower is better"),
}
HEADINGS = {
    "above": _("%(measure)s: %(value)s, above what is expected"),
    "in_line": _("%(measure)s: %(value)s, in line with what is expected"),
    "below": _("%(measure)s: %(value)s, below what is expected"),
    "": _("%(measure)s: %(value)s"),
}


@dataclass(frozen=True)
class MeasurePage:
    """`line` is everything that is known of the measure at this school."""

    school: School
    indicator: Indicator
    part: str
    exact: bool
    line: Line
    compared: ComparedWith
    pooled: PooledValue | None

    @property
    def comparators(self) -> Comparators:
        return self.compared.comparators

    @cached_property
    def result(self) -> Result | None:
        """The newest figure of all pupils, whether it may be shown or not."""
        return self.line.newest

    @cached_property
    def row(self) -> Comparison | None:
        """The newest figure among those that may be displayed, if it is one of them."""
        return self.line.rows.get((self.result.year, Group.ALL)) if self.result else None

    @property
    def year(self) -> int | None:
        return self.result.year if self.result else None

    @cached_property
    def shown(self) -> Shown:
        return self.of(self.year, Group.ALL)

    def of(self, year: int | None, pupils: str) -> Shown:
        """One figure of the school as this reader may see it."""
        return figure_of(self.line, self.indicator, year, pupils, exact=self.exact)

    @property
    def cohort(self) -> int | None:
        return self.result.cohort if self.result else None

    @property
    def is_small(self) -> bool:
        """Too few pupils for a place: neither rank nor quarter nor colour."""
        return bool(self.result) and not may_place(self.cohort)

    @property
    def own_value(self) -> float | None:
        """What is set beside others: only where it may be displayed and given a place."""
        return self.row.value if self.row and not self.is_small else None

    @property
    def stands_together(self) -> bool:
        """Small-school mode: several years in place of the newest one."""
        return bool(self.pooled) and self.is_small

    @property
    def heading(self) -> str:
        """Capped 9 points score: 371, in line with what is expected"""
        if self.pooled and self.is_small:
            words = _("%(measure)s: %(value)s over the years %(years)s together")
            return str(words) % {
                "measure": self.indicator.name,
                "value": measured(self.pooled.value, self.indicator),
                "years": self.pooled_years,
            }
        if self.shown.value is None:
            return str(self.indicator.name)
        verdict = self.row.verdict if self.row and not self.is_small else ""
        return str(HEADINGS[verdict]) % {"measure": self.indicator.name, "value": self.shown.text}

    @property
    def pooled_years(self) -> str:
        """2023/24 to 2025/26"""
        if self.pooled is None:
            return ""
        return years_together(self.pooled.first_year, self.pooled.last_year)

    @property
    def period(self) -> str:
        if self.result is None:
            return ""
        return period_label(self.result, self.result.year)

    @property
    def pupils(self) -> str:
        count = self.pooled.cohort if self.pooled and self.is_small else self.cohort
        if count is None or (self.shown.value is None and not self.stands_together):
            return ""
        return ngettext("%(n)s pupil", "%(n)s pupils", count) % {"n": count}

    def lead(self, place: str = "") -> str:
        """Place · period · pupils · direction: separate facts. The heading names the years that stand
        together."""
        period = "" if self.stands_together else self.period
        return " · ".join(str(fact) for fact in (place, period, self.pupils, self.better) if fact)

    @property
    def better(self) -> StrOrPromise:
        return BETTER[self.indicator.direction]

    @property
    def release(self) -> Release | None:
        return self.result.release if self.result else None

    @property
    def source(self) -> Any:
        return self.release.source if self.release else self.indicator.source

    def address(self, name: str, *more: str) -> str:
        address = reverse(name, args=[self.school.number, self.indicator.code, *more])
        return address + (f"?part={self.part}" if self.part else "")

    @property
    def urls(self) -> dict[str, str]:
        names = {
            "now": "measure",
            "history": "measure_history",
            "learn": "measure_learn",
            "gap": "measure_gap",
            "table": "measure_table",
        }
        return {tab: self.address(name) for tab, name in names.items()}

    @property
    def has_gap(self) -> bool:
        """Whether the measure speaks of pupils eligible for free school meals at all."""
        return any(pupils == Group.EFSM for _year, pupils in self.line.results)


def measure_page(
    school: School, indicator: Indicator, part: str, comparators: Comparators, *, exact: bool
) -> MeasurePage:
    line = line_of(school, indicator, part, comparators.run)
    newest = line.newest
    few = newest is not None and not may_place(newest.cohort)
    return MeasurePage(
        school=school,
        indicator=indicator,
        part=part,
        exact=exact,
        line=line,
        compared=ComparedWith(comparators),
        pooled=pooled_of(school, indicator, part, comparators.run) if few else None,
    )


def figure_of(line: Line, indicator: Indicator, year: int | None, pupils: str, *, exact: bool) -> Shown:
    """A figure without a row of the run is shown to those alone who see exact figures; so is one that gives
    away what was imported since."""
    result = line.results.get((year, pupils)) if year is not None else None
    if result is None:
        return Shown("–", None, _("No figure for this year"))
    is_compared = (result.year, pupils) in line.rows
    if (
        result.value is not None
        and not exact
        and not (is_compared and keeps_secrets(line, indicator, result))
    ):
        return hidden(indicator, result, beside_of(line, result))
    return shown(
        indicator,
        result.value,
        result.cohort,
        group=pupils,
        missing=result.missing,
        exact=exact,
    )


def keeps_secrets(line: Line, indicator: Indicator, result: Result) -> bool:
    """Whether it gives away no hidden figure of its year, as they stand now: since the run, a group may have
    been imported or become small."""
    beside = beside_of(line, result)
    if result.group == Group.ALL:
        return not gives_away(indicator, result.value, result.cohort, beside)
    every = line.results.get((result.year, Group.ALL))
    all_shown = every is not None and every.value is not None and may_show(every.cohort)
    return not all_shown or all(may_show(pupils, Group.EFSM) for pupils in beside)


def beside_of(line: Line, result: Result) -> list[int]:
    """How many pupils the groups count that have a figure of the same year."""
    return [
        row.cohort
        for (year, pupils), row in line.results.items()
        if year == result.year and pupils != Group.ALL and row.value is not None and row.cohort
    ]


def hidden(indicator: Indicator, result: Result, beside: Sequence[int] = ()) -> Shown:
    """Why a figure is not among those that may be displayed."""
    of_groups = beside if result.group == Group.ALL else ()
    found = shown(indicator, result.value, result.cohort, group=result.group, beside=of_groups)
    if found.value is None:
        return found
    if not may_publish(indicator, result.year):
        return Shown("–", None, _("Teacher assessment of these years is not published by school"))
    return Shown("–", None, _("Not shown: not compared yet, or it would give a hidden figure away"))


def period_label(result: Result | None, year: int) -> str:
    if result is not None and not result.release.year_known:
        return str(result.release.name)
    return academic_year(year)


def place_words(place: Place | None, *, own_set: bool) -> str:
    """12th of 28 similar schools, as words; empty where no place may be given."""
    if place is None:
        return ""
    if own_set:
        words = (
            _("Joint %(place)s of %(n)s schools of your set and yours")
            if place.shared
            else _("%(place)s of %(n)s schools of your set and yours")
        )
    elif place.shared:
        words = _("Joint %(place)s of %(n)s similar schools")
    else:
        words = _("%(place)s of %(n)s similar schools")
    return str(words) % {"place": ordinal(place.number), "n": place.of}


def axis(indicator: Indicator) -> charts.Axis:
    return charts.Axis(label=indicator.short, unit=UNIT_SIGN.get(indicator.unit, ""))


def quarters_of(spread: Spread) -> tuple[float, float, float]:
    return (spread.q1, spread.median, spread.q3)


def values_of(rows: Sequence[Any]) -> list[float]:
    return [row.value for row in rows]
