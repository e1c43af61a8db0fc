"""Being asked to stop, by a signal or by the loss of whoever started this."""

import os
import signal
import time
from types import FrameType

from csc_portal.embedded.processes import PROC


class Stopped(Exception):
    """Somebody asked to stop; everything on the way out is taken down in order."""


class Interruption:
    """Notes SIGINT, SIGTERM and SIGHUP; a second one asks for hurry."""

    def __init__(self) -> None:
        self._signals = 0
        self._parent = Parent()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._signals += 1

    @property
    def hurried(self) -> bool:
        return self._signals > 1

    def pause(self, seconds: float) -> None:
        if self._signals or self._parent.is_lost() or self._parent.is_interrupted():
            raise Stopped
        time.sleep(seconds)


class Parent:
    """make, where it started this.

    When it alone is killed or interrupted it tells nobody: killed it leaves an orphan, and after SIGINT it
    goes on waiting for its children, no longer catching the signal. Both can be seen.
    """

    def __init__(self) -> None:
        self._watched = "MAKELEVEL" in os.environ
        self._pid = os.getppid()
        self._caught = self._catches_interrupt()

    def is_lost(self) -> bool:
        return self._watched and os.getppid() != self._pid

    def is_interrupted(self) -> bool:
        return self._watched and self._caught and not self._catches_interrupt()

    def _catches_interrupt(self) -> bool:
        try:
            lines = (PROC / str(self._pid) / "status").read_text().splitlines()
        except (FileNotFoundError, ProcessLookupError):
            return False
        mask = next((line.split()[1] for line in lines if line.startswith("SigCgt:")), "0")
        return bool(int(mask, 16) >> (signal.SIGINT - 1) & 1)
