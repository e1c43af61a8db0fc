"""`make test` and its like: a command beside servers of its own, so that a demo may run meanwhile."""

import os
import sys
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from csc_portal.embedded.command import in_foreground
from csc_portal.embedded.errors import CannotRun
from csc_portal.embedded.home import VAR, Home, Lock
from csc_portal.embedded.postgres import cluster
from csc_portal.embedded.services import (
    TESTS,
    GivenServices,
    Services,
    are_given,
    portal_environment,
    started,
)
from csc_portal.embedded.system import find_chromium, require_pdf_libraries


def run(command: Sequence[str], *, durable: bool, browser: bool) -> int:
    given = {}
    if browser:
        given["CHROMIUM"] = str(find_chromium())
        require_pdf_libraries()
    home, lock = take_free_home()
    try:
        if are_given():
            return in_foreground(command, suite_environment(home, GivenServices()) | given)
        with started(home, durable=durable) as (services, _):
            services.ensure_database(TESTS)
            # The owner makes and migrates the test's own database; SET ROLE portal_app shows the other part.
            owner = services.addresses(TESTS, owner=True)["DATABASE_OWNER_URL"]
            owners = {"DATABASE_URL": owner, "DATABASE_OWNER_URL": owner}
            return in_foreground(command, suite_environment(home, services) | owners | given)
    finally:
        lock.release()


def take_free_home() -> tuple[Home, Lock]:
    """Runs beside one another each have their servers."""
    for number in count(1):
        home = Home(VAR / f"tests-{number}")
        home.prepare()
        lock = home.lock()
        if lock.take():
            return home, lock
    raise AssertionError("count never ends")


def forget() -> None:
    """What the embedded servers keep outside the checkout; for `make clean`."""
    for home in (Home(VAR), *(Home(folder) for folder in VAR.glob("tests-*"))):
        home.prepare()
        lock = home.lock()
        if not lock.take():
            raise CannotRun(f"Process {lock.holder()} uses {home.path}: stop it first.")
        cluster.forget(home)
        lock.release()


def suite_environment(home: Home, services: Services | GivenServices) -> dict[str, str]:
    path = with_our_programs(os.environ.get("PATH", ""))
    return portal_environment(home, services, TESTS) | {"PATH": path}


def with_our_programs(path: str) -> str:
    """Python's own first; then the Node that set-up brought where the system has none."""
    return os.pathsep.join([str(Path(sys.executable).parent), str(VAR / "node" / "bin"), path])
