"""The region as files: rows in the formats that the importers read."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schools.demonstration.places import outlines
from schools.demonstration.region import DemonstrationRegion
from schools.demonstration.register import PlannedSchool
from schools.demonstration.rows import ResultRow
from schools.demonstration.schoolplan import AUTHORITIES, LIST_2018, LIST_2021, MEDIA, SECTORS

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
# The days of the lists that the region's history is told by.
LIST_DAYS = {LIST_2018: dt.date(2018, 4, 10), LIST_2021: dt.date(2021, 2, 4)}


@dataclass(frozen=True)
class DemonstrationFile:
    name: str
    content: bytes
    # What a person would say beside the file: the publication, and the day of a list.
    release: str = ""
    listed_on: dt.date | None = None


def release_of(year: int) -> str:
    return f"demonstration-{year}"


def list_day(last_year: int) -> dt.date:
    """The newest list: of the September in which the last results came out."""
    return dt.date(last_year, 9, 1)


def demonstration_files(region: DemonstrationRegion) -> list[DemonstrationFile]:
    """In the order in which they are to be stored: older lists first."""
    newest = list_day(region.last_year)
    return [
        DemonstrationFile("boundaries.geojson", json.dumps(outlines(), ensure_ascii=False).encode()),
        *(register_file(region, year, day) for year, day in LIST_DAYS.items()),
        register_file(region, region.last_year, newest),
        DemonstrationFile("wales.csv", backdrop_register(region), listed_on=newest),
        DemonstrationFile("successors.csv", table(SUCCESSOR_COLUMNS, successor_rows(region))),
        *category_files(region),
        *(results_file(region.results, year) for year in region.roll.years),
    ]


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def register_file(region: DemonstrationRegion, year: int, day: dt.date) -> DemonstrationFile:
    rows = [register_row(school) for school in region.schools if school.runs_in(year)]
    return DemonstrationFile(
        f"schools-{year}.csv", table(REGISTER_COLUMNS, rows), release=release_of(year), listed_on=day
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
