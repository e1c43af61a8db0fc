"""Figures of context: pupils, free school meals, pupils per teacher, budget."""

import numpy as np

from schools.demonstration.chance import stream
from schools.demonstration.roll import Roll
from schools.demonstration.rows import Rows

RECENT_YEARS = 4
# A school opened so lately has no three-year average yet.
NEW_FOR_YEARS = 2
# Share of the pupils that is 5 to 15 years old.
COMPULSORY_AGE = {"primary": 0.82, "secondary": 0.94, "all_age": 0.88}
# phase → pupils per teacher: mean and spread; budget per pupil in 2026: mean and spread.
TEACHERS = {
    "primary": (21.6, 2.4),
    "secondary": (16.9, 1.3),
    "all_age": (18.1, 1.5),
    "special": (6.9, 0.9),
    "nursery": (14.5, 2.0),
}
BUDGETS = {
    "primary": (4150, 330),
    "secondary": (5900, 480),
    "all_age": (5600, 330),
    "special": (25400, 4200),
    "nursery": (16500, 3600),
}
BUDGET_GROWTH = 1.035


def context_rows(roll: Roll, rows: Rows) -> None:
    for index, school in enumerate(roll.schools):
        if school.phase == "pru":
            continue
        for column, year in enumerate(roll.years):
            if roll.running[index, column]:
                size = int(roll.pupils[index, column])
                rows.add(school.number, "pupils", year, size, decimals=0)
                if school.is_mainstream:
                    add_free_meals(roll, rows, index, column)
    for year in roll.years[-RECENT_YEARS:]:
        add_money_and_teachers(roll, rows, year)


def compulsory_age(roll: Roll, index: int, column: int) -> int:
    return round(int(roll.pupils[index, column]) * COMPULSORY_AGE[roll.schools[index].phase])


def add_free_meals(roll: Roll, rows: Rows, index: int, column: int) -> None:
    school, year = roll.schools[index], roll.years[column]
    if school.first_year and year - school.first_year < NEW_FOR_YEARS:
        rows.add_missing(school.number, "fsm", year, "not_shown")
        return
    cohort = compulsory_age(roll, index, column)
    eligible = round(cohort * float(roll.fsm[index, column]) / 100)
    rows.add(school.number, "fsm", year, 100 * eligible / cohort, numerator=eligible, cohort=cohort)


def add_money_and_teachers(roll: Roll, rows: Rows, year: int) -> None:
    column = roll.column(year)
    # The same school stays dear or cheap: its own chance does not change with the year.
    chance = stream(roll.seed, "money and teachers").standard_normal((len(roll.schools), 2))
    for index, school in enumerate(roll.schools):
        if school.phase == "pru" or not roll.running[index, column]:
            continue
        size = int(roll.pupils[index, column])
        fsm = float(np.nan_to_num(roll.fsm[index, column], nan=20.0))
        mean, spread = TEACHERS[school.phase]
        # Small schools have small classes; poorer ones have more staff.
        small = 900 / size if school.phase == "primary" else 0.0
        ratio = mean + spread * chance[index, 0] - 0.05 * (fsm - 24) - 0.35 * (small - 3.5)
        rows.add(school.number, "pupil_teacher_ratio", year, min(max(ratio, 3.5), 32))
        mean, spread = BUDGETS[school.phase]
        budget = mean + spread * chance[index, 1] + 12 * (fsm - 24) + 155 * small
        budget *= BUDGET_GROWTH ** (year - 2026)
        rows.add(school.number, "budget_per_pupil", year, max(budget, 2900), decimals=0)
