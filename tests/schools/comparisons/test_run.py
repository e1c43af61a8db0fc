import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from core import clock
from core.enums import JobState
from core.errors import IllegalTransition
from core.models import Job
from core.transitions import advance
from schools.comparisons import write
from schools.enums import BatchState, RunState
from schools.models import Comparison, ComparisonRun, RegionFigure
from schools.queries.runs import current_run, newest_import, progress_of
from schools.services import recompute
from schools.services.recompute import SHOW, recompute_now, start_run
from tests.factories import make_batch, make_category, make_result, make_school
from tests.schools.comparisons import stored
from tests.schools.comparisons.computed import differences
from tests.schools.comparisons.generated import make_facts
from tests.schools.comparisons.oracle import Oracle
from tests.schools.comparisons.oracle_families import families


def test_what_is_stored_agrees_with_the_plain_calculation(region):
    facts = stored.store(make_facts(seed=8, schools=70, indicators=4, years=3), region)
    run = recompute_now(region=region, by=None)
    oracle = Oracle(facts)
    assert differences(stored.comparisons(run), oracle.comparisons()) == []
    assert differences(stored.cuts(run), oracle.cuts()) == []
    assert differences(stored.lines(run), oracle.lines()) == []
    assert differences(stored.pooled(run), oracle.hiding.pooled()) == []
    assert differences(stored.families(run), families(facts)) == []
    figures = oracle.figures()
    for key, row in figures.items():
        if key[0]:
            row["values"] = []
    assert differences(stored.figures(run), figures) == []
    assert stored.categories(run) == oracle.categories()
    assert len(figures) > 100
    assert run.counts["comparisons"] == len(oracle.comparisons())
    assert run.counts["quarters"] == sum(
        1 for row in oracle.comparisons().values() if row["quarter"] is not None
    )


@pytest.fixture
def schools(region):
    found = [make_school(name=f"Ysgol {number}") for number in range(6)]
    for number, school in enumerate(found):
        make_result(school, "fsm", 12.0)
        make_result(school, "attendance", 85.0 + number)
    make_category(found[0], 2019, "green")
    return found


def test_a_run_is_whole_before_it_is_shown(region, schools):
    first = recompute_now(region=region, by=None)
    assert (first.state, first.job.state, first.job.progress) == (RunState.CURRENT, JobState.DONE, 100)
    quarters = dict(Comparison.objects.filter(run=first, quarter__gt=0).values_list("school_id", "quarter"))
    assert [quarters[school.pk] for school in schools] == [4, 4, 3, 2, 1, 1]
    make_result(schools[0], "capped9", 300.0)
    # Nothing that pages read changes until a run is asked for.
    assert not Comparison.objects.filter(indicator__code="capped9").exists()
    second = recompute_now(region=region, by=None)
    first.refresh_from_db()
    assert (first.state, second.state) == (RunState.REPLACED, RunState.CURRENT)
    assert current_run(region) == second
    assert Comparison.objects.filter(run=second, indicator__code="capped9").count() == 1


def test_rows_of_old_runs_are_dropped_but_for_the_last_two(region, schools):
    runs = [recompute_now(region=region, by=None) for _ in range(5)]
    assert write.runs_with_rows()[-3:] == [run.pk for run in runs[-3:]]
    assert set(RegionFigure.objects.values_list("run", flat=True)) == {run.pk for run in runs[-3:]}
    assert ComparisonRun.objects.filter(region=region).count() == 5


