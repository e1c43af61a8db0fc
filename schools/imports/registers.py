"""What every list of schools has in common: a line for each school, its authority and its facts."""

import re
from collections.abc import Iterator
from typing import Any

from schools.enums import Medium, Missing
from schools.imports import names, values
from schools.imports.facts import Asked, Facts, Known, Measure, ResultFact
from schools.imports.headers import Header
from schools.imports.lines import Line, lines
from schools.imports.tables import Table

# Column of the file → column of School, and how long it may be.
TEXTS = {
    "governance": ("governance", 60),
    "school_type": ("age_range", 60),
    "religious_character": ("religious_character", 60),
    "phone": ("phone", 20),
}
NO_RELIGION = {"not available", "not applicable", "none"}
ADDRESS = ("address1", "address2", "address3", "address4")


class RegisterReader:
    """One list: its lines become facts about schools, its authorities the list's reach."""

    def __init__(self, table: Table, header: Header, known: Known, asked: Asked) -> None:
        self.table = table
        self.header = header
        self.known = known
        self.asked = asked
        self.facts = Facts(header.kind.value)
        self.rows_of: dict[str, int] = {}
        self.names_seen: dict[str, str] = {}

    def schools(self) -> Iterator[tuple[Line, str, str, dict[str, Any]]]:
        """Line, number, authority's code and the facts given, for each line without a fault in them."""
        for line in lines(self.table, self.header, self.facts):
            number = self.number_of(line)
            before = len(self.facts.problems)
            authority = self.authority_of(line, number) if number else None
            given = self.given(line)
            if number and authority and len(self.facts.problems) == before:
                self.facts.numbers[line.number] = (number,)
                yield line, number, authority, given
        self.note_names()

    def number_of(self, line: Line) -> str | None:
        number = line.take("school_number", values.school_number, needed=True)
        if number and number in self.rows_of:
            line.report("school_twice", "school_number", number=number, other=self.rows_of[number])
            return None
        if number:
            self.rows_of[number] = line.number
        return number

    def authority_of(self, line: Line, number: str) -> str | None:
        code = number[:3]
        stated = line.text("la_code")
        if code not in self.known.authorities:
            line.report("authority", "school_number", value=code)
            return None
        if stated and stated != code:
            line.report("authority_mismatch", "la_code", value=values.short(stated), prefix=code)
            return None
        if line.text("local_authority"):
            self.names_seen.setdefault(code, line.text("local_authority"))
        return code

    def note_names(self) -> None:
        for code, found in self.names_seen.items():
            english, welsh, _ons = self.known.authorities[code]
            names_known = {plain_authority(english), plain_authority(welsh)}
            if names_known.isdisjoint(plain_authority(half) for half in found.split("/")):
                self.facts.note("authority_name", found=values.short(found), known=english)

    def given(self, line: Line) -> dict[str, Any]:
        """Columns of School that the file says; a column that it lacks is not touched."""
        given: dict[str, Any] = {}
        published = line.words("school_name", 120, needed=True) or ""
        english, welsh = names.names_of(published)
        given.update(published_name=published, name_en=english, name_cy=welsh)
        if line.has("sector"):
            given["phase"] = line.take("sector", values.phase, needed=True)
        if line.has("language_medium_code"):
            given["medium"] = line.take("language_medium_code", values.medium) or Medium.NOT_STATED.value
        for column, (field, limit) in TEXTS.items():
            if line.has(column):
                text = line.words(column, limit) or ""
                given[field] = "" if text.lower() in NO_RELIGION else text
        if line.has("address1"):
            parts = [line.words(column, 120) or "" for column in ADDRESS]
            given["address"] = ", ".join(filter(None, parts))[:250]
            given["town"] = self.town_of([part for part in parts if part], line)[:80]
        if line.has("postcode"):
            given["postcode"] = line.take("postcode", values.postcode) or ""
        given.update(self.coordinates(line))
        return given

    def town_of(self, parts: list[str], line: Line) -> str:
        """The last line of the address; the one before, where that is a county such as Rhondda Cynon Taf."""
        county = self.known.authorities.get(line.text("school_number")[:3], ("", "", ""))[0]
        if len(parts) > 1 and county.count(" ") > 1 and plain_authority(parts[-1]) == plain_authority(county):
            parts = parts[:-1]
        return parts[-1] if parts else ""

    def coordinates(self, line: Line) -> dict[str, float | None]:
        if not (line.has("latitude") and line.has("longitude")):
            return {}
        if not line.text("latitude") and not line.text("longitude"):
            return {"latitude": None, "longitude": None}
        if not line.text("latitude") or not line.text("longitude"):
            line.report("coordinates_pair", "latitude" if line.text("longitude") else "longitude")
            return {}
        return {
            "latitude": line.take("latitude", lambda cell: values.degrees(cell, values.NORTH_SOUTH)),
            "longitude": line.take("longitude", lambda cell: values.degrees(cell, values.WEST_EAST)),
        }

    def result(
        self,
        line: Line,
        number: str,
        phase: str,
        column: str,
        measure: Measure,
        *,
        year: int,
        release: str,
        part: str = "",
    ) -> None:
        """A blank where the measure applies is a figure that was not shown; elsewhere it is no figure."""
        taken = line.take(column, lambda cell: values.figure(cell, measure))
        if taken is None:
            return
        value, missing = taken
        if missing == Missing.NOT_SHOWN and phase not in measure.phases:
            return
        self.facts.results.append(
            ResultFact(line.number, number, measure.code, year, "all", part, value, missing, release)
        )


def plain_authority(name: str) -> str:
    """ "The Vale of Glamorgan" and "Vale of Glamorgan", "Rhondda, Cynon, Taf" and "Rhondda Cynon Taf"."""
    return re.sub(r"[^a-z]", "", name.strip().lower().removeprefix("the "))
