"""`make manage`: one management command against the embedded services, whether the demo runs or not."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from csc_portal.embedded.errors import CannotRun
from csc_portal.embedded.home import CHECKOUT, Home
from csc_portal.embedded.interruption import Parent
from csc_portal.embedded.prepared import is_prepared, note_prepared
from csc_portal.embedded.services import (
    DATA,
    DEMO,
    GivenServices,
    Purpose,
    Services,
    are_given,
    portal_environment,
    started,
)

PATIENCE = 120.0
# These change tables, which the application's role may not.
OWNERS_COMMANDS = {"prepare_database", "migrate"}


MANAGE = "manage.py"


def run(arguments: Sequence[str], data: Path | None, home: Home, program: str = MANAGE) -> int:
    home.prepare()
    purpose = DATA if data else DEMO
    with services_for(home) as services:
        environment = portal_environment(home, services, purpose) | {"DEMONSTRATION": "1"}
        owners = {**environment, **services.addresses(purpose, owner=True)}
        if isinstance(services, Services) and lacks_tables(services, purpose):
            prepare(home, purpose, program, owners)
        wanted = owners if OWNERS_COMMANDS & set(arguments[:1]) else environment
        return in_foreground([sys.executable, program, *arguments], wanted)


@contextmanager
def services_for(home: Home) -> Iterator[Services | GivenServices]:
    """Those given, those of the running demo, or our own for as long as it takes."""
    if are_given():
        yield GivenServices()
        return
    lock = home.lock()
    end = time.monotonic() + PATIENCE
    while not lock.take():
        state = home.state() or {}
        if "postgres_port" in state:
            yield Services(home, state["postgres_port"], state["valkey_port"])
            return
        if time.monotonic() > end:
            raise CannotRun(
                f"Process {lock.holder()} uses the embedded services and has not come to their being ready."
            )
        time.sleep(0.1)
    try:
        home.set_state(None)
        with started(home) as (services, _):
            yield services
    finally:
        lock.release()


def lacks_tables(services: Services, purpose: Purpose) -> bool:
    made = services.ensure_database(purpose)
    return made or not is_prepared(services.home, purpose)


def prepare(home: Home, purpose: Purpose, program: str, environment: Mapping[str, str]) -> None:
    print("Preparing the database …", file=sys.stderr, flush=True)
    log = home.logs / "prepare.log"
    with log.open("wb") as output:
        done = subprocess.run(
            [sys.executable, program, "prepare_database"],
            cwd=CHECKOUT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        raise CannotRun(f"The database could not be prepared:\n{log.read_text(errors='replace')}")
    note_prepared(home, purpose)


def in_foreground(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """With our terminal. Ctrl-C reaches it without us, and a shell may use it and go on."""
    process = subprocess.Popen(command, cwd=CHECKOUT, env=environment)

    def hand_on(number: int, frame: FrameType | None) -> None:
        process.send_signal(number)

    def leave(number: int, frame: FrameType | None) -> None:
        """Not SIG_IGN, which the command would inherit."""

    signal.signal(signal.SIGINT, leave)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, hand_on)
    parent = Parent()
    while True:
        try:
            status = process.wait(0.2)
        except subprocess.TimeoutExpired:
            if parent.is_lost():
                process.terminate()
        else:
            return status if status >= 0 else 128 - status
