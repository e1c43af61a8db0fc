"""What the demonstration is calibrated to, by the summer in which an academic year ends.

Up to 2019: published figures for Wales and, where there are any, for the region and for Cardiff (section 3 of
the domain rules; a year without one is set between its neighbours). From 2023: levels of the kind published
since, rounded; they are proposals. Years after the last one given keep its level."""

from collections.abc import Mapping

import numpy as np

Levels = Mapping[int, float]

FIRST_YEAR = 2013
NOT_COLLECTED = (2020, 2021, 2022)

# Percent of sessions attended.
ATTENDANCE: dict[str, Levels] = {
    "primary": {
        2013: 93.7, 2014: 94.8, 2015: 95.0, 2016: 94.9, 2017: 94.9, 2018: 94.6, 2019: 94.6,
        2023: 91.0, 2024: 91.7, 2025: 92.1, 2026: 92.4,
    },
    "secondary": {
        2013: 92.6, 2014: 93.6, 2015: 93.9, 2016: 94.2, 2017: 94.1, 2018: 93.9, 2019: 93.8,
        2023: 87.3, 2024: 87.9, 2025: 88.4, 2026: 88.8,
    },
}  # fmt: skip
# Percent of pupils; above 20 % of sessions until 2019, above 10 % from 2023.
PERSISTENT_ABSENCE: dict[str, Levels] = {
    "primary": {
        2013: 2.1, 2014: 1.55, 2015: 1.4, 2016: 1.3, 2017: 1.3, 2018: 1.5, 2019: 1.6,
        2023: 27.0, 2024: 24.0, 2025: 22.0, 2026: 20.5,
    },
    "secondary": {
        2013: 6.0, 2014: 5.0, 2015: 4.4, 2016: 3.9, 2017: 4.0, 2018: 4.2, 2019: 4.4,
        2023: 40.0, 2024: 37.5, 2025: 35.5, 2026: 34.0,
    },
}  # fmt: skip
# Percentage points between pupils eligible for free school meals and the others, as a proposal.
ABSENCE_GAP: dict[str, Levels] = {
    "primary": {2013: 2.6, 2019: 2.6, 2023: 20.0, 2026: 18.5},
    "secondary": {2013: 7.0, 2019: 6.5, 2023: 29.0, 2026: 28.0},
}
ATTENDANCE_GAP: dict[str, Levels] = {
    "primary": {2013: 2.0, 2019: 1.9, 2023: 4.6, 2026: 4.2},
    "secondary": {2013: 4.1, 2019: 3.8, 2023: 9.4, 2026: 8.8},
}

# Percent of the cohort. Teacher assessment is not published by school from the 2018 results on.
ASSESSMENTS: dict[str, Levels] = {
    "foundation_phase": {2013: 82.0, 2014: 85.2, 2015: 87.2, 2016: 87.8, 2017: 88.2},
    "csi_ks2": {2013: 82.3, 2014: 85.8, 2015: 88.0, 2016: 88.9, 2017: 90.0},
    "csi_ks3": {2013: 76.1, 2014: 80.3, 2015: 83.6, 2016: 86.0, 2017: 87.6},
}
# Percent of Year 11.
THRESHOLDS: dict[str, Levels] = {
    "l2_inclusive": {2013: 50.7, 2014: 55.4, 2015: 58.4, 2016: 60.8, 2017: 55.2, 2018: 55.9},
    "l2": {2013: 77.3, 2014: 82.0, 2015: 84.3, 2016: 84.4, 2017: 67.4, 2018: 67.4},
    "l1": {2013: 92.7, 2014: 93.8, 2015: 94.4, 2016: 95.3, 2017: 94.4, 2018: 93.8},
}
L2_INCLUSIVE_GAP: Levels = {2013: 32.5, 2016: 31.5, 2018: 30.5}
CAPPED9: Levels = {
    2017: 350.9, 2018: 349.5, 2019: 354.4, 2023: 376.0, 2024: 373.5, 2025: 371.0, 2026: 372.5,
}  # fmt: skip
CAPPED9_GAP: Levels = {2017: 76.0, 2019: 77.3, 2023: 80.5, 2026: 78.0}
# Correlation of a school's free school meals and its Capped 9 score.
CAPPED9_CORRELATION = -0.73
CAPPED9_SLOPE = -1.7
SUBJECTS: dict[str, Levels] = {
    "literacy": {2023: 40.6, 2024: 40.3, 2025: 40.0, 2026: 40.2},
    "numeracy": {2023: 37.9, 2024: 37.6, 2025: 37.3, 2026: 37.6},
    "science": {2023: 37.6, 2024: 37.7, 2025: 37.4, 2026: 37.6},
    "skills_challenge": {2023: 35.0, 2024: 34.2, 2025: 33.6, 2026: 33.2},
}

