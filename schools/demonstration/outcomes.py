"""Examination results of Year 11: Capped 9 and its subjects, the thresholds until 2018."""

import numpy as np

from schools.demonstration.attendance import whole_pupils
from schools.demonstration.chance import (
    Floats,
    Whole,
    logistic,
    mean_of,
    parts_to_levels,
    parts_to_means,
)
from schools.demonstration.levels import (
    CAPPED9,
    CAPPED9_CORRELATION,
    CAPPED9_GAP,
    CAPPED9_SLOPE,
    L2_INCLUSIVE_GAP,
    SUBJECTS,
    THRESHOLDS,
    WALES,
    Levels,
    at,
    cardiff_level,
)
from schools.demonstration.roll import Roll
from schools.demonstration.rows import Rows

YEAR_11_PHASES = {"secondary", "all_age"}
# Share of a school's pupils that is in Year 11, without and with a sixth form.
YEAR_11 = {"secondary": (0.196, 0.168), "all_age": (0.092, 0.084)}
LOWEST_POINTS, HIGHEST_POINTS = 60.0, 520.0
# With fewer schools there is nothing to correlate.
CORRELATED_FROM = 5
# Points of a subject per point of Capped 9, and what is left.
SUBJECT_SHAPES = {
    "literacy": (0.125, 1.5),
    "numeracy": (0.14, 1.8),
    "science": (0.165, 2.1),
    "skills_challenge": (0.15, 10.5),
}


def year_11(roll: Roll) -> tuple[Whole, Whole]:
    """[schools, years]: pupils in Year 11, and those among them eligible for free school meals."""
    share = np.array([YEAR_11[s.phase][s.has_sixth_form] if s.teaches_year_11 else 0.0 for s in roll.schools])
    wave = 1 + 0.06 * roll.drift("year 11", 0.3)
    cohort = np.rint(roll.pupils * share[:, None] * wave).astype(np.int64)
    part = 0.92 * np.nan_to_num(roll.fsm) / 100 * (1 + 0.1 * roll.drift("year 11 eligible", 0.2))
    eligible = np.rint(cohort * np.clip(part, 0, 0.9)).astype(np.int64)
    return cohort, eligible


def outcome_rows(roll: Roll, rows: Rows) -> None:
    cohorts, eligible = year_11(roll)
    for year in roll.years:
        column = roll.column(year)
        members = roll.members(year, phases=YEAR_11_PHASES)
        if not len(members):
            continue
        cohort = Cohort(roll, year, members, cohorts[members, column], eligible[members, column])
        if year in THRESHOLDS["l2"]:
            cohort.add_thresholds(rows)
        if year in CAPPED9 or year > max(CAPPED9):
            capped9 = cohort.add_capped9(rows)
            if year >= min(SUBJECTS["literacy"]):
                cohort.add_subjects(rows, capped9)


