"""PostgreSQL's binary COPY format, both ways, with numpy handling all rows of one width at once.

Source of the format: PostgreSQL manual, COPY, "Binary Format". Reading wants columns that are never null (the
query says COALESCE), so that all rows are of one width. Writing puts rows together that have the same columns
null and the same words in columns of words.
"""

import io
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from schools.comparisons.arrays import Flags, Floats, Ints

HEADER = b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0)
TRAILER = struct.pack(">h", -1)
BLOCK_BYTES = 8 * 1024 * 1024
BLOCK_ROWS = 100_000


class RowBlocks(io.RawIOBase):
    """Takes what COPY … TO STDOUT (FORMAT BINARY) sends, block by block, and keeps it as narrow arrays.

    `fields`: name, type as sent (">i4"), type as kept ("i4"). `copying()` gives the file for the cursor."""

    def __init__(self, fields: Sequence[tuple[str, str, str]]) -> None:
        self.fields = fields
        self.sent = np.dtype(
            [("columns", ">i2")]
            + [part for name, sent, _ in fields for part in ((f"{name} width", ">i4"), (name, sent))]
        )
        self.rest = b""
        self.begun = False
        self.blocks: dict[str, list[NDArray[Any]]] = {name: [] for name, _, _ in fields}

    def writable(self) -> bool:
        return True

    def copying(self) -> io.BufferedWriter:
        return io.BufferedWriter(self, BLOCK_BYTES)

    def write(self, data: Any) -> int:
        waiting = self.rest + bytes(data)
        if not self.begun:
            if len(waiting) < len(HEADER):
                self.rest = waiting
                return len(data)
            waiting, self.begun = waiting[len(HEADER) :], True
        whole = len(waiting) // self.sent.itemsize
        self.rest = waiting[whole * self.sent.itemsize :]
        if whole:
            self.keep(np.frombuffer(waiting, dtype=self.sent, count=whole))
        return len(data)

    def keep(self, rows: NDArray[Any]) -> None:
        for name, sent, kept in self.fields:
            if (rows[f"{name} width"] != np.dtype(sent).itemsize).any():
                raise ValueError(f"{name} is null in some rows, or not of type {sent}.")
            self.blocks[name].append(rows[name].astype(kept))

    def columns(self) -> dict[str, NDArray[Any]]:
        if self.rest != TRAILER:
            raise ValueError("The rows ended in the middle.")
        return {
            name: np.concatenate(self.blocks[name]) if self.blocks[name] else np.empty(0, dtype=kept)
            for name, _, kept in self.fields
        }


class Column(Protocol):
    """One column to be written. Rows of one shape have one width in it."""

    @property
    def shapes(self) -> int:
        """How many shapes there are."""

    def shape(self) -> Ints:
        """The shape of each row, from 0."""

    def content(self, rows: Ints) -> tuple[str | np.dtype[Any], Any] | None:
        """Type as sent and content of rows of one shape; None if that shape is null."""


@dataclass(frozen=True)
class Numbers:
    """`sent` is the type on the wire (">f8"); `null` marks rows."""

    values: NDArray[Any]
    sent: str
    null: Flags | None = None

    @property
    def shapes(self) -> int:
        return 1 if self.null is None else 2

    def shape(self) -> Ints:
        return np.zeros(len(self.values), np.int64) if self.null is None else self.null.astype(np.int64)

    def content(self, rows: Ints) -> tuple[str, Any] | None:
        if self.null is not None and self.null[rows[0]]:
            return None
        return self.sent, self.values[rows]


@dataclass(frozen=True)
class Words:
    """Places in `words`."""

    values: Ints
    words: tuple[str, ...]

    @property
    def shapes(self) -> int:
        return len(self.words)

    def shape(self) -> Ints:
        return self.values

    def content(self, rows: Ints) -> tuple[str, Any]:
        held = self.words[int(self.values[rows[0]])].encode()
        return f"S{len(held)}", held


@dataclass(frozen=True)
class Lists:
    """Row by row `sizes` numbers of `pool` from `starts` on."""

    starts: Ints
    sizes: Ints
    pool: NDArray[Any]

    # Number of the type in PostgreSQL's catalogue, and the type on the wire.
    kind: ClassVar[int]
    sent: ClassVar[str]

    @property
    def shapes(self) -> int:
        return int(self.sizes.max(initial=0)) + 1

    def shape(self) -> Ints:
        return self.sizes

    def content(self, rows: Ints) -> tuple[np.dtype[Any], Any]:
        size = int(self.sizes[rows[0]])
        layout: list[Any] = [("dimensions", ">i4"), ("has_nulls", ">i4"), ("type", ">i4")]
        if size:
            item = [("width", ">i4"), ("number", self.sent)]
            layout += [("size", ">i4"), ("from", ">i4"), ("items", item, size)]
        made = np.zeros(len(rows), dtype=np.dtype(layout))
        made["type"] = self.kind
        if size:
            made["dimensions"] = made["from"] = 1
            made["size"] = size
            made["items"]["width"] = 8
            places = self.starts[rows][:, None] + np.arange(size)
            made["items"]["number"] = self.pool[places].reshape(made["items"].shape)
        return made.dtype, made


class RealLists(Lists):
    kind = 701
    sent = ">f8"


class WholeLists(Lists):
    kind = 20
    sent = ">i8"


def reals(values: Floats) -> Numbers:
    """Not a number stands for null."""
    return Numbers(values, ">f8", np.isnan(values))


def encoded(columns: Sequence[Column], count: int) -> Iterator[bytes]:
    """`count` rows."""
    yield HEADER
    shape = np.zeros(count, dtype=np.int64)
    for column in columns:
        if column.shapes > 1:
            shape = shape * column.shapes + column.shape()
    order = np.argsort(shape, kind="stable")
    ends = [*(np.flatnonzero(np.diff(shape[order])) + 1).tolist(), count]
    start = 0
    for end in ends:
        for first in range(start, end, BLOCK_ROWS):
            yield block(columns, order[first : min(end, first + BLOCK_ROWS)])
        start = end
    yield TRAILER


def block(columns: Sequence[Column], rows: Ints) -> bytes:
    """Rows of one shape."""
    layout: list[Any] = [("columns", ">i2")]
    filled: list[tuple[str, Any]] = [("columns", len(columns))]
    for place, column in enumerate(columns):
        layout.append((f"{place} width", ">i4"))
        content = column.content(rows)
        width = -1 if content is None else np.dtype(content[0]).itemsize
        filled.append((f"{place} width", width))
        if content is not None and width:
            layout.append((f"{place}", content[0]))
            filled.append((f"{place}", content[1]))
    made = np.empty(len(rows), dtype=np.dtype(layout))
    for name, held in filled:
        made[name] = held
    return made.tobytes()


class Pieces:
    """The file that a cursor's COPY … FROM STDIN reads: one piece at a time, of whatever size."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces

    def read(self, size: int = -1) -> bytes:
        return next(self.pieces, b"")