# Cardiff beside the published Welsh figure (Cardiff Council, summary of headline results, 2018).
WALES: dict[str, Levels] = {
    "foundation_phase": {2013: 83.0, 2014: 85.2, 2015: 86.8, 2016: 87.2, 2017: 87.3},
    "csi_ks2": {2013: 84.3, 2014: 86.1, 2015: 87.7, 2016: 88.6, 2017: 89.5},
    "csi_ks3": {2013: 77.0, 2014: 81.0, 2015: 83.9, 2016: 85.9, 2017: 87.4},
    "l2_inclusive": {2013: 52.7, 2014: 55.4, 2015: 57.9, 2016: 60.3, 2017: 54.6, 2018: 55.1},
    "l2": {2013: 77.8, 2014: 82.3, 2015: 84.1, 2016: 84.0, 2017: 67.0, 2018: 66.9},
    "l1": {2013: 93.2, 2014: 94.0, 2015: 94.4, 2016: 95.3, 2017: 94.4, 2018: 93.6},
    "capped9": CAPPED9,
}
CARDIFF_BESIDE_WALES: dict[str, Levels] = {
    "attendance primary": {2015: 0.2, 2018: 0.2},
    "attendance secondary": {2015: 0.0, 2018: 0.1},
    "foundation_phase": {2015: -0.1},
    "csi_ks2": {2015: 0.1},
    "csi_ks3": {2015: -0.5},
    "l2_inclusive": {2015: 1.4, 2018: 5.3},
    "l2": {2015: -2.5, 2018: 5.2},
    "l1": {2015: -2.3, 2018: 0.6},
    "capped9": {2017: 3.0, 2026: 2.0},
}

# Percent of pupils eligible for free school meals, three years together (domain rules, 3.3).
FREE_MEALS: dict[str, Levels] = {
    "672": {2013: 19.6, 2018: 18.6, 2019: 18.8, 2023: 23.2, 2026: 24.4},
    "681": {2013: 21.6, 2018: 20.2, 2019: 20.6, 2023: 26.2, 2026: 28.2},
    "675": {2013: 25.4, 2018: 23.4, 2019: 23.4, 2023: 26.0, 2026: 25.2},
    "674": {2013: 23.6, 2018: 21.8, 2019: 21.4, 2023: 23.0, 2026: 22.0},
    "673": {2013: 13.4, 2018: 12.0, 2019: 12.2, 2023: 15.8, 2026: 16.9},
}
PUPILS = 146_900
# Pupils beside those of 2026, by phase.
PUPILS_TREND: dict[str, Levels] = {
    "primary": {2013: 0.985, 2017: 1.055, 2020: 1.06, 2026: 1.0},
    "secondary": {2013: 0.985, 2016: 0.94, 2020: 0.96, 2026: 1.0},
}


def at(levels: Levels, year: int) -> float:
    """The level of the year, or between its neighbours; the first and the last hold beyond the ends."""
    return float(np.interp(year, list(levels), list(levels.values())))


def cardiff_level(measure: str, year: int, wales: Levels) -> float:
    return at(wales, year) + at(CARDIFF_BESIDE_WALES[measure], year)
