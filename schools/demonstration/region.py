"""The whole region from one seed: the same seed, the same files, byte for byte."""

import datetime as dt
from dataclasses import dataclass

from schools.demonstration.assessments import assessment_rows
from schools.demonstration.attendance import attendance_rows
from schools.demonstration.backdrop import BackdropSchool, backdrop_rows, backdrop_schools
from schools.demonstration.categories import CategoryRow, category_rows
from schools.demonstration.chance import stream
from schools.demonstration.context import context_rows
from schools.demonstration.outcomes import outcome_rows
from schools.demonstration.register import PlannedSchool, plan_register
from schools.demonstration.roll import TODAYS_FULL_SIZE, Roll, make_roll
from schools.demonstration.rows import ResultRow, Rows

SEED = 2018
# Results of a summer are out when September begins.
RESULTS_OUT = 9
FIRST_BACKDROP_YEAR = 2023
# The register knows mergers up to 2024: an earlier clock still shows them done.
EARLIEST_LAST_YEAR = 2025


@dataclass(frozen=True)
class DemonstrationRegion:
    last_year: int
    schools: list[PlannedSchool]
    backdrop: list[BackdropSchool]
    roll: Roll
    results: list[ResultRow]
    categories: list[CategoryRow]


def last_results_year(today: dt.date) -> int:
    """The summer of the last academic year that has ended."""
    year = today.year if today.month >= RESULTS_OUT else today.year - 1
    return max(year, EARLIEST_LAST_YEAR)


def generate_region(*, seed: int, today: dt.date, schools: int | None = None) -> DemonstrationRegion:
    """With `schools`, about so many open ones instead of 397, and as many fewer in the rest of Wales."""
    last_year = last_results_year(today)
    planned = plan_register(stream(seed, "register"), schools)
    roll = make_roll(seed, planned, last_year)
    rows = Rows()
    context_rows(roll, rows)
    attendance_rows(roll, rows)
    assessment_rows(roll, rows)
    outcome_rows(roll, rows)
    backdrop = backdrop_schools(min(1.0, (schools or TODAYS_FULL_SIZE) / TODAYS_FULL_SIZE))
    backdrop_rows(seed, backdrop, list(range(FIRST_BACKDROP_YEAR, last_year + 1)), rows)
    return DemonstrationRegion(last_year, planned, backdrop, roll, rows.rows, category_rows(roll))
