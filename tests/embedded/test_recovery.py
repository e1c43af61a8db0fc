"""Starting again after a run that could not put anything in order."""

import json
import os
import signal
from pathlib import Path

import psycopg2
import pytest
import redis

from csc_portal.embedded import valkey
from csc_portal.embedded.home import Home
from csc_portal.embedded.postgres import cluster, databases
from csc_portal.embedded.processes import end_orphans, left_of, pid_file, running, stat
from tests.embedded.conftest import Run, left, pid_of, wait_until

MAKEFILE = "trial:\n\t@$(COMMAND)\n"


def pids() -> set[int]:
    return {process.pid for process in running()}


def addresses(run: Run) -> tuple[str, str]:
    state = run.home.state()
    return (
        databases.url(run.home, state["postgres_port"], databases.OWNER, "portal_demo"),
        valkey.url(run.home, state["valkey_port"], 0),
    )


def write(run: Run, word: str) -> None:
    database, broker = addresses(run)
    with psycopg2.connect(database) as opened, opened.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        cursor.execute("INSERT INTO kept VALUES (%s)", [word])
    opened.close()
    client = redis.Redis.from_url(broker)
    client.set(word, "kept")
    # What is younger than a second may be lost with Valkey itself; the portal's job ledger sees to that.
    client.execute_command("WAITAOF", 1, 0, 5000)
    client.close()


def read(run: Run, word: str) -> tuple[int, bytes | None]:
    database, broker = addresses(run)
    with psycopg2.connect(database) as opened, opened.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kept WHERE word = %s", [word])
        (count,) = cursor.fetchone()
    opened.close()
    client = redis.Redis.from_url(broker)
    found = client.get(word)
    client.close()
    return count, found


def test_killed_alone_it_starts_again_with_all_rows(start, home):
    first = start().ready()
    write(first, "alone")
    orphan = pid_of(first, "web")
    first.stop(signal.SIGKILL)
    assert orphan in pids()

    second = start().ready()
    assert orphan not in pids()
    assert read(second, "alone") == (1, b"kept")
    second.stop()
    assert left(home) == []


def test_killed_with_its_servers_it_starts_again_beside_a_stale_pid_file(start, home):
    first = start().ready()
    write(first, "all")
    os.kill(first.process.pid, signal.SIGSTOP)
    for name in ("postgres", "valkey"):
        os.kill(pid_of(first, name), signal.SIGKILL)
    first.stop(signal.SIGKILL)
    (data,) = home.path.glob("postgres-*")
    wait_until(lambda: "postgres" not in left(home))
    # The number has since been given to somebody else, whom nobody may harm: this very process.
    lines = (data / "postmaster.pid").read_text().splitlines()
    (data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]))

    assert read(start().ready(), "all") == (1, b"kept")


def test_a_pid_given_to_somebody_else_is_left_alone(home):
    home.prepare()
    me = stat(os.getpid())
    assert left_of(home, me.pid, me.started + 1) == []
    pid_file(home, "web").write_text(json.dumps({"pid": me.pid, "started": me.started + 1}))
    assert end_orphans(home, ["web"]) == []
    assert not pid_file(home, "web").exists()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_when_make_alone_is_ended(start, home, tmp_path: Path, number: signal.Signals):
    (tmp_path / "Makefile").write_text(MAKEFILE)
    run = start(makefile=tmp_path / "Makefile").ready()
    run.process.send_signal(number)
    run.process.wait(30)
    wait_until(lambda: left(home) == [])
    wait_until(home.lock().take)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as another user")
def test_data_lie_elsewhere_when_postgresqls_user_cannot_enter(tmp_path: Path):
    tmp_path.chmod(0o700)
    home = Home(tmp_path)
    run = Run(home).ready()
    assert not list(home.path.glob("postgres-*"))
    assert run.stop() == 0
    assert list(cluster.open_place(home).glob("postgres-*"))
    cluster.forget(home)
    assert not cluster.open_place(home).exists()
