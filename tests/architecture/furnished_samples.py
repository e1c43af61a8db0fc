"""Samples to moderate and sums of the levels in the furnished world."""

from schools.enums import JudgementState
from schools.models import SupportCycle
from schools.services.sampling import draw_sample
from schools.services.supportsums import add_up
from tests.architecture.furnished_support import YEARS
from tests.personas import World

SAMPLED_YEAR = next(year for year, state in YEARS.items() if state == JudgementState.APPEALED)
COUNTED_YEAR = next(year for year, state in YEARS.items() if state == JudgementState.FINAL)


def add_samples(world: World) -> None:
    """Of the region and of the first school's authority; drawn anew where there is more to draw from."""
    cycle = SupportCycle.objects.get(year=SAMPLED_YEAR)
    for authority, person in (
        (None, world.people.consortium),
        (world.school.authority, world.people.senior_adviser),
    ):
        draw_sample(cycle=cycle, authority=authority, by=person)
    add_up(cycle=SupportCycle.objects.get(year=COUNTED_YEAR))
