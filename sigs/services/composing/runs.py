"""Runs of the engine: asked for, cancelled, settled. The life of a run:

queued, running → running     by its job, again after it was interrupted
running         → done        with its placements, in one transaction
queued, running → cancelled   at once, or when the engine next asks whether it may go on
queued, running → failed      with the sentence that says why
"""

import random

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core import clock
from core.enums import JobState
from core.errors import DomainError
from core.jobs import enqueue
from core.models import User
from core.transitions import Transition, advance
from sigs.enums import CompositionRunState, Effort
from sigs.matching import VERSION, precheck
from sigs.models import Composition, CompositionRun
from sigs.queries.compositions import UNDER_WAY
from sigs.services.composing.asked import Asked
from sigs.services.composing.compositions import in_turn
from sigs.services.composing.problems import names_of, read_schools, store_data
from sigs.services.composing.refusals import CannotCompose, impossible

KIND = "sigs.compose"

BEGIN = Transition(
    "begin",
    sources=[CompositionRunState.QUEUED, CompositionRunState.RUNNING],
    target=CompositionRunState.RUNNING,
)
FINISH = Transition("finish", sources=[CompositionRunState.RUNNING], target=CompositionRunState.DONE)
STOP = Transition("stop", sources=UNDER_WAY, target=CompositionRunState.CANCELLED)
STOP_WAITING = Transition(
    "stop waiting", sources=[CompositionRunState.QUEUED], target=CompositionRunState.CANCELLED
)
FAIL = Transition("fail", sources=UNDER_WAY, target=CompositionRunState.FAILED)

# Swaps for each start of the search, for as many schools as there are primary ones; fewer schools are given
# more, since theirs take less time. The same seed and budget give the same answer.
BUDGETED_FOR = 320
MOST_TIMES = 4
BUDGETS = {Effort.QUICK: 1_500, Effort.USUAL: 6_000, Effort.THOROUGH: 24_000}


class AlreadyOver(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(str(_("This run is over. There is nothing left to cancel.")))


@transaction.atomic
def start_run(
    *, composition: Composition, by: User, seed: int | None = None, iterations: int | None = None
) -> CompositionRun:
    """Ask for a run by the rules as they are. Whoever asks while one is under way is given that one. Refused,
    with nothing stored: rules that no placement can meet (CannotCompose)."""
    locked = in_turn(composition)
    under_way = settled(locked)
    if under_way is not None:
        return under_way
    asked = Asked.read(locked.rules)
    reading = read_schools(locked, asked)
    found = precheck(reading.problem)
    if found:
        names = names_of(reading.problem.ids)
        raise CannotCompose(impossible(reason, names) for reason in found)
    run = CompositionRun.objects.create(
        composition=composition,
        number=next_number(locked),
        rules=locked.rules,
        seed=random.SystemRandom().getrandbits(31) if seed is None else seed,
        iterations=budget(asked, len(reading.problem)) if iterations is None else iterations,
        engine_version=str(VERSION),
        data=store_data(locked, reading),
        asked_at=clock.now(),
        asked_by=by,
    )
    if locked.stage_year != reading.stage_year:
        Composition.objects.filter(pk=locked.pk).update(stage_year=reading.stage_year)
    run.job = enqueue(KIND, key=f"run {run.pk}", by=by, run_id=run.pk)
    run.save(update_fields=["job"])
    return run


def budget(asked: Asked, schools: int) -> int:
    times = min(max(BUDGETED_FOR / schools, 1), MOST_TIMES)
    return round(BUDGETS[Effort(asked.effort)] * times)


def next_number(composition: Composition) -> int:
    last = composition.runs.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def settled(composition: Composition) -> CompositionRun | None:
    """The run that is under way. One whose job was given up is ended first."""
    for run in composition.runs.filter(state__in=UNDER_WAY).select_related("job", "asked_by"):
        if run.job is None or run.job.state != JobState.FAILED:
            return run
        end_failed(run)
    return None


def end_failed(run: CompositionRun, sentence: str = "") -> None:
    with override(run.asked_by.preferred_language or None):
        said = sentence or str(_("The work was interrupted several times and given up. Start a run again."))
    advance(run, FAIL, finished_at=clock.now(), failed_because=said)


@transaction.atomic
def cancel_run(*, run: CompositionRun, by: User) -> None:
    """One that waits is over at once; one that is being composed stops within a second or two. What was found
    so far is not kept."""
    now = clock.now()
    asked = CompositionRun.objects.filter(pk=run.pk, state__in=UNDER_WAY, cancel_asked_at__isnull=True)
    asked.update(cancel_asked_at=now, cancel_asked_by=by)
    run.refresh_from_db(fields=["state", "cancel_asked_at", "cancel_asked_by"])
    if run.state == CompositionRunState.QUEUED:
        advance(run, STOP_WAITING, finished_at=now)
    elif run.is_over:
        raise AlreadyOver
