"""Twenty cases that are small enough to look at every placement: ten sets of rules, two draws of schools."""

from typing import Any

from sigs.matching import LastYear, Problem, Weights, WelshMedium
from tests.sigs.matching.made import made_problem

SEEDS = (1, 2)
CASES: list[dict[str, Any]] = [
    {"schools": 8, "groups": 2, "rules": {"welsh": WelshMedium.FREE}},
    {"schools": 9, "groups": 3, "rules": {"welsh": WelshMedium.FREE, "minutes": 45}},
    {"schools": 8, "groups": 2, "rules": {"pins": {101: 1, 105: 2}, "welsh": WelshMedium.FREE}},
    {"schools": 9, "groups": 2, "rules": {"together": ((101, 102), (102, 104))}},
    {"schools": 9, "groups": 3, "rules": {"apart": ((101, 102), (103, 104)), "most_reds": 1}},
    {"schools": 8, "groups": 2, "last_groups": 2, "rules": {"last_year": LastYear.KEEP}},
    {"schools": 9, "groups": 3, "last_groups": 2, "rules": {"last_year": LastYear.AT_MOST}},
    {"schools": 9, "groups": 3, "last_groups": 3, "rules": {"weights": Weights(partners=2)}},
    {"schools": 8, "groups": 2, "last_groups": 3, "rules": {"weights": Weights(partners=-2)}},
    {"schools": 10, "groups": 2, "authorities": 4, "wishes": 12, "rules": {"authorities": 2}},
]


def made_case(case: dict[str, Any], seed: int) -> Problem:
    return made_problem(seed=seed, **case)
