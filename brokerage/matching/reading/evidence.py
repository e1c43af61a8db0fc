"""What an offered topic stands on."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from brokerage.matching.problem import Evidence
from brokerage.models import OfferTopic
from core import clock
from schools.enums import GroundsKind, Group, RunState, StrengthState
from schools.models import Comparison, Grounds
from schools.queries.days import this_year
from schools.queries.strengths import freshness, rule_now
from schools.queries.strengths.fading import FULL
from schools.queries.strengths.figures import favourable

# Evidence is old after so many years.
OLD_AFTER = 2


def grounds_by_strength(strengths: Iterable[int]) -> dict[int, list[tuple[int, bool]]]:
    """By strength, for how much each piece counts and whether it is old. One query. A figure counts only
    where it was better than expected and may still be displayed."""
    displayed = Comparison.objects.filter(
        run__state=RunState.CURRENT,
        school=OuterRef("strength__school"),
        indicator=OuterRef("indicator"),
        part=OuterRef("part"),
        year=OuterRef("last_year"),
        pupils=Group.ALL,
    )
    rows = (
        Grounds.objects.filter(strength__in=set(strengths))
        .annotate(is_displayed=Exists(displayed))
        .select_related("indicator")
        .order_by("pk")
    )
    oldest = this_year() - OLD_AFTER
    found: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for row in rows:
        if row.strength_id is None:
            continue
        if row.kind != GroundsKind.FIGURE:
            year = row.added_at.year
            found[row.strength_id].append((1, year < oldest))
        elif row.indicator and row.is_displayed and row.verdict == favourable(row.indicator):
            found[row.strength_id].append((row.years_alike or 1, (row.last_year or 0) < oldest))
    return found


def evidence_of(
    offered: OfferTopic, grounds: dict[int, list[tuple[int, bool]]], *, is_wider: bool
) -> Evidence:
    strength = offered.strength
    if strength is None or strength.state != StrengthState.HELD:
        return Evidence(is_wider=is_wider)
    fresh = freshness(strength.stated_at, strength.vouched_at, rule_now(), clock.today())
    if not fresh.counts:
        return Evidence(is_wider=is_wider)
    pieces = grounds.get(strength.pk, [])
    return Evidence(
        is_stated=True,
        is_confirmed=fresh.is_confirmed or strength.confirmed_at is not None,
        is_fading=fresh.weight < FULL,
        is_wider=is_wider,
        pieces=sum(count for count, _is_old in pieces),
        old=sum(count for count, is_old in pieces if is_old),
    )
