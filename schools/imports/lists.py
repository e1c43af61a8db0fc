"""Lists of schools: the register of 2025 and later with its figures, the two lists of 2018 and 2021 in one
table, and the pupil referral units of 2018."""

import datetime as dt
import re

from schools.enums import FileKind, Phase
from schools.imports import values
from schools.imports.facts import Asked, Facts, Known, ListFact, NewRelease, SchoolFact
from schools.imports.headers import Header
from schools.imports.lines import Line
from schools.imports.problems import UnreadableError
from schools.imports.registers import RegisterReader
from schools.imports.tables import Table

LIST_2018 = dt.date(2018, 4, 10)
LIST_2021 = dt.date(2021, 2, 4)
RELEASE_2018 = "address-list-2018-04"
RELEASE_2021 = "address-list-2021-02"
# The publications that a list of schools with its figures may be: the newest where no year is said.
REGISTER_RELEASES = re.compile(r"my-local-school-20\d\d-\d\d$|register-20")
PRU_NUMBER = re.compile(r"\d{3}11\d\d$", re.ASCII)

# Column of the file → indicator.
MEASURES = {
    "pupils": "pupils",
    "fsm_3yr_pct": "fsm",
    "pupil_teacher_ratio": "pupil_teacher_ratio",
    "attendance_pct": "attendance",
    "budget_per_pupil_gbp": "budget_per_pupil",
    "capped9_points": "capped9",
    "literacy_points": "literacy",
    "numeracy_points": "numeracy",
    "science_points": "science",
    "welsh_bacc_points": "skills_challenge",
}


def read_register(table: Table, header: Header, known: Known, asked: Asked) -> Facts:
    reader = RegisterReader(table, header, known, asked)
    release, listed_on = register_release(known, asked, reader.facts)
    reached = set()
    for line, number, authority, given in reader.schools():
        reader.facts.schools.append(SchoolFact(line.number, number, authority, given, listed_on, listed_on))
        phase = given["phase"]
        if phase != Phase.PRU:
            reached.add(authority)
        for column, indicator in MEASURES.items():
            measure = known.measures.get(indicator)
            if not line.has(column) or measure is None:
                continue
            part = Phase.PRIMARY.value if column == "attendance_pct" and phase == Phase.ALL_AGE else ""
            reader.result(
                line, number, phase, column, measure, year=listed_on.year, release=release, part=part
            )
        second_attendance(reader, line, number, phase, listed_on.year, release)
    reader.facts.lists.append(ListFact(listed_on, frozenset(reached)))
    return reader.facts


def second_attendance(
    reader: RegisterReader, line: Line, number: str, phase: str, year: int, release: str
) -> None:
    """All-age schools have one attendance figure for each of their phases."""
    measure = reader.known.measures.get("attendance")
    if not line.has("attendance_secondary_pct") or measure is None:
        return
    if phase == Phase.ALL_AGE:
        reader.result(
            line,
            number,
            phase,
            "attendance_secondary_pct",
            measure,
            year=year,
            release=release,
            part=Phase.SECONDARY.value,
        )
    elif line.text("attendance_secondary_pct").lower() not in values.NOT_SHOWN:
        line.report("all_age_only", "attendance_secondary_pct")


def register_release(known: Known, asked: Asked, facts: Facts) -> tuple[str, dt.date]:
    """The list's publication and its date: as given, as known for the year given, or the newest known."""
    publications = {publication.slug: publication for publication in known.publications}
    if asked.release:
        return asked.release, asked.published_on or publications[asked.release].published_on
    if asked.published_on:
        same_day = [
            slug
            for slug, publication in publications.items()
            if publication.published_on == asked.published_on and REGISTER_RELEASES.match(slug)
        ]
        if same_day:
            return same_day[0], asked.published_on
        made = NewRelease(f"register-{asked.published_on:%Y-%m-%d}", asked.published_on, year_known=False)
        facts.releases.append(made)
        facts.note("release_new", date=f"{asked.published_on:%Y-%m-%d}")
        return made.slug, asked.published_on
    fitting = [
        publication
        for publication in known.publications
        if REGISTER_RELEASES.match(publication.slug)
        and (asked.year is None or publication.published_on.year == asked.year)
    ]
    if not fitting:
        raise UnreadableError("release_wanted")
    # A list that another file brought does not become what a file without a date is taken for.
    newest = max(
        fitting, key=lambda publication: (publication.slug.startswith("my-"), publication.published_on)
    )
    return newest.slug, newest.published_on


def read_register_history(table: Table, header: Header, known: Known, asked: Asked) -> Facts:
    reader = RegisterReader(table, header, known, asked)
    reached: dict[dt.date, set[str]] = {LIST_2018: set(), LIST_2021: set()}
    for line, number, authority, given in reader.schools():
        was_open = status_2021(line)
        dates = [LIST_2018] if line.text("pupils_2017_18").lower() not in values.NOT_SHOWN else []
        dates += [LIST_2021] if was_open else []
        if was_open is None:
            continue
        if not dates:
            line.report("in_no_list", "pupils_2017_18")
            continue
        for date in dates:
            reached[date].add(authority)
        reader.facts.schools.append(SchoolFact(line.number, number, authority, given, dates[0], dates[-1]))
        pupils_of_history(reader, line, number, given["phase"], was_open=was_open)
    reader.facts.lists += [ListFact(date, frozenset(codes)) for date, codes in reached.items()]
    return reader.facts


def status_2021(line: Line) -> bool | None:
    status = line.text("status_2021").lower()
    if status.startswith(("open", "closed")):
        return status.startswith("open")
    line.report("choice", "status_2021", value=values.short(status), known="open, closed by Feb 2021")
    return None


def pupils_of_history(reader: RegisterReader, line: Line, number: str, phase: str, *, was_open: bool) -> None:
    measure = reader.known.measures.get("pupils")
    if measure is None:
        return
    if line.text("pupils_2017_18").lower() not in values.NOT_SHOWN:
        reader.result(line, number, phase, "pupils_2017_18", measure, year=2018, release=RELEASE_2018)
    if line.has("pupils_2020") and (was_open or line.text("pupils_2020")):
        reader.result(line, number, phase, "pupils_2020", measure, year=2020, release=RELEASE_2021)


def read_prus(table: Table, header: Header, known: Known, asked: Asked) -> Facts:
    reader = RegisterReader(table, header, known, asked)
    for line, number, authority, given in reader.schools():
        if not PRU_NUMBER.match(number):
            line.report("pru_number", "school_number", value=number)
            continue
        given["phase"] = Phase.PRU.value
        reader.facts.schools.append(SchoolFact(line.number, number, authority, given, LIST_2018, LIST_2018))
    reader.facts.note("prus_apart")
    return reader.facts


READERS = {
    FileKind.REGISTER: read_register,
    FileKind.REGISTER_HISTORY: read_register_history,
    FileKind.PRUS: read_prus,
}
