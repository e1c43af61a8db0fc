"""What pyproject.toml asks for stands in the locks at a version it allows; no lock names a registry."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNNING = PROJECT["project"]["dependencies"]
ALL = [*RUNNING, *PROJECT["dependency-groups"]["embedded"], *PROJECT["dependency-groups"]["dev"]]


def locked(name: str) -> dict[str, Version]:
    found = re.findall(r"^([a-z0-9_.-]+)==([^\s;]+)", (ROOT / name).read_text(), re.MULTILINE)
    return {package: Version(version) for package, version in found}


@pytest.mark.parametrize(("lock", "wanted"), [("requirements.lock", RUNNING), ("requirements-dev.lock", ALL)])
def test_lock_holds_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    versions = locked(lock)
    for line in wanted:
        requirement = Requirement(line)
        version = versions.get(requirement.name.lower())
        assert version, f"{requirement.name} is not in {lock}: run make lock"
        assert requirement.specifier.contains(version), (
            f"{lock} has {requirement.name} {version}: run make lock"
        )


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "package-lock.json"])
def test_lock_names_no_registry(lock: str) -> None:
    assert not re.search(r"registry\.|pypi\.|pythonhosted|\"resolved\"", (ROOT / lock).read_text())
