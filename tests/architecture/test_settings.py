"""What a real installation runs with."""

import io
import os
import subprocess
import sys

import pytest
from django.core.management import call_command

from tests.architecture.sources import ROOT

PRODUCTION = {
    "SECRET_KEY": "not-a-secret-but-long-and-mixed-enough-0123456789-abcdefghijklmnopqrstuvwxyz",
    "HTTPS": "1",
    "ALLOWED_HOSTS": "portal.example",
    "BASE_URL": "https://portal.example",
    "DATABASE_URL": "postgresql://portal@127.0.0.1:1/portal",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtps://portal:secret@mail.example:465",
}


def run_manage(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_production_settings_pass_djangos_own_check() -> None:
    done = run_manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert done.returncode == 0, f"Settings for production are unsafe:\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL"])
def test_a_missing_setting_fails_with_a_sentence(name: str) -> None:
    done = run_manage("check", **{key: value for key, value in PRODUCTION.items() if key != name})

    assert done.returncode != 0
    assert f"Set {name} in the environment" in done.stderr


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    said = io.StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=said)
    except SystemExit:
        pytest.fail(f"Run `python manage.py makemigrations`:\n{said.getvalue()}")
