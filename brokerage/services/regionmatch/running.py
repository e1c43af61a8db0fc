"""The life of a match of the region:

queued, running → running   by its job, again after it was interrupted
running         → done      with its rows, in one transaction
queued, running → failed    with the sentence that says why
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from brokerage.enums import RegionMatchState
from brokerage.models import RegionMatch
from core import clock
from core.enums import JobState
from core.jobs import enqueue
from core.models import User
from core.transitions import Transition, advance
from schools.models import Region

KIND = "brokerage.match_region"
UNDER_WAY = [RegionMatchState.QUEUED, RegionMatchState.RUNNING]

BEGIN = Transition("begin", sources=UNDER_WAY, target=RegionMatchState.RUNNING)
FINISH = Transition("finish", sources=[RegionMatchState.RUNNING], target=RegionMatchState.DONE)
FAIL = Transition("fail", sources=UNDER_WAY, target=RegionMatchState.FAILED)


@transaction.atomic
def start_match(*, region: Region, by: User) -> RegionMatch:
    """Whoever asks while one is under way is given that one."""
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)
    known = settled(region)
    if known is not None:
        return known
    match = RegionMatch.objects.create(region=region, asked_at=clock.now(), asked_by=by)
    match.job = enqueue(KIND, key=f"match {match.pk}", by=by, match_id=match.pk)
    match.save(update_fields=["job"])
    return match


def settled(region: Region) -> RegionMatch | None:
    """The one that is under way. One whose job was given up is ended first."""
    for match in RegionMatch.objects.filter(region=region, state__in=UNDER_WAY).select_related(
        "job", "asked_by"
    ):
        if match.job is None or match.job.state != JobState.FAILED:
            return match
        end_failed(match)
    return None


def end_failed(match: RegionMatch) -> None:
    with override(match.asked_by.preferred_language or None):
        said = str(_("The work was interrupted several times and given up. Start it again."))
    advance(match, FAIL, finished_at=clock.now(), failed_because=said)
