"""What the yearly process waits for from a person, in the columns of `schools.queries.attention`."""

from typing import Any

from django.db.models import CharField, Count, DateTimeField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from core import authorise
from schools.enums import Permission
from schools.models import SupportJudgement
from schools.queries.names import shown_name
from schools.queries.support.judgements import (
    appeals_waiting,
    drafts_to_answer,
    drafts_to_propose,
    moderation_waiting,
)

Rows = QuerySet[Any, tuple[Any, ...]]


def support_rows(user: Any) -> list[Rows]:
    """Only of what the person's posts allow: whoever has no part in it costs nothing."""
    rows: list[Rows] = []
    if authorise.held(user, Permission.PROPOSE_LEVEL):
        rows.append(counted(drafts_to_propose(user), "support-propose", "cycle__drafts_by"))
    if authorise.held(user, Permission.ANSWER_AS_HEAD) or authorise.held(user, Permission.ANSWER_AS_GOVERNOR):
        rows.append(by_school(drafts_to_answer(user), "support-answer", "cycle__answers_by"))
    if authorise.held(user, Permission.MODERATE_AUTHORITY):
        waiting = moderation_waiting(user, Permission.MODERATE_AUTHORITY)
        rows.append(counted(waiting, "support-authority", "cycle__authority_by"))
    if authorise.held(user, Permission.MODERATE_REGION):
        waiting = moderation_waiting(user, Permission.MODERATE_REGION)
        rows.append(counted(waiting, "support-region", "cycle__region_by"))
    if authorise.held(user, Permission.DECIDE_APPEALS):
        rows.append(by_school(appeals_waiting(user), "support-appeal", "state_at"))
    return rows


def counted(judgements: QuerySet[SupportJudgement], kind: str, due: str) -> Rows:
    """One row for a year, its subject the number of schools."""
    rows: Rows = (
        judgements.order_by()
        .values("cycle__year", due)
        .annotate(n=Count("pk"))
        .values_list(
            Value(kind, CharField()),
            Cast("n", CharField()),
            Cast("cycle__year", CharField()),
            Cast(due, DateTimeField()),
        )
    )
    return rows


def by_school(judgements: QuerySet[SupportJudgement], kind: str, due: str) -> Rows:
    """A row for each school; the reference is its number and the year."""
    return judgements.order_by().values_list(
        Value(kind, CharField()),
        shown_name("school__"),
        Concat("school__number", Value("/"), Cast("cycle__year", CharField()), output_field=CharField()),
        Cast(due, DateTimeField()),
    )
