"""What stands today and what stood before: counts by authority, phase, medium and religious character
(domain rules, 3.5), and the mergers and closures since 2018."""

from dataclasses import dataclass

# authority → phase → (medium, religious character) → schools open today.
Kinds = dict[tuple[str, str], int]
CIW, RC = "Church in Wales", "Roman Catholic"
PLAIN, WELSH, DUAL, SOME_WELSH, UNSTATED = ("EM", ""), ("WM", ""), ("DS", ""), ("EW", ""), ("NA", "")

TODAY: dict[str, dict[str, Kinds]] = {
    "681": {
        "primary": {PLAIN: 57, WELSH: 15, DUAL: 3, ("EM", CIW): 10, ("EM", RC): 13},
        "secondary": {PLAIN: 10, WELSH: 3, ("EM", CIW): 2, ("EM", RC): 3},
        "special": {UNSTATED: 7},
        "nursery": {UNSTATED: 3},
        "pru": {UNSTATED: 1},
    },
    "674": {
        "primary": {PLAIN: 82, WELSH: 13, DUAL: 1, ("EM", CIW): 2, ("EM", RC): 4},
        "secondary": {PLAIN: 6, WELSH: 2, ("EM", CIW): 1, ("EM", RC): 1},
        "all_age": {PLAIN: 4, WELSH: 3},
        "special": {UNSTATED: 4},
        "pru": {UNSTATED: 1},
    },
    "672": {
        "primary": {PLAIN: 39, WELSH: 4, ("EM", CIW): 2, ("EM", RC): 3},
        "secondary": {PLAIN: 7, WELSH: 1, ("EM", RC): 1},
        "special": {UNSTATED: 2},
        "pru": {UNSTATED: 1},
    },
    "673": {
        "primary": {PLAIN: 27, WELSH: 6, ("EM", CIW): 10, ("EM", RC): 2},
        "secondary": {PLAIN: 5, ("EM", RC): 1},
        "all_age": {PLAIN: 1, WELSH: 1},
        "special": {UNSTATED: 1},
        "nursery": {UNSTATED: 2},
        "pru": {UNSTATED: 1},
    },
    "675": {
        "primary": {PLAIN: 20, WELSH: 2, SOME_WELSH: 1},
        "secondary": {PLAIN: 3},
        "all_age": {("EM", RC): 1},
        "special": {UNSTATED: 1},
        "pru": {UNSTATED: 1},
    },
}


@dataclass(frozen=True)
class Merger:
    """Schools that ended with the academic year `last_year`. Their pupils went to a school with a new number
    of the phase `new`, or to a neighbour that stood already (`new` empty), or nobody wrote down where."""

    authority: str
    last_year: int
    ended: tuple[str, ...]
    new: str = ""
    kind: tuple[str, str] = PLAIN
    recorded: bool = True


# 18 ended between the lists of April 2018 and February 2021, 14 since.
MERGERS = (
    Merger("674", 2018, ("secondary", "primary", "infants"), "all_age"),
    Merger("674", 2018, ("secondary", "primary"), "all_age"),
    Merger("673", 2018, ("secondary", "primary"), "all_age"),
    Merger("675", 2018, ("infants", "juniors"), "primary"),
    Merger("674", 2019, ("infants", "juniors"), "primary"),
    Merger("672", 2019, ("infants", "juniors"), "primary"),
    Merger("673", 2019, ("secondary",), "secondary"),
    Merger("681", 2018, ("secondary",)),
    Merger("681", 2019, ("primary",)),
    Merger("674", 2020, ("primary",)),
    Merger("672", 2020, ("primary",), recorded=False),
    Merger("674", 2021, ("secondary", "primary"), "all_age"),
    Merger("673", 2021, ("infants", "juniors"), "primary"),
    Merger("674", 2022, ("secondary", "primary"), "all_age", WELSH),
    Merger("674", 2022, ("infants", "juniors"), "primary"),
    Merger("674", 2023, ("secondary",), "secondary"),
    Merger("675", 2023, ("secondary", "primary"), "all_age", ("EM", RC)),
    Merger("673", 2023, ("primary",)),
    Merger("674", 2024, ("primary",)),
    Merger("675", 2024, ("primary",), recorded=False),
)
# Opened without a predecessor: authority, phase, first academic year.
OPENED = (("681", "primary", 2017), ("681", "primary", 2025))
# Lists of schools were made in April 2018 and in each September after a year in which schools ended.
FIRST_LIST = (2018, 4, 10)

SECTORS = {
    "primary": "Primary",
    "secondary": "Secondary",
    "all_age": "Middle",
    "special": "Special",
    "nursery": "Nursery",
    "pru": "Pupil referral unit",
}
MEDIA = {
    "EM": ("EM", "English medium"),
    "WM": ("WM", "Welsh medium"),
    "DS": ("DS", "Dual stream"),
    "EW": ("EW", "English with significant Welsh"),
    "NA": ("0", "Not available"),
}
AUTHORITIES = {
    "672": ("W06000013", "Bridgend"),
    "673": ("W06000014", "The Vale of Glamorgan"),
    "674": ("W06000016", "Rhondda Cynon Taf"),
    "675": ("W06000024", "Merthyr Tydfil"),
    "681": ("W06000015", "Cardiff"),
}
# Numbers of the demonstration: the authority's code, a 9 (no real school has one there), two more by phase.
NUMBER_FROM = {"primary": 200, "secondary": 400, "all_age": 500, "special": 700, "nursery": 600, "pru": 100}
