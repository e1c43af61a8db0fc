"""What can be seen of a demo that runs."""

from collections.abc import Iterator

import pytest

from csc_portal.embedded.home import Home
from csc_portal.embedded.processes import PROC
from tests.embedded.conftest import Run, pid_of


@pytest.fixture(scope="module")
def demo(home: Home) -> Iterator[Run]:
    run = Run(home).ready()
    yield run
    run.stop()


def environment_of(pid: int) -> dict[str, str]:
    pairs = (PROC / str(pid) / "environ").read_text().split("\0")
    return dict(pair.split("=", 1) for pair in pairs if "=" in pair)


def test_web_works_as_the_role_that_may_not_touch_the_audit(demo):
    seen = environment_of(pid_of(demo, "web"))
    assert seen["DATABASE_URL"].startswith("postgresql://portal_app:")
    assert "DATABASE_OWNER_URL" not in seen


def test_secrets_and_logs_are_closed_to_others(demo, home):
    for path in (home.run, home.logs, home.path / "files", home.path / "valkey"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_second_start_is_kept_away_with_a_sentence(demo, home):
    second = Run(home)
    assert second.end() == 1
    assert f"is running in this checkout (process {demo.process.pid})" in second.said
    assert demo.process.poll() is None
