"""What a file would change: the rows of each table as they are and as they would be, by their natural key."""

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from schools.imports.facts import NewRelease

Key = tuple[str | int, ...]
Row = dict[str, Any]
# Columns that are no part of what a row says.
SILENT = {"id", "batch_id"}


@dataclass
class Change:
    key: Key
    before: Row | None
    after: Row


@dataclass
class TableState:
    """The rows of one table, and those that would be made or changed."""

    rows: Mapping[Key, Row]
    changes: dict[Key, Change] = field(default_factory=dict)
    tally: Counter[str] = field(default_factory=Counter)

    def get(self, key: Key) -> Row | None:
        change = self.changes.get(key)
        return change.after if change else self.rows.get(key)

    def put(self, key: Key, after: Row) -> bool:
        """Whether the row says something else than before."""
        if said(self.get(key)) == said(after):
            return False
        if said(self.rows.get(key)) == said(after):
            # Back to what stands in the table.
            del self.changes[key]
        else:
            self.changes[key] = Change(key, self.rows.get(key), after)
        return True

    def count(self, outcome: str) -> None:
        self.tally[outcome] += 1

    def settle(self, key: Key, after: Row) -> None:
        """Put, and count the row as new, changed or the same."""
        known = self.get(key) is not None
        changed = self.put(key, after)
        self.count(("changed" if changed else "same") if known else "new")


def said(row: Row | None) -> Row | None:
    return row and {name: value for name, value in row.items() if name not in SILENT}


@dataclass
class Waiting:
    """Rows set aside from an earlier file whose schools are known now."""

    batch: int
    file_name: str
    taken: int
    before: list[Any]
    after: list[Any]


@dataclass
class Plan:
    schools: TableState
    lists: TableState
    results: TableState
    categories: TableState
    links: TableState
    boundaries: TableState
    benchmarks: TableState
    releases: list[NewRelease] = field(default_factory=list)
    # Rows of the file whose school number nobody knows.
    set_aside: list[int] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    # Schools that a newer complete list no longer names: number, name, date.
    closing: list[tuple[str, str, dt.date]] = field(default_factory=list)

    def tables(self) -> Iterator[tuple[str, TableState]]:
        yield "school", self.schools
        yield "registerlist", self.lists
        yield "result", self.results
        yield "category", self.categories
        yield "link", self.links
        yield "boundary", self.boundaries
        yield "benchmark", self.benchmarks

    @property
    def changes_anything(self) -> bool:
        return any(state.changes for _name, state in self.tables())

    def digest(self) -> str:
        """The same for the same changes to the same rows."""
        content: list[list[Any]] = [
            [name, list(change.key), said(change.before), said(change.after)]
            for name, state in self.tables()
            for change in state.changes.values()
        ]
        content.append(["set aside", self.set_aside])
        text = json.dumps(sorted(content, key=repr), default=str, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()
