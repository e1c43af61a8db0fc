"""The health line: what the traces of a group's work say, in one of a few words with its reason.

Read in this order; the first that fits counts:

1. paused    the group is paused.
2. new       the group is younger than `new_days`, and nothing was done yet.
3. quiet     no meeting, no word in the plan, nothing done for `silent_days`.
4. talks     the last `meetings_without_actions` meetings agreed no action, and nothing was done since the
             first of them.
5. behind    two actions or more are overdue, and they are `overdue_percent` or more of those that are open.
6. talks     nothing was done for `acted_within_days` (counted from the group's beginning where nothing ever
             was).
7. new       nothing was done yet.
8. acts      something was done within `acted_within_days`.

Nothing here asks the database or the clock."""

import datetime as dt
from dataclasses import dataclass

from sigs.enums import Health
from sigs.models import HealthRule
from sigs.queries.health import Traces

FEW_OVERDUE = 2


@dataclass(frozen=True)
class Line:
    """`reason` is a code of sigs.wording.health.REASONS; `facts` go into its sentence."""

    health: Health
    reason: str
    facts: dict[str, int]


def line_of(traces: Traces, rule: HealthRule, today: dt.date) -> Line:
    if traces.is_paused:
        return Line(Health.RESTING, "paused", {})
    if traces.done_on is None and (today - traces.started_on).days < rule.new_days:
        return Line(Health.NEW, "new", {})
    silent = (today - max(traces.heard_on or traces.started_on, traces.started_on)).days
    idle = (today - max(traces.done_on or traces.started_on, traces.started_on)).days
    if silent > rule.silent_days:
        return Line(Health.QUIET, "silent", {"days": silent})
    if only_talked(traces, rule):
        return Line(Health.TALKS, "no_actions", {"meetings": rule.meetings_without_actions})
    if traces.overdue >= FEW_OVERDUE and 100 * traces.overdue >= rule.overdue_percent * traces.open:
        return Line(Health.BEHIND, "overdue", {"overdue": traces.overdue, "open": traces.open})
    if idle > rule.acted_within_days:
        return Line(Health.TALKS, "nothing_done", {"days": idle})
    if traces.done_on is None:
        return Line(Health.NEW, "new", {})
    return Line(Health.ACTS, "done", {"days": idle})


def only_talked(traces: Traces, rule: HealthRule) -> bool:
    last = traces.meetings[: rule.meetings_without_actions]
    if len(last) < rule.meetings_without_actions or any(agreed for _day, agreed in last):
        return False
    return traces.done_on is None or traces.done_on < last[-1][0]
