"""A table row by row under its header: cells by our names, and what is wrong with them reported in place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from schools.imports import values
from schools.imports.facts import Facts
from schools.imports.headers import Header, is_unused, shown
from schools.imports.problems import UnreadableError
from schools.imports.tables import Table
from schools.imports.values import CellError

T = TypeVar("T")


@dataclass
class Line:
    number: int
    cells: list[str]
    header: Header
    facts: Facts

    def has(self, column: str) -> bool:
        return column in self.header.places

    def text(self, column: str) -> str:
        place = self.header.places.get(column)
        return self.cells[place] if place is not None and place < len(self.cells) else ""

    def take(self, column: str, read: Callable[[str], T], *, needed: bool = False) -> T | None:
        """The cell's value, or None with the problem reported."""
        cell = self.text(column)
        if needed and not cell:
            self.report("blank", column)
            return None
        try:
            return read(cell)
        except CellError as error:
            self.report(error.code, column, **error.facts)
            return None

    def words(self, column: str, limit: int, *, needed: bool = False) -> str | None:
        return self.take(column, lambda cell: values.text_value(cell, limit), needed=needed)

    def report(self, code: str, column: str = "", **facts: str | int | float) -> None:
        self.facts.report(code, self.number, self.header.heading(column) if column else "", **facts)


def lines(table: Table, header: Header, facts: Facts, *, key: str = "school_number") -> Iterator[Line]:
    """Each row under the header; remarks of one cell under or between them are skipped and counted."""
    facts.header = [shown(heading) for heading in header.headings]
    skipped = 0
    note_unused_columns(header, facts)
    for number, cells in table.rows:
        if number <= header.row:
            continue
        line = Line(number, cells, header, facts)
        if uneven(table, header, number, cells):
            line.report(
                "uneven_row", found=table.widths.get(number, len(cells)), expected=width(table, header)
            )
        elif sum(map(bool, cells)) == 1 and not values.SCHOOL_NUMBER.match(line.text(key)):
            skipped += 1
        else:
            facts.rows += 1
            facts.cells[number] = cells
            yield line
    if skipped:
        facts.note("text_skipped", count=skipped)
    if not facts.rows and not facts.problems:
        raise UnreadableError("no_rows")


def width(table: Table, header: Header) -> int:
    return table.widths.get(header.row, len(header.headings))


def uneven(table: Table, header: Header, number: int, cells: list[str]) -> bool:
    expected = width(table, header)
    return table.widths.get(number, expected) != expected or len(cells) > expected


def note_unused_columns(header: Header, facts: Facts) -> None:
    used = set(header.places.values())
    unused = [
        shown(name)
        for place, name in enumerate(header.headings)
        if name and place not in used and not is_unused(name)
    ]
    if unused:
        facts.note("columns_unused", columns=", ".join(unused)[:400])
