"""What strengths and needs wait for from a person, in the columns of `schools.queries.attention`: one row a
school and kind, with how many there are."""

import datetime as dt
from typing import Any

from django.db.models import CharField, Count, F, Min, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat

from core import authorise, clock
from schools.enums import Permission, StatedBy
from schools.queries.names import shown_name
from schools.queries.strengths.fading import ASKED_BEFORE, rule_now
from schools.queries.strengths.reading import live_needs, live_strengths

Rows = QuerySet[Any, tuple[Any, ...]]


def strength_rows(user: Any) -> list[Rows]:
    """The head confirms what advisers state and says what is still true; an adviser confirms what the schools
    of the own caseload state. Whoever has no part in it costs nothing."""
    own = authorise.held(user, Permission.STATE_AS_SCHOOL)
    advised = sorted(set(authorise.held(user, Permission.STATE)) - set(own))
    if not own and not advised:
        return []
    waits = Q(confirmed_at__isnull=True) & (
        Q(school__scope__in=own, stated_side=StatedBy.ADVISER)
        | Q(school__scope__in=advised, stated_side=StatedBy.SCHOOL)
    )
    rows = [
        grouped(live_strengths().filter(waits), "strengths-confirm", "stated_at"),
        grouped(live_needs().filter(waits), "needs-confirm", "stated_at"),
    ]
    if own:
        due = clock.now() - dt.timedelta(days=rule_now().good_for) + ASKED_BEFORE
        said = Coalesce("renewed_at", "confirmed_at")
        for kind, live in (("strengths-true", live_strengths()), ("needs-true", live_needs())):
            old = live.alias(said=said).filter(school__scope__in=own, said__lt=due)
            rows.append(grouped(old, kind, said))
    return rows


def grouped(rows: Any, kind: str, since: Any) -> Rows:
    found: Rows = (
        rows.order_by()
        .values("school")
        .annotate(n=Count("pk"), since=Min(since))
        .values_list(
            Value(kind, CharField()),
            shown_name("school__"),
            Concat(F("school__number"), Value("/"), Cast("n", CharField()), output_field=CharField()),
            F("since"),
        )
    )
    return found
