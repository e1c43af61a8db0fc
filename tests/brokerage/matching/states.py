"""A match of the region in any state."""

from brokerage.models import RegionMatch
from tests.factories import MOMENT
from tests.personas import World


def a_region_match(world: World, state: str) -> RegionMatch:
    is_over = state in {"done", "failed"}
    return RegionMatch.objects.create(
        region=world.region,
        state=state,
        asked_at=MOMENT,
        asked_by=world.people.consortium,
        finished_at=MOMENT if is_over else None,
        failed_because="No answer" if state == "failed" else "",
    )
