"""The whole portal for a walk in a browser: a database of its own, web, worker and beat as processes.

It stands on the servers that DATABASE_URL and REDIS_URL name and runs what `make demo` runs, as the role
that the application has in earnest."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import redis
from psycopg2 import sql

from csc_portal.embedded.demo import Commands
from csc_portal.embedded.ports import free_ports
from csc_portal.embedded.postgres.databases import APPLICATION
from tests.journeys.mailbox import Mailbox

CHECKOUT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
PASSWORD = "taith-drwy-r-porth"
PATIENCE = 90.0
COMMANDS = Commands()
NOT_HANDED_ON = {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "DATA", "DJANGO_ALLOW_ASYNC_UNSAFE"}


@dataclass
class Portal:
    """`processes` are the running ones by name (web, worker, beat)."""

    url: str
    owner_url: str
    environment: Mapping[str, str]
    logs: Path
    mailbox: Mailbox
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def manage(self, *arguments: str, **other: str) -> str:
        """What a management command writes. Fails with what it said."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=CHECKOUT,
            env={**self.environment, **other},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr[-3000:]}"
        return done.stdout

    def start(self, name: str, command: Sequence[str]) -> None:
        """In a session of its own, so that all of it can be ended at once."""
        with self.log(name).open("ab") as output:
            self.processes[name] = subprocess.Popen(
                [sys.executable, *command],
                cwd=CHECKOUT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def start_worker(self) -> None:
        self.start("worker", COMMANDS.worker)

    def kill(self, name: str) -> None:
        """As hard as can be, and whatever it has started with it."""
        self._end(name, signal.SIGKILL)

    def stop(self, name: str) -> None:
        self._end(name, signal.SIGTERM)

    def _end(self, name: str, number: signal.Signals) -> None:
        process = self.processes.pop(name, None)
        if process is None:
            return
        try:
            os.killpg(process.pid, number)
            process.wait(10)
        except ProcessLookupError:
            process.wait()
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def wait_until_healthy(self) -> None:
        end = time.monotonic() + PATIENCE
        while not self._is_healthy():
            if self.processes["web"].poll() is not None or time.monotonic() > end:
                raise AssertionError(f"No web:\n{self.log('web').read_text()[-3000:]}")
            time.sleep(0.1)

    def _is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health/", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


# Between the numbers of one worker's portals on the Redis server and those of the next worker's.
NUMBERS_A_WORKER = 4


@contextmanager
def running_portal(name: str, number: int, folder: Path, *load: str) -> Iterator[Portal]:
    """`number` is its database on the Redis server, `load` what load_demonstration is told."""
    owner = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
    # Each worker of the suite has portals of its own.
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    database = f"portal_journeys_{name}_{worker}"
    broker = at_path(os.environ["REDIS_URL"], str(number + NUMBERS_A_WORKER * worker))
    web_port, mail_port = free_ports(2)
    url = f"http://{HOST}:{web_port}"
    mailbox = Mailbox(mail_port)
    environment = {
        **{key: value for key, value in os.environ.items() if key not in NOT_HANDED_ON},
        "DATABASE_URL": as_application(at_path(owner, database)),
        "REDIS_URL": broker,
        "BASE_URL": url,
        "EMAIL_URL": f"smtp://{HOST}:{mail_port}",
        "FILES_DIR": str(folder / "files"),
        "HTTPS": "0",
        "DEMONSTRATION": "1",
        "DEBUG": "0",
    }
    portal = Portal(url, at_path(owner, database), environment, folder, mailbox)
    with ExitStack() as stack:
        empty_broker(broker)
        make_database(owner, database)
        stack.callback(drop_database, owner, database)
        prepare(portal)
        portal.manage("load_demonstration", *load, "--password", PASSWORD)
        mailbox.start()
        stack.callback(mailbox.stop)
        stack.callback(empty_broker, broker)
        for process in ("worker", "beat", "web"):
            stack.callback(portal.stop, process)
        portal.start_worker()
        portal.start("beat", (*COMMANDS.beat, "--schedule", str(folder / "beat")))
        portal.start("web", (*COMMANDS.web, "--host", HOST, "--port", str(web_port)))
        portal.wait_until_healthy()
        yield portal


def prepare(portal: Portal) -> None:
    """The application's role is named by an address that nobody opens; the owner's does the work."""
    parts = urlsplit(portal.owner_url)
    role = application_role(portal.owner_url)
    named = parts._replace(netloc=f"{role}:unused@{parts.hostname}:{parts.port}")
    portal.manage(
        "prepare_database",
        DATABASE_URL=urlunsplit(named) if role != parts.username else portal.owner_url,
        DATABASE_OWNER_URL=portal.owner_url,
    )


def as_application(owner_url: str) -> str:
    """The owner's connection, working as the application's role."""
    role = application_role(owner_url)
    return owner_url if role == urlsplit(owner_url).username else f"{owner_url}?options=-crole={role}"


def application_role(owner_url: str) -> str:
    """That of DATABASE_URL, or the embedded server's; the owner itself where there is no other."""
    owner = urlsplit(owner_url).username or ""
    given = urlsplit(os.environ["DATABASE_URL"]).username or ""
    if given != owner:
        return given
    opened = connect(at_path(owner_url, "postgres"))
    with opened.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s", [APPLICATION])
        known = cursor.fetchone()[0]
    opened.close()
    return APPLICATION if known else owner


def connect(url: str) -> psycopg2.extensions.connection:
    opened = psycopg2.connect(url)
    opened.autocommit = True
    return opened


@contextmanager
def runs_kept_from_their_place(portal: Portal) -> Iterator[None]:
    """While this holds, a run can be computed but neither be put among the others nor into the one that is
    shown: it stays where it is. Pages read on."""
    holder = psycopg2.connect(portal.owner_url)
    try:
        with holder.cursor() as cursor:
            cursor.execute("LOCK TABLE schools_comparison IN EXCLUSIVE MODE")
        yield
    finally:
        holder.close()


def make_database(owner_url: str, name: str) -> None:
    drop_database(owner_url, name)
    opened = connect(at_path(owner_url, "postgres"))
    with opened.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    opened.close()


def drop_database(owner_url: str, name: str) -> None:
    opened = connect(at_path(owner_url, "postgres"))
    with opened.cursor() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    opened.close()


def empty_broker(url: str) -> None:
    with redis.Redis.from_url(url) as broker:
        broker.flushdb()


def at_path(url: str, path: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{path}", query=""))
