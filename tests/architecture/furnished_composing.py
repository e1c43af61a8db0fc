"""Primary schools composed into groups: one run of the engine, and one that waits."""

from core.jobs import work
from sigs.models import Composition, CompositionRun
from sigs.queries.compositions import schools_composed
from sigs.services.composing.asked import Asked, even_sizes
from sigs.services.composing.carrying import carry_out
from sigs.services.composing.compositions import begin_composition, change_rules
from sigs.services.composing.runs import start_run
from tests.personas import World


def add_compositions(world: World) -> Composition:
    by = world.people.consortium
    composition = begin_composition(
        region=world.region,
        by=by,
        year=2027,
        name_en="Primary groups",
        name_cy="Grwpiau cynradd",
        schools="primary",
        with_special=False,
        with_prus=False,
        stage_source="category",
    )
    smallest, largest = even_sizes(schools_composed(composition).count(), 2)
    asked = Asked(groups=2, smallest=smallest, largest=largest, authorities=0, most_reds=None, welsh="free")
    change_rules(composition=composition, asked=asked, seen=composition.version, by=by)
    composed_run(composition, world)
    start_run(composition=composition, by=by, seed=2, iterations=20)
    return composition


def composed_run(composition: Composition, world: World) -> CompositionRun:
    run = start_run(composition=composition, by=world.people.consortium, seed=1, iterations=20)
    assert run.job is not None
    work(run.job.pk, carry_out)
    return run


def add_more_compositions(world: World) -> None:
    """More in the list; the history of the first grows by a swap or two."""
    by = world.people.consortium
    for number in range(3):
        begin_composition(
            region=world.region,
            by=by,
            year=2027,
            name_en=f"Groups {number}",
            name_cy=f"Grwpiau {number}",
            schools="primary",
            stage_source="category",
        )
