"""Every job that is asked for has somebody who does it, and every notice its words."""

import ast

from django.conf import settings

from csc_portal.celery import app
from tests.architecture.sources import TEMPLATES, calls, relative, trees


def tasks() -> set[str]:
    app.autodiscover_tasks(force=True)
    return set(app.tasks)


def kinds_asked_for() -> dict[str, str]:
    """Kind → where, for every core.jobs.enqueue(…). A kind is a text, or a constant of the same module."""
    found = {}
    for path, tree in trees():
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in calls(tree, "enqueue"):
            kind = call.args[0] if call.args else None
            value = kind.value if isinstance(kind, ast.Constant) else constants.get(getattr(kind, "id", ""))
            found[str(value)] = f"{relative(path)}:{call.lineno}"
    return found


def test_every_kind_of_job_has_its_task() -> None:
    asked = kinds_asked_for()

    assert asked, "The scan must find at least the recompute."
    assert "None" not in asked, (
        f"{asked.get('None')}: name the kind as a text or a constant of that module, so that it can be found."
    )
    missing = {kind: where for kind, where in asked.items() if kind not in tasks()}
    assert not missing, f"No @job(“kind”) in any tasks.py does these: {missing}"


def test_every_kind_of_notice_has_its_words() -> None:
    told = {
        call.args[1].value: f"{relative(path)}:{call.lineno}"
        for path, tree in trees()
        for call in calls(tree, "tell")
        if len(call.args) > 2 and isinstance(call.args[1], ast.Constant)
    }
    silent = {
        kind: where for kind, where in told.items() if not (TEMPLATES / "notices" / f"{kind}.txt").exists()
    }

    assert not silent, f"Write templates/notices/<kind>.txt, the subject in its first line: {silent}"


def test_the_schedule_names_tasks_that_exist() -> None:
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert scheduled <= tasks(), f"CELERY_BEAT_SCHEDULE asks for {sorted(scheduled - tasks())}"
