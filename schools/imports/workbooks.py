"""Reads XLSX. Our own small reader of the two parts that matter (the first sheet and the shared texts), so
that every limit is kept while the parts stream by, and formulas are seen instead of their last value."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from schools.imports.problems import UnreadableError
from schools.imports.tables import MAX_COLUMNS, Rows, Table

MAX_UNPACKED = 60 * 1024 * 1024
MAX_PARTS = 500
MAX_ELEMENTS = 400_000
FORBIDDEN = re.compile(r"vbaproject|/embeddings/|/activex/|/externallinks/|\.bin$", re.IGNORECASE)
HARMLESS_BINARIES = re.compile(r"printersettings", re.IGNORECASE)
CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})$")


def read_workbook(content: bytes) -> Table:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            inspect(archive)
            texts = shared_texts(archive)
            with archive.open(first_sheet(archive)) as sheet:
                return sheet_rows(sheet, texts)
    except DefusedXmlException as error:
        raise UnreadableError("unsafe_xml") from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        NotImplementedError,
        ParseError,
        RuntimeError,
        UnicodeError,
        ValueError,
    ) as error:
        raise UnreadableError("broken_workbook") from error


def inspect(archive: zipfile.ZipFile) -> None:
    """Refuse by what the archive declares, before a byte of it is unpacked."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UnreadableError("zip_bomb", limit=MAX_UNPACKED // 1024 // 1024)
    if any(name.startswith(("/", "\\")) or ".." in name or len(name) > 200 for name in names):
        raise UnreadableError("not_a_workbook")
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise UnreadableError("not_a_workbook")
    if any(FORBIDDEN.search(name) and not HARMLESS_BINARIES.search(name) for name in names):
        raise UnreadableError("macros")


def events(part: IO[bytes]) -> Iterator[Element]:
    """Each element as it ends. A part that unpacks to more than it declared fails its check in zipfile."""
    for count, (_event, element) in enumerate(iterparse(part, events=("end",), forbid_dtd=True)):
        if count > MAX_ELEMENTS:
            raise UnreadableError("many_cells")
        yield element


def local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def shared_texts(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    texts: list[str] = []
    with archive.open("xl/sharedStrings.xml") as part:
        for element in events(part):
            if local(element) == "si":
                texts.append(text_within(element))
                element.clear()
    return texts


def text_within(element: Element) -> str:
    """The text of its runs, without the phonetic hints that East Asian workbooks carry."""
    hints = {id(inner) for hint in element.iter() if local(hint) == "rPh" for inner in hint.iter()}
    return "".join(
        inner.text or "" for inner in element.iter() if local(inner) == "t" and id(inner) not in hints
    )


def first_sheet(archive: zipfile.ZipFile) -> str:
    """The part that holds the first sheet of the workbook, by the workbook's own order."""
    targets: dict[str, str] = {}
    with archive.open("xl/_rels/workbook.xml.rels") as part:
        for element in events(part):
            if local(element) == "Relationship":
                targets[element.attrib["Id"]] = element.attrib["Target"]
    with archive.open("xl/workbook.xml") as part:
        for element in events(part):
            if local(element) == "sheet":
                relation = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
                target = targets[relation]
                return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    raise UnreadableError("not_a_workbook")


def sheet_rows(sheet: IO[bytes], texts: list[str]) -> Table:
    rows = Rows()
    number = 0
    cells: list[str] = []
    for element in events(sheet):
        name = local(element)
        if name == "c":
            place = CELL.match(element.get("r", ""))
            column = column_number(place[1]) if place else len(cells)
            if column >= MAX_COLUMNS:
                raise UnreadableError("many_columns", row=number + 1, limit=MAX_COLUMNS)
            cells.extend([""] * (column - len(cells)))
            cells.append(cell_text(element, texts))
            element.clear()
        elif name == "row":
            number = int(element.get("r") or number + 1)
            rows.add(number, cells)
            cells = []
            element.clear()
    return rows.table()


def column_number(letters: str) -> int:
    """A → 0, Z → 25, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def cell_text(cell: Element, texts: list[str]) -> str:
    parts = {local(child): child for child in cell}
    place = CELL.match(cell.get("r", ""))
    row, column = (int(place[2]), place[1]) if place else (None, "")
    if "f" in parts:
        raise UnreadableError("formula", row=row, column=column)
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return text_within(cell).strip()
    value = ((parts["v"].text or "") if "v" in parts else "").strip()
    if kind == "s" and value:
        return texts[int(value)].strip() if int(value) < len(texts) else missing_text()
    if kind == "e":
        raise UnreadableError("cell_error", row=row, column=column, value=value[:20])
    if kind == "n" and value:
        # Spreadsheets show 15 digits: 21.399999999999999 was typed as 21.4.
        return format(float(value), ".15g")
    return value


def missing_text() -> str:
    raise UnreadableError("broken_workbook")
