"""The engine's problem of a composition: read anew, or as a run kept it."""

from collections.abc import Iterable

from core import clock
from schools.models import School
from sigs.matching import Problem
from sigs.matching.keeping import keep, restored
from sigs.models import Composition, CompositionData, CompositionRun
from sigs.services.composing.asked import Asked


def read_problem(composition: Composition, asked: Asked) -> Problem:
    raise NotImplementedError


def store_data(composition: Composition, problem: Problem) -> CompositionData:
    return CompositionData.objects.create(
        composition=composition,
        read_at=clock.now(),
        content={**keep(problem), "apart": [list(pair) for pair in problem.rules.apart]},
    )


def kept_problem(run: CompositionRun, asked: Asked | None = None) -> Problem:
    """As the run read it, under its own rules or under those asked for."""
    content = run.data.content
    apart = tuple((one, other) for one, other in content["apart"])
    return restored(content, (asked or Asked.read(run.rules)).rules(apart))


def names_of(schools: Iterable[int]) -> dict[int, str]:
    return {school.pk: school.name for school in School.objects.filter(pk__in=list(schools))}