class Cohort:
    """Year 11 of one year: a column of every array, for the schools that have it."""

    def __init__(self, roll: Roll, year: int, members: Whole, pupils: Whole, eligible: Whole) -> None:
        self.roll, self.year, self.members = roll, year, members
        self.pupils, self.eligible, self.others = pupils, eligible, pupils - eligible
        self.cardiff = roll.in_cardiff[members]
        column = roll.column(year)
        self.fsm = roll.fsm[members, column]
        self.fsm_beside_mean = self.fsm - mean_of(self.fsm, pupils)
        self.quality = roll.quality[members, column]

    def own(self, purpose: str, keep: float = 0.85) -> Floats:
        """A chance of the school's own for one measure, much like the year before."""
        drawn: Floats = self.roll.drift(purpose, keep)[self.members, self.roll.column(self.year)]
        return drawn

    def capped9(self) -> Floats:
        """Mean points by school: a line on free school meals, and as much rest as gives the correlation."""
        line = CAPPED9_SLOPE * self.fsm_beside_mean
        rest = 18 * (0.8 * self.quality + 0.6 * self.own("capped9"))
        if len(rest) < CORRELATED_FROM:
            return self.to_means(line + rest)
        slope, intercept = np.polyfit(self.fsm, rest, 1)
        rest = rest - slope * self.fsm - intercept
        low, high = 0.0, 6.0
        for _ in range(40):
            much = (low + high) / 2
            means = self.to_means(line + much * rest)
            correlation = float(np.corrcoef(self.fsm, means)[0, 1])
            low, high = (much, high) if correlation < CAPPED9_CORRELATION else (low, much)
        return means

    def to_means(self, values: Floats) -> Floats:
        return parts_to_means(
            values,
            self.pupils,
            self.cardiff,
            all_mean=at(CAPPED9, self.year),
            part_mean=cardiff_level("capped9", self.year, CAPPED9),
        )

    def add_capped9(self, rows: Rows) -> Floats:
        means = self.capped9()
        share = self.eligible / self.pupils
        # The gap within schools, scaled so that the gap between all pupils of both groups is the level's.
        within = 1 + 0.2 * self.own("capped9 gap")
        wanted = at(CAPPED9_GAP, self.year)
        between = mean_of(means, self.others) - mean_of(means, self.eligible)
        unit = mean_of(share * within, self.others) + mean_of((1 - share) * within, self.eligible)
        poorer = means - (1 - share) * within * (wanted - between) / max(unit, 0.01)
        poorer = np.clip(poorer, LOWEST_POINTS, HIGHEST_POINTS)
        for i, index in enumerate(self.members):
            total = round(float(means[i] * self.pupils[i]), 1)
            of_eligible = round(float(poorer[i] * self.eligible[i]), 1)
            rows.add_groups(
                self.roll.schools[index].number,
                "capped9",
                self.year,
                (of_eligible, round(total - of_eligible, 1)),
                (int(self.eligible[i]), int(self.others[i])),
                scale=1,
            )
        return means

    def add_subjects(self, rows: Rows, capped9: Floats) -> None:
        beside_mean = capped9 - mean_of(capped9, self.pupils)
        for subject, (slope, spread) in SUBJECT_SHAPES.items():
            level = at(SUBJECTS[subject], self.year)
            values = slope * beside_mean + spread * self.own(subject)
            values = np.clip(values - mean_of(values, self.pupils) + level, 0.5, 57)
            for i, index in enumerate(self.members):
                total = round(float(values[i] * self.pupils[i]), 1)
                pupils = int(self.pupils[i])
                number = self.roll.schools[index].number
                rows.add(number, subject, self.year, total / pupils, numerator=total, cohort=pupils)

    def add_thresholds(self, rows: Rows) -> None:
        x = -0.032 * self.fsm_beside_mean + 0.24 * self.quality + 0.12 * self.own("thresholds")
        self.add_l2_inclusive(rows, x)
        for code, strength in (("l2", 0.9), ("l1", 1.15)):
            own = strength * x + 0.16 * self.own(code)
            chances = self.to_levels(own, code, THRESHOLDS[code])
            counts = whole_pupils(chances * self.pupils, self.pupils)
            for i, index in enumerate(self.members):
                count, pupils = int(counts[i]), int(self.pupils[i])
                number = self.roll.schools[index].number
                rows.add(number, code, self.year, 100 * count / pupils, numerator=count, cohort=pupils)

    def to_levels(self, x: Floats, code: str, levels: Levels) -> Floats:
        return logistic(
            parts_to_levels(
                x,
                self.pupils,
                self.cardiff,
                all_level=at(levels, self.year) / 100,
                part_level=cardiff_level(code, self.year, WALES[code]) / 100,
            )
        )

    def add_l2_inclusive(self, rows: Rows, x: Floats) -> None:
        """Each school's share first; then its two groups, as far apart within schools as gives the gap."""
        shares = self.to_levels(x, "l2_inclusive", THRESHOLDS["l2_inclusive"])
        wanted = at(L2_INCLUSIVE_GAP, self.year) / 100
        low, high = 0.0, 4.0
        for _ in range(40):
            apart = (low + high) / 2
            of_eligible, of_others = self.split(shares, apart)
            gap = mean_of(of_others, self.others) - mean_of(of_eligible, self.eligible)
            low, high = (apart, high) if gap < wanted else (low, apart)
        totals = whole_pupils(shares * self.pupils, self.pupils)
        counts = whole_pupils(of_eligible * self.eligible, self.eligible)
        counts = np.clip(counts, totals - self.others, totals)
        for i, index in enumerate(self.members):
            rows.add_groups(
                self.roll.schools[index].number,
                "l2_inclusive",
                self.year,
                (int(counts[i]), int(totals[i] - counts[i])),
                (int(self.eligible[i]), int(self.others[i])),
            )

    def split(self, shares: Floats, apart: float) -> tuple[Floats, Floats]:
        """Shares of the two groups, `apart` on the logistic scale, that give the school's share together."""
        eligible = self.eligible / self.pupils
        middle = np.log(shares / (1 - shares)) + eligible * apart
        for _ in range(6):
            poorer, others = logistic(middle - apart), logistic(middle)
            together = eligible * poorer + (1 - eligible) * others
            steep = eligible * poorer * (1 - poorer) + (1 - eligible) * others * (1 - others)
            middle = middle - (together - shares) / steep
        return logistic(middle - apart), logistic(middle)
