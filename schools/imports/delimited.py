"""Reads CSV: UTF-8 with or without its mark, separated by commas, semicolons or tabs, any line ends."""

import csv
import re

from schools.imports.problems import UnreadableError
from schools.imports.tables import MAX_LINE, Rows, Table

DELIMITERS = ",;\t"
# How much of the file is looked at to tell which separator it uses.
SAMPLE = 20_000
LINE_END = re.compile(r"\r\n|\r|\n")
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def read_delimited(content: bytes) -> Table:
    text = decoded(content)
    refuse_long_lines(text)
    rows = Rows()
    reader = csv.reader(LINE.findall(text), delimiter=delimiter_of(text), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            rows.add(number, [cell.strip() for cell in cells], width=len(cells))
    except csv.Error as error:
        raise UnreadableError("open_quote", row=number + 1) from error
    return rows.table()


def decoded(content: bytes) -> str:
    if b"\x00" in content:
        place = content.index(b"\x00")
        raise UnreadableError("nul_bytes", row=line_of(content, place))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        near = content[max(0, error.start - 20) : error.start + 20].decode("utf-8", "replace")
        raise UnreadableError(
            "not_utf8", row=line_of(content, error.start), near=" ".join(near.split())
        ) from error


def line_of(content: bytes, place: int) -> int:
    return content[:place].count(b"\n") + 1


def refuse_long_lines(text: str) -> None:
    """Before anything is cut into cells, so that a line of a million columns costs nothing."""
    start = number = 0
    for number, end in enumerate(LINE_END.finditer(text), start=1):
        if end.start() - start > MAX_LINE:
            raise UnreadableError("long_line", row=number, limit=MAX_LINE)
        start = end.end()
    if len(text) - start > MAX_LINE:
        raise UnreadableError("long_line", row=number + 1, limit=MAX_LINE)


def delimiter_of(text: str) -> str:
    """The separator that occurs most outside quotation marks; a comma where none does."""
    outside = re.sub(r'"[^"]*"', "", text[:SAMPLE])
    return max(DELIMITERS, key=lambda mark: (outside.count(mark), mark == ","))
