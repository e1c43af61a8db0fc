"""What changed figures cost when they are put into the run that is shown, and whether it then stands as a
whole run would have left it."""

from collections.abc import Callable, Iterator

from django.db import connection
from django.db.models import F

from schools.enums import RunState
from schools.models import (
    BenchmarkCut,
    Comparison,
    ComparisonRun,
    ExpectedLine,
    Family,
    PooledValue,
    Region,
    RegionFigure,
    Result,
)
from schools.services.recompute import recompute_now
from tests.bench.cost import Cost, seconds
from tests.bench.figures import Figure
from tests.bench.nation import without_checks

# The audit rows that an import of this year would leave.
AUDITED = """
    INSERT INTO schools_resultevent (pgh_created_at, pgh_label, id, pgh_obj_id, school_id, indicator_id,
        year, "group", part, value, cohort, missing, release_id)
    SELECT now(), 'update', id, id, school_id, indicator_id,
        year, "group", part, value, cohort, missing, release_id
    FROM schools_result WHERE year = 2025
"""


def figures(region: Region, cost: Cost, run_once: Callable[[Region], None]) -> Iterator[Figure]:
    corrected = Result.objects.filter(indicator__code="measure-3", year=2020, group="all", cohort__gt=20)
    Result.objects.filter(pk=corrected.order_by("pk")[0].pk).update(value=F("value") - 3)
    one = seconds(lambda: correct(region))
    yield Figure("recompute_one_corrected_school", one / cost.run, "<=", 0.05, f"{one:.2f} s")
    yield differing("recompute_cells_differing_after_one_corrected_school", region, run_once)
    with without_checks("schools_result"):
        changed = Result.objects.filter(year=2025).exclude(indicator__code__in=["fsm", "pupils"])
        count = changed.update(value=F("value") * 0.99)
        with connection.cursor() as cursor:
            cursor.execute(AUDITED)
    year = seconds(lambda: correct(region))
    yield Figure("recompute_one_changed_year", year / cost.run, "<=", 0.2, f"{year:.2f} s, {count:,} figures")
    yield differing("recompute_cells_differing_after_one_changed_year", region, run_once)


def correct(region: Region) -> None:
    if recompute_now(region=region, by=None, corrects=True).state != RunState.CORRECTION:
        raise AssertionError("Everything was computed anew.")


def differing(name: str, region: Region, run_once: Callable[[Region], None]) -> Figure:
    """Rows of the corrected run that a whole run does not have, and the other way round."""
    corrected = ComparisonRun.objects.get(state=RunState.CURRENT)
    run_once(region)
    whole = ComparisonRun.objects.get(state=RunState.CURRENT)
    wrong = rows = 0
    with connection.cursor() as cursor:
        for model in (Comparison, BenchmarkCut, ExpectedLine, RegionFigure, PooledValue, Family):
            names = [
                f'"{field.column}"'
                for field in model._meta.concrete_fields
                if field.column and field.column not in {"id", "run_id"}
            ]
            listed = f"SELECT {', '.join(names)} FROM {model._meta.db_table} WHERE run_id = %s"
            cursor.execute(f"SELECT count(*) FROM ({listed}) listed", [whole.pk])
            rows += cursor.fetchone()[0]
            for pair in ((corrected.pk, whole.pk), (whole.pk, corrected.pk)):
                cursor.execute(f"SELECT count(*) FROM ({listed} EXCEPT {listed}) differing", pair)
                wrong += cursor.fetchone()[0]
    return Figure(name, wrong, "==", 0, f"of {rows:,} rows, to the last digit")
