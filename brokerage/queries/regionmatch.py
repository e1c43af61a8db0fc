"""Matches of the region, and what they proposed."""

from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When

from brokerage.models import RegionMatch, RegionMatchRow
from schools.enums import Urgency

# The most urgent first.
PLACE: Any = Case(
    *(When(ask__urgency=urgency, then=Value(place)) for place, urgency in enumerate(Urgency)),
    output_field=IntegerField(),
)


def matches_for(user: Any) -> QuerySet[RegionMatch]:
    rows: QuerySet[RegionMatch] = RegionMatch.objects.visible_to(user)
    return rows.select_related("asked_by", "region__scope").defer("task").order_by("-asked_at", "-pk")


def match_visible(user: Any, public_id: UUID) -> RegionMatch | None:
    rows: QuerySet[RegionMatch] = RegionMatch.objects.visible_to(user)
    return rows.filter(public_id=public_id).select_related("asked_by", "region__scope", "job").first()


def rows_of(match: RegionMatch) -> QuerySet[RegionMatchRow]:
    rows = RegionMatchRow.objects.filter(match=match).select_related(
        "ask__school__authority", "ask__topic", "offer__school__authority"
    )
    return rows.order_by(PLACE, "ask__asked_at", "ask_id")


def row_of(user: Any, public_id: UUID, ask: UUID) -> RegionMatchRow | None:
    """A need of a match that is done and that the person may see."""
    matches = RegionMatch.objects.visible_to(user).filter(public_id=public_id, state="done")
    return (
        RegionMatchRow.objects.filter(match__in=matches.values("pk"), ask__public_id=ask)
        .select_related(
            "match__region__scope",
            "ask__school__authority",
            "ask__school__scope",
            "ask__topic",
            "offer__school__authority",
        )
        .first()
    )
