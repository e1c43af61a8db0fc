"""What needs a person in partnerships: agreements, tasks and reviews that are due, evaluations, closings."""

import datetime as dt
from typing import Any

from django.db.models import CharField, DateTimeField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from brokerage.enums import PartnershipState, Permission, TaskState
from brokerage.models import (
    Partner,
    PartnershipEvaluation,
    PartnershipReview,
    PartnershipTask,
)
from core import authorise, clock

Rows = QuerySet[Any, tuple[Any, ...]]

# From so many days before their day on.
SHOWN_BEFORE = dt.timedelta(days=7)


def partnership_rows(user: Any) -> list[Rows]:
    rows = [to_evaluate(user), to_close(user)]
    if authorise.held(user, Permission.SPEAK_FOR_HELP):
        rows += [to_agree(user), reviews_due(user), tasks_due(user)]
    return rows


def key(way: str = "") -> Cast:
    return Cast(f"{way}public_id", CharField())


def own_schools(user: Any) -> list[int]:
    return authorise.held(user, Permission.SPEAK_FOR_HELP)


def to_agree(user: Any) -> Rows:
    return (
        Partner.objects.filter(
            partnership__state=PartnershipState.AGREEING,
            agreed_at__isnull=True,
            school__scope__in=own_schools(user),
        )
        .order_by()
        .values_list(
            Value("partnership-agree", CharField()),
            F("partnership__title"),
            key("partnership__"),
            F("partnership__begun_at"),
        )
    )


def reviews_due(user: Any) -> Rows:
    """Of the partnerships that the person's schools are in, the one that is due next."""
    return (
        PartnershipReview.objects.filter(
            partnership__state=PartnershipState.ACTIVE,
            partnership__partners__school__scope__in=own_schools(user),
            held_on__isnull=True,
            due_on__lte=clock.today() + SHOWN_BEFORE,
        )
        .order_by()
        .values_list(
            Value("partnership-review", CharField()),
            F("partnership__title"),
            key(),
            Cast("due_on", DateTimeField()),
        )
    )


def tasks_due(user: Any) -> Rows:
    return (
        PartnershipTask.objects.filter(
            partnership__state=PartnershipState.ACTIVE,
            owner_school__scope__in=own_schools(user),
            due_on__lte=clock.today() + SHOWN_BEFORE,
            code="",
        )
        .exclude(state__in=[TaskState.DONE, TaskState.NOT_REQUIRED])
        .order_by()
        .values_list(
            Value("partnership-task", CharField()),
            F("text"),
            key(),
            Cast("due_on", DateTimeField()),
        )
    )


def to_evaluate(user: Any) -> Rows:
    return (
        PartnershipEvaluation.objects.filter(
            partnership__state=PartnershipState.ACTIVE, evaluator=user.pk, done_at__isnull=True
        )
        .order_by()
        .values_list(
            Value("partnership-evaluate", CharField()),
            F("partnership__title"),
            key("partnership__"),
            Cast("partnership__ends_on", DateTimeField()),
        )
    )


def to_close(user: Any) -> Rows:
    """Evaluated; whoever keeps it moving closes it."""
    return (
        PartnershipEvaluation.objects.filter(
            Q(partnership__broker=user.pk),
            partnership__state=PartnershipState.ACTIVE,
            done_at__isnull=False,
        )
        .order_by()
        .values_list(
            Value("partnership-close", CharField()),
            F("partnership__title"),
            key("partnership__"),
            F("done_at"),
        )
    )
