"""A match of the region worked out by its job. Safe to run twice: what it found is stored at its end, in one
transaction; before that nothing of it stands anywhere."""

import time
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from brokerage.enums import SUPPLIED, AskState
from brokerage.matching import (
    VERSION,
    Assignment,
    Pair,
    Task,
    assign,
    everyone_picks_best,
    greedy,
    loads,
    task_of,
)
from brokerage.matching.reading import whole_region
from brokerage.models import Ask, RegionMatch, RegionMatchRow
from brokerage.services.regionmatch.running import BEGIN, FAIL, FINISH
from core import clock
from core.jobs import Progress
from core.models import Job
from core.transitions import advance

# Those for which a school is looked for now.
OPEN = [AskState.OPEN, AskState.UNMET]


def carry_out(job: Job, progress: Progress, *, match_id: int) -> None:
    match = RegionMatch.objects.select_related("region__scope", "asked_by").get(pk=match_id)
    if match.is_over:
        return
    advance(match, BEGIN)
    progress.tell(5)
    asks = open_asks(match)
    task = task_of(whole_region(asks))
    progress.tell(50)
    began = time.perf_counter()
    found = assign(task)
    took = time.perf_counter() - began
    if found is None:
        with override(match.asked_by.preferred_language or None):
            said = str(_("No answer was found in the time there is. Match needs by topic or authority."))
        advance(match, FAIL, finished_at=clock.now(), failed_because=said)
        return
    progress.tell(80)
    finish(match, task, found, figures(task, found, took))


def open_asks(match: RegionMatch) -> list[Ask]:
    rows = Ask.objects.filter(
        state__in=OPEN,
        kind__in=SUPPLIED,
        school__closed_on__isnull=True,
        school__scope__lineage__contains=[match.region.scope_id],
    )
    return list(rows.select_related("school__authority", "school__scope", "topic").order_by("pk"))


def figures(task: Task, found: Assignment, took: float) -> dict[str, Any]:
    simple, alone = greedy(task), everyone_picks_best(task)
    return {
        "version": VERSION,
        "needs": len(task.asks),
        "met": len(found.pairs),
        "schools": len(found.load),
        "value": found.value,
        "gap": found.gap,
        "seconds": round(took, 2),
        "points": mean_points(found.pairs),
        "greedy_met": len(simple.pairs),
        "greedy_value": simple.value,
        "busiest": max(found.load.values(), default=0),
        "busiest_alone": max(loads(alone).values(), default=0),
        "beyond_alone": beyond(task, alone),
    }


def mean_points(pairs: Sequence[Pair]) -> float:
    return round(sum(pair.total for pair in pairs) / len(pairs), 1) if pairs else 0.0


def beyond(task: Task, pairs: Sequence[Pair]) -> int:
    """How many schools would be asked for more days than they have."""
    days: dict[int, float] = {}
    for pair in pairs:
        days[pair.offer_id] = days.get(pair.offer_id, 0.0) + pair.days
    return sum(asked > task.of_offer[offer].days + 1e-9 for offer, asked in days.items())


@transaction.atomic
def finish(match: RegionMatch, task: Task, found: Assignment, known: dict[str, Any]) -> None:
    advance(match, FINISH, finished_at=clock.now(), task=task.stored(), figures=known)
    rows = [
        RegionMatchRow(
            match=match,
            ask_id=pair.ask_id,
            offer_id=pair.offer_id,
            points=round(pair.total),
            value=pair.value,
            days=Decimal(str(pair.days)),
        )
        for pair in found.pairs
    ]
    rows += [RegionMatchRow(match=match, ask_id=ask, rule=str(rule)) for ask, rule in found.unmatched.items()]
    RegionMatchRow.objects.bulk_create(rows)
