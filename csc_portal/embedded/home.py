"""A folder that holds everything of one set of embedded services, and which one start at a time may use."""

import fcntl
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from csc_portal.embedded.errors import CannotRun

CHECKOUT = Path(__file__).resolve().parent.parent.parent
VAR = CHECKOUT / "var"


@dataclass(frozen=True)
class Home:
    path: Path

    def prepare(self) -> None:
        try:
            for folder in (self.path, self.logs, self.run):
                folder.mkdir(parents=True, exist_ok=True)
            self.logs.chmod(0o700)
            self.run.chmod(0o700)
            if os.geteuid() == 0:
                # PostgreSQL runs as another user then and has to get through to its data.
                self.path.chmod(0o755)
        except PermissionError as error:
            raise CannotRun(
                f"{error.filename} belongs to another user. Run this as that user, or remove the folder var/."
            ) from error

    @property
    def logs(self) -> Path:
        return self.path / "log"

    @property
    def run(self) -> Path:
        """Pids, state, lock and secrets: closed to other users."""
        return self.path / "run"

    def lock(self) -> "Lock":
        return Lock(self.run / "lock")

    def secret(self, name: str, octets: int = 16) -> str:
        """A random word of two hexadecimal digits an octet, made at its first use and kept."""
        file = self.run / "secrets.json"
        known: dict[str, str] = read_json(file) or {}
        if name not in known:
            known[name] = secrets.token_hex(octets)
            write_json(file, known)
        return known[name]

    def state(self) -> dict[str, Any] | None:
        found: dict[str, Any] | None = read_json(self.run / "state.json")
        return found

    def set_state(self, state: dict[str, Any] | None) -> None:
        if state is None:
            (self.run / "state.json").unlink(missing_ok=True)
        else:
            write_json(self.run / "state.json", state)


class Lock:
    """The kernel lets go of it when its holder ends, however that was."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def take(self) -> bool:
        file = self._path.open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        self._file = file
        return True

    def holder(self) -> str:
        return self._path.read_text() or "unknown"

    def release(self) -> None:
        if self._file:
            self._file.close()
            self._file = None


def shown(path: Path) -> str:
    """As a person in the checkout would write it."""
    return str(path.relative_to(CHECKOUT) if path.is_relative_to(CHECKOUT) else path)


def read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text())
    except FileNotFoundError:
        return None


def write_json(path: Path, value: object) -> None:
    """Whole or not at all, and readable by its owner only."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(value, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
