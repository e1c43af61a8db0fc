"""Rows of the tables that imports write, as JSON: what ImportChange keeps and undo puts back."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

from schools.models import (
    BenchmarkBoundary,
    Boundary,
    CategoryRecord,
    ImportBatch,
    RegisterList,
    Release,
    Result,
    School,
    SchoolLink,
)
from schools.services.imports.plans import Row

# In the order in which undo takes them back: what points at a row before the row.
TABLES: dict[str, type[models.Model]] = {
    "importbatch": ImportBatch,
    "boundary": Boundary,
    "benchmark": BenchmarkBoundary,
    "link": SchoolLink,
    "category": CategoryRecord,
    "result": Result,
    "registerlist": RegisterList,
    "school": School,
    "release": Release,
}
AT_ONCE = 2_000


def columns_of(table: str) -> list[str]:
    """Of a batch only the rows set aside change after it is stored."""
    if table == "importbatch":
        return ["set_aside"]
    return [field.attname for field in TABLES[table]._meta.concrete_fields if field.attname != "id"]


def as_json(table: str, row: Row) -> Row:
    return {column: plain(row[column]) for column in columns_of(table)}


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def current_rows(table: str, ids: Sequence[int]) -> dict[int, Row]:
    rows = TABLES[table]._default_manager.filter(pk__in=ids).values("id", *columns_of(table))
    return {row["id"]: as_json(table, row) for row in rows}


def insert_rows(model: type[models.Model], rows: Sequence[Row]) -> list[int]:
    """The ids of the new rows, in their order; `rows` are JSON and name the same columns. A few thousand in
    one statement: bulk_create takes three times as long."""
    if not rows:
        return []
    quote = connection.ops.quote_name
    name = quote(model._meta.db_table)
    columns = ", ".join(quote(column) for column in ("id", *rows[0]))
    statement = (
        f"INSERT INTO {name} ({columns}) SELECT {columns} "  # noqa: S608  # names of our own tables and columns
        f"FROM jsonb_populate_recordset(NULL::{name}, %s::jsonb)"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [name, len(rows)]
        )
        ids = [pk for (pk,) in cursor.fetchall()]
        entries = [{"id": pk, **row} for pk, row in zip(ids, rows, strict=True)]
        for start in range(0, len(entries), AT_ONCE):
            cursor.execute(statement, [json.dumps(entries[start : start + AT_ONCE])])
    return ids


def write_rows(table: str, rows: Iterable[tuple[int, Row]]) -> None:
    """Set the columns of existing rows, a few thousand in one statement; bulk_update takes far longer."""
    model, columns = TABLES[table], columns_of(table)
    quote = connection.ops.quote_name
    name = quote(model._meta.db_table)
    assignments = ", ".join(f"{quote(column)} = said.{quote(column)}" for column in columns)
    statement = (
        f"UPDATE {name} AS row SET {assignments} "  # noqa: S608  # names of our own tables and columns
        f"FROM jsonb_populate_recordset(NULL::{name}, %s::jsonb) AS said WHERE row.id = said.id"
    )
    entries = [{"id": pk, **row} for pk, row in rows]
    with connection.cursor() as cursor:
        for start in range(0, len(entries), AT_ONCE):
            cursor.execute(statement, [json.dumps(entries[start : start + AT_ONCE])])
