"""What waits for a broker: asks whose kind of help nobody has decided, and those that look for a school. One
row of each, with how many there are."""

from typing import Any

from django.db.models import CharField, Count, Min, QuerySet, Value
from django.db.models.functions import Cast

from brokerage.enums import AskState, Permission
from brokerage.models import Ask
from schools.queries.support.ties import tied_schools

Rows = QuerySet[Any, tuple[Any, ...]]


def ask_rows(user: Any) -> list[Rows]:
    if not user.has_perm(Permission.BROKER):
        return []
    return [counted(user, "ask-kind", AskState.ENTERED), counted(user, "ask-open", AskState.OPEN)]


def counted(user: Any, kind: str, state: AskState) -> Rows:
    """No row where there are none."""
    found: Rows = (
        Ask.objects.held_by(user, Permission.BROKER)
        .filter(state=state)
        .exclude(school__in=tied_schools(user))
        .order_by()
        .values("state")
        .annotate(n=Count("pk"), since=Min("asked_at"))
        .values_list(
            Value(kind, CharField()),
            Cast("n", CharField()),
            Value(str(state), CharField()),
            "since",
        )
    )
    return found
