"""Runs steps, then watches children: puts the portal's own up again, ends when a server is lost."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO

from csc_portal.embedded.errors import CannotRun
from csc_portal.embedded.home import shown
from csc_portal.embedded.interruption import Interruption
from csc_portal.embedded.processes import Child

PAUSE = 0.1
# A child that lived this long had started well; its next end counts as the first.
SETTLED = 10.0
MOST_ENDS = 5


def run_step(child: Child, interruption: Interruption, *, failure: str, say: Callable[[str], None]) -> None:
    """A command that has to end well before anything goes on; what it says of its progress is said on."""
    child.start()
    with child.log.open("rb") as log:
        try:
            while (status := child.status()) is None:
                say_on(log, say)
                interruption.pause(PAUSE)
        finally:
            child.stop()
        if not status:
            say_on(log, say)
    if status:
        raise CannotRun(f"{failure}\n{child.tail(30)}")


def say_on(log: IO[bytes], say: Callable[[str], None]) -> None:
    """Whole lines since the last time, without those that are for machines."""
    start = log.tell()
    text = log.read()
    whole = text[: text.rfind(b"\n") + 1]
    log.seek(start + len(whole))
    for line in whole.decode(errors="replace").splitlines():
        if line.strip() and not line.startswith("{"):
            say(f"  {line}")


def wait_for(is_ready: Callable[[], bool], child: Child, interruption: Interruption, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not is_ready():
        if child.status() is not None:
            raise CannotRun(f"{child.name} did not start:\n{child.tail()}")
        if time.monotonic() > end:
            raise CannotRun(f"{child.name} did not answer in {seconds:.0f} s:\n{child.tail()}")
        interruption.pause(PAUSE)


@dataclass
class Watched:
    child: Child
    ends: int = 0
    again_at: float | None = None

    def look(self, say: Callable[[str], None]) -> None:
        status = self.child.status()
        if self.again_at is not None:
            self._start_again_when_due()
        elif status is not None:
            self._note_end(status, say)

    def _note_end(self, status: int, say: Callable[[str], None]) -> None:
        self.child.clear()
        lived = time.monotonic() - self.child.started_at
        self.ends = 1 if lived > SETTLED else self.ends + 1
        say(f"{ended(self.child, status)}\n{self.child.tail()}")
        if self.ends == MOST_ENDS:
            raise CannotRun(f"{self.child.name} ended {MOST_ENDS} times in a row and is not started again.")
        wait = 0.125 * 2**self.ends if self.ends > 1 else 0.0
        self.again_at = time.monotonic() + wait
        say(f"It is started again{f' in {wait:g} s' if wait else ''}.")

    def _start_again_when_due(self) -> None:
        if self.again_at is not None and time.monotonic() >= self.again_at:
            self.child.start(keep_log=True)
            self.again_at = None


def watch(
    servers: Sequence[Child], portal: Sequence[Child], interruption: Interruption, say: Callable[[str], None]
) -> None:
    """Until somebody asks to stop, or something is lost for good."""
    watched = [Watched(child) for child in portal]
    while True:
        for server in servers:
            if (status := server.status()) is not None:
                raise CannotRun(f"{ended(server, status)} Nothing can go on without it.\n{server.tail()}")
        for each in watched:
            each.look(say)
        interruption.pause(PAUSE)


def ended(child: Child, status: int) -> str:
    how = f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
    return f"{child.name} {how}; the last lines of {shown(child.log)} say:"
