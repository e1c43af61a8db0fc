"""What the composer answers. Schools, authorities and areas are named by id, groups by number from 1."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

# School → number of its group.
Placement = Mapping[int, int]

# Raised whenever the same problem, seed and budget would give another answer.
VERSION = 2


class Measure(StrEnum):
    """The rows of the scoreboard. Each is of the whole placement, and of one group where that makes sense."""

    AUTHORITIES = "authorities"  # authorities in a group, on average
    ALL_AUTHORITIES = "all_authorities"  # groups with every authority
    LONE_WELSH = "lone_welsh"  # groups with a single Welsh-medium school
    GREEN = "green"  # groups with a green school
    STAGES = "stages"  # groups with a green, a yellow, and an amber or red
    MANY_REDS = "many_reds"  # groups with more reds than the rule allows
    UNCOVERED = "uncovered"  # areas of need in which nobody of the group is strong, summed over the groups
    UNMET = "unmet"  # needs beyond two for each strong school of group and area
    MINUTES = "minutes"  # minutes between two members, on average
    INTAKE = "intake"  # quarters of intake that a group has, on average, of 4
    WISHES = "wishes"  # wishes met
    NEW_PARTNERS = "new_partners"  # partners who were not in the same group last year, per school
    MOVED = "moved"  # with last year's groups kept: schools that leave theirs


class Certainty(StrEnum):
    # Nothing can be better: shown by counting. What is reached equals it or is worse.
    COUNTED = "counted"
    # The best that a search for this row alone has found; there may be better.
    FOUND = "found"


@dataclass(frozen=True)
class Ceiling:
    value: float
    certainty: Certainty


@dataclass(frozen=True)
class Term:
    """A row of the scoreboard."""

    measure: Measure
    value: float
    # The best for this row alone. None: not known.
    possible: float | None
    certainty: Certainty
    # The average of random draws of groups of the same sizes.
    random: float | None
    # Of last year's groups as they are; None: there were none, or it was not asked then.
    last_year: float | None
    higher_is_better: bool
    # "23 of 36": of how many; None for averages.
    out_of: int | None
    last_year_out_of: int | None
    is_reached: bool
    # (value - possible) / (random - possible): 0 is the best, 1 a random draw.
    normalised: float | None


class Rule(StrEnum):
    """The hard rules, by what breaks them."""

    SIZE = "size"
    PIN = "pin"
    TOGETHER = "together"
    APART = "apart"
    CLUSTER = "cluster"
    MINUTES = "minutes"
    WELSH = "welsh"
    AUTHORITIES = "authorities"
    REDS = "reds"
    GREEN = "green"
    LAST_YEAR = "last_year"


@dataclass(frozen=True)
class Broken:
    """A hard rule that does not hold in a group, with the schools concerned."""

    rule: Rule
    group: int
    schools: tuple[int, ...] = ()
    # What was found and what the rule says.
    found: float | None = None
    limit: float | None = None


class Cause(StrEnum):
    """Why no placement at all can meet the rules. Facts are named after each."""

    NO_SCHOOLS = "no_schools"
    TOO_FEW = "too_few"  # schools, groups, smallest, needed
    TOO_MANY = "too_many"  # schools, groups, largest, places
    PIN_OUTSIDE = "pin_outside"  # schools; group, groups
    PINS_FULL = "pins_full"  # schools; group, largest
    PINS_LEAVE_TOO_FEW = "pins_leave_too_few"  # group (the fullest), smallest
    TOGETHER_AND_APART = "together_and_apart"  # schools: the two that cannot meet
    TOGETHER_PINNED_APART = "together_pinned_apart"  # schools
    TOGETHER_TOO_LARGE = "together_too_large"  # schools; largest
    TOGETHER_TOO_FAR = "together_too_far"  # schools; minutes, limit
    TOGETHER_SAME_CLUSTER = "together_same_cluster"  # schools
    TOGETHER_REDS = "together_reds"  # schools; limit
    TOGETHER_WELSH = "together_welsh"  # schools: one of each medium, but groups of their own
    PINNED_APART = "pinned_apart"  # schools; group
    PINNED_TOO_FAR = "pinned_too_far"  # schools; group, minutes, limit
    PINNED_SAME_CLUSTER = "pinned_same_cluster"  # schools; group
    PINNED_REDS = "pinned_reds"  # schools; group, limit
    PINNED_WELSH = "pinned_welsh"  # schools; group
    SINGLE_WELSH = "single_welsh"  # schools
    WELSH_SIZES = "welsh_sizes"  # schools; schools (how many), smallest, largest
    TOO_MANY_REDS = "too_many_reds"  # schools; reds, places, groups, limit
    TOO_FEW_AUTHORITIES = "too_few_authorities"  # groups, possible, limit
    CLUSTER_TOO_LARGE = "cluster_too_large"  # schools; groups
    APART_TOO_MANY = "apart_too_many"  # schools that must all be apart; groups
    STRANDED = "stranded"  # schools; near (others within the limit), smallest, limit
    STRANDED_AUTHORITIES = "stranded_authorities"  # schools; near (authorities), limit, minutes
    LAST_YEAR_TOO_LARGE = "last_year_too_large"  # schools; groups, limit
    NO_LAST_YEAR = "no_last_year"


@dataclass(frozen=True)
class Impossible:
    cause: Cause
    schools: tuple[int, ...] = ()
    numbers: Mapping[str, int] | None = None
    # With TOGETHER_…: all schools that are tied to one another and so must be in one group.
    chain: tuple[int, ...] = ()


@dataclass(frozen=True)
class Result:
    placement: dict[int, int]
    # The sum of the weighted, normalised soft aims: 0 if each were at its best, less is better.
    cost: float
    terms: tuple[Term, ...]
    # Empty: every hard rule was checked, group by group, and holds.
    broken: tuple[Broken, ...]
    # Done in all starts together; less than asked for where it was cancelled.
    iterations: int
    seed: int
    starts: int
    version: int
    was_cancelled: bool


@dataclass(frozen=True)
class Tell:
    """How far a run has come."""

    done: int
    of: int
    cost: float
    broken: int
    # The best placement so far.
    placement: Placement


@dataclass(frozen=True)
class Member:
    school: int
    authority: int
    stage: int
    welsh: bool
    # On average to the other members.
    minutes: float
    is_pinned: bool


@dataclass(frozen=True)
class GroupFacts:
    number: int
    members: tuple[Member, ...]
    # Authority → how many of its schools, each authority of the problem, 0 too.
    authorities: dict[int, int]
    missing: tuple[int, ...]
    # Stage → how many; only those that stand there.
    stages: dict[int, int]
    welsh: int
    minutes: float
    most_minutes: float
    uncovered: tuple[int, ...]
    wishes_met: int
    # Members met again from last year, on average.
    last_partners: float


class Because(StrEnum):
    """Why a school is where it is, with the facts of each."""

    PINNED = "pinned"  # number: the group
    TOGETHER = "together"  # schools
    WISH_MET = "wish_met"  # schools
    WISHED_BY = "wished_by"  # schools who wished for this one
    WISH_OPEN = "wish_open"  # schools it wished for that are elsewhere
    ONLY_STRONG = "only_strong"  # areas where nobody else is; schools that have a need there
    STRONG_TOO = "strong_too"  # areas
    NEED_SERVED = "need_served"  # areas; schools strong there
    NEED_OPEN = "need_open"  # areas
    ONLY_AUTHORITY = "only_authority"  # number: its authority
    ONLY_GREEN = "only_green"
    ONLY_STAGE = "only_stage"  # number: its stage, no other is like it (amber and red count as one kind)
    WELSH_TOGETHER = "welsh_together"  # schools: the other Welsh-medium members
    # number: on average to the others; most: to the farthest (schools); limit: the rule, if any
    MINUTES = "minutes"
    LAST_YEAR = "last_year"  # schools it was with, number: how many, 0 too; limit: the rule, if any
    KEPT = "kept"  # number: id of last year's group, in which it stays
    MOVED = "moved"  # number: id of last year's group, which it leaves
    NOT_LOCATED = "not_located"
    FREE = "free"  # no rule pins it: it may move


@dataclass(frozen=True)
class Reason:
    because: Because
    schools: tuple[int, ...] = ()
    areas: tuple[int, ...] = ()
    number: float | None = None
    limit: float | None = None
    most: float | None = None


class Verdict(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    SAME = "same"


@dataclass(frozen=True)
class Change:
    """What a swap does to one measure: of a group, or (None) of all."""

    measure: Measure
    group: int | None
    now: float
    after: float
    verdict: Verdict
    out_of: int | None = None
    # Authorities that join and leave; areas that come to want, or no longer want, somebody strong.
    gained: tuple[int, ...] = ()
    lost: tuple[int, ...] = ()
    wishes_gained: tuple[tuple[int, int], ...] = ()
    wishes_lost: tuple[tuple[int, int], ...] = ()
    # Of a group: stage → how many.
    stages_now: Mapping[int, int] | None = None
    stages_after: Mapping[int, int] | None = None


@dataclass(frozen=True)
class Swap:
    first: int
    second: int
    # How the cost changes: below 0 is better.
    cost: float
    changes: tuple[Change, ...]
    # Hard rules that hold now and would not.
    breaks: tuple[Broken, ...]
    placement: dict[int, int]


@dataclass(frozen=True)
class Point:
    """One end or the middle of the trade-off between mix and travel, with the slider that leads there."""

    mix: int
    result: Result
