"""What give and get is read from."""

from collections import defaultdict
from typing import Any

from brokerage.enums import PartnershipState, Permission
from brokerage.models import Partner
from schools.models import School, Topic
from schools.queries.strengths import live_needs, live_strengths, needs_readable, strengths_readable

TOGETHER = [PartnershipState.AGREEING, PartnershipState.ACTIVE, PartnershipState.PAUSED]

# School → {topic: its area}.
Stated = dict[int, dict[int, int]]


def schools_to_pair(user: Any, phase: str = "") -> list[School]:
    """Those for which the person finds help, with a phase of their own where one is asked for."""
    rows = School.objects.held_by(user, Permission.BROKER).open().of_region()
    if phase:
        rows = rows.filter(phase=phase)
    return list(rows.select_related("authority", "scope").order_by("pk"))


def stated_by(user: Any, schools: list[int]) -> tuple[Stated, Stated, dict[tuple[int, int], Any]]:
    """Confirmed strengths, and needs with their public ids, that count today and that the person may read."""
    strong: Stated = defaultdict(dict)
    weak: Stated = defaultdict(dict)
    strengths = strengths_readable(user).filter(
        pk__in=live_strengths().filter(school__in=schools, confirmed_at__isnull=False).order_by().values("pk")
    )
    for school, topic, parent in strengths.order_by("pk").values_list(
        "school_id", "topic_id", "topic__parent_id"
    ):
        strong[school][topic] = parent or topic
    needs = needs_readable(user).filter(
        pk__in=live_needs().filter(school__in=schools).order_by().values("pk")
    )
    ids: dict[tuple[int, int], Any] = {}
    for school, topic, parent, public_id in needs.order_by("pk").values_list(
        "school_id", "topic_id", "topic__parent_id", "public_id"
    ):
        weak[school][topic] = parent or topic
        ids[school, topic] = public_id
    return strong, weak, ids


def together_now(schools: list[int]) -> set[frozenset[int]]:
    """Pairs that work together already."""
    by_partnership: dict[int, set[int]] = defaultdict(set)
    rows = Partner.objects.filter(school__in=schools, partnership__state__in=TOGETHER)
    for partnership, school in rows.values_list("partnership_id", "school_id"):
        by_partnership[partnership].add(school)
    return {
        frozenset((one, other))
        for members in by_partnership.values()
        for one in members
        for other in members
        if one < other
    }


def topics_named(ids: set[int]) -> dict[int, Topic]:
    """One query, however few they are."""
    return {row.pk: row for row in Topic.objects.select_related("parent").order_by() if row.pk in ids}
