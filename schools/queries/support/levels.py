"""The region's own levels: whether they are used, which there are, which one a school has now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Q, QuerySet

from schools.enums import CycleState, JudgementState
from schools.models import Region, SupportCycle, SupportJudgement, SupportLevel, SupportPeriod

ON = "support-levels-on"
KEPT_FOR = 300
# The states in which a level of a cycle counts for its school.
COUNTING_CYCLES = (CycleState.PUBLISHED, CycleState.CLOSED)
COUNTING_JUDGEMENTS = (JudgementState.FINAL, JudgementState.APPEALED)


@dataclass(frozen=True)
class CurrentLevel:
    """A school's own support level, with the source and date that every use of it states."""

    school_id: int
    level: SupportLevel
    cycle: SupportCycle
    judgement: SupportJudgement


def open_period(region: Region) -> SupportPeriod | None:
    """Since when the region uses its own levels; None while they are off."""
    return SupportPeriod.objects.filter(region=region, off_at__isnull=True).select_related("on_by").first()


def levels_are_on() -> bool:
    """Kept for menus and tabs, which every page asks for; turning on and off says it anew."""
    known: bool | None = cache.get(ON)
    if known is None:
        known = SupportPeriod.objects.filter(off_at__isnull=True).exists()
        cache.set(ON, known, KEPT_FOR)
    return known


def live_levels(region: Region) -> QuerySet[SupportLevel]:
    """The levels that can be chosen, from the least support to the most."""
    return SupportLevel.objects.filter(region=region, retired_on__isnull=True)


def judgements_in_use() -> QuerySet[SupportJudgement]:
    """Those of regions that have turned their levels on."""
    return SupportJudgement.objects.filter(
        Q(cycle__region__support_periods__isnull=False, cycle__region__support_periods__off_at__isnull=True)
    )


def counting_judgements(schools: Iterable[int] | None = None) -> QuerySet[SupportJudgement]:
    """Of each school the judgement that gives it its level now: that of the latest published cycle in which
    it has a final one. Only where the region has its levels turned on. `schools`: ids, or all."""
    rows = judgements_in_use().filter(
        cycle__state__in=COUNTING_CYCLES, state__in=COUNTING_JUDGEMENTS, level__isnull=False
    )
    if schools is not None:
        rows = rows.filter(school__in=list(schools))
    return rows.order_by("school_id", "-cycle__year").distinct("school_id").select_related("level", "cycle")


def current_levels(schools: Iterable[int] | None = None) -> dict[int, CurrentLevel]:
    """By school; schools without a level are not in it. Whoever shows it asks VIEW_SUPPORT for each school
    first, and states `cycle.academic_year` and `cycle.published_at`."""
    found = {}
    for row in counting_judgements(schools):
        if row.level:
            found[row.school_id] = CurrentLevel(row.school_id, row.level, row.cycle, row)
    return found
