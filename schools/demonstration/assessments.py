"""Teacher assessment until 2017: Foundation Phase, Key Stages 2 and 3. By law none is published since."""

import numpy as np

from schools.demonstration.attendance import whole_pupils
from schools.demonstration.chance import logistic, mean_of, parts_to_levels
from schools.demonstration.levels import ASSESSMENTS, WALES, at, cardiff_level
from schools.demonstration.register import PlannedSchool
from schools.demonstration.roll import Roll
from schools.demonstration.rows import Rows

# Share of a school's pupils in the year group assessed, by measure and phase.
YEAR_GROUPS = {
    "foundation_phase": {"primary": 0.125, "all_age": 0.062},
    "csi_ks2": {"primary": 0.122, "all_age": 0.064},
    "csi_ks3": {"secondary": 0.178, "all_age": 0.086},
}
# Schools of one age only teach fewer year groups, each of them larger.
ONE_AGE_FACTOR = 2.0
WITHOUT = {"foundation_phase": "juniors", "csi_ks2": "infants", "csi_ks3": ""}


def assessment_rows(roll: Roll, rows: Rows) -> None:
    for code, levels in ASSESSMENTS.items():
        own = roll.drift(code, 0.55)
        wave = 1 + 0.12 * roll.drift(f"{code} cohort", 0.1)
        for year in levels:
            column = roll.column(year)
            members = np.array(
                [
                    index
                    for index in roll.members(year, phases=set(YEAR_GROUPS[code]))
                    if not roll.schools[index].ages or roll.schools[index].ages != WITHOUT[code]
                ],
                dtype=np.int64,
            )
            if not len(members):
                continue
            share = np.array([year_group_share(roll.schools[index], code) for index in members])
            cohort = np.maximum(
                1, np.rint(roll.pupils[members, column] * share * wave[members, column])
            ).astype(np.int64)
            fsm = roll.fsm[members, column]
            x = -0.034 * (fsm - mean_of(fsm, cohort))
            x = x + 0.3 * roll.quality[members, column] + 0.3 * own[members, column]
            chances = logistic(
                parts_to_levels(
                    x,
                    cohort,
                    roll.in_cardiff[members],
                    all_level=at(levels, year) / 100,
                    part_level=cardiff_level(code, year, WALES[code]) / 100,
                )
            )
            counts = whole_pupils(chances * cohort, cohort)
            for index, count, pupils in zip(members, counts, cohort, strict=True):
                rows.add(
                    roll.schools[index].number,
                    code,
                    year,
                    100 * int(count) / int(pupils),
                    numerator=int(count),
                    cohort=int(pupils),
                )


def year_group_share(school: PlannedSchool, code: str) -> float:
    return YEAR_GROUPS[code][school.phase] * (ONE_AGE_FACTOR if school.ages else 1.0)
