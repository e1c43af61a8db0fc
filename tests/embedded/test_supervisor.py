"""The supervisor with real servers: how it starts, what it puts up again, how it ends."""

import os
import signal
import socket

from csc_portal.embedded.processes import pid_file, session_of
from tests.embedded.conftest import left, pid_of, wait_until


def test_says_where_it_is_and_stops_in_order_leaving_nothing(start, home):
    run = start().ready()
    assert f"Ready: http://127.0.0.1:{run.port}/" in run.lines
    passwords = [line.removeprefix("Password: ") for line in run.lines if line.startswith("Password: ")]
    assert len(passwords) == 1
    assert " " not in passwords[0]
    assert "head@demo.example  a head" in run.lines

    assert run.stop(signal.SIGTERM) == 0

    stopping = [line.split()[1] for line in run.lines if line.startswith("Stopping ")]
    assert stopping == ["web", "beat", "worker", "Valkey", "PostgreSQL"]
    assert left(home) == []
    assert not list(home.path.glob("postgres-*/postmaster.pid"))
    assert not list(home.run.glob("*.pid"))


def test_ctrl_c_stops_it_too_and_the_password_stays(start, home):
    first = start().ready()
    first.stop(signal.SIGINT)
    second = start().ready()
    second.stop(signal.SIGINT)
    assert left(home) == []
    assert [line for line in first.lines if "Password" in line] == [
        line for line in second.lines if "Password" in line
    ]


def test_it_stops_in_order_though_nobody_listens_any_more(start, home):
    run = start().ready()
    run.stop_listening()
    assert run.stop() == 0
    assert left(home) == []


def test_a_busy_port_is_said_in_a_sentence(start, home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        run = start(port=taken.getsockname()[1])
        assert run.end() == 1
    assert "cannot be used (Address already in use)" in run.said
    assert left(home) == []


def test_a_killed_worker_is_started_again_and_its_pool_does_not_live_on(start):
    run = start().ready()
    worker = pid_of(run, "worker")
    os.kill(worker, signal.SIGKILL)
    run.wait_for("worker was killed by signal 9")
    wait_until(lambda: pid_file(run.home, "worker").exists() and pid_of(run, "worker") != worker)
    assert session_of(worker) == []
    assert run.process.poll() is None


def test_a_worker_that_ends_again_and_again_ends_the_demo(start, home):
    run = start(worker="end")
    assert run.end() == 1
    assert "worker ended 5 times in a row" in run.said
    assert "no broker today" in run.said
    assert left(home) == []


def test_without_postgresql_it_ends_and_says_so(start, home):
    run = start().ready()
    os.kill(pid_of(run, "postgres"), signal.SIGKILL)
    assert run.end() == 1
    assert "postgres was killed by signal 9" in run.said
    assert left(home) == []
