"""What a file says, in plain values: made by the readers of each kind, compared with the database later.
No part of this knows the database."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from schools.imports.problems import Fact, Problem


@dataclass(frozen=True)
class Measure:
    """What the check of a value needs to know about an indicator."""

    code: str
    name: str
    name_cy: str
    unit: str
    decimals: int
    lowest: float
    highest: float
    phases: frozenset[str]
    first_year: int | None
    last_year: int | None
    # Phases whose schools it places in quarters.
    benchmarked: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Publication:
    slug: str
    published_on: dt.date


@dataclass(frozen=True)
class Known:
    """What the portal knows already and the reading of a file depends on."""

    measures: Mapping[str, Measure]
    # Code → (English name, Welsh name, ONS code).
    authorities: Mapping[str, tuple[str, str, str]]
    # School number → phase.
    phases: Mapping[str, str]
    publications: tuple[Publication, ...]
    # Phase → valid from → how many benchmark groups there are.
    groups: Mapping[str, Mapping[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """What the person said beside the file."""

    year: int | None = None
    published_on: dt.date | None = None
    release: str = ""


@dataclass
class SchoolFact:
    row: int
    number: str
    authority: str
    # Column of School → value, only for what the file has a column for.
    given: dict[str, Any]
    first_listed_on: dt.date
    listed_on: dt.date


@dataclass
class ResultFact:
    row: int
    number: str
    indicator: str
    year: int
    group: str
    part: str
    value: float | None
    missing: str
    release: str
    numerator: float | None = None
    cohort: int | None = None


@dataclass
class CategoryFact:
    row: int
    number: str
    year: int
    category: str
    release: str
    given: dict[str, Any] = field(default_factory=dict)


@dataclass
class LinkFact:
    row: int
    predecessor: str
    successor: str
    evidence: str


@dataclass
class BoundaryFact:
    row: int
    authority: str
    geometry: dict[str, Any]


@dataclass
class BenchmarkFact:
    """Official quartiles of a benchmark group, in numbers' order."""

    row: int
    indicator: str
    phase: str
    year: int
    group: int
    lower: float
    median: float
    upper: float
    version: str
    release: str


@dataclass(frozen=True)
class ListFact:
    """A list that names every school of these authorities on a date."""

    listed_on: dt.date
    authorities: frozenset[str]


@dataclass(frozen=True)
class NewRelease:
    """A publication that the portal did not know before this file."""

    slug: str
    published_on: dt.date
    year_known: bool


@dataclass
class Facts:
    kind: str
    # How many rows of the table were read, and their school numbers.
    rows: int = 0
    numbers: dict[int, tuple[str, ...]] = field(default_factory=dict)
    lists: list[ListFact] = field(default_factory=list)
    releases: list[NewRelease] = field(default_factory=list)
    schools: list[SchoolFact] = field(default_factory=list)
    results: list[ResultFact] = field(default_factory=list)
    categories: list[CategoryFact] = field(default_factory=list)
    links: list[LinkFact] = field(default_factory=list)
    boundaries: list[BoundaryFact] = field(default_factory=list)
    benchmarks: list[BenchmarkFact] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    # What is worth knowing and no fault: code → facts.
    notes: list[Problem] = field(default_factory=list)
    # The table as it was read, for giving rows back: heading cells, and cells by row.
    header: list[str] = field(default_factory=list)
    cells: dict[int, list[str]] = field(default_factory=dict)

    def report(self, code: str, row: int | None = None, column: str = "", **facts: Fact) -> None:
        self.problems.append(Problem(code, row, column, facts))

    def note(self, code: str, **facts: Fact) -> None:
        self.notes.append(Problem(code, None, "", facts))

    def of_schools(self) -> Iterator[ResultFact | CategoryFact]:
        yield from self.results
        yield from self.categories
