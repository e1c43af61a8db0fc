import pytest
from django.urls import reverse
from django.utils import translation

from core import clock
from core.enums import JobState
from core.models import Job
from schools.enums import RunState
from schools.models import ComparisonRun
from schools.services.recompute import recompute_now, start_run
from tests.factories import make_result, make_school


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def run(world):
    for number in range(6):
        school = make_school(name=f"Ysgol {number}")
        make_result(school, "fsm", 12.0)
        make_result(school, "attendance", 85.0 + number)
    return recompute_now(region=world.region, by=world.people.data_officer)


@pytest.fixture
def officer(client, world):
    client.force_login(world.people.data_officer)
    return client


def page(client, name, *arguments, **more):
    return client.get(reverse(name, args=arguments), **more)


def test_runs_are_listed_with_state_time_and_counts(officer, run):
    text = page(officer, "runs").content.decode()
    for words in ("Run ", "Shown", "figures compared", "placed in a quarter", "Data Officer", "Compute anew"):
        assert words in text


def test_starting_leads_to_the_runs_page_and_two_get_one(officer, world, django_capture_on_commit_callbacks):
    first = officer.post(reverse("run_start"))
    second = officer.post(reverse("run_start"))
    run = ComparisonRun.objects.get()
    assert first.url == second.url == reverse("run", args=[run.pk])
    assert run.job.asked_by == world.people.data_officer
    assert "Compute anew" not in page(officer, "runs").content.decode()


def test_starting_is_not_done_by_looking(officer):
    assert page(officer, "run_start").status_code == 405


def test_a_run_being_computed_says_how_far_it_is(officer, world):
    run = start_run(region=world.region, by=None)
    Job.objects.filter(pk=run.job_id).update(state=JobState.RUNNING, progress=40)
    ComparisonRun.objects.filter(pk=run.pk).update(progress_note="comparing")
    whole = page(officer, "run", run.pk).content.decode()
    assert '<progress value="40"' in whole
    assert "Comparing schools" in whole
    assert 'http-equiv="refresh"' in whole
    assert "Check again" in whole
    part = page(officer, "run", run.pk, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert 'hx-trigger="load delay:1s"' in part
    assert 'data-portal-say="The comparisons are being computed."' in part


@pytest.mark.parametrize(
    ("percent", "said"),
    [
        (0, "The comparisons are being computed."),
        (49, "The comparisons are being computed."),
        (50, "Half of the comparisons are computed."),
        (90, "Half of the comparisons are computed."),
    ],
)
def test_those_who_listen_are_told_three_things_at_most(officer, world, percent, said):
    run = start_run(region=world.region, by=None)
    Job.objects.filter(pk=run.job_id).update(state=JobState.RUNNING, progress=percent)
    part = page(officer, "run", run.pk, headers={"HX-Request": "true"}).content.decode()
    assert f'data-portal-say="{said}"' in part


def test_a_finished_run_asks_no_more_and_shows_what_it_holds(officer, run):
    part = page(officer, "run", run.pk, headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in part
    assert "The comparisons are ready." in part
    assert 'id="outcome" hx-swap-oob="true"' in part
    whole = page(officer, "run", run.pk).content.decode()
    assert 'http-equiv="refresh"' not in whole
    assert "not an official benchmark" in whole
    assert "Group 2" in whole
    assert "over 10%, up to 15%" in whole


def test_a_failed_run_says_so(officer, world):
    run = start_run(region=world.region, by=None)
    Job.objects.filter(pk=run.job_id).update(
        state=JobState.FAILED, finished_at=clock.now(), error="The disk is full."
    )
    whole = page(officer, "run", run.pk).content.decode()
    assert "This run was not finished" in whole
    assert "The disk is full." in whole
    assert str(RunState.FAILED.label) in page(officer, "runs").content.decode()


def test_cut_points_are_those_of_the_chosen_measure(officer, run):
    for number in range(5):
        school = make_school(phase="primary", name=f"Ysgol Gynradd {number}")
        make_result(school, "fsm", 7.0)
        make_result(school, "attendance", 90.0 + number)
    run = recompute_now(region=run.region, by=None)
    address = reverse("run", args=[run.pk])
    for query, heading in {
        "": "Attendance: Primary",
        "?measure=attendance&phase=secondary": "Attendance: Secondary",
        # What nobody could choose falls back to what there is.
        "?measure=none&phase=moon": "Attendance: Primary",
    }.items():
        assert heading in officer.get(address + query).content.decode()


@pytest.mark.parametrize("name", ["head", "adviser", "consortium", "administrator", "stranger"])
def test_nobody_else_enters(client, world, run, name):
    client.force_login(getattr(world.people, name))
    assert page(client, "runs").status_code == 403
    assert page(client, "run", run.pk).status_code == 404
    assert client.post(reverse("run_start")).status_code == 403


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_asks_the_same_however_long_it_is(officer, world, count, django_assert_max_num_queries):
    for _number in range(count):
        recompute_now(region=world.region, by=None)
    with django_assert_max_num_queries(8):
        page(officer, "runs")
