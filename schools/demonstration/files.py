"""The region as files: rows in the formats that the importers read."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schools.demonstration import boundaries
from schools.demonstration.places import outlines
from schools.demonstration.region import RESULTS_OUT, DemonstrationRegion
from schools.demonstration.register import PlannedSchool
from schools.demonstration.rows import ResultRow
from schools.demonstration.schoolplan import AUTHORITIES, FIRST_LIST, MEDIA, MERGERS, SECTORS

REGISTER_COLUMNS = (
    "school_number", "school_name", "la_code", "local_authority", "sector", "governance",
    "language_medium_code", "language_medium", "school_type", "religious_character", "address1", "address2",
    "address3", "address4", "postcode", "latitude", "longitude", "lad_code",
)  # fmt: skip
CATEGORY_COLUMNS = (
    "school_number", "school_name", "local_authority", "sector", "academic_year", "support_category",
)  # fmt: skip
SUCCESSOR_COLUMNS = (
    "predecessor_number", "predecessor_name", "successor_number", "successor_name", "evidence",
)  # fmt: skip


@dataclass(frozen=True)
class DemonstrationFile:
    name: str
    content: bytes
    # What a person would say beside the file: the publication, and the day of a list.
    release: str = ""
    listed_on: dt.date | None = None


def release_of(year: int) -> str:
    return f"demonstration-{year}"


def list_days(last_year: int) -> list[dt.date]:
    """The first list, one of each September after which schools were fewer, and that of the last results."""
    ended = {merger.last_year for merger in MERGERS}
    septembers = [dt.date(year, 9, 1) for year in sorted({*ended, last_year}) if year <= last_year]
    return [dt.date(*FIRST_LIST), *septembers]


def academic_year(day: dt.date) -> int:
    """The calendar year in which the academic year of the day ends."""
    return day.year + 1 if day.month >= RESULTS_OUT else day.year


def demonstration_files(region: DemonstrationRegion) -> list[DemonstrationFile]:
    """In the order in which they are to be stored: older lists first."""
    days = list_days(region.last_year)
    return [
        DemonstrationFile("boundaries.geojson", json.dumps(outlines(), ensure_ascii=False).encode()),
        *(register_file(region, day) for day in days),
        DemonstrationFile(
            "wales.csv", backdrop_register(region), release=release_of(region.last_year), listed_on=days[-1]
        ),
        DemonstrationFile("successors.csv", table(SUCCESSOR_COLUMNS, successor_rows(region))),
        *category_files(region),
        *boundary_files(region),
        *(results_file(region.results, year) for year in region.roll.years),
    ]


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def register_file(region: DemonstrationRegion, day: dt.date) -> DemonstrationFile:
    rows = [register_row(school) for school in region.schools if school.runs_in(academic_year(day))]
    return DemonstrationFile(
        f"schools-{day:%Y-%m}.csv", table(REGISTER_COLUMNS, rows), release=release_of(day.year), listed_on=day
    )


def register_row(school: PlannedSchool) -> tuple[object, ...]:
    lad_code, authority = AUTHORITIES[school.authority]
    return (
        school.number,
        school.name,
        school.authority,
        authority,
        SECTORS[school.phase],
        school.governance,
        *MEDIA[school.medium],
        school.age_range,
        school.faith,
        "",
        school.street,
        school.town.name,
        "",
        "",
        f"{school.latitude:.5f}",
        f"{school.longitude:.5f}",
        lad_code,
    )


def backdrop_register(region: DemonstrationRegion) -> bytes:
    """Nothing but what a number needs: these schools have no name and no place."""
    columns = ("school_number", "school_name", "la_code", "sector")
    return table(
        columns,
        [(school.number, school.name, school.authority, SECTORS[school.phase]) for school in region.backdrop],
    )


def successor_rows(region: DemonstrationRegion) -> list[tuple[str, ...]]:
    return [
        (school.number, school.name, school.successor.number, school.successor.name, school.evidence)
        for school in region.schools
        if school.successor
    ]


def boundary_files(region: DemonstrationRegion) -> list[DemonstrationFile]:
    if boundaries.YEAR not in region.roll.years:
        return []
    content = table(boundaries.COLUMNS, boundaries.boundary_rows())
    return [DemonstrationFile(f"benchmarks-{boundaries.YEAR}.csv", content, release_of(boundaries.YEAR))]


def category_files(region: DemonstrationRegion) -> list[DemonstrationFile]:
    years = sorted({row.year for row in region.categories})
    return [
        DemonstrationFile(
            f"categories-{year}.csv",
            table(
                CATEGORY_COLUMNS,
                [
                    (
                        row.school_number,
                        row.school_name,
                        AUTHORITIES[row.authority][1],
                        SECTORS[row.phase],
                        f"{year - 1}/{year % 100:02d}",
                        row.colour,
                    )
                    for row in region.categories
                    if row.year == year
                ],
            ),
            release=release_of(year),
        )
        for year in years
    ]


def results_file(results: list[ResultRow], year: int) -> DemonstrationFile:
    rows = [row for row in results if row.year == year]
    return DemonstrationFile(f"results-{year}.csv", table(ResultRow._fields, rows), release=release_of(year))
