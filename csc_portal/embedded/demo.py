"""`make demo`: the whole portal with its servers, until somebody asks it to stop."""

import http.client
import os
import socket
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from csc_portal.embedded.errors import CannotRun
from csc_portal.embedded.home import CHECKOUT, Home, Lock, shown
from csc_portal.embedded.interruption import Interruption, Stopped
from csc_portal.embedded.prepared import note_prepared
from csc_portal.embedded.processes import Child, end_orphans
from csc_portal.embedded.services import (
    DATA,
    DEMO,
    EVERY_CHILD,
    GivenServices,
    Services,
    are_given,
    portal_environment,
    started,
)
from csc_portal.embedded.supervisor import run_step, wait_for, watch
from csc_portal.embedded.system import pdf_libraries_missing

HOST = "127.0.0.1"
HEALTH_PATIENCE = 90.0


@dataclass(frozen=True)
class Commands:
    """What is run, after the Python that runs it."""

    prepare: tuple[str, ...] = ("manage.py", "prepare_database")
    load: tuple[str, ...] = ("manage.py", "load_demonstration")
    worker: tuple[str, ...] = (
        *("-m", "celery", "-A", "csc_portal", "worker", "--concurrency", "2", "--loglevel", "INFO"),
        *("--without-gossip", "--without-mingle"),
    )
    beat: tuple[str, ...] = ("-m", "celery", "-A", "csc_portal", "beat", "--pidfile", "")
    # Two processes for two cores; a thread waits for the database most of its time and holds one connection.
    web: tuple[str, ...] = (
        *("-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10", "csc_portal.wsgi:application"),
    )


def say(text: str) -> None:
    """To whoever still listens: a reader that went away must not keep anything from being stopped."""
    try:
        print(text, flush=True)
    except OSError:
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())


def run(port: int, data: Path | None, home: Home, commands: Commands) -> None:
    home.prepare()
    interruption = Interruption()
    try:
        with ExitStack() as stack:
            take_lock(home, home.lock(), stack)
            try:
                Demo(home, port, data, commands, interruption, stack).run()
            finally:
                home.set_state({"stopping": True})
    except Stopped:
        say("Stopped.")


def take_lock(home: Home, lock: Lock, stack: ExitStack) -> None:
    """A demo that is on its way out is waited for; any other keeps this one away."""
    patience = time.monotonic() + 1.0
    while not lock.take():
        state = home.state() or {}
        if time.monotonic() > patience and not state.get("stopping"):
            raise CannotRun(
                f"Another make demo or make manage is running in this checkout (process {lock.holder()}). "
                "Stop it first, or use it."
            )
        time.sleep(0.1)
    stack.callback(lock.release)
    stack.callback(home.set_state, None)


class Demo:
    def __init__(
        self,
        home: Home,
        port: int,
        data: Path | None,
        commands: Commands,
        interruption: Interruption,
        stack: ExitStack,
    ) -> None:
        self._home = home
        self._port = port
        self._data = data
        self._commands = commands
        self._interruption = interruption
        self._stack = stack
        self._purpose = DATA if data else DEMO
        self._url = f"http://{HOST}:{port}"
        self._password = home.secret("demonstration", octets=8)
        self._environment: dict[str, str] = {}

    def run(self) -> None:
        home = self._home
        end_orphans(home, EVERY_CHILD)
        check_port_is_free(self._port)
        # Everything else works without.
        if missing := pdf_libraries_missing():
            say(missing)
        services, servers = self._servers()
        environment = portal_environment(home, services, self._purpose, base_url=self._url)
        self._environment = environment | {"DEMONSTRATION": "1", "HASHED_STATIC": "1"}
        self._prepare(services.addresses(self._purpose, owner=True))
        # Only now may make manage join in: the tables are there.
        self._home.set_state(services.state())
        accounts = self._load()
        portal = self._portal()
        wait_for(self._is_healthy, portal[-1], self._interruption, HEALTH_PATIENCE)
        say(f"\nReady: {self._url}/")
        say(f"Password: {self._password}")
        say(f"{accounts}\nCtrl-C stops it. Logs are in {shown(home.logs)}/.")
        watch(servers, portal, self._interruption, say)

    def _servers(self) -> tuple[Services | GivenServices, list[Child]]:
        if are_given():
            say("Using the servers that DATABASE_URL and REDIS_URL name …")
            return GivenServices(), []
        say("Starting PostgreSQL and Valkey …")
        services, servers = self._stack.enter_context(started(self._home, say=say))
        services.ensure_database(self._purpose)
        return services, servers

    def _step(self, command: tuple[str, ...], environment: dict[str, str], failure: str) -> str:
        answer = self._home.run / "answer"
        child = Child(
            self._home,
            "step",
            [sys.executable, *command],
            environment=environment,
            folder=CHECKOUT,
            answer=answer,
        )
        run_step(child, self._interruption, failure=failure, say=say)
        return answer.read_text()

    def _prepare(self, addresses: dict[str, str]) -> None:
        say("Preparing the database …")
        self._step(
            self._commands.prepare, self._environment | addresses, "The database could not be prepared:"
        )
        note_prepared(self._home, self._purpose)

    def _load(self) -> str:
        say(f"Loading {self._data or 'the demonstration region'} …")
        source = ("--data", str(self._data)) if self._data else ()
        return self._step(
            (*self._commands.load, *source, "--password", self._password),
            self._environment,
            "The data could not be loaded:",
        )

    def _portal(self) -> list[Child]:
        """Worker, beat and web: stopping goes the other way."""
        schedule = str(self._home.run / f"beat-{self._purpose.database}")
        web = (*self._commands.web, "--host", HOST, "--port", str(self._port))
        children = [
            self._child("worker", self._commands.worker, grace=15.0),
            self._child("beat", (*self._commands.beat, "--schedule", schedule), grace=5.0),
            self._child("web", web, grace=12.0),
        ]
        say("Starting web, worker and beat …")
        for child in children:
            self._stack.callback(self._stop, child)
            child.start()
        return children

    def _child(self, name: str, command: tuple[str, ...], *, grace: float) -> Child:
        return Child(
            self._home,
            name,
            [sys.executable, *command],
            environment=self._environment,
            grace=grace,
            folder=CHECKOUT,
        )

    def _stop(self, child: Child) -> None:
        say(f"Stopping {child.name} …")
        child.stop(hurried=self._interruption.hurried)

    def _is_healthy(self) -> bool:
        connection = http.client.HTTPConnection(HOST, self._port, timeout=5)
        try:
            connection.request("GET", "/health/")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def check_port_is_free(port: int) -> None:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            raise CannotRun(
                f"Port {port} cannot be used ({os.strerror(error.errno or 0)}). "
                f"Choose another: make demo PORT={port + 1}"
            ) from error
