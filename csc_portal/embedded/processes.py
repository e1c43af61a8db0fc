"""Children in sessions of their own, and finding what a killed run left of them."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from csc_portal.embedded.errors import CannotRun
from csc_portal.embedded.home import Home, read_json, write_json

PROC = Path("/proc")
# Every child carries it, so that a process whose number was given away is never mistaken for one of ours.
MARK = "CSC_PORTAL_HOME"
PATIENCE_AFTER_KILL = 5.0


@dataclass(frozen=True)
class Stat:
    """What /proc says of a process; `started` in clock ticks since the machine started."""

    pid: int
    name: str
    state: str
    session: int
    started: int


def stat(pid: int) -> Stat | None:
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    before, _, after = text.rpartition(")")
    fields = after.split()
    return Stat(pid, before.partition("(")[2], fields[0], int(fields[3]), int(fields[19]))


def running() -> list[Stat]:
    found = (stat(int(entry.name)) for entry in PROC.iterdir() if entry.name.isdigit())
    return [process for process in found if process and process.state not in "ZX"]


def carries_mark(pid: int, home: Home) -> bool:
    try:
        return f"{MARK}={home.path}".encode() in (PROC / str(pid) / "environ").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return False


def send(pids: Sequence[int], number: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


def wait_until_gone(pids: Sequence[int], seconds: float) -> bool:
    end = time.monotonic() + seconds
    alive = set(pids)
    while alive:
        alive &= {process.pid for process in running()}
        if alive and time.monotonic() > end:
            return False
        if alive:
            time.sleep(0.05)
    return True


class Child:
    """One process with its log, its pid file and its manner of stopping."""

    def __init__(
        self,
        home: Home,
        name: str,
        command: Sequence[str | Path],
        *,
        environment: Mapping[str, str] | None = None,
        stop_with: signal.Signals = signal.SIGTERM,
        grace: float = 10.0,
        user: int | None = None,
        group: int | None = None,
        folder: Path | None = None,
        answer: Path | None = None,
    ) -> None:
        """`answer` takes what it writes to its standard output, which else goes to its log."""
        self.name = name
        self.log = home.logs / f"{name}.log"
        self._answer = answer
        self._home = home
        self._command = [str(part) for part in command]
        self._environment = {**(os.environ if environment is None else environment), MARK: str(home.path)}
        self._stop_with = stop_with
        self._grace = grace
        self._user = user
        self._group = group
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.started_at = 0.0

    def start(self, *, keep_log: bool = False) -> None:
        if not keep_log and self.log.exists():
            self.log.replace(self.log.with_suffix(".previous.log"))
        with ExitStack() as files:
            log = files.enter_context(self.log.open("ab"))
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=files.enter_context(self._answer.open("wb")) if self._answer else log,
                stderr=log,
                start_new_session=True,
                user=self._user,
                group=self._group,
                extra_groups=None if self._user is None else [],
            )
        self.started_at = time.monotonic()
        note = stat(self._process.pid)
        write_json(
            pid_file(self._home, self.name),
            {"pid": self._process.pid, "started": note.started if note else 0},
        )

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    def status(self) -> int | None:
        """The exit status, negative for a signal; None while it runs."""
        return self._process.poll() if self._process else 0

    def tail(self, lines: int = 15) -> str:
        if not self.log.exists():
            return ""
        return "\n".join(f"    {line}" for line in self.log.read_text(errors="replace").splitlines()[-lines:])

    def ask_to_stop(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(self._stop_with)

    def stop(self, *, hurried: bool = False) -> None:
        """Asks, waits, then ends whatever is left of its session."""
        if not self._process:
            return
        self.ask_to_stop()
        try:
            self._process.wait(0.5 if hurried else self._grace)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self.clear()

    def clear(self) -> None:
        """Ends grandchildren that outlived their parent; two pools must not work side by side."""
        end_session(self._home, self.pid)
        pid_file(self._home, self.name).unlink(missing_ok=True)


def pid_file(home: Home, name: str) -> Path:
    return home.run / f"{name}.pid"


def session_of(leader: int) -> list[int]:
    return [process.pid for process in running() if process.session == leader]


def end_session(home: Home, leader: int) -> None:
    members = [pid for pid in session_of(leader) if carries_mark(pid, home)]
    send(members, signal.SIGKILL)
    wait_until_gone(members, PATIENCE_AFTER_KILL)


def left_of(home: Home, pid: int, started: int) -> list[int]:
    """The session that a pid file tells of, unless the number now belongs to somebody else."""
    leader = stat(pid)
    if leader is not None and leader.started != started:
        return []
    return [member for member in session_of(pid) if leader is not None or carries_mark(member, home)]


def end_orphans(home: Home, names: Sequence[str]) -> list[str]:
    """Stops what a killed supervisor left behind, in the order given; answers with the names it found."""
    found = []
    for name in names:
        note = read_json(pid_file(home, name))
        if note is None:
            continue
        members = left_of(home, note["pid"], note["started"])
        if members:
            found.append(name)
            send(members, signal.SIGTERM)
            if not wait_until_gone(members, 3.0):
                send(members, signal.SIGKILL)
            if not wait_until_gone(members, PATIENCE_AFTER_KILL):
                raise CannotRun(f"Process {note['pid']} ({name}) of an earlier run cannot be stopped.")
        pid_file(home, name).unlink(missing_ok=True)
    return found
