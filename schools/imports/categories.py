"""Support categories, in our own table and in the national lists of 2015 to 2020."""

import datetime as dt
import re
from typing import Any

from schools.imports import values
from schools.imports.facts import Asked, CategoryFact, Facts, Known
from schools.imports.headers import Header
from schools.imports.lines import Line, lines
from schools.imports.problems import UnreadableError
from schools.imports.releases import release_of_year
from schools.imports.tables import Table
from schools.imports.values import CellError

# When the categories of each year were published.
PUBLISHED = {
    2015: dt.date(2015, 1, 29),
    2016: dt.date(2016, 1, 28),
    2017: dt.date(2017, 1, 31),
    2018: dt.date(2018, 2, 1),
    2019: dt.date(2019, 1, 31),
    2020: dt.date(2020, 1, 31),
}
GROUP = re.compile(r"(?:[A-Za-z ]+)?([1-4])$", re.ASCII)
CAPACITY = re.compile(r"(?:[A-Za-z ]+)?\b([A-Da-d])$", re.ASCII)


def read_categories(table: Table, header: Header, known: Known, asked: Asked) -> Facts:
    facts = Facts(header.kind.value)
    seen: dict[tuple[str, int], tuple[CategoryFact, str]] = {}
    repeated: set[str] = set()
    for line in lines(table, header, facts):
        number = line.take("school_number", values.school_number, needed=True)
        year = year_of(line, asked)
        category = line.take("support_category", values.category, needed=True)
        given = given_of(line)
        if number is None or year is None or category is None:
            continue
        facts.numbers[line.number] = (number,)
        release = release_of_year(facts, known, asked, f"categories-{year}", PUBLISHED[year])
        fact = CategoryFact(line.number, number, year, category, release, given)
        if (number, year) not in seen:
            seen[number, year] = fact, line.text("sector")
            facts.categories.append(fact)
        elif may_repeat(number, line, seen[number, year][1], known):
            repeated.add(number)
            report_contradiction(line, fact, seen[number, year][0])
        else:
            line.report("school_twice", "school_number", number=number, other=seen[number, year][0].row)
    if repeated:
        facts.note("repeated", count=len(repeated))
    return facts


def may_repeat(number: str, line: Line, sector_before: str, known: Known) -> bool:
    """All-age schools stand in the list of primary and in that of secondary schools."""
    if sector_before != line.text("sector"):
        return True
    return known.phases.get(number) in {"all_age", None} and not line.has("academic_year")


def report_contradiction(line: Line, fact: CategoryFact, before: CategoryFact) -> None:
    if (fact.category, fact.given) != (before.category, before.given):
        line.report("contradiction", "support_category", number=fact.number, other=before.row)


def year_of(line: Line, asked: Asked) -> int | None:
    column = "academic_year" if line.has("academic_year") else "year"
    if not line.has(column):
        if asked.year is None:
            raise UnreadableError("year_wanted")
        year: int | None = asked.year
    else:
        year = line.take(column, values.academic_year, needed=True)
    if year is not None and year not in PUBLISHED:
        line.report("category_year", column if line.has(column) else "", year=f"{year - 1}/{year % 100:02}")
        return None
    return year


def given_of(line: Line) -> dict[str, Any]:
    """Steps one and two, where the list has them."""
    given: dict[str, Any] = {}
    if line.has("standards_group"):
        given["standards_group"] = line.take("standards_group", standards_group)
    if line.has("capacity"):
        given["capacity"] = line.take("capacity", capacity) or ""
    return given


def standards_group(text: str) -> int | None:
    if text.lower() in values.NOT_SHOWN:
        return None
    found = GROUP.match(text)
    if not found:
        raise CellError("choice", value=values.short(text), known="1, 2, 3, 4")
    return int(found[1])


def capacity(text: str) -> str:
    if text.lower() in values.NOT_SHOWN:
        return ""
    found = CAPACITY.match(text)
    if not found:
        raise CellError("choice", value=values.short(text), known="A, B, C, D")
    return found[1].upper()
