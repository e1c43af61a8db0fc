"""Rows of text with the numbers that a spreadsheet shows beside them, and the limits of what is read."""

from dataclasses import dataclass, field

from schools.imports.problems import UnreadableError

MAX_ROWS = 60_000
MAX_COLUMNS = 200
MAX_LINE = 60_000


@dataclass
class Table:
    # (row number as a spreadsheet counts, cells with no blanks around them); rows of blanks are left out.
    rows: list[tuple[int, list[str]]]
    # Row → how many cells the file wrote for it, blanks included; empty for workbooks.
    widths: dict[int, int] = field(default_factory=dict)


class Rows:
    """Collects the rows of a file that may be hostile, within the limits."""

    def __init__(self) -> None:
        self.kept: list[tuple[int, list[str]]] = []
        self.widths: dict[int, int] = {}

    def add(self, number: int, cells: list[str], *, width: int | None = None) -> None:
        if number > MAX_ROWS:
            raise UnreadableError("many_rows", limit=MAX_ROWS)
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise UnreadableError("many_columns", row=number, limit=MAX_COLUMNS)
        if cells:
            self.kept.append((number, cells))
            if width is not None:
                self.widths[number] = width

    def table(self) -> Table:
        if not self.kept:
            raise UnreadableError("empty")
        return Table(self.kept, self.widths)
