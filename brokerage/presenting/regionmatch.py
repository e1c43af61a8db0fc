"""A match of the whole region in words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from brokerage.enums import AskState, RegionMatchState
from brokerage.enums.matching import Rule
from brokerage.matching import Alternative, Assignment, Pair, Task, alternatives
from brokerage.matching.assigning import answer
from brokerage.models import Ask, RegionMatch, RegionMatchRow
from brokerage.wording.matching import RULES, days
from core.enums import JobState
from schools.models import School

TAGS = {
    RegionMatchState.QUEUED: "quiet",
    RegionMatchState.RUNNING: "acting",
    RegionMatchState.DONE: "good",
    RegionMatchState.FAILED: "bad",
}
STILL_OPEN = {AskState.OPEN, AskState.UNMET}
# Each is tried by solving everything again.
TRIED = 3


@dataclass(frozen=True)
class Progress:
    label: StrOrPromise
    percent: int
    is_over: bool


def progress_of(match: RegionMatch) -> Progress:
    job = match.job
    given_up = job is not None and job.state == JobState.FAILED
    percent = job.progress if job else 0
    return Progress(RegionMatchState(match.state).label, percent, match.is_over or given_up)


def headline(match: RegionMatch) -> str:
    needs, met = match.figures.get("needs", 0), match.figures.get("met", 0)
    if not needs:
        return str(_("No need is open"))
    return ngettext(
        "A school for %(met)s of %(n)s open need", "A school for %(met)s of %(n)s open needs", needs
    ) % {"met": met, "n": needs}


@dataclass(frozen=True)
class Block:
    """Needs without a school that the same rule stands against."""

    rule: StrOrPromise
    rows: list[RegionMatchRow]


@dataclass(frozen=True)
class Figure:
    number: str
    label: StrOrPromise
    note: StrOrPromise


def figures_of(match: RegionMatch) -> list[Figure]:
    found = match.figures
    return [
        Figure(
            str(found["met"]),
            _("needs with a school"),
            _("%(n)s if the best pair were taken first, again and again") % {"n": found["greedy_met"]},
        ),
        Figure(
            number_format(found["points"], 1),
            _("match points on average"),
            _("of 100"),
        ),
        Figure(
            days(found["busiest"]),
            _("days for the busiest school"),
            _("%(days)s if each need took its own best school") % {"days": days(found["busiest_alone"])},
        ),
        Figure(
            str(found["beyond_alone"]),
            _("schools would be asked for more than they have, if each need took its own best"),
            _("None here"),
        ),
    ]


def certificate(match: RegionMatch) -> str:
    gap = match.figures.get("gap", 0)
    if not gap:
        return str(_("No better answer exists: the solver has shown it."))
    shown = number_format(gap * 100, 2)
    return str(_("The best answer may be up to %(gap)s %% better: the time was over.") % {"gap": shown})


def parted(rows: Sequence[RegionMatchRow]) -> tuple[list[RegionMatchRow], list[Block]]:
    """What is proposed, and the others by the rule that stands against them."""
    by_rule: dict[str, list[RegionMatchRow]] = defaultdict(list)
    for row in rows:
        if row.rule:
            by_rule[row.rule].append(row)
    blocks = [Block(RULES[rule], by_rule[rule]) for rule in Rule if rule in by_rule]
    return [row for row in rows if row.offer_id], blocks


def is_open_still(ask: Ask) -> bool:
    return ask.state in STILL_OPEN


@dataclass(frozen=True)
class Other:
    """Another school for a need, with what it would cost the whole."""

    school: School
    points: int
    days: str
    sentence: str
    also: str
    is_possible: bool


def others_of(row: RegionMatchRow, schools: dict[int, School]) -> list[Other]:
    task = Task.kept(row.match.task)
    found = alternatives(task, kept_answer(row.match, task), row.ask_id, limit=TRIED)
    return [other(one, schools[one.pair.school_id]) for one in found if one.pair.school_id in schools]


def schools_tried(row: RegionMatchRow) -> list[int]:
    """The ids of the schools that could stand in the answer for this need."""
    pairs = [pair for pair in Task.kept(row.match.task).pairs if pair.ask_id == row.ask_id]
    return [pair.school_id for pair in sorted(pairs, key=lambda pair: -pair.value)[: TRIED + 1]]


def kept_answer(match: RegionMatch, task: Task) -> Assignment:
    taken: dict[tuple[int, int], Pair] = {(pair.ask_id, pair.offer_id): pair for pair in task.pairs}
    rows = match.rows.filter(offer__isnull=False).values_list("ask_id", "offer_id")
    return answer(task, tuple(taken[ask, offer] for ask, offer in rows if offer is not None))


def other(found: Alternative, school: School) -> Other:
    return Other(
        school=school,
        points=round(found.pair.total),
        days=days(found.pair.days),
        sentence=cost_of(found),
        also=moved(found),
        is_possible=found.is_possible,
    )


def cost_of(found: Alternative) -> str:
    if not found.is_possible:
        return str(_("It has no room for this need."))
    if found.cost < 0.05:
        return str(_("It costs the whole nothing."))
    shown = number_format(round(found.cost, 1), 1)
    return str(_("It costs the whole %(points)s points.") % {"points": shown})


def moved(found: Alternative) -> str:
    if not found.is_possible:
        return ""
    n = len(found.others)
    if not n:
        return str(_("Nothing else changes."))
    return ngettext(
        "%(n)s other need gets another school, or none.",
        "%(n)s other needs get another school, or none.",
        n,
    ) % {"n": n}


def table_rows(rows: Sequence[RegionMatchRow]) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "days": days(row.days) if row.days is not None else "",
            "is_open": is_open_still(row.ask),
        }
        for row in rows
    ]
