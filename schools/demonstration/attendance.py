"""Attendance and persistent absence, by the pupils' eligibility for free school meals."""

from dataclasses import dataclass

import numpy as np

from schools.demonstration.chance import (
    Flags,
    Floats,
    Whole,
    logistic,
    mean_of,
    parts_to_levels,
    parts_to_means,
)
from schools.demonstration.context import compulsory_age
from schools.demonstration.levels import (
    ABSENCE_GAP,
    ATTENDANCE,
    ATTENDANCE_GAP,
    NOT_COLLECTED,
    PERSISTENT_ABSENCE,
    at,
    cardiff_level,
)
from schools.demonstration.roll import Roll
from schools.demonstration.rows import Rows

# (points of attendance per point of free meals, spread of what is left), before 2020 and since.
SHAPES = {
    "primary": ((-0.045, 0.62), (-0.088, 1.25)),
    "secondary": ((-0.058, 0.85), (-0.185, 2.1)),
}
# Logits of persistent absence per point of attendance, above 20 % of sessions and above 10 %.
ABSENCE_SLOPES = {"primary": (-0.6, -0.36), "secondary": (-0.5, -0.19)}


@dataclass(frozen=True)
class Stage:
    """The pupils of one phase at the schools that run in a year; all-age schools have both."""

    phase: str
    year: int
    column: int
    schools: Whole
    part: list[str]
    eligible: Whole
    others: Whole
    fsm: Floats
    cardiff: Flags

    @property
    def cohort(self) -> Whole:
        return self.eligible + self.others


def stage(roll: Roll, phase: str, year: int) -> Stage:
    column = roll.column(year)
    members = roll.members(year, phases={phase, "all_age"})
    fsm = roll.fsm[members, column]
    cohort, part = [], []
    for index in members:
        pupils = compulsory_age(roll, int(index), column)
        both = roll.schools[index].phase == "all_age"
        cohort.append(pupils // 2 if both else pupils)
        part.append(phase if both else "")
    eligible = np.rint(np.array(cohort) * fsm / 100).astype(np.int64)
    others = np.array(cohort, dtype=np.int64) - eligible
    return Stage(phase, year, column, members, part, eligible, others, fsm, roll.in_cardiff[members])


def attendance_rows(roll: Roll, rows: Rows) -> None:
    noise = {phase: roll.drift(f"attendance {phase}", 0.8) for phase in SHAPES}
    absence_noise = roll.drift("persistent absence", 0.8)
    for phase in SHAPES:
        for year in roll.years:
            pupils = stage(roll, phase, year)
            if not len(pupils.schools):
                continue
            if year in NOT_COLLECTED:
                for index, part in zip(pupils.schools, pupils.part, strict=True):
                    rows.add_missing(
                        roll.schools[index].number, "attendance", year, "not_collected", part=part
                    )
                continue
            own = (
                0.5 * roll.quality[pupils.schools, pupils.column]
                + 0.86 * noise[phase][pupils.schools, pupils.column]
            )
            values = attendance(pupils, own)
            add_attendance(roll, rows, pupils, values)
            add_absence(roll, rows, pupils, values, absence_noise[pupils.schools, pupils.column])


def attendance(pupils: Stage, own: Floats) -> Floats:
    slope, spread = SHAPES[pupils.phase][pupils.year > NOT_COLLECTED[-1]]
    values = slope * pupils.fsm + spread * own
    levels = ATTENDANCE[pupils.phase]
    name = f"attendance {pupils.phase}"
    for _ in range(2):
        # Twice, because a school cannot be above 98.5.
        values = np.minimum(
            parts_to_means(
                values,
                pupils.cohort,
                pupils.cardiff,
                all_mean=at(levels, pupils.year),
                part_mean=cardiff_level(name, pupils.year, levels),
            ),
            98.5,
        )
    return values


def add_attendance(roll: Roll, rows: Rows, pupils: Stage, values: Floats) -> None:
    gap = at(ATTENDANCE_GAP[pupils.phase], pupils.year)
    share = pupils.eligible / pupils.cohort
    poorer = np.maximum(
        values - (1 - share) * gap * (100 - values) / mean_of(100 - values, pupils.cohort), 55
    )
    for i, index in enumerate(pupils.schools):
        total = round(float(values[i] * pupils.cohort[i] / 100), 2)
        of_eligible = round(float(poorer[i] * pupils.eligible[i] / 100), 2)
        rows.add_groups(
            roll.schools[index].number,
            "attendance",
            pupils.year,
            (of_eligible, round(total - of_eligible, 2)),
            (int(pupils.eligible[i]), int(pupils.others[i])),
            part=pupils.part[i],
        )


def add_absence(roll: Roll, rows: Rows, pupils: Stage, values: Floats, own: Floats) -> None:
    """Counts of pupils: where attendance is low, more are persistently absent."""
    slope = ABSENCE_SLOPES[pupils.phase][pupils.year > NOT_COLLECTED[-1]]
    x = slope * (values - mean_of(values, pupils.cohort)) + 0.14 * own
    level = at(PERSISTENT_ABSENCE[pupils.phase], pupils.year)
    gap = at(ABSENCE_GAP[pupils.phase], pupils.year)
    share = float(pupils.eligible.sum() / pupils.cohort.sum())
    both = np.concatenate([x, x])
    weights = np.concatenate([pupils.eligible, pupils.others])
    is_eligible = np.arange(len(both)) < len(x)
    chances = logistic(
        parts_to_levels(
            both, weights, is_eligible, all_level=level / 100, part_level=(level + (1 - share) * gap) / 100
        )
    )
    counts = whole_pupils(chances * weights, weights)
    for i, index in enumerate(pupils.schools):
        rows.add_groups(
            roll.schools[index].number,
            "persistent_absence",
            pupils.year,
            (int(counts[i]), int(counts[i + len(x)])),
            (int(pupils.eligible[i]), int(pupils.others[i])),
            part=pupils.part[i],
        )


def whole_pupils(expected: Floats, cohorts: Whole) -> Whole:
    """Whole numbers that keep the running total: what is rounded off at one school is carried to the next."""
    running = np.rint(np.cumsum(expected))
    counts = np.diff(running, prepend=0.0)
    return np.clip(counts, 0, cohorts).astype(np.int64)
