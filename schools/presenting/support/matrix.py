"""The matrix of a year as a table: a row for each evidence position, a column for each capacity."""

from dataclasses import dataclass

from schools.enums import Capacity
from schools.models import MatrixCell, SupportCycle
from schools.queries.support.cycles import POSITIONS, matrix_of


@dataclass(frozen=True)
class MatrixRow:
    position: int | None
    cells: list[tuple[str, MatrixCell | None]]


def matrix_rows(cycle: SupportCycle) -> list[MatrixRow]:
    known = matrix_of(cycle)
    return [
        MatrixRow(position, [(capacity, known.get((position, capacity))) for capacity in Capacity.values])
        for position in POSITIONS
    ]


def has_uncertain(rows: list[MatrixRow]) -> bool:
    return any(cell is not None and not cell.is_certain for row in rows for _capacity, cell in row.cells)
