"""The region matched once, and points that will be counted otherwise from the next term on."""

import datetime as dt
from dataclasses import replace

from brokerage.models import MatchWeights, RegionMatch
from brokerage.queries.weights import weights_on
from brokerage.services.regionmatch import carry_out, start_match
from brokerage.services.weighing import Numbers, set_weights
from core import clock
from core.jobs import work
from core.models import User
from schools.models import Region

WHY = (
    "After a term of matches: what the evidence shows matters more to schools than how much room there is."
    " Decided with the five senior advisers."
)


def add_matches(*, region: Region, people: dict[str, User]) -> bool:
    """Unless the region was matched already. Whether it was now."""
    if RegionMatch.objects.filter(region=region).exists():
        return False
    by = people["consortium"]
    if not MatchWeights.objects.filter(region=region).exists():
        set_weights(
            region=region,
            numbers=replace(Numbers.of(weights_on()), strength=40, room=10),
            valid_from=next_term(clock.today()),
            because=WHY,
            language="en",
            version=0,
            by=by,
        )
    match = start_match(region=region, by=by)
    if match.job is not None:
        work(match.job.pk, carry_out)
    return True


def next_term(today: dt.date) -> dt.date:
    """Of January, May and September the next that begins."""
    months = [dt.date(today.year, month, 1) for month in (1, 5, 9)] + [dt.date(today.year + 1, 1, 1)]
    return next(day for day in months if day > today)
