"""Figures by school: free school meals of one year, and results of any measure in the long shape."""

from schools.enums import Group, Missing, Phase
from schools.imports import values
from schools.imports.facts import Asked, Facts, Known, Measure, ResultFact
from schools.imports.headers import Header
from schools.imports.lines import Line, lines
from schools.imports.problems import UnreadableError
from schools.imports.releases import end_of_school_year, release_of_year
from schools.imports.tables import Table
from schools.imports.values import CellError

GROUPS = {group.value: group.value for group in Group} | {"": "all", "fsm": "efsm", "non-efsm": "not_efsm"}
PARTS = {"": "", Phase.PRIMARY.value: Phase.PRIMARY.value, Phase.SECONDARY.value: Phase.SECONDARY.value}
REASONS = {reason.value: reason.value for reason in Missing}


def read_free_meals(table: Table, header: Header, known: Known, asked: Asked) -> Facts:
    facts = Facts(header.kind.value)
    measure = known.measures["fsm"]
    rows_of: dict[tuple[str, int], int] = {}
    for line in lines(table, header, facts):
        number = line.take("school_number", values.school_number, needed=True)
        year = asked_or_stated_year(line, asked)
        taken = line.take("fsm_percent", lambda cell: values.figure(cell, measure))
        phase = line.take("sector", values.phase) if line.text("sector") else known.phases.get(number or "")
        if number is None or year is None or taken is None:
            continue
        facts.numbers[line.number] = (number,)
        if (number, year) in rows_of:
            line.report("school_twice", "school_number", number=number, other=rows_of[number, year])
            continue
        rows_of[number, year] = line.number
        value, missing = taken
        if missing == Missing.NOT_SHOWN and phase not in measure.phases:
            continue
        release = release_of_year(
            facts, known, asked, f"my-local-school-fsm-{year}", end_of_school_year(year)
        )
        facts.results.append(
            ResultFact(line.number, number, measure.code, year, "all", "", value, missing, release)
        )
    return facts


def asked_or_stated_year(line: Line, asked: Asked) -> int | None:
    if line.has("year"):
        return line.take("year", values.academic_year, needed=True)
    if asked.year is None:
        raise UnreadableError("year_wanted")
    return asked.year


def read_results(table: Table, header: Header, known: Known, asked: Asked) -> Facts:
    facts = Facts(header.kind.value)
    rows_of: dict[tuple[str, str, int, str, str], int] = {}
    for line in lines(table, header, facts):
        fact = result_of(line, known, asked)
        if fact is None:
            continue
        facts.numbers[line.number] = (fact.number,)
        key = (fact.number, fact.indicator, fact.year, fact.group, fact.part)
        if key in rows_of:
            line.report("row_twice", "school_number", other=rows_of[key])
            continue
        rows_of[key] = line.number
        fact.release = release_of_line(line, facts, known, asked, fact.year)
        facts.results.append(fact)
    return facts


def result_of(line: Line, known: Known, asked: Asked) -> ResultFact | None:
    before = len(line.facts.problems)
    number = line.take("school_number", values.school_number, needed=True)
    year = line.take("year", values.academic_year, needed=True)
    group = line.take("group", lambda cell: chosen(cell, GROUPS))
    part = line.take("part", lambda cell: chosen(cell, PARTS))
    measure = line.take("indicator", lambda cell: measure_named(cell, known), needed=True)
    if measure is None or number is None or year is None or group is None or part is None:
        return None
    refuse_other_years(line, measure, year)
    value, missing = value_or_reason(line, measure)
    cohort = line.take("cohort", whole)
    numerator = line.take("numerator", lambda cell: values.number(cell) if cell else None)
    if numerator is not None and cohort is not None and measure.unit == "percent" and numerator > cohort:
        line.report("more_than_cohort", "numerator", value=values.tidy(numerator), cohort=cohort)
    if len(line.facts.problems) > before:
        return None
    return ResultFact(
        line.number, number, measure.code, year, group, part, value, missing, "", numerator, cohort
    )


def measure_named(cell: str, known: Known) -> Measure:
    measure = known.measures.get(cell.lower())
    if measure is None:
        raise CellError("indicator", value=values.short(cell), known=", ".join(sorted(known.measures)))
    return measure


def refuse_other_years(line: Line, measure: Measure, year: int) -> None:
    first, last = measure.first_year or year, measure.last_year or year
    if not first <= year <= last:
        line.report(
            "indicator_years",
            "year",
            measure=measure.name,
            measure_cy=measure.name_cy,
            value=f"{year - 1}/{year % 100:02}",
        )


def value_or_reason(line: Line, measure: Measure) -> tuple[float | None, str]:
    reason = line.take("missing", lambda cell: chosen(cell, {"": "", **REASONS})) or ""
    if reason and line.text("value"):
        line.report("both_or_neither", "missing")
    if reason:
        return None, reason
    return line.take("value", lambda cell: values.figure(cell, measure)) or (None, "")


def chosen(cell: str, known: dict[str, str]) -> str:
    return values.choice(cell, known.get(cell.lower()), ", ".join(filter(None, known)))


def whole(cell: str) -> int | None:
    if not cell:
        return None
    value = values.number(cell)
    if value != int(value) or not 0 <= value <= 100_000:
        raise CellError("not_whole", value=values.short(cell))
    return int(value)


def release_of_line(
    line: Line, facts: Facts, known: Known, asked: Asked, year: int, *, kind: str = "results"
) -> str:
    named = line.text("release")
    if not named:
        return release_of_year(facts, known, asked, f"{kind}-{year}", end_of_school_year(year))
    slugs = sorted(publication.slug for publication in known.publications)
    if named not in slugs:
        line.report("choice", "release", value=values.short(named), known=", ".join(slugs))
    return named
