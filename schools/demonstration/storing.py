"""Stores files through the importers, as a data officer would: checked, then confirmed."""

import datetime as dt
import hashlib
from collections.abc import Callable

from core.models import User
from schools.demonstration.files import DemonstrationFile, release_of
from schools.enums import BatchState
from schools.imports.problems import Problem
from schools.models import ImportBatch, Region, Release
from schools.services.imports import check_file, confirm_import, discard_import

Say = Callable[[str], None]

# What the rows of a table are called, one and several.
ROWS = {
    "school": ("school", "schools"),
    "result": ("figure", "figures"),
    "category": ("category", "categories"),
    "link": ("successor", "successors"),
    "boundary": ("outline", "outlines"),
}


def make_releases(years: list[int]) -> None:
    """One fictional publication a year; its name says on every page where the figures come from."""
    for year in years:
        academic_year = f"{year - 1}/{year % 100:02d}"
        Release.objects.update_or_create(
            slug=release_of(year),
            defaults={
                "name_en": f"demonstration figures, {academic_year}",
                "name_cy": f"ffigurau'r arddangosiad, {academic_year}",
                "source_en": "Made up for the demonstration: of no real school",
                "source_cy": "Lluniwyd ar gyfer yr arddangosiad: nid ydynt yn perthyn i unrhyw ysgol go iawn",
                "published_on": dt.date(year, 9, 1),
                "year_known": True,
            },
        )


def store_generated(file: DemonstrationFile, *, region: Region, by: User) -> ImportBatch | None:
    """None if this very file is stored already."""
    if is_stored(file.content, region):
        return None
    batch = check_file(
        content=file.content,
        file_name=file.name,
        region=region,
        by=by,
        published_on=file.listed_on,
        release=Release.objects.get(slug=file.release) if file.release else None,
    )
    if batch.state == BatchState.REFUSED or batch.set_aside:
        raise ValueError(f"The importer refuses {file.name}: " + " ".join(refusal(batch)))
    confirm_import(batch, by=by)
    return batch


def is_stored(content: bytes, region: Region) -> bool:
    return ImportBatch.objects.filter(
        region=region, sha256=hashlib.sha256(content).hexdigest(), state=BatchState.STORED
    ).exists()


def store_real(content: bytes, file_name: str, *, region: Region, by: User) -> str:
    """What came of the file, in a sentence."""
    if is_stored(content, region):
        return "stored already."
    batch = check_file(content=content, file_name=file_name, region=region, by=by)
    if batch.state == BatchState.REFUSED:
        return "refused. " + " ".join(refusal(batch)[:3])
    if not batch.counts.get("confirmable"):
        discard_import(batch, by=by)
        return "nothing in it is new."
    confirm_import(batch, by=by)
    return counts_said(batch)


def refusal(batch: ImportBatch) -> list[str]:
    return [Problem.from_json(problem).in_words() for problem in batch.problems] or [
        f"{len(batch.set_aside)} rows of schools that are not known."
    ]


def counts_said(batch: ImportBatch) -> str:
    """372 schools; 6 new and 366 changed schools, 2,114 new figures."""
    parts = []
    for table, tally in batch.counts["tables"].items():
        found = [outcome for outcome in ("new", "changed", "older") if tally[outcome]]
        if found:
            one, several = ROWS[table]
            said = " and ".join(f"{tally[outcome]:,} {outcome}" for outcome in found)
            parts.append(f"{said} {one if tally[found[-1]] == 1 else several}")
    if batch.set_aside:
        parts.append(f"set aside for lack of a school: {len(batch.set_aside):,}")
    schools = batch.counts["schools"]
    return (f"{schools:,} schools; " if schools else "") + ", ".join(parts) + "."
