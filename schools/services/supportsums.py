"""Adds up the final levels of a year: how many schools of each part of the region have each of them."""

import datetime as dt
from collections import Counter
from itertools import product

from django.db import transaction
from django.db.models import Max

from core import clock
from core.jobs import Progress, enqueue
from core.models import Job, User
from schools.enums import JudgementState
from schools.models import (
    JudgementStep,
    SchoolLink,
    SupportCount,
    SupportCycle,
    SupportJudgement,
    SupportSummary,
)
from schools.queries.support.levels import COUNTING_CYCLES, COUNTING_JUDGEMENTS
from schools.services.days import refresh_ceilings

KIND = "schools.summarise_support"

# Authority, phase, medium (empty: all), level now, level before (None: none).
Key = tuple[int | None, str, str, int, int | None]


def ask_for_sums(*, cycle: SupportCycle, by: User | None) -> Job:
    return enqueue(KIND, key=str(cycle.pk), by=by, cycle=cycle.pk)


def ask_for_outdated_sums() -> int:
    """For every year in which a step was taken, or which was published, since its levels were last added up.
    How many."""
    asked = 0
    for cycle in SupportCycle.objects.filter(judgements__state__in=COUNTING_JUDGEMENTS).distinct():
        count = SupportCount.objects.filter(cycle=cycle).first()
        newest = last_change(cycle)
        if newest and (count is None or count.counted_at <= newest):
            ask_for_sums(cycle=cycle, by=None)
            asked += 1
    return asked


def last_change(cycle: SupportCycle) -> dt.datetime | None:
    """When a judgement of the year last became or was final, or the year was published."""
    final = JudgementStep.objects.filter(judgement__cycle=cycle, state_to=JudgementState.FINAL)
    moments = [final.aggregate(last=Max("taken_at"))["last"], cycle.published_at]
    return max((moment for moment in moments if moment), default=None)


def carry_out(job: Job, progress: Progress, *, cycle: int) -> None:
    """Safe to run twice: the rows are written anew in one transaction."""
    found = SupportCycle.objects.get(pk=cycle)
    progress.tell(10)
    add_up(cycle=found, job=job)
    progress.tell(80)
    refresh_ceilings(by=job.asked_by)


@transaction.atomic
def add_up(*, cycle: SupportCycle, job: Job | None = None) -> SupportCount:
    SupportCycle.objects.select_for_update(of=("self",), no_key=True).get(pk=cycle.pk)
    # Before reading: what becomes final from here on is counted the next time.
    counted_at = clock.now()
    before = levels_before(cycle)
    counted: Counter[Key] = Counter()
    schools = 0
    for school, authority, phase, medium, level in final_levels(cycle):
        schools += 1
        previous = before.get(school)
        for where in product((None, authority), ("", phase), ("", medium)):
            counted[(*where, level, previous)] += 1
    count = SupportCount.objects.update_or_create(
        cycle=cycle,
        defaults={
            "counted_at": counted_at,
            "schools": schools,
            "judgements": SupportJudgement.objects.filter(cycle=cycle).count(),
            "job": job,
        },
    )[0]
    SupportSummary.objects.filter(count=count).delete()
    SupportSummary.objects.bulk_create(
        SupportSummary(
            count=count,
            authority_id=authority,
            phase=phase,
            medium=medium,
            level_id=level,
            previous_id=previous,
            schools=number,
        )
        for (authority, phase, medium, level, previous), number in sorted(counted.items(), key=str)
    )
    return count


def final_levels(cycle: SupportCycle) -> list[tuple[int, int, str, str, int]]:
    rows = SupportJudgement.objects.filter(
        cycle=cycle, state__in=COUNTING_JUDGEMENTS, level__isnull=False
    ).order_by("school_id")
    return [
        (school, authority, phase, medium, level)
        for school, authority, phase, medium, level in rows.values_list(
            "school_id", "school__authority_id", "school__phase", "school__medium", "level_id"
        )
        if level is not None
    ]


def levels_before(cycle: SupportCycle) -> dict[int, int]:
    """By school, its level in the published year before, or that of the school it carries on from."""
    earlier = (
        SupportCycle.objects.filter(region=cycle.region_id, year__lt=cycle.year, state__in=COUNTING_CYCLES)
        .order_by("-year")
        .first()
    )
    if earlier is None:
        return {}
    own = {school: level for school, *_where, level in final_levels(earlier)}
    found = dict(own)
    inherited: dict[int, set[int]] = {}
    for school, predecessor in SchoolLink.objects.values_list("successor_id", "predecessor_id"):
        if predecessor in own:
            inherited.setdefault(school, set()).add(own[predecessor])
    for school, levels in inherited.items():
        if school not in found and len(levels) == 1:
            found[school] = levels.pop()
    return found
