"""Compute the comparisons anew. The life of a run:

    building → current     when it is whole, in one transaction with
    current  → replaced    for the run before
    building → correction  if it only put right the run that is shown
    building → failed      if its job ended without it

After an import the run that is shown is put right where the new figures reach it. Where they reach too far,
where more than figures changed, and when somebody asks for it, everything is computed anew.

A job that was interrupted finds its run still building and starts it again from nothing.
"""

import structlog
from django.db import OperationalError, transaction
from psycopg2.errors import LockNotAvailable

from core import clock
from core.enums import JobState
from core.jobs import Progress, enqueue, sole_worker, work
from core.models import Job, User
from core.transitions import Transition, advance
from schools.comparisons import categories, families, frames, whole, write
from schools.comparisons.changes import audit_of, newest_events
from schools.enums import RunState, RunStep
from schools.models import BenchmarkBand, ComparisonRun, FamilyWeight, Region
from schools.queries.runs import newest_import
from schools.services.corrections import correct_shown_run

KIND = "schools.recompute"
SHOW = Transition("show", sources=[RunState.BUILDING], target=RunState.CURRENT)
REPLACE = Transition("replace", sources=[RunState.CURRENT], target=RunState.REPLACED)
CORRECT = Transition("correct", sources=[RunState.BUILDING], target=RunState.CORRECTION)
GIVE_UP = Transition("give up", sources=[RunState.BUILDING], target=RunState.FAILED)

# Replaced runs whose rows are kept: a page that began to read one may go on.
KEPT = 2

log = structlog.get_logger(__name__)


@transaction.atomic
def start_run(*, region: Region, by: User | None, corrects: bool = False) -> ComparisonRun:
    """Ask for a run. Whoever asks while one waits or is being computed is given that one. `corrects`: it is
    enough to put right the run that is shown."""
    return run_of(job_for(region, by, corrects=corrects), region)


def job_for(region: Region, by: User | None, *, corrects: bool) -> Job:
    """One asks after the other, so that the second finds the first one's job. A job whose run is shown
    already, and which only clears up, reads no more figures: another is made."""
    in_turn(region)
    key = str(region.pk)
    underway = Job.objects.filter(kind=KIND, state__in=[JobState.QUEUED, JobState.RUNNING])
    over = [RunState.CURRENT, RunState.CORRECTION]
    clearing = underway.filter(key=key, run__state__in=over).first()
    if clearing:
        key = f"{key} after {clearing.pk}"
    job = enqueue(KIND, key=key, by=by, region_id=region.pk, corrects=corrects)
    if job.arguments.get("corrects") and not corrects:
        job.arguments["corrects"] = False
        job.save(update_fields=["arguments"])
    return job


def in_turn(region: Region) -> None:
    """Until the transaction ends, nobody else asks for a run of the region or shows one."""
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)


def recompute_now(*, region: Region, by: User | None, corrects: bool = False) -> ComparisonRun:
    """The same without waiting for a worker, in this process; unless a worker has it already."""
    with transaction.atomic():
        job = job_for(region, by, corrects=corrects)
    with sole_worker(job.pk) as alone:
        if alone:
            work(job.pk, carry_out)
    return run_of(job, region)


def carry_out(job: Job, progress: Progress, *, region_id: int, corrects: bool = False) -> None:
    """Safe to run twice, and to run again after it was interrupted anywhere."""
    region = Region.objects.get(pk=region_id)
    run = run_of(job, region)
    if run.state == RunState.BUILDING:
        give_up_others(run)
        if not (corrects and correct(run, progress)):
            build(run, progress)
            while not show(run):
                build(run, progress)
    drop_old_runs()


def run_of(job: Job, region: Region) -> ComparisonRun:
    run, _made = ComparisonRun.objects.get_or_create(
        job=job, defaults={"region": region, "started_at": clock.now()}
    )
    return run


def give_up_others(run: ComparisonRun) -> None:
    """One job at a time computes a region: any other run that is still being built has lost its job."""
    for other in ComparisonRun.objects.filter(region=run.region, state=RunState.BUILDING).exclude(pk=run.pk):
        advance(other, GIVE_UP, finished_at=clock.now())


@transaction.atomic
def correct(run: ComparisonRun, progress: Progress) -> bool:
    """Whether putting right the run that is shown was enough."""
    tell(run, progress, 0, RunStep.CORRECTING)
    in_turn(run.region)
    counts = correct_shown_run(run.region)
    if counts is None:
        return False
    until = newest_import(run.region)
    advance(run, CORRECT, finished_at=clock.now(), counts=counts, data_until=until, progress_note="")
    return True


def build(run: ComparisonRun, progress: Progress) -> None:
    tell(run, progress, 0, RunStep.READING)
    run.data_until = newest_import(run.region)
    found = frames.read(run.region)
    write.open_partition(run)
    tell(run, progress, 10, RunStep.COMPARING)
    stored = write.Stored()
    for computed in whole.compute(found):
        stored += write.computed(run, computed, found)
        tell(run, progress, 10 + int(70 * computed.done), RunStep.COMPARING)
    write.attach_partition(run)
    tell(run, progress, 90, RunStep.SUMMARISING)
    write.families(run, families.families(found), found)
    write.categories(run, categories.summaries(found), found)
    run.counts = {
        "schools": len(found.schools.ids),
        "results": len(found.results),
        "newest_year": found.newest_year,
        **stored.counts(),
    }
    run.read_until = found.read_until
    run.save(update_fields=["data_until", "read_until", "counts"])


def tell(run: ComparisonRun, progress: Progress, percent: int, step: RunStep) -> None:
    progress.tell(percent)
    ComparisonRun.objects.filter(pk=run.pk).update(progress_note=step)


@transaction.atomic
def show(run: ComparisonRun) -> bool:
    """Move the pointer: from this moment pages read the new run, and none of them both. Not if figures were
    imported since it read them: whoever imported was given this run."""
    in_turn(run.region)
    if run.data_until != newest_import(run.region) or settings_changed_since(run):
        return False
    for before in ComparisonRun.objects.filter(region=run.region, state=RunState.CURRENT):
        advance(before, REPLACE)
    advance(run, SHOW, finished_at=clock.now(), progress_note="")
    return True


def settings_changed_since(run: ComparisonRun) -> bool:
    """Whether bounds of groups or weights of families changed after the run read them."""
    now = newest_events()
    tables = [audit_of(BenchmarkBand), audit_of(FamilyWeight)]
    return any(run.read_until.get(table, now[table]) != now[table] for table in tables)


def drop_old_runs() -> None:
    """Rows of replaced runs but the last of each region, and of failed ones. The runs themselves stay."""
    for run in sorted(set(write.runs_with_rows()) - set(runs_to_keep())):
        try:
            write.drop_partition(run)
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable):
                raise
            log.info("run_kept_for_readers", run=run)


def runs_to_keep() -> list[int]:
    kept = list(
        ComparisonRun.objects.filter(state__in=[RunState.BUILDING, RunState.CURRENT]).values_list(
            "pk", flat=True
        )
    )
    for region in Region.objects.order_by("pk"):
        replaced = ComparisonRun.objects.filter(region=region, state=RunState.REPLACED)
        kept += replaced.order_by("-finished_at", "-pk").values_list("pk", flat=True)[:KEPT]
    return kept
