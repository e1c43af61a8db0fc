"""Runs of the engine in a given state, as their constraints want them."""

from core import clock
from sigs.enums import CompositionRunState
from sigs.models import CompositionRun
from tests.personas import World
from tests.sigs.drafts.factories import make_composition, make_run


def a_composition_run(world: World, state: str) -> CompositionRun:
    by, now = world.people.consortium, clock.now()
    run = make_run(make_composition(by), [[world.school, world.other_school]], by)
    under_way = state in {CompositionRunState.QUEUED, CompositionRunState.RUNNING}
    CompositionRun.objects.filter(pk=run.pk).update(
        state=state,
        started_at=None if state == CompositionRunState.QUEUED else now,
        finished_at=None if under_way else now,
        failed_because="No answer fits." if state == CompositionRunState.FAILED else "",
    )
    return CompositionRun.objects.get(pk=run.pk)