def test_rows_without_a_run_are_dropped_too(region):
    """What a restored backup or an undone transaction left behind."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE schools_comparison_run_987654 (LIKE schools_comparison)")
    recompute_now(region=region, by=None)
    assert 987654 not in write.runs_with_rows()


def test_two_who_ask_get_one_run(region, world):
    first = start_run(region=region, by=world.people.data_officer)
    second = start_run(region=region, by=world.people.consortium)
    assert first == second
    assert Job.objects.filter(kind="schools.recompute").count() == 1
    assert first.job.asked_by == world.people.data_officer


def test_an_interrupted_run_starts_again_and_ends_right(region, schools, monkeypatch):
    class Killed(BaseException):
        """As sudden as a signal: nothing catches it."""

    def killed(run):
        raise Killed

    run = start_run(region=region, by=None)
    with monkeypatch.context() as patched:
        patched.setattr(write, "attach_partition", killed)
        with pytest.raises(Killed):
            recompute_now(region=region, by=None)
    run.refresh_from_db()
    assert (run.state, run.job.state) == (RunState.BUILDING, JobState.RUNNING)
    assert current_run(region) is None
    again = recompute_now(region=region, by=None)
    assert again == run
    assert (again.state, again.job.attempts) == (RunState.CURRENT, 2)
    assert Comparison.objects.filter(run=again).count() == 12


def test_a_run_whose_job_failed_counts_as_failed_and_the_next_begins_anew(region, schools):
    run = start_run(region=region, by=None)
    Job.objects.filter(pk=run.job_id).update(
        state=JobState.FAILED, finished_at=clock.now(), error="The disk is full."
    )
    run = ComparisonRun.objects.select_related("job").get(pk=run.pk)
    progress = progress_of(run)
    assert (progress.state, progress.finished, progress.error) == (RunState.FAILED, True, "The disk is full.")
    after = recompute_now(region=region, by=None)
    run.refresh_from_db()
    assert (run.state, after.state) == (RunState.FAILED, RunState.CURRENT)


def test_figures_imported_meanwhile_are_read_too(region, schools, world, monkeypatch):
    """Whoever imports while a run is being computed is given that run: it must not miss their figures."""
    batch = make_batch(world.people.data_officer)
    read = recompute.frames.read
    readings = []

    def read_and_import(of):
        found = read(of)
        if not readings:
            make_result(schools[0], "capped9", 300.0)
            type(batch).objects.filter(pk=batch.pk).update(
                state=BatchState.STORED, stored_at=clock.now(), stored_by=world.people.data_officer
            )
        readings.append(len(found.results))
        return found

    monkeypatch.setattr(recompute.frames, "read", read_and_import)
    run = recompute_now(region=region, by=None)
    assert readings == [12, 13]
    assert Comparison.objects.filter(run=run, indicator__code="capped9").exists()
    assert run.data_until == newest_import(region)


def test_figures_imported_while_a_shown_run_clears_up_get_a_run_of_their_own(region, schools, monkeypatch):
    asked = []
    monkeypatch.setattr(
        recompute, "drop_old_runs", lambda: asked.extend([start_run(region=region, by=None) for _ in "ab"])
    )
    run = recompute_now(region=region, by=None)
    assert asked[0] == asked[1] != run
    assert asked[0].state == RunState.BUILDING


def test_nothing_imported_yet_gives_an_empty_run(region):
    run = recompute_now(region=region, by=None)
    assert run.state == RunState.CURRENT
    assert run.counts["comparisons"] == 0
    assert Comparison.objects.filter(run=run).count() == 0


def test_a_shown_run_is_not_opened_or_dropped(region, schools):
    run = recompute_now(region=region, by=None)
    for name in ("open", "drop"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT {name}_comparison_partition(%s)", [run.pk])
    with pytest.raises(IllegalTransition):
        advance(run, SHOW, finished_at=clock.now())
    assert Comparison.objects.filter(run=run).count() == 12


def test_every_change_of_a_run_leaves_an_audit_row(region, schools):
    first = recompute_now(region=region, by=None)
    recompute_now(region=region, by=None)
    events = ComparisonRun.pgh_event_model.objects.filter(pgh_obj=first).order_by("pgh_id")
    states = list(events.values_list("state", flat=True))
    assert (states[0], states[-2], states[-1]) == (RunState.BUILDING, RunState.CURRENT, RunState.REPLACED)
    assert states.count(RunState.CURRENT) == states.count(RunState.REPLACED) == 1


def test_a_year_is_the_one_in_which_the_academic_year_ends(region):
    closed = make_school(closed_on=dt.date(2024, 9, 1))
    make_result(closed, "attendance", 90.0, year=2025)
    earlier = make_school(closed_on=dt.date(2024, 8, 31))
    make_result(earlier, "attendance", 90.0, year=2025)
    run = recompute_now(region=region, by=None)
    assert list(Comparison.objects.filter(run=run).values_list("school", flat=True)) == [closed.pk]
