"""How much a strength or need counts today, by its dates and the region's rule."""

import datetime as dt
from dataclasses import dataclass

from django.core.cache import cache

from core import clock
from schools.models import FadingRule

RULE = "fading-rule"
KEPT_FOR = 300
FULL, HALF, GONE = 1.0, 0.5, 0.0
# So many days before a confirmation runs out, "still true?" is asked.
ASKED_BEFORE = dt.timedelta(days=30)


@dataclass(frozen=True)
class Rule:
    """In days. A region without a rule of its own goes by the model's defaults."""

    half_after: int
    gone_after: int
    good_for: int

    @property
    def half_for(self) -> int:
        return self.gone_after - self.half_after


@dataclass(frozen=True)
class Freshness:
    """`weight`: 1 in full, 0.5 half, 0 no longer. `until`: the last day on which it counts so (for what no
    longer counts, the day on which it ended). `is_confirmed`: a confirmation is in force."""

    weight: float
    until: dt.date
    is_confirmed: bool

    @property
    def counts(self) -> bool:
        return self.weight > GONE


def rule_now() -> Rule:
    """Kept for the lists of many schools, which every page of them asks for."""
    known: Rule | None = cache.get(RULE)
    if known is None:
        row = FadingRule.objects.order_by("pk").first() or FadingRule()
        known = Rule(row.half_after, row.gone_after, row.good_for)
        cache.set(RULE, known, KEPT_FOR)
    return known


def freshness(
    stated_at: dt.datetime, vouched_at: dt.datetime | None, rule: Rule, today: dt.date
) -> Freshness:
    """A confirmation, and each "still true", is good for `good_for` days; then the statement counts half for
    as long as an unconfirmed one would. Unconfirmed: in full, half and no longer, by its age."""
    if vouched_at is not None:
        full_until = vouched_at.date() + dt.timedelta(days=rule.good_for)
    else:
        full_until = stated_at.date() + dt.timedelta(days=rule.half_after)
    half_until = full_until + dt.timedelta(days=rule.half_for)
    if today <= full_until:
        return Freshness(FULL, full_until, vouched_at is not None)
    return Freshness(HALF if today <= half_until else GONE, half_until, is_confirmed=False)


def counts_since(rule: Rule) -> tuple[dt.datetime, dt.datetime]:
    """From when on a statement, and a confirmation, still counts: what lies before is gone."""
    midnight = dt.datetime.combine(clock.today(), dt.time.min, dt.UTC)
    stated = midnight - dt.timedelta(days=rule.gone_after)
    return stated, midnight - dt.timedelta(days=rule.good_for + rule.half_for)
