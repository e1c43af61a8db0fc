"""From an uploaded file to the facts it states, whatever its kind."""

from collections.abc import Mapping
from dataclasses import dataclass

from schools.enums import FileKind
from schools.imports import lists
from schools.imports.benchmarks import read_benchmarks
from schools.imports.boundaries import read_boundaries
from schools.imports.categories import read_categories
from schools.imports.facts import Asked, Facts, Known
from schools.imports.headers import fingerprint, probable_header, recognise
from schools.imports.links import read_successors
from schools.imports.measures import read_free_meals, read_results
from schools.imports.problems import Problem, UnreadableError
from schools.imports.reading import read_file
from schools.imports.tables import Table

READERS = {
    **lists.READERS,
    FileKind.BENCHMARKS: read_benchmarks,
    FileKind.CATEGORIES: read_categories,
    FileKind.FREE_MEALS: read_free_meals,
    FileKind.RESULTS: read_results,
    FileKind.SUCCESSORS: read_successors,
}
Mappings = Mapping[str, tuple[str, Mapping[str, str]]]


@dataclass
class Examined:
    """Facts, or the one problem that keeps the whole file from being read."""

    kind: str = ""
    facts: Facts | None = None
    refusal: Problem | None = None
    # The header, where it is of no known kind and a person may say what it means.
    unknown_header: tuple[str, ...] = ()


def examine(
    content: bytes, file_name: str, *, known: Known, asked: Asked, mappings: Mappings, max_bytes: int
) -> Examined:
    examined = Examined()
    try:
        table = read_file(content, file_name, max_bytes=max_bytes)
        if isinstance(table, Table):
            examined.facts = table_facts(table, examined, known, asked, mappings)
        else:
            examined.kind = FileKind.BOUNDARIES.value
            examined.facts = read_boundaries(table, known)
    except UnreadableError as error:
        examined.refusal = error.problem
    return examined


def table_facts(table: Table, examined: Examined, known: Known, asked: Asked, mappings: Mappings) -> Facts:
    try:
        header = recognise(table, mappings)
    except UnreadableError:
        examined.unknown_header = tuple(probable_header(table)[1])
        raise
    examined.kind = header.kind.value
    return READERS[header.kind](table, header, known, asked)


def header_fingerprint(headings: tuple[str, ...]) -> str:
    return fingerprint(headings)
