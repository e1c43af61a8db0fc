import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from csc_portal.embedded.home import CHECKOUT, VAR, Home
from csc_portal.embedded.ports import free_ports
from csc_portal.embedded.processes import carries_mark, pid_file, running
from tests.embedded.stand_in import ME

PATIENCE = 30.0
THE_SUITES_OWN = ("MAKE", "DATABASE_", "REDIS_URL")


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(THE_SUITES_OWN)}
    return {**kept, "PYTHONPATH": str(CHECKOUT)}


def hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Run:
    """A supervisor as a process, and what it has said."""

    def __init__(
        self, home: Home, *, port: int = 0, makefile: Path | None = None, worker: str = "wait"
    ) -> None:
        self.home = home
        self.port = port or free_ports(1)[0]
        self.lines: list[str] = []
        command = [sys.executable, ME, "demo", str(home.path), str(self.port), worker]
        self.process = subprocess.Popen(
            ["make", "-f", str(makefile)] if makefile else command,
            env={**environment(), "COMMAND": shlex.join(command)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            # A shell that starts the tests in the background makes them, and their children, deaf to SIGINT.
            preexec_fn=hear_interrupts,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    def stop_listening(self) -> None:
        """Closes the reading end of the pipe, as `head` does."""
        assert self.process.stdout
        os.dup2(os.open(os.devnull, os.O_RDONLY), self.process.stdout.fileno())

    @property
    def said(self) -> str:
        return "\n".join(self.lines)

    def ready(self) -> "Run":
        self.wait_for("Ctrl-C stops it")
        return self

    def wait_for(self, words: str) -> None:
        wait_until(lambda: words in self.said or self.process.poll() is not None)
        assert words in self.said, self.said

    def end(self) -> int:
        status = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return status

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.end()


def pid_of(run: Run, name: str) -> int:
    return int(json.loads(pid_file(run.home, name).read_text())["pid"])


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def left(home: Home) -> list[str]:
    """The names of processes of this home that still run."""
    return [process.name for process in running() if carries_mark(process.pid, home)]


@pytest.fixture(scope="package")
def home() -> Iterator[Home]:
    """In the checkout, where PostgreSQL's user can enter."""
    VAR.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="trial-", dir=VAR))
    yield Home(folder)
    assert left(Home(folder)) == []
    shutil.rmtree(folder)


@pytest.fixture
def start(home: Home) -> Iterator[Callable[..., Run]]:
    """Starts a supervisor on the shared home; the test leaves nothing running."""
    runs: list[Run] = []

    def begin(**options: Any) -> Run:
        runs.append(Run(home, **options))
        return runs[-1]

    yield begin
    for run in runs:
        if run.process.poll() is None:
            run.stop()
    wait_until(lambda: left(home) == [])
