"""A run carried out by its job. Safe to run twice, and again after it was interrupted anywhere: what a run
found is stored at its end, in one transaction; before that nothing of it stands anywhere."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import override

from core import clock
from core.jobs import Progress
from core.models import Job
from core.transitions import advance
from sigs.enums import TradeOffPoint
from sigs.matching import (
    VERSION,
    Measure,
    Problem,
    Result,
    Tell,
    Term,
    compose,
    scoreboard,
)
from sigs.models import Composition, CompositionRun
from sigs.services.composing.asked import ENDS, Asked
from sigs.services.composing.problems import kept_problem, names_of
from sigs.services.composing.refusals import broken
from sigs.services.composing.runs import BEGIN, FINISH, STOP, end_failed, next_number
from sigs.services.composing.storing import ceilings_of, outcome, place, randoms

# Seconds between two looks at the ledger, and between two notes in it.
LOOKS_EVERY = 0.3
NOTES_EVERY = 0.8
# Shares of a run's progress: itself, its two points beside, and trying a step of each slider.
MAIN_SHARE, POINT_SHARE = 50, 15
# What trying a step may cost, as a share of the budget.
TRIAL_SHARE = 25
STARTS = 2
# What is said of a step, by slider.
TOLD_OF = {
    "mix": (Measure.MINUTES, Measure.ALL_AUTHORITIES, Measure.STAGES),
    "strengths": (Measure.WISHES, Measure.UNCOVERED),
    "new": (Measure.NEW_PARTNERS, Measure.MINUTES),
}


class Cancelled(Exception):
    """Somebody asked for an end, and the engine left off."""


class Watch:
    """Between engine and ledger: notes the best so far, and tells the engine when it is to stop."""

    def __init__(self, run: CompositionRun, progress: Progress) -> None:
        self.run = run
        self.progress = progress
        self.start, self.share = 0, MAIN_SHARE
        self.looked = self.noted = 0.0
        self.is_cancelled = False

    def of(self, start: int, share: int) -> "Watch":
        """For the next part of the work."""
        self.start, self.share = start, share
        self.progress.tell(start)
        return self

    def cancelled(self) -> bool:
        if not self.is_cancelled and time.monotonic() - self.looked > LOOKS_EVERY:
            self.looked = time.monotonic()
            self.is_cancelled = CompositionRun.objects.filter(
                pk=self.run.pk, cancel_asked_at__isnull=False
            ).exists()
        return self.is_cancelled

    def tell(self, told: Tell) -> None:
        if time.monotonic() - self.noted > NOTES_EVERY:
            self.noted = time.monotonic()
            self.progress.tell(self.start + round(self.share * told.done / max(told.of, 1)))

    def tell_best(self, told: Tell) -> None:
        if time.monotonic() - self.noted > NOTES_EVERY:
            best = {"cost": told.cost, "broken": told.broken, "done": told.done, "of": told.of}
            CompositionRun.objects.filter(pk=self.run.pk).update(best=best)
        self.tell(told)


def carry_out(job: Job, progress: Progress, *, run_id: int) -> None:
    run = CompositionRun.objects.select_related("composition", "data", "asked_by").get(pk=run_id)
    if run.is_over:
        return
    advance(run, BEGIN, started_at=clock.now(), engine_version=str(VERSION), best={})
    watch = Watch(run, progress)
    asked = Asked.read(run.rules)
    problem = kept_problem(run)
    try:
        result = composed(problem, run, watch, starts=STARTS, tell=watch.tell_best)
        if result.broken:
            give_up(run, result)
            return
        result = replace(result, terms=scoreboard(problem, result.placement))
        points = points_beside(problem, run, asked, result, watch)
        steps = steps_of_sliders(problem, run, asked, watch)
    except Cancelled:
        advance(run, STOP, finished_at=clock.now(), best={})
        return
    finish(run, asked, result, points, steps)


def composed(
    problem: Problem,
    run: CompositionRun,
    watch: Watch,
    *,
    iterations: int | None = None,
    starts: int = 1,
    tell: Callable[[Tell], None] | None = None,
) -> Result:
    """Without its certificate."""
    result = compose(
        problem,
        seed=run.seed,
        iterations=iterations or run.iterations,
        starts=starts,
        tell=tell or watch.tell,
        cancelled=watch.cancelled,
        certificate=False,
    )
    if result.was_cancelled or watch.cancelled():
        raise Cancelled
    return result


def give_up(run: CompositionRun, result: Result) -> None:
    """Nothing contradicts itself, and yet no placement was found that keeps every rule."""
    with override(run.asked_by.preferred_language or None):
        names = names_of(school for found in result.broken for school in found.schools)
        said = "\n".join(broken(found, names) for found in result.broken[:5])
    end_failed(run, said)


def points_beside(
    problem: Problem, run: CompositionRun, asked: Asked, main: Result, watch: Watch
) -> dict[str, tuple[Asked, Result]]:
    """The same rules and seed at both ends of the slider between journeys and mix. What is possible, and
    what chance brings, is the same for all three."""
    found = {}
    known: Any = {"random": randoms(main.terms), "ceilings": ceilings_of(main.terms)}
    ends = zip((TradeOffPoint.JOURNEYS, TradeOffPoint.MIX), ENDS, strict=True)
    for number, (point, end) in enumerate(ends):
        watch.of(MAIN_SHARE + number * POINT_SHARE, POINT_SHARE)
        if end == asked.mix:
            continue
        turned = asked.but(mix=end)
        result = composed(problem.ruled(weighed(problem, turned)), run, watch)
        if not result.broken:
            terms = scoreboard(problem, result.placement, **known)
            found[str(point)] = (turned, replace(result, terms=terms))
    return found


def weighed(problem: Problem, asked: Asked) -> Any:
    return problem.rules.weighed(asked.weights())


def steps_of_sliders(
    problem: Problem, run: CompositionRun, asked: Asked, watch: Watch
) -> dict[str, dict[str, dict[str, float]]]:
    """Slider → "down" and "up" → measure → by how much it would change. Each step is tried with a small
    budget, and held against the sliders as they are with the same budget, so that only the step differs."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    begun = MAIN_SHARE + 2 * POINT_SHARE
    each = (100 - begun) // (2 * len(TOLD_OF) + 1)
    now = tried(problem, run, asked, watch.of(begun, each))
    for number, (slider, measures) in enumerate(TOLD_OF.items()):
        found[slider] = {}
        for turn, (name, step) in enumerate((("down", -1), ("up", 1))):
            place = getattr(asked, slider) + step
            if now is None or not ENDS[0] <= place <= ENDS[1]:
                continue
            watch.of(begun + (2 * number + turn + 1) * each, each)
            then = tried(problem, run, asked.but(**{slider: place}), watch)
            if then is not None:
                found[slider][name] = differences(now, then, measures)
    return found


