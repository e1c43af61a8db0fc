"""Runs in words: what came of them, how long they took, how far one is."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.enums import JobState
from sigs.enums import CompositionRunState, CompositionState, TradeOffPoint
from sigs.matching import Measure
from sigs.models import Composition, CompositionRun
from sigs.presenting.composing.scoreboard import NAMES, figure, headline
from sigs.services.composing.storing import terms_of

KINDS = {
    CompositionRunState.QUEUED: "quiet",
    CompositionRunState.RUNNING: "acting",
    CompositionRunState.DONE: "good",
    CompositionRunState.CANCELLED: "quiet",
    CompositionRunState.FAILED: "bad",
}
STATE_KINDS = {
    CompositionState.DRAFT: "waiting",
    CompositionState.SENT: "acting",
    CompositionState.PUBLISHED: "good",
    CompositionState.DROPPED: "quiet",
}
# What a list of runs, and the choice between three, tells of each.
TOLD = (Measure.AUTHORITIES, Measure.ALL_AUTHORITIES, Measure.STAGES, Measure.MINUTES, Measure.WISHES)


@dataclass(frozen=True)
class RunRow:
    run: CompositionRun
    state: CompositionRunState
    title: str
    origin: str
    took: str
    figures: Mapping[str, str]

    @property
    def kind(self) -> str:
        return KINDS[self.state]

    @property
    def is_done(self) -> bool:
        return self.state == CompositionRunState.DONE


def run_row(run: CompositionRun) -> RunRow:
    terms = terms_of(run) if run.is_done else ()
    return RunRow(
        run=run,
        state=state_of(run),
        title=_("Run %(number)s") % {"number": run.number},
        origin=origin(run),
        took=took(run),
        figures={
            str(term.measure): figure(term.measure, term.value, term.out_of)
            for term in terms
            if term.measure in TOLD
        },
    )


@dataclass(frozen=True)
class PointRow:
    """One of three points of the trade-off between journeys and mix."""

    run: CompositionRun
    name: Any
    is_current: bool
    rows: list[tuple[Any, str]]


POINT_ORDER = {TradeOffPoint.JOURNEYS: 0, "": 1, TradeOffPoint.MIX: 2}
POINT_TOLD = (Measure.MINUTES, Measure.AUTHORITIES, Measure.ALL_AUTHORITIES, Measure.STAGES)


def point_rows(runs: Iterable[CompositionRun], current: CompositionRun) -> list[PointRow]:
    """From short journeys to mix; nothing where a run stands alone."""
    found = sorted(runs, key=lambda run: POINT_ORDER[run.point])
    if len(found) < 2:
        return []
    return [
        PointRow(
            run=run,
            name=TradeOffPoint(run.point).label if run.point else str(_("As asked")),
            is_current=run.pk == current.pk,
            rows=[
                (NAMES[term.measure], figure(term.measure, term.value, term.out_of))
                for term in terms_of(run)
                if term.measure in POINT_TOLD
            ],
        )
        for run in found
    ]


def state_of(run: CompositionRun) -> CompositionRunState:
    """A run whose job was given up has failed, whatever it had time to store."""
    if not run.is_over and run.job is not None and run.job.state == JobState.FAILED:
        return CompositionRunState.FAILED
    return CompositionRunState(run.state)


def origin(run: CompositionRun) -> str:
    if run.parent is not None and run.swapped is not None and run.swapped_with is not None:
        return _("Made from run %(number)s by hand: %(one)s and %(other)s changed places") % {
            "number": run.parent.number,
            "one": run.swapped.name,
            "other": run.swapped_with.name,
        }
    if run.beside is not None:
        return _("Beside run %(number)s: %(point)s") % {
            "number": run.beside.number,
            "point": TradeOffPoint(run.point).label,
        }
    return ""


def took(run: CompositionRun) -> str:
    """Empty while it is not known, and for what was made by hand."""
    if run.started_at is None or run.finished_at is None or run.is_by_hand:
        return ""
    seconds = round((run.finished_at - run.started_at) / dt.timedelta(seconds=1))
    if seconds < 60:
        return ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": number_format(seconds)}
    minutes, rest = divmod(seconds, 60)
    facts = {"minutes": minutes, "seconds": rest}
    return (
        ngettext("%(minutes)s minute %(seconds)s seconds", "%(minutes)s minutes %(seconds)s seconds", minutes)
        % facts
    )


def run_headline(run: CompositionRun) -> str:
    if not run.is_done:
        return _("Run %(number)s") % {"number": run.number}
    return headline(run.number, terms_of(run))


def state_kind(composition: Composition) -> str:
    return STATE_KINDS[CompositionState(composition.state)]


@dataclass(frozen=True)
class Progress:
    percent: int
    label: str
    best: str
    said: str
    is_over: bool
    state: CompositionRunState


def progress_of(run: CompositionRun) -> Progress:
    state = state_of(run)
    percent = run.job.progress if run.job else 0
    return Progress(
        percent=100 if run.is_over else percent,
        label=label(run, state, percent),
        best=best_words(run),
        said=voice(state, percent),
        is_over=state not in {CompositionRunState.QUEUED, CompositionRunState.RUNNING},
        state=state,
    )


def label(run: CompositionRun, state: CompositionRunState, percent: int) -> str:
    if run.cancel_asked_at and not run.is_over:
        return str(_("The run is being stopped."))
    if state == CompositionRunState.QUEUED:
        return str(_("The run waits for its turn."))
    if state != CompositionRunState.RUNNING:
        return str(state.label)
    if percent < 50:
        return str(_("Swapping schools and looking for something better."))
    if percent < 80:
        return str(_("The groups are found. Now the same with shorter journeys, and with more mix."))
    return str(_("Trying what a step of each slider would cost."))


def best_words(run: CompositionRun) -> str:
    """Against 0, the best there could be in every row at once, and 100, a random draw."""
    best: Mapping[str, Any] = run.best
    if not best:
        return ""
    if best["broken"]:
        return ngettext(
            "Best so far: %(count)s rule is not kept yet.",
            "Best so far: %(count)s rules are not kept yet.",
            best["broken"],
        ) % {"count": number_format(best["broken"])}
    return _("Best so far: every rule is kept, and what is left to gain stands at %(cost)s.") % {
        "cost": number_format(round(best["cost"], 2), 2)
    }


def voice(state: CompositionRunState, percent: int) -> str:
    """For those who listen: a handful of sentences, however often they ask."""
    if state == CompositionRunState.DONE:
        return str(_("The groups are composed."))
    if state == CompositionRunState.CANCELLED:
        return str(_("The run is cancelled."))
    if state == CompositionRunState.FAILED:
        return str(_("The run did not succeed."))
    if percent >= 50:
        return str(_("Half of the run is done."))
    return str(_("The groups are being composed."))
