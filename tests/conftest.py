import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from pytest_django.plugin import blocking_manager_key

from schools.models import Region
from tests.browser import (  # noqa: F401 - fixtures
    browser_context_args,
    browser_type_launch_args,
    open_as,
    playwright,
    portal_server,
)
from tests.personas import World, make_world
from tests.reference import load_reference

REAL_DATA = Path(os.environ.get("DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")


# Started once for all tests of the folder, so one worker takes them; first, since they take longest.
TAKEN_TOGETHER = ("journeys", "embedded")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.xdist_group(group_of(item)))
    items.sort(key=lambda item: group_of(item) not in TAKEN_TOGETHER)
    if REAL_DATA.is_dir():
        return
    left_out = [item for item in items if item.get_closest_marker("real_data")]
    items[:] = [item for item in items if item not in left_out]
    config.stash[LEFT_OUT] = len(left_out)


def group_of(item: pytest.Item) -> str:
    """What one worker takes as a whole: a folder that is taken together, otherwise a file."""
    place = item.path.relative_to(Path(__file__).parent)
    return place.parts[0] if place.parts[0] in TAKEN_TOGETHER else str(place)


LEFT_OUT = pytest.StashKey[int]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    left_out = config.stash.get(LEFT_OUT, 0)
    if left_out:
        terminalreporter.write_line(
            f"{left_out} tests on the real files were left out: the published files are not at {REAL_DATA}."
            " Name their folder with DATA=…"
        )


EMPTIED = pytest.StashKey[bool]()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Function) -> None:
    """A test with transactions of its own leaves empty tables: before the next one's transaction begins the
    reference data is loaded again, so that all that follow find it too."""
    marker = item.get_closest_marker("django_db")
    if marker is None and "db" not in item.fixturenames:
        return
    if item.config.stash.get(EMPTIED, False):
        with item.config.stash[blocking_manager_key].unblock():
            load_reference()
    item.config.stash[EMPTIED] = "transactional_db" in item.fixturenames or (
        marker is not None and marker.kwargs.get("transaction", False)
    )


@pytest.fixture(autouse=True)
def clear_cache() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def speak_english() -> None:
    """Whatever language the test before left."""
    translation.activate("en")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The server of the browser tests keeps no connection, which would hold the test's database open."""
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The reference data is loaded once, and every test's own transaction starts from it."""
    with django_db_blocker.unblock():
        load_reference()


@pytest.fixture
def region(db: None) -> Region:
    """The reference data: region, authorities, indicators, bands, releases."""
    return Region.objects.get()


@pytest.fixture
def world(region: Region) -> World:
    return make_world(region)


@pytest.fixture
def real_data() -> Path:
    return REAL_DATA
