"""The portal's own files, for guards that read rather than run."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from tests.architecture.routes import OUR_APPS

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"


def python_files(*, tests: bool = False) -> list[Path]:
    """Without migrations, which are written by a machine."""
    folders = [*sorted(OUR_APPS), *(["tests"] if tests else [])]
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def templates(ending: str = "html") -> list[Path]:
    return sorted(TEMPLATES.rglob(f"*.{ending}"))


def trees(*, tests: bool = False) -> Iterator[tuple[Path, ast.Module]]:
    for path in python_files(tests=tests):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def calls(tree: ast.Module, *names: str) -> Iterator[ast.Call]:
    """Calls of a function by these last names: `enqueue(…)` and `jobs.enqueue(…)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in names:
                yield node
