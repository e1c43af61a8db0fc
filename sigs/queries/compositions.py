"""What is composed, the runs, and which schools are meant."""

from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from schools.enums import Phase
from schools.models import School
from sigs.enums import ComposedSchools, CompositionRunState, CompositionState
from sigs.models import Composition, CompositionRun, Placement

PHASES = {
    ComposedSchools.PRIMARY: [Phase.PRIMARY],
    ComposedSchools.SECONDARY: [Phase.SECONDARY],
    ComposedSchools.BOTH: [Phase.PRIMARY, Phase.SECONDARY, Phase.ALL_AGE],
}
UNDER_WAY = (CompositionRunState.QUEUED, CompositionRunState.RUNNING)


def compositions_for(user: Any) -> QuerySet[Composition]:
    """Newest year first, those that were dropped last; with how many runs there are and the number of
    the newest (the points beside a run do not count)."""
    newest = CompositionRun.objects.filter(composition=OuterRef("pk"), beside=None).order_by("-number")
    return (
        Composition.objects.visible_to(user)
        .select_related("made_by", "sent_run")
        .annotate(
            run_count=Count("runs", filter=Q(runs__state=CompositionRunState.DONE)),
            newest_number=Subquery(newest.values("number")[:1]),
            is_dropped=Q(state=CompositionState.DROPPED),
        )
        .order_by("is_dropped", "-year", "-made_at", "-pk")
    )


def composition_visible(user: Any, public_id: UUID) -> Composition | None:
    found: Composition | None = (
        Composition.objects.visible_to(user)
        .select_related("region__scope", "made_by", "sent_run")
        .filter(public_id=public_id)
        .first()
    )
    return found


def run_visible(user: Any, public_id: UUID, number: int) -> CompositionRun | None:
    found: CompositionRun | None = (
        CompositionRun.objects.visible_to(user)
        .select_related(
            *("composition__region__scope", "composition__sent_run", "job", "asked_by", "parent"),
            *("data", "beside", "swapped", "swapped_with"),
        )
        .filter(composition__public_id=public_id, number=number)
        .first()
    )
    return found


def runs_of(composition: Composition) -> QuerySet[CompositionRun]:
    """Newest first, without what each read and placed."""
    return (
        composition.runs.select_related("asked_by", "job", "parent", "beside", "swapped", "swapped_with")
        .defer("rules", "best")
        .order_by("-number")
    )


def finished_runs(composition: Composition) -> QuerySet[CompositionRun]:
    return runs_of(composition).filter(state=CompositionRunState.DONE)


def run_under_way(composition: Composition) -> CompositionRun | None:
    return composition.runs.filter(state__in=UNDER_WAY).select_related("job").order_by("-number").first()


def points_of(run: CompositionRun) -> list[CompositionRun]:
    """The run that was asked for and, beside it, the same with shorter journeys and with more mix."""
    of = run.beside_id or run.pk
    rows = CompositionRun.objects.filter(
        Q(pk=of) | Q(beside=of), composition=run.composition_id, state=CompositionRunState.DONE
    )
    return list(rows.defer("rules", "best").order_by("number"))


def placement_of(run: CompositionRun) -> dict[int, int]:
    """School's id → the number of its group."""
    return dict(Placement.objects.filter(run=run).values_list("school_id", "number"))


def schools_composed(composition: Composition) -> QuerySet[School]:
    """The open schools of the region that the composition is for."""
    rows = School.objects.open().of_region().filter(authority__region=composition.region)
    return rows.filter(phase__in=phases(composition)).select_related("authority")


def phases(composition: Composition) -> list[str]:
    kind = ComposedSchools(composition.schools)
    found = [str(phase) for phase in PHASES[kind]]
    if kind == composition.all_age_with:
        found.append(Phase.ALL_AGE)
    if composition.with_special:
        found.append(Phase.SPECIAL)
    if composition.with_prus:
        found.append(Phase.PRU)
    return found


def schools_named(ids: set[int]) -> dict[int, School]:
    """By id, with their authorities; closed ones too, since an older run may name them."""
    return {school.pk: school for school in School.objects.filter(pk__in=ids).select_related("authority")}
