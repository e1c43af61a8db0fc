"""From the bytes of an uploaded file to rows of text, or a sentence that says why not. What a file is, is
told by its bytes; its name must agree."""

import json
import math
import re
from pathlib import PurePosixPath
from typing import Any

from schools.imports.delimited import decoded, read_delimited
from schools.imports.problems import UnreadableError
from schools.imports.tables import Table
from schools.imports.workbooks import read_workbook

TABLE_NAMES = {".csv", ".tsv", ".txt"}
WORKBOOK_NAMES = {".xlsx"}
OUTLINE_NAMES = {".geojson", ".json"}
ZIP = b"PK"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WEB_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|\?xml|script|!--)", re.IGNORECASE)
OTHER_FILES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"{\\rtf")
UNFIT_FOR_NAMES = re.compile(r"[/\\\x00-\x1f\x7f]|^\.\.?$")
MAX_NAME = 150


def read_file(content: bytes, file_name: str, *, max_bytes: int) -> Table | dict[str, Any]:
    """A table, or for boundaries the GeoJSON document."""
    extension = extension_of(file_name)
    if len(content) > max_bytes:
        raise UnreadableError("too_large", limit=max_bytes // 1024 // 1024)
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise UnreadableError("empty")
    refuse_other_kinds(content, extension)
    if extension in WORKBOOK_NAMES:
        return read_workbook(content)
    if extension in OUTLINE_NAMES:
        return read_json(content)
    return read_delimited(content)


def extension_of(file_name: str) -> str:
    if not file_name or len(file_name) > MAX_NAME or UNFIT_FOR_NAMES.search(file_name):
        raise UnreadableError("bad_name")
    extension = PurePosixPath(file_name).suffix.lower()
    if extension not in TABLE_NAMES | WORKBOOK_NAMES | OUTLINE_NAMES:
        raise UnreadableError("extension", extension=extension or file_name)
    return extension


def refuse_other_kinds(content: bytes, extension: str) -> None:
    if content.startswith(OLD_WORKBOOK):
        raise UnreadableError("old_workbook")
    if WEB_PAGE.match(content[:200]):
        raise UnreadableError("web_page")
    is_archive = content.startswith(ZIP)
    if content.startswith(OTHER_FILES) or is_archive != (extension in WORKBOOK_NAMES):
        raise UnreadableError("not_what_named", extension=extension)


def read_json(content: bytes) -> dict[str, Any]:
    try:
        document = json.loads(decoded(content), parse_constant=refuse_constant)
    except json.JSONDecodeError as error:
        raise UnreadableError("not_json", line=error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise UnreadableError("not_geojson") from error
    if not isinstance(document, dict):
        raise UnreadableError("not_geojson")
    return document


def refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number of JSON, {math.nan} least of all")