def tried(problem: Problem, run: CompositionRun, asked: Asked, watch: Watch) -> tuple[Term, ...] | None:
    """What a small budget reaches; None where it could not keep every rule."""
    ruled = problem.ruled(weighed(problem, asked))
    trial = composed(ruled, run, watch, iterations=max(1, run.iterations * TRIAL_SHARE // 100))
    return None if trial.broken else scoreboard(problem, trial.placement, random={}, ceilings={})


def differences(
    before: tuple[Term, ...], after: tuple[Term, ...], measures: tuple[Measure, ...]
) -> dict[str, float]:
    now, then = ({term.measure: term.value for term in terms} for terms in (before, after))
    return {
        str(measure): round(then[measure] - now[measure], 3)
        for measure in measures
        if measure in now and measure in then
    }


@transaction.atomic
def finish(
    run: CompositionRun,
    asked: Asked,
    result: Result,
    points: Mapping[str, tuple[Asked, Result]],
    steps: dict[str, Any],
) -> None:
    """All at once, unless somebody asked for an end in the last moment. What stood in another state
    meanwhile stays as it is: then another worker was faster."""
    Composition.objects.select_for_update(no_key=True).get(pk=run.composition_id)
    now = clock.now()
    if CompositionRun.objects.filter(pk=run.pk, cancel_asked_at__isnull=False).exists():
        advance(run, STOP, finished_at=now, best={})
        return
    advance(run, FINISH, finished_at=now, best={}, steps=steps, **outcome(asked, result))
    place(run, result.placement)
    for point, (turned, beside) in points.items():
        other = CompositionRun.objects.create(
            composition=run.composition,
            number=next_number(run.composition),
            state=run.state,
            rules=turned.stored(),
            seed=run.seed,
            iterations=run.iterations,
            engine_version=run.engine_version,
            data=run.data,
            point=point,
            beside=run,
            asked_at=run.asked_at,
            asked_by=run.asked_by,
            started_at=run.started_at,
            finished_at=now,
            **outcome(turned, beside),
        )
        place(other, beside.placement)
