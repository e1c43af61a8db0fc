"""`make manage` with real servers and a stand-in for manage.py."""

import subprocess
import sys
from urllib.parse import urlsplit

from csc_portal.embedded.home import Home
from tests.embedded.conftest import environment, left
from tests.embedded.stand_in import ME

PREPARING = "Preparing the database …"


def manage(home: Home, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ME, "manage", str(home.path), *words],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_alone_it_runs_the_servers_for_as_long_as_it_takes(home):
    first = manage(home, "show", "0")
    assert PREPARING in first.stderr
    assert first.returncode == 0
    assert first.stdout.startswith("postgresql://portal_app:")
    assert first.stdout.endswith("None\n")

    second = manage(home, "show", "3")
    assert PREPARING not in second.stderr
    assert second.returncode == 3
    assert left(home) == []


def test_beside_a_demo_it_uses_its_servers_and_leaves_them(start, home):
    run = start().ready()
    said = manage(home, "show", "0").stdout
    assert urlsplit(said.split()[0]).port == home.state()["postgres_port"]
    assert run.process.poll() is None
    assert "postgres" in left(home)


def test_two_at_once_take_turns(home):
    command = [sys.executable, ME, "manage", str(home.path), "show", "0"]
    both = [subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [each.wait(60) for each in both] == [0, 0]
    assert left(home) == []
