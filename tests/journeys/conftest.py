from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser import Visit
from tests.conftest import REAL_DATA
from tests.journeys.people import People
from tests.journeys.portal import Portal, running_portal

Enter = Callable[..., Visit]


@pytest.fixture(scope="session")
def real_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The portal with the published files."""
    folder = tmp_path_factory.mktemp("real-portal")
    with running_portal("real", 9, folder, "--data", str(REAL_DATA)) as portal:
        yield portal


@pytest.fixture(scope="session")
def region_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The portal with a generated region, a smaller one than the demonstration: it is there sooner."""
    folder = tmp_path_factory.mktemp("region-portal")
    with running_portal("region", 10, folder, "--schools", "150") as portal:
        yield portal


@pytest.fixture(scope="session")
def real_people(real_portal: Portal, browser: Browser, browser_context_args: dict[str, Any]) -> People:
    return People(real_portal, browser, browser_context_args)


@pytest.fixture(scope="session")
def region_people(region_portal: Portal, browser: Browser, browser_context_args: dict[str, Any]) -> People:
    return People(region_portal, browser, browser_context_args)


@pytest.fixture
def enter_real(real_people: People) -> Iterator[Enter]:
    """`enter_real("consortium")` gives that account's Visit on the published files."""
    yield from entering(real_people)


@pytest.fixture
def enter(region_people: People) -> Iterator[Enter]:
    """`enter("head")` gives that account's Visit on the generated region, `enter("")` a stranger's."""
    yield from entering(region_people)


def entering(people: People) -> Iterator[Enter]:
    visits: list[Visit] = []

    def enter(account: str = "", **options: Any) -> Visit:
        made = people.visit(account, **options)
        visits.append(made)
        return made

    yield enter
    said = [line for made in visits for line in made.said]
    for made in visits:
        made.context.close()
    assert not said, f"The console of the browser must stay silent: {said}"


@pytest.fixture
def data_file() -> Callable[[str], Path]:
    """One of the published files, by name."""

    def find(name: str) -> Path:
        return REAL_DATA / name

    return find
