"""The files of a folder, each with what kind of file its header says it is, in the order of storing them."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from schools.enums import FileKind
from schools.imports.headers import recognise
from schools.imports.problems import UnreadableError
from schools.imports.reading import read_file
from schools.imports.tables import Table

# Lists of schools before what speaks of them; older lists before newer ones.
ORDER = [
    FileKind.BOUNDARIES,
    FileKind.REGISTER_HISTORY,
    FileKind.PRUS,
    FileKind.REGISTER,
    FileKind.SUCCESSORS,
    FileKind.CATEGORIES,
    FileKind.FREE_MEALS,
    FileKind.RESULTS,
]
TABLES = {".csv", ".xlsx", ".geojson"}


@dataclass(frozen=True)
class FoundFile:
    name: str
    content: bytes
    # None for what is not a file of figures.
    kind: FileKind | None


def read_folder(folder: Path) -> list[FoundFile]:
    files = [found(path) for path in sorted(folder.iterdir()) if path.is_file()]
    return sorted(files, key=lambda file: ORDER.index(file.kind) if file.kind else len(ORDER))


def found(path: Path) -> FoundFile:
    if path.suffix.lower() not in TABLES:
        return FoundFile(path.name, b"", None)
    content = path.read_bytes()
    return FoundFile(path.name, content, kind_of(content, path.name))


def kind_of(content: bytes, name: str) -> FileKind | None:
    try:
        table = read_file(content, name, max_bytes=settings.IMPORT_MAX_BYTES)
        return recognise(table, {}).kind if isinstance(table, Table) else FileKind.BOUNDARIES
    except UnreadableError:
        return None
