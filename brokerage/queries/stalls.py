"""What was found to stand still, for those who keep it moving."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, Min, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Cast

from brokerage.enums import Permission
from brokerage.models import Partner, Stall
from core import authorise
from schools.queries.support.ties import tied_schools


def standing_still(user: Any) -> QuerySet[Stall]:
    """Those that the person may know of: what was agreed at a visit only where they read notes of visits."""
    rows: QuerySet[Stall] = Stall.objects.visible_to(user)
    reads = authorise.held(user, Permission.READ_VISITS)
    return rows.filter(
        Q(action__isnull=True) | Q(school__scope__lineage__overlap=reads or [0]), over_at__isnull=True
    )


def stalls_visible(user: Any) -> QuerySet[Stall]:
    """What stands still and is the person's to broker: never at a school that they are tied to."""
    near = tied_schools(user)
    partners = Prefetch("partnership__partners", queryset=Partner.objects.select_related("school"))
    return (
        standing_still(user)
        .exclude(Q(school__in=near) | Q(waits_for__in=near) | Q(partnership__partners__school__in=near))
        .select_related(
            *("school__authority", "school__scope", "waits_for__scope", "ask__topic", "invitation__offer"),
            *("partnership__topic", "action__note__visit__adviser", "partnership__broker"),
        )
        .prefetch_related(partners)
    )


def stall_visible(user: Any, public_id: UUID) -> Stall | None:
    return stalls_visible(user).filter(public_id=public_id).first()


def stalls_by_school(schools: Iterable[int], user: Any) -> dict[int, list[Stall]]:
    """Of those the person may see: by the school that waits for help."""
    found: dict[int, list[Stall]] = defaultdict(list)
    rows = standing_still(user).filter(school__in=list(schools))
    for stall in rows.order_by("since", "pk"):
        found[stall.school_id].append(stall)
    return found


def stalled_rows(user: Any) -> list[QuerySet[Any, tuple[Any, ...]]]:
    """How many there are, in one row of the columns of brokerage.queries.attention."""
    if not authorise.held(user, Permission.BROKER):
        return []
    rows = standing_still(user)
    near = tied_schools(user)
    counted = (
        rows.exclude(Q(school__in=near) | Q(waits_for__in=near))
        .order_by()
        .annotate(row_kind=Value("brokerage-stalled", CharField()))
        .values("row_kind")
        .annotate(n=Cast(Count("pk"), CharField()), first=Min("found_at"))
    )
    return [counted.values_list("row_kind", "n", Value("", CharField()), "first")]
