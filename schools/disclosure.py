"""What of a figure may be shown, in one rule for page, chart, map, export and comparison.

Domain rules 2.6. Cohorts count pupils, never schools. Precedent: Education (School Information) (Wales)
Regulations 1999, schedule 3, paragraph 19: from 10 pupils on all; 5 to 9 the headline alone; below 5 nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from schools.enums import Group, IndicatorKind, Missing, Unit
from schools.models import Indicator

# Fewer pupils than this: nothing is shown.
SHOWN_FROM = 5
# Fewer pupils than this: the headline figure of all pupils alone; no place among others.
IN_FULL_FROM = 10
# Teacher assessment from these results on is not to be published below national level (regulations of 2018).
ASSESSMENT_WITHHELD_FROM = 2018

# Shares of pupils are counted in percent times pupils: two of them differ by one pupil at least.
HALF_A_PUPIL = 50.0

NOBODY = "–"
FEW = "*"


@dataclass(frozen=True)
class Shown:
    """`text` stands on the page; `value` may be drawn and computed with, None where it may not; `reason` says
    in words why something is missing or how to read it, empty where there is nothing to say."""

    text: str
    value: float | None
    reason: StrOrPromise = ""

    @property
    def is_hidden(self) -> bool:
        return self.value is None

    def __str__(self) -> str:
        return self.text


def unpublished_from(indicator: Indicator) -> int | None:
    """The first year whose figures the portal may not show in any public or regional table (D9)."""
    return ASSESSMENT_WITHHELD_FROM if indicator.kind == IndicatorKind.TEACHER_ASSESSMENT else None


def is_mean(indicator: Indicator) -> bool:
    """A share or a mean of pupils: schools can be put together by their numbers of pupils."""
    return indicator.unit in {Unit.PERCENT, Unit.POINTS}


def is_pooled(indicator: Indicator) -> bool:
    """Years can be put together too. Context stays out: the share eligible for free school meals is published
    as an average of three years already."""
    return is_mean(indicator) and indicator.kind != IndicatorKind.CONTEXT


def counts_pupils(indicator: Indicator) -> bool:
    """Taken as a share of whole pupils, so that a figure of few pupils can take few values only."""
    return bool(indicator.unit == Unit.PERCENT)


def may_publish(indicator: Indicator, year: int) -> bool:
    withheld_from = unpublished_from(indicator)
    return withheld_from is None or year < withheld_from


def may_show(cohort: int | None, group: str = Group.ALL) -> bool:
    """Whether a figure about so many pupils may be shown to those who see published figures. An official
    publication without a cohort is shown."""
    return cohort is None or cohort >= (SHOWN_FROM if group == Group.ALL else IN_FULL_FROM)


def may_place(cohort: int | None) -> bool:
    """Whether a school with so many pupils is given a place among others."""
    return cohort is None or cohort >= IN_FULL_FROM


def gives_away(indicator: Indicator, value: float | None, cohort: int | None, beside: Sequence[int]) -> bool:
    """Whether a figure of all pupils says what a hidden figure of a group of them must be: the groups beside
    it that have a figure count `beside` pupils, and one of them is hidden for having few. The groups' figures
    may lie from the indicator's lowest to its highest, and a share is one of whole pupils."""
    if value is None or not beside or min(beside) >= IN_FULL_FROM or not may_show(cohort):
        return False
    low, high = indicator.lowest, indicator.highest
    if cohort is None:
        return value <= low or value >= high
    for own in beside:
        others = max(cohort - own, 0)
        least = max(own * low, value * cohort - others * high)
        most = min(own * high, value * cohort - others * low)
        if most - least < (HALF_A_PUPIL if counts_pupils(indicator) else own * 10.0**-indicator.decimals):
            return True
    return False


def display(
    value: float | None,
    cohort: int | None,
    *,
    decimals: int = 1,
    unit: str = "",
    group: str = Group.ALL,
    missing: str = "",
    exact: bool = False,
    gives_away: bool = False,
) -> Shown:
    """`unit` is written straight after the number. `exact`: the reader sees the exact figures of small groups
    at this school (schools.view_exact). `gives_away`: the figure would tell a hidden one beside it."""
    if cohort == 0:
        return Shown(NOBODY, None, _("No pupils"))
    if value is None:
        return Shown(NOBODY, None, Missing(missing).label if missing else _("No figure"))
    if not exact and not may_show(cohort, group):
        return Shown(FEW, None, withheld(group))
    if gives_away and not exact:
        return Shown(FEW, None, _("Not shown: it would give away the figure of a group of few pupils"))
    text = number_format(round(value, decimals), decimals, force_grouping=True) + unit
    return Shown(text, value, remark(cohort, exact=exact, group=group))


def withheld(group: str) -> StrOrPromise:
    if group == Group.ALL:
        return _("Fewer than 5 pupils: not shown, to protect them")
    return _("Fewer than 10 pupils: not shown, to protect them")


def remark(cohort: int | None, *, exact: bool, group: str) -> StrOrPromise:
    if cohort is None:
        return pgettext_lazy("number of pupils", "Cohort not published")
    if not may_show(cohort, group) and exact:
        return _("Shown to this school, its adviser and its authority only")
    if not may_place(cohort):
        return _("Fewer than 10 pupils: read with care")
    return ""
