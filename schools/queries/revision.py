"""What the API's answers depend on, in one query: two askings with the same answer have the same revision."""

from typing import Any

from django.apps import apps
from django.db.models import Max, Subquery

from schools.enums import RunState
from schools.models import ComparisonRun, ImportBatch, Region

# Tables whose every change leaves an audit row.
WATCHED = [
    "School",
    "SchoolLink",
    "Indicator",
    "SeriesBreak",
    "Release",
    "Authority",
    "Result",
    "CategoryRecord",
]


def data_revision() -> tuple[Any, ...]:
    """The run that is shown and how often it was corrected, the newest import, and the newest audit row of
    each table that is read."""
    run = ComparisonRun.objects.filter(state=RunState.CURRENT).order_by("pk")
    imports = ImportBatch.objects.order_by().values("region")
    found = Region.objects.order_by("pk").annotate(
        run=Subquery(run.values("pk")[:1]),
        run_revision=Subquery(run.values("revision")[:1]),
        stored=Subquery(imports.annotate(at=Max("stored_at")).values("at")[:1]),
        undone=Subquery(imports.annotate(at=Max("undone_at")).values("at")[:1]),
        **{f"newest_{name.lower()}": Subquery(newest_event(name)) for name in WATCHED},
    )
    names = ["run", "run_revision", "stored", "undone", *(f"newest_{name.lower()}" for name in WATCHED)]
    return tuple(map(str, found.values_list(*names).first() or ()))


def newest_event(name: str) -> Any:
    events: Any = apps.get_model("schools", f"{name}Event")
    return events.objects.order_by("-pgh_id").values("pgh_id")[:1]
