"""Puts right the run that is shown where a few figures changed since it read them, instead of a whole run."""

from collections.abc import Sequence

from django.db import transaction

from core import clock
from schools.comparisons import amend, correction, families, write
from schools.comparisons.changes import Change, ReadUntil, changes_since, newest_events
from schools.comparisons.correction import Reach
from schools.comparisons.frames import Frames
from schools.models import ComparisonRun, Family, Region
from schools.queries.runs import current_run, newest_import

Counts = dict[str, int]

# More changes than this are not laid beside what is stored row by row.
FEW = 500


@transaction.atomic
def correct_shown_run(region: Region) -> Counts | None:
    """How many changes it took up and how many rows it put right, of which run. None where a whole run is
    needed: none is shown, more than figures changed, or they reach too far. The caller holds the region's
    turn, so that no import is stored meanwhile."""
    shown = current_run(region)
    if shown is None:
        return None
    now = newest_events()
    changes = changes_since(shown.read_until, now)
    if changes is None:
        return None
    found = correction.read(region, changes) if changes else (None, None)
    if found is None:
        return None
    rows = put_right(shown, *found, wholesale=len(changes) > FEW) if changes else 0
    raise_revision(shown, now, changes)
    return {"corrected_run": shown.pk, "changes": len(changes), "rows": rows}


def put_right(shown: ComparisonRun, frames: Frames, reach: Reach, *, wholesale: bool) -> int:
    amendment = amend.Amendment(shown, reach, frames, wholesale=wholesale)
    amendment.begin()
    for portion, series in correction.corrected(frames, reach):
        amendment.take(portion, series)
    if reach.families:
        Family.objects.filter(run=shown).delete()
        write.families(shown, families.families(frames), frames)
    tally = amendment.settle()
    counts = shown.counts
    counts["comparisons"] += tally.comparisons
    counts["quarters"] += tally.quarters
    counts["newest_year"] = frames.newest_year
    return tally.rows


def raise_revision(shown: ComparisonRun, now: ReadUntil, changes: Sequence[Change]) -> None:
    shown.read_until = now
    shown.data_until = newest_import(shown.region)
    fields = ["read_until", "data_until", "counts"]
    if changes:
        shown.revision += 1
        shown.revised_at = clock.now()
        fields += ["revision", "revised_at"]
    shown.save(update_fields=fields)
