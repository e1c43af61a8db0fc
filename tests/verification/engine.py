"""PostgreSQL as a second engine: facts into temporary tables, the definitions as SQL, rows out as the oracle
says them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from psycopg2.extras import execute_values

from tests.schools.comparisons.generated import Facts

HERE = Path(__file__).parent
TABLES = {
    "fact_school": (
        "id int, number text, phase text, medium text, authority int, opened date, closed date",
        lambda facts: [
            (row.id, row.number, row.phase, row.medium, row.authority, row.opened, row.closed)
            for row in facts.schools
        ],
    ),
    "fact_indicator": (
        """id int, code text, direction text, benchmarked text[], unit text, decimals int, lowest float8,
        highest float8, unpublished_from int, is_mean bool, is_pooled bool""",
        lambda facts: [
            (
                *(row.id, row.code, row.direction, list(row.benchmarked), row.unit, row.decimals),
                *(row.lowest, row.highest, row.unpublished_from, row.is_mean, row.is_pooled),
            )
            for row in facts.indicators
        ],
    ),
    "fact_break": (
        "indicator int, year int",
        lambda facts: [(row.id, year) for row in facts.indicators for year in row.breaks],
    ),
    "fact_result": (
        """id int, school int, indicator int, year int, pupils text, part text, value float8, cohort int,
        year_known bool""",
        lambda facts: [
            (
                *(number, row.school, row.indicator, row.year, row.pupils, row.part, row.value),
                *(row.cohort, row.year_known),
            )
            for number, row in enumerate(facts.results)
        ],
    ),
    "fact_band": (
        "phase text, valid_from int, number int, upper float8",
        lambda facts: [
            (phase, start, number, upper)
            for phase, dated in facts.bands.items()
            for start, bounds in dated.items()
            for number, upper in enumerate(bounds, start=1)
        ],
    ),
    "fact_boundary": (
        "indicator int, phase text, year int, grp int, lower float8, median float8, upper float8",
        lambda facts: [(*key, *given) for key, given in facts.boundaries.items()],
    ),
    "fact_weight": (
        "phase text, valid_from int, code text, logarithmic bool, weight float8",
        lambda facts: [
            (phase, start, *row)
            for phase, dated in facts.weights.items()
            for start, rows in dated.items()
            for row in rows
        ],
    ),
}
# Table → how many of its columns are the key (a single one stands alone).
ANSWERS = {"comparison": 5, "cut": 5, "line": 4, "figure": 7, "pooled": 4, "family": 1}
LINES = """
    SELECT indicator, phase, year, pupils, schools, intercept, slope,
           sqrt(squares / (schools - 2)) AS residual_sd,
           sqrt(between_square) AS "between", sqrt(within_square) AS "within", correlation
    FROM line JOIN line_noise USING (indicator, phase, year, pupils)
"""

Rows = dict[Any, dict[str, Any]]


@contextmanager
def temporary() -> Iterator[Any]:
    """A cursor whose tables are gone afterwards."""
    with transaction.atomic(), connection.cursor() as cursor:
        yield cursor
        transaction.set_rollback(True)


def computed_in_sql(facts: Facts) -> dict[str, Rows]:
    newest = max((row.year for row in facts.results if row.value is not None), default=0)
    with temporary() as cursor:
        for name, (columns, rows_of) in TABLES.items():
            fill(cursor, name, columns, rows_of(facts))
        for script in ("definitions", "pooled", "families"):
            text = (HERE / f"{script}.sql").read_text()
            cursor.execute(text if script != "families" else text.replace("%(newest)s", str(newest)))
        return {name: answer(cursor, name, keys) for name, keys in ANSWERS.items()}


def fill(cursor: Any, name: str, columns: str, rows: list[Any]) -> None:
    cursor.execute(f"CREATE TEMP TABLE {name} ({columns})")
    if rows:
        execute_values(cursor.cursor, f"INSERT INTO {name} VALUES %s", rows, page_size=5000)
    cursor.execute(f"ANALYZE {name}")


def answer(cursor: Any, name: str, keys: int) -> Rows:
    cursor.execute(LINES if name == "line" else f"SELECT * FROM {name}")
    names = [column.name for column in cursor.description]
    found = {}
    for row in cursor.fetchall():
        key = row[:keys] if keys > 1 else row[0]
        found[key] = dict(zip(names[keys:], row[keys:], strict=True))
    return found
