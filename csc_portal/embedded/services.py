"""PostgreSQL and Valkey together, and the environment in which the portal finds them."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from csc_portal.embedded import valkey
from csc_portal.embedded.errors import CannotRun
from csc_portal.embedded.home import Home
from csc_portal.embedded.ports import free_ports
from csc_portal.embedded.postgres import cluster, databases
from csc_portal.embedded.processes import Child, end_orphans

# The order of stopping: who asks before who answers.
EVERY_CHILD = ("step", "web", "beat", "worker", "valkey", "postgres")


@dataclass(frozen=True)
class Purpose:
    """What keeps one set of data apart from another on the same servers."""

    database: str
    redis: int


DEMO = Purpose("portal_demo", 0)
DATA = Purpose("portal_data", 1)
TESTS = Purpose("portal_tests", 0)


@dataclass(frozen=True)
class Services:
    """Where the servers are."""

    home: Home
    postgres_port: int
    valkey_port: int

    def state(self) -> dict[str, int]:
        return {"postgres_port": self.postgres_port, "valkey_port": self.valkey_port}

    def ensure_database(self, purpose: Purpose) -> bool:
        """Whether it had to be made."""
        return databases.ensure_database(self.home, self.postgres_port, purpose.database)

    def addresses(self, purpose: Purpose, *, owner: bool = False) -> dict[str, str]:
        """`owner`: with the role that migrates at hand, which nothing else is given."""
        where = self.home, self.postgres_port
        found = {
            "DATABASE_URL": databases.url(*where, databases.APPLICATION, purpose.database),
            "REDIS_URL": valkey.url(self.home, self.valkey_port, purpose.redis),
        }
        if owner:
            found["DATABASE_OWNER_URL"] = databases.url(*where, databases.OWNER, purpose.database)
        return found


@dataclass(frozen=True)
class GivenServices:
    """Those that DATABASE_URL and REDIS_URL name; they are somebody else's to start and to stop."""

    def state(self) -> None:
        return None

    def addresses(self, purpose: Purpose, *, owner: bool = False) -> dict[str, str]:
        names = ["DATABASE_URL", "REDIS_URL"]
        if owner and "DATABASE_OWNER_URL" in os.environ:
            names.append("DATABASE_OWNER_URL")
        return {name: os.environ[name] for name in names}


def are_given() -> bool:
    named = [name for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)]
    if len(named) == 1:
        raise CannotRun(f"{named[0]} is set alone: set DATABASE_URL and REDIS_URL, or neither.")
    return bool(named)


@contextmanager
def started(
    home: Home, *, durable: bool = True, say: Callable[[str], object] = str
) -> Iterator[tuple[Services, list[Child]]]:
    """Runs both servers; gives where they are, and their processes to watch. The caller holds the lock."""
    end_orphans(home, EVERY_CHILD)
    database_port, broker_port = free_ports(2)
    server = cluster.Cluster(home, database_port, durable=durable)
    broker = valkey.Valkey(home, broker_port)
    with ExitStack() as stack:
        stack.callback(server.stop)
        stack.callback(say, "Stopping PostgreSQL …")
        server.start()
        stack.callback(broker.child.stop)
        stack.callback(say, "Stopping Valkey …")
        broker.start()
        server.wait_until_ready()
        broker.wait_until_ready()
        databases.ensure_roles(home, database_port)
        yield Services(home, database_port, broker_port), [server.child, broker.child]


def portal_environment(
    home: Home, services: Services | GivenServices, purpose: Purpose, *, base_url: str = ""
) -> dict[str, str]:
    """All that the portal reads. What the caller set stays, but for addresses."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
    return {
        "SECRET_KEY": home.secret("portal"),
        "HTTPS": "0",
        "EMAIL_URL": "console:",
        "FILES_DIR": str(private_folder(private_folder(home.path / "files") / purpose.database)),
        **({"BASE_URL": base_url} if base_url else {}),
        **kept,
        **services.addresses(purpose),
    }


# Left to itself Python keeps compiled modules, without which every start takes three times as long.
NOT_HANDED_ON = {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "PYTHONDONTWRITEBYTECODE"}


def private_folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)
    return path
