"""The rest of Wales: schools without names whose figures the cut points of all Wales come from. They have the
current year's; secondary schools, whose level is below the region's, have those since 2023."""

from dataclasses import dataclass

import numpy as np

from schools.demonstration.attendance import ABSENCE_SLOPES
from schools.demonstration.chance import Floats, stream
from schools.demonstration.levels import ATTENDANCE, CAPPED9, PERSISTENT_ABSENCE, SUBJECTS, at
from schools.demonstration.outcomes import SUBJECT_SHAPES
from schools.demonstration.rows import Rows
from schools.demonstration.schoolplan import NUMBER_FROM

# authority → primary, secondary, all-age and special schools; mean of free school meals (percent).
PLACES: dict[str, tuple[int, int, int, int, float]] = {
    "660": (37, 5, 0, 1, 16.5),
    "661": (76, 12, 2, 2, 14.0),
    "662": (50, 7, 0, 1, 19.5),
    "663": (43, 6, 2, 2, 17.5),
    "664": (62, 11, 0, 2, 21.0),
    "665": (57, 9, 0, 1, 22.0),
    "666": (66, 8, 3, 3, 14.0),
    "667": (33, 4, 3, 0, 16.5),
    "668": (51, 5, 3, 1, 15.0),
    "669": (91, 12, 0, 1, 19.0),
    "670": (75, 14, 0, 2, 23.5),
    "671": (52, 5, 3, 2, 29.0),
    "676": (70, 11, 1, 1, 28.0),
    "677": (19, 2, 2, 2, 28.5),
    "678": (24, 5, 1, 1, 24.0),
    "679": (29, 3, 1, 0, 14.0),
    "680": (43, 9, 1, 2, 22.0),
}
PHASES = ("primary", "secondary", "all_age", "special")
SIZES = {"primary": (165, 0.6), "secondary": (870, 0.35), "all_age": (860, 0.35), "special": (125, 0.4)}
# Points below the level that the region is calibrated to.
POINTS_BELOW, POINTS_SLOPE, POINTS_SPREAD = 14.5, -1.7, 24.0
DRAWS = 16
BUDGETS = {"primary": 4700, "secondary": 6050, "all_age": 5990, "special": 27000}
TEACHERS = {"primary": 20.4, "secondary": 16.9, "all_age": 16.9, "special": 6.8}


@dataclass(frozen=True)
class BackdropSchool:
    number: str
    authority: str
    phase: str

    @property
    def name(self) -> str:
        return f"School {self.number}"


def backdrop_schools(share: float) -> list[BackdropSchool]:
    """All of them, or the share of each authority's that a thinned region has of its own."""
    return [
        BackdropSchool(f"{authority}9{NUMBER_FROM[phase] + position:03d}", authority, phase)
        for authority, counts in PLACES.items()
        for phase, count in zip(PHASES, counts[:4], strict=True)
        for position in range(1, round(int(count) * share) + 1)
    ]


def backdrop_rows(seed: int, schools: list[BackdropSchool], years: list[int], rows: Rows) -> None:
    """A school's own chances last; a little of them is each year's."""
    lasting = stream(seed, "backdrop").standard_normal((len(schools), DRAWS))
    for year in years:
        news = stream(seed, "backdrop year", year).standard_normal((len(schools), DRAWS))
        draws = 0.96 * lasting + 0.28 * news
        for index, school in enumerate(schools):
            if year == years[-1] or school.phase in {"secondary", "all_age"}:
                add_school(school, year, draws[index], rows, current=year == years[-1])


def add_school(school: BackdropSchool, year: int, draws: Floats, rows: Rows, *, current: bool) -> None:
    median, spread = SIZES[school.phase]
    pupils = max(14, round(median * float(np.exp(spread * draws[0]))))
    if current:
        rows.add(school.number, "pupils", year, pupils, decimals=0)
        small = 900 / pupils - 4 if school.phase == "primary" else 0.0
        teachers = TEACHERS[school.phase] + 1.5 * draws[1] - 0.3 * small
        rows.add(school.number, "pupil_teacher_ratio", year, max(4.0, teachers))
        budget = BUDGETS[school.phase] * (1 + 0.08 * draws[2]) + 150 * small
        rows.add(school.number, "budget_per_pupil", year, max(2900.0, budget), decimals=0)
    if school.phase != "special":
        add_measures(school, year, pupils, draws, rows)


def add_measures(school: BackdropSchool, year: int, pupils: int, draws: Floats, rows: Rows) -> None:
    mean = PLACES[school.authority][4]
    odds = np.log(mean / (100 - mean)) - 0.12 + 0.78 * draws[3] * (1 if school.phase == "primary" else 0.65)
    cohort = round(0.86 * pupils)
    eligible = round(cohort / (1 + float(np.exp(-odds))))
    fsm = 100 * eligible / cohort
    rows.add(school.number, "fsm", year, fsm, numerator=eligible, cohort=cohort)
    for stage, slope, spread, draw in (("primary", -0.088, 1.3, 4), ("secondary", -0.17, 1.9, 5)):
        if school.phase not in {stage, "all_age"}:
            continue
        part = stage if school.phase == "all_age" else ""
        own = spread * draws[draw] + slope * (fsm - 20)
        attendance = min(at(ATTENDANCE[stage], year) + 0.3 + own, 98.5)
        rows.add(school.number, "attendance", year, attendance, part=part, cohort=cohort)
        absence = at(PERSISTENT_ABSENCE[stage], year)
        odds = np.log(absence / (100 - absence)) + ABSENCE_SLOPES[stage][1] * own + 0.15 * draws[draw + 2]
        absent = round(cohort / (1 + float(np.exp(-odds))))
        value = 100 * absent / cohort
        rows.add(school.number, "persistent_absence", year, value, part=part, numerator=absent, cohort=cohort)
    if school.phase != "primary":
        add_points(school, year, pupils, fsm, draws, rows)


def add_points(school: BackdropSchool, year: int, pupils: int, fsm: float, draws: Floats, rows: Rows) -> None:
    year_11 = max(8, round(pupils * (0.18 if school.phase == "secondary" else 0.09)))
    points = at(CAPPED9, year) - POINTS_BELOW + POINTS_SLOPE * (fsm - 20) + POINTS_SPREAD * float(draws[8])
    points = min(max(points, 240.0), 480.0)
    rows.add(school.number, "capped9", year, points, numerator=round(points * year_11, 1), cohort=year_11)
    for position, (subject, (slope, spread)) in enumerate(SUBJECT_SHAPES.items()):
        value = at(SUBJECTS[subject], year) + slope * (points - at(CAPPED9, year))
        value = min(max(value + spread * float(draws[10 + position]), 0.5), 57.0)
        rows.add(school.number, subject, year, value, numerator=round(value * year_11, 1), cohort=year_11)
