"""One data folder and the server on it."""

import hashlib
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg2

from csc_portal.embedded.errors import CannotRun
from csc_portal.embedded.home import CHECKOUT, Home
from csc_portal.embedded.postgres.databases import SUPERUSER, connect
from csc_portal.embedded.postgres.programs import Programs, find_programs, find_user
from csc_portal.embedded.processes import PROC, Child, running, send, wait_until_gone

# Where data and programs go when another user has to read them and cannot enter the checkout.
OPEN_PLACE = Path("/var/lib/csc-portal")
START_PATIENCE = 90.0
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# For data that nobody will miss after the run.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Cluster:
    def __init__(self, home: Home, port: int, *, durable: bool = True) -> None:
        self.port = port
        self._home = home
        self._settings = SETTINGS if durable else SETTINGS | FORGETFUL
        programs = find_programs()
        name = f"postgres-{programs.major}"
        place = home.path
        self._user = find_user(owner_of(home.path / name))
        if not self._user.can_enter(home.path):
            place = made_open_place(home)
            self._user = find_user(owner_of(place / name))
        self.data = place / name
        self._programs = self._readable(programs, home)
        self.child = self._child()

    def _readable(self, programs: Programs, home: Home) -> Programs:
        if self._user.can_enter(programs.folder):
            return programs
        return programs.copied_to(made_open_place(home))

    def _child(self) -> Child:
        settings = self._settings | {"port": str(self.port)}
        return Child(
            self._home,
            "postgres",
            [
                self._programs.folder / "postgres",
                "-D",
                self.data,
                *(part for key, value in settings.items() for part in ("-c", f"{key}={value}")),
            ],
            # SIGINT is PostgreSQL's fast shutdown: it ends sessions, and then itself in order.
            stop_with=signal.SIGINT,
            grace=30.0,
            user=self._user.number,
            group=self._user.group,
            folder=self.data,
        )

    def start(self) -> None:
        if not self.data.exists():
            self._make_data()
        self._end_leftovers()
        self.child.start()

    def stop(self) -> None:
        """Its own children have sessions of their own and outlive it for a moment when it was killed."""
        self.child.stop()
        self._end_leftovers()

    def wait_until_ready(self) -> None:
        end = time.monotonic() + START_PATIENCE
        while True:
            if self.child.status() is not None:
                raise CannotRun(f"PostgreSQL did not start:\n{self.child.tail()}")
            try:
                connect(self._home, self.port, "postgres").close()
            except psycopg2.OperationalError as error:
                self._judge(error, end)
            else:
                return
            time.sleep(0.05)

    def _judge(self, error: psycopg2.OperationalError, end: float) -> None:
        if "authentication failed" in str(error):
            raise CannotRun(
                f"The database in {self.data} was made with other passwords than {self._home.run} has now. "
                f"Remove {self.data} to begin with an empty one."
            ) from error
        if time.monotonic() > end:
            raise CannotRun(
                f"PostgreSQL did not answer in {START_PATIENCE:.0f} s:\n{self.child.tail()}"
            ) from error

    def _make_data(self) -> None:
        """Made beside its place and then moved, so that what is there is always whole."""
        draft = self.data.with_suffix(".new")
        passwords = self.data.with_suffix(".password")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(0o700)
        passwords.touch(0o600)
        passwords.write_text(self._home.secret(SUPERUSER))
        if self._user.number is not None:
            for path in (draft, passwords):
                os.chown(path, self._user.number, self._user.group or -1)
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        locale = builtin if self._programs.major >= 17 else ["--locale=C.UTF-8"]
        made = subprocess.run(
            [
                self._programs.folder / "initdb",
                *("-D", draft, "--username", SUPERUSER, "--pwfile", passwords),
                *("--auth=scram-sha-256", "--encoding=UTF8", "--no-sync", *locale),
            ],
            cwd="/",
            user=self._user.number,
            group=self._user.group,
            extra_groups=None if self._user.number is None else [],
            # Ctrl-C is for us to act on, when this has ended.
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        passwords.unlink()
        if made.returncode:
            raise CannotRun(f"PostgreSQL could not make its data folder {self.data}:\n{made.stderr}")
        draft.rename(self.data)

    def _end_leftovers(self) -> None:
        """Whoever serves this folder without our child is an orphan: we hold the lock.

        The pid file may be stale too, and its number be somebody else's by now.
        """
        for number, patience in ((signal.SIGINT, 10.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)):
            left = servers_on(self.data)
            send(left, number)
            if wait_until_gone(left, patience):
                break
        (self.data / "postmaster.pid").unlink(missing_ok=True)


def servers_on(data: Path) -> list[int]:
    """Every process of a PostgreSQL server works in its data folder."""
    return [
        process.pid for process in running() if process.name == "postgres" and works_in(process.pid, data)
    ]


def works_in(pid: int, folder: Path) -> bool:
    try:
        return (PROC / str(pid) / "cwd").readlink() == folder
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return False


def owner_of(data: Path) -> int | None:
    return data.stat().st_uid if data.exists() else None


def open_place(home: Home) -> Path:
    """Named after the home and its secret: where the home is made anew, its data is new too."""
    key = hashlib.sha256(f"{home.path} {home.secret(SUPERUSER)}".encode()).hexdigest()[:12]
    return OPEN_PLACE / f"{CHECKOUT.name}-{key}"


def made_open_place(home: Home) -> Path:
    place = open_place(home)
    place.mkdir(parents=True, exist_ok=True)
    for folder in (OPEN_PLACE, place):
        folder.chmod(0o755)
    return place


def forget(home: Home) -> None:
    """Removes what lies outside the home; with its secrets it would be of no use to anybody."""
    shutil.rmtree(open_place(home), ignore_errors=True)
