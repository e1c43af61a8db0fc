"""The engine's problem of a composition: read anew, or as a run kept it."""

from collections.abc import Iterable

from core import clock
from schools.models import School
from sigs.enums import StageSource
from sigs.matching import Problem, Rules
from sigs.matching.keeping import keep, restored
from sigs.matching.reading import Reading, read
from sigs.matching.reading.stages import stages
from sigs.models import Composition, CompositionData, CompositionRun
from sigs.queries.compositions import schools_composed
from sigs.services.composing.asked import Asked


def read_schools(composition: Composition, asked: Asked) -> Reading:
    return read(
        schools=schools_composed(composition),
        year=composition.year,
        source=StageSource(composition.stage_source),
        rules=asked.rules(),
        apart_same_head=asked.apart_same_head,
        apart_as_wished=asked.apart_as_wished,
    )


def stage_year(composition: Composition) -> int | None:
    """The newest year of which the chosen source has stages; None: it has none."""
    ids = list(schools_composed(composition).values_list("pk", flat=True))
    return stages(ids, StageSource(composition.stage_source)).year


def store_data(composition: Composition, reading: Reading) -> CompositionData:
    problem = reading.problem
    return CompositionData.objects.create(
        composition=composition,
        read_at=clock.now(),
        content={
            **keep(problem),
            "rules": problem.rules.as_json(),
            "stage_source": composition.stage_source,
            "stage_year": reading.stage_year,
            "stage_earlier": len(reading.stage_earlier),
            "stage_unknown": len(reading.stage_unknown),
            "not_located": len(reading.not_located),
        },
    )


def kept_problem(run: CompositionRun) -> Problem:
    """As it was read for the run, with the run's own weights."""
    if run.data is None:
        raise ValueError(f"Run {run.pk} has read nothing")
    rules = Rules.from_json(run.data.content["rules"])
    return restored(run.data.content, rules.weighed(Asked.read(run.rules).weights()))


def names_of(schools: Iterable[int]) -> dict[int, str]:
    return {school.pk: school.name for school in School.objects.filter(pk__in=list(schools))}
