"""The health line as it stands on a page."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from core import clock
from sigs.enums import Health, Permission
from sigs.models import Group, GroupHealth, HealthRule
from sigs.queries.health import health_of
from sigs.wording.health import MEND, TAGS, reason_of

AT_ONCE = {Health.ACTS, Health.NEW, Health.RESTING}


@dataclass(frozen=True)
class HealthLine:
    health: Health
    word: Any
    tag: str
    why: str
    mend: Any
    since: dt.date
    # From when on the consortium sees it; None where it sees it at once.
    shown_from: dt.date | None
    is_shown: bool


def line_shown(known: GroupHealth, rule: HealthRule) -> HealthLine:
    health = Health(known.line)
    shown_from = known.since + dt.timedelta(days=rule.shown_after_days)
    at_once = health in AT_ONCE
    return HealthLine(
        health=health,
        word=health.label,
        tag=TAGS[health],
        why=reason_of(known.facts),
        mend=MEND.get(known.facts.get("reason", ""), ""),
        since=known.since,
        shown_from=None if at_once else shown_from,
        is_shown=at_once or shown_from <= clock.today(),
    )


def health_for(group: Group, user: Any) -> HealthLine | None:
    """To the group's own people at once; to others once it has stood so for long enough."""
    known = health_of(group)
    if known is None:
        return None
    line = line_shown(known, getattr(known.group.region, "health_rule", None) or HealthRule())
    return line if line.is_shown or is_of_the_group(user, group) else None


def is_of_the_group(user: Any, group: Group) -> bool:
    """The convenor, and whoever takes part as one of a member school's people."""
    return bool(user.has_perm(Permission.LEAD_GROUP, group) or user.has_perm(Permission.TAKE_PART, group))
