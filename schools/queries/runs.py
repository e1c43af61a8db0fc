"""Runs of the comparisons: which one pages read, how far the one being computed is, what came of each."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import F, Max, QuerySet
from django_stubs_ext import StrOrPromise

from core.enums import JobState
from core.models import Job
from schools.enums import Group, Phase, RunState, RunStep
from schools.models import (
    BenchmarkBoundary,
    BenchmarkCut,
    ComparisonRun,
    ImportBatch,
    Indicator,
    Region,
    Release,
)


def current_run(region: Region) -> ComparisonRun | None:
    """The run that pages read; its `finished_at` is the as-of time of every figure."""
    return ComparisonRun.objects.filter(region=region, state=RunState.CURRENT).first()


def newest_import(region: Region) -> dt.datetime | None:
    """When figures last changed by an import or by undoing one."""
    found = ImportBatch.objects.filter(region=region).aggregate(
        stored=Max("stored_at"), undone=Max("undone_at")
    )
    times = [time for time in found.values() if time]
    return max(times) if times else None


def runs_for(user: Any) -> QuerySet[ComparisonRun]:
    found: QuerySet[ComparisonRun] = ComparisonRun.objects.visible_to(user)
    return found.select_related("region", "job", "job__asked_by")


def run_for(user: Any, run: int) -> ComparisonRun | None:
    return runs_for(user).filter(pk=run).first()


@dataclass(frozen=True)
class Progress:
    percent: int
    label: StrOrPromise
    finished: bool
    state: RunState
    error: str


def progress_of(run: ComparisonRun) -> Progress:
    """Read from the ledger. A run whose job has failed counts as failed from then on."""
    job = run.job
    state = RunState(run.state)
    if state == RunState.BUILDING and lost_its_job(job):
        state = RunState.FAILED
    finished = state != RunState.BUILDING
    return Progress(
        percent=percent(job, state),
        label=label_of(run, job, state),
        finished=finished,
        state=state,
        error=job.error if job else "",
    )


def percent(job: Job | None, state: RunState) -> int:
    if state in {RunState.CURRENT, RunState.REPLACED, RunState.CORRECTION}:
        return 100
    return min(job.progress, 99) if job else 0


def lost_its_job(job: Job | None) -> bool:
    return job is None or job.state == JobState.FAILED


def label_of(run: ComparisonRun, job: Job | None, state: RunState) -> StrOrPromise:
    if state == RunState.BUILDING and job is not None and job.state == JobState.QUEUED:
        return JobState.QUEUED.label
    if state == RunState.BUILDING and run.progress_note:
        return RunStep(run.progress_note).label
    return state.label


def cut_choices(run: ComparisonRun) -> dict[Indicator, list[Phase]]:
    """The indicators that the run has groups for, and in which phases."""
    grouped = BenchmarkCut.objects.filter(run=run, group__gt=0, pupils=Group.ALL).select_related("indicator")
    first = grouped.order_by("indicator__position", "indicator_id", "phase").distinct(
        "indicator__position", "indicator_id", "phase"
    )
    found: dict[Indicator, list[Phase]] = {}
    for cut in first:
        found.setdefault(cut.indicator, []).append(Phase(cut.phase))
    return found


def cut_rows(run: ComparisonRun, indicator: Indicator, phase: Phase) -> QuerySet[BenchmarkCut]:
    """All pupils; newest year first, the groups before the whole phase."""
    return BenchmarkCut.objects.filter(run=run, indicator=indicator, phase=phase, pupils=Group.ALL).order_by(
        "-year", "group"
    )


def official_boundaries(indicator: Indicator, phase: Phase) -> dict[tuple[int, int], BenchmarkBoundary]:
    """What publishers gave, by year and group."""
    found = BenchmarkBoundary.objects.filter(indicator=indicator, phase=phase).select_related("release")
    return {(row.year, row.group): row for row in found}


def releases_by_year(indicator: Indicator) -> dict[int, Release]:
    """The publication that the figures of each year come from; where there are several, the newest."""
    found = Release.objects.filter(results__indicator=indicator).order_by("published_on")
    pairs = found.annotate(of_year=F("results__year")).distinct()
    return {release.of_year: release for release in pairs}


@dataclass(frozen=True)
class Band:
    """The upper bound of a benchmark group."""

    upper: float
    confirmed: bool


def bands_read(run: ComparisonRun, phase: Phase) -> dict[int, list[Band]]:
    """The groups' bands in their order, by the year from which they are in force: as they were when the run
    read them, which the audit tells, since they may have been changed afterwards."""
    events: Any = apps.get_model("schools", "BenchmarkBandEvent")
    found = events.objects.filter(phase=phase)
    if (until := run.read_until.get(events._meta.db_table)) is not None:
        found = found.filter(pgh_id__lte=until)
    newest = found.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    rows = sorted(newest, key=lambda event: (event.valid_from, event.number))
    bands: dict[int, list[Band]] = {}
    for row in rows:
        if row.pgh_label != "delete":
            bands.setdefault(row.valid_from, []).append(Band(row.upper, row.confirmed))
    return bands
