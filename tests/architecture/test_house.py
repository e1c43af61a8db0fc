"""House rules that a linter does not know."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, calls, python_files, relative, templates, trees

LONGEST = 350
# Longer for a reason.
LONG: dict[str, str] = {
    "core/templatetags/ui.py": "templates load one library of components; it is cut into sections by noun",
}
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "tools"}
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")


def test_no_file_is_too_long() -> None:
    lengths = {
        relative(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in [*python_files(tests=True), *templates()]
    }
    too_long = {name: lines for name, lines in lengths.items() if lines > LONGEST and name not in LONG}

    assert not too_long, f"Cut these by noun into a package of the same name: {too_long}"
    assert not set(LONG) - set(lengths), "LONG names files that are gone."


@pytest.mark.parametrize("path", python_files(tests=True), ids=relative)
def test_names_say_what_is_inside(path: Path) -> None:
    words = set(path.stem.split("_")) | set(path.parent.relative_to(ROOT).parts)

    assert not words & SAYS_NOTHING, f"Name {relative(path)} after what it holds, not {words & SAYS_NOTHING}."


def test_nothing_is_left_for_later() -> None:
    files = [*python_files(tests=True), *templates(), *templates("txt")]
    marked = [
        relative(path)
        for path in files
        if UNFINISHED.search(path.read_text(encoding="utf-8")) and path != Path(__file__)
    ]

    assert not marked, f"Do it now or write it down as an issue; a marker in the code is neither: {marked}"


def test_time_comes_from_the_portals_clock() -> None:
    """A setting moves it; a date read elsewhere would not move with it."""
    allowed = {"core/clock.py"}
    asks = {"utcnow", "localdate", "localtime"}
    found = []
    for path, tree in trees():
        if relative(path) in allowed or "embedded" in path.parts:
            continue
        for call in calls(tree, "now", "today", *asks):
            of = call.func.value if isinstance(call.func, ast.Attribute) else None
            owner = getattr(of, "id", getattr(of, "attr", ""))
            if owner in {"timezone", "datetime", "date"}:
                found.append(f"{relative(path)}:{call.lineno}")

    assert not found, f"Ask core.clock.now() or core.clock.today(): {found}"


def test_messages_are_lazy_under_the_one_name_that_is_extracted() -> None:
    """xgettext knows no other alias; `gettext as _` would freeze the language a module was loaded in."""
    found = [
        f"{relative(path)}:{node.lineno}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if (name.name == "gettext") or (name.asname not in {None, "_"})
    ]

    assert not found, f"Import `gettext_lazy as _`, or the function under its own name: {found}"


def test_no_domain_signals() -> None:
    """Between our apps a service is called by name."""
    found = [
        f"{relative(path)}:{node.lineno}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in {"django.dispatch", "django.db.models.signals"}
    ]

    assert not found, f"Call the lower app's service instead of a signal: {found}"
