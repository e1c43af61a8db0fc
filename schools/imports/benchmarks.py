"""Official quartiles of the benchmark groups: one row a measure, year, phase and group."""

import re

from schools.imports import values
from schools.imports.facts import Asked, BenchmarkFact, Facts, Known, Measure
from schools.imports.headers import BY_QUARTER, Header, plain
from schools.imports.lines import Line, lines
from schools.imports.measures import measure_named, refuse_other_years, release_of_line
from schools.imports.tables import Table
from schools.imports.values import CellError

QUARTILES = ("lower_quartile", "median", "upper_quartile")
DAY_FIRST = re.compile(r"\d{1,2}\s*[/. -]\s*\d{1,2}\s*[/. -]\s*\d{4}", re.ASCII)
MOST_DIGITS = 9
VERSION_LENGTH = 40
Key = tuple[str, int, str, int]


def read_benchmarks(table: Table, header: Header, known: Known, asked: Asked) -> Facts:
    facts = Facts(header.kind.value)
    rows_of: dict[Key, int] = {}
    turned = 0
    for line in lines(table, header, facts):
        before = len(facts.problems)
        key = key_of(line, known)
        low, middle, high = (quartile(line, column, key, known) for column in QUARTILES)
        version = line.take("version", version_of)
        if key is None or low is None or middle is None or high is None or version is None:
            continue
        if key in rows_of:
            line.report("benchmark_twice", "indicator", other=rows_of[key])
            continue
        rows_of[key] = line.number
        is_turned = low > high and begins_with_quarter_one(header)
        if is_turned:
            low, high = high, low
        refuse_disorder(line, (low, middle, high), turned=is_turned)
        release = release_of_line(line, facts, known, asked, key[1], kind="benchmarks")
        if len(facts.problems) > before:
            continue
        turned += is_turned
        indicator, year, phase, group = key
        facts.benchmarks.append(
            BenchmarkFact(line.number, indicator, phase, year, group, low, middle, high, version, release)
        )
    if turned:
        facts.note("turned", count=turned)
    return facts


def key_of(line: Line, known: Known) -> Key | None:
    measure = line.take("indicator", lambda cell: measure_named(cell, known), needed=True)
    year = line.take("year", values.academic_year, needed=True)
    phase = line.take("phase", values.phase, needed=True)
    if measure is None or year is None or phase is None:
        return None
    if phase not in measure.benchmarked:
        line.report("not_benchmarked", "phase", measure=measure.name, measure_cy=measure.name_cy)
        return None
    refuse_other_years(line, measure, year)
    groups = groups_in_force(known, phase, year)
    if not groups:
        line.report("no_groups", "year", year=f"{year - 1}/{year % 100:02}")
        return None
    group = line.take("benchmark_group", lambda cell: group_number(cell, groups, year), needed=True)
    return None if group is None else (measure.code, year, phase, group)


def groups_in_force(known: Known, phase: str, year: int) -> int:
    dated = known.groups.get(phase, {})
    return dated[max(start for start in dated if start <= year)] if min(dated, default=9999) <= year else 0


def group_number(cell: str, groups: int, year: int) -> int:
    """ "2", and "Group 2" as some lists have it."""
    found = re.fullmatch(r"(?:[A-Za-z ]+)?([1-9]\d?)", cell, re.ASCII)
    if not found or int(found[1]) > groups:
        raise CellError(
            "no_such_group", value=values.short(cell), groups=groups, year=f"{year - 1}/{year % 100:02}"
        )
    return int(found[1])


def quartile(line: Line, column: str, key: Key | None, known: Known) -> float | None:
    """Its range is known once the row's measure is."""
    if key is None:
        if not line.text(column):
            line.report("blank", column)
        return None
    measure: Measure = known.measures[key[0]]
    return line.take(column, lambda cell: values.in_range(cell, measure), needed=True)


def begins_with_quarter_one(header: Header) -> bool:
    """Whether the columns are named after quarters: then the first may be the highest."""
    names = {plain(half) for half in re.split(r"[/\n]", header.heading(QUARTILES[0]))}
    return not names.isdisjoint(BY_QUARTER[QUARTILES[0]])


def refuse_disorder(line: Line, found: tuple[float, float, float], *, turned: bool) -> None:
    low, middle, high = found
    if not low <= middle <= high:
        by_quarter = begins_with_quarter_one(line.header)
        first, last = (high, low) if turned else (low, high)
        line.report(
            "neither_way" if by_quarter else "not_ascending",
            QUARTILES[0],
            lower=values.tidy(first),
            median=values.tidy(middle),
            upper=values.tidy(last),
        )


def version_of(cell: str) -> str:
    text = values.text_value(cell, VERSION_LENGTH)
    if DAY_FIRST.search(text):
        raise CellError("version", value=values.short(text))
    return text


def version_order(version: str) -> tuple[int, ...]:
    """The numbers in it, in their order: 1.10 is newer than 1.9, and any is newer than none."""
    return tuple(int(number[:MOST_DIGITS]) for number in re.findall(r"\d+", version, re.ASCII))
