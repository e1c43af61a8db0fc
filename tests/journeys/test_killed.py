"""The worker is killed in the middle of a recompute, seen from the page: the run is taken up again by a new
worker and ends right, once. The sweeper of the running beat sends the lost job."""

import random

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Enter
from tests.journeys.portal import Portal, runs_kept_from_their_place
from tests.journeys.reading import pairs_of, rows_of, words

pytestmark = pytest.mark.browser

# Half a minute until a message counts as lost, ten seconds between sweeps, and a worker's start.
PATIENCE = 110_000


def test_a_killed_recompute_is_taken_up_again_and_ends_right_once(
    enter: Enter, region_portal: Portal
) -> None:
    officer, consortium = enter("data"), enter("consortium")
    dashboard = consortium.open("/en/region/")
    before = words(dashboard.locator(".portal-figures"))
    page = officer.open("/en/runs/")
    runs = rows_of(page.locator("main table"))
    shown = next(name for name, cells in runs.items() if cells[0] == "Shown")
    held = runs[shown][-1]

    with runs_kept_from_their_place(region_portal):
        page.get_by_role("button", name="Compute anew").click()
        expect(page.locator("progress")).to_have_js_property("value", 80)
        run = words(page.locator("h1"))
        region_portal.kill("worker")
    page.wait_for_timeout(1500)
    assert page.locator("progress").count(), "Nobody is left to finish it."
    assert words(consortium.open("/en/region/").locator(".portal-figures")) == before

    region_portal.start_worker()
    expect(page.locator("#outcome")).to_contain_text("Took", timeout=PATIENCE)
    assert pairs_of(page.locator("#outcome"))["State"] == "Shown"
    page = officer.open("/en/runs/")
    after = rows_of(page.locator("main table"))
    assert set(after) - set(runs) == {run}, "One run was asked for and one was made."
    assert [name for name, cells in after.items() if cells[0] == "Shown"] == [run]
    assert after[run][-1] == held, "It holds what the run before held: the figures are the same."
    assert words(consortium.open("/en/region/").locator(".portal-figures")) == before


@pytest.mark.drills
def test_a_worker_killed_at_any_moment_loses_no_run(enter: Enter, region_portal: Portal) -> None:
    chance = random.Random(20261122)
    page = enter("data").open("/en/runs/")
    for _round in range(10):
        runs = rows_of(page.locator("main table"))
        page.get_by_role("button", name="Compute anew").click()
        page.wait_for_timeout(chance.uniform(0, 1500))
        region_portal.kill("worker")
        region_portal.start_worker()
        expect(page.locator("#outcome")).to_contain_text("Took", timeout=PATIENCE)
        run = words(page.locator("h1"))
        page.goto(f"{region_portal.url}/en/runs/")
        after = rows_of(page.locator("main table"))
        assert after[run][0] == "Shown"
        assert len(after) == min(len(runs) + 1, 25)
