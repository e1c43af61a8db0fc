"""Who reads what of a school's strengths and needs.

Inside (head, governors, adviser, those above): strengths and needs, with their evidence as far as the reader
may see it. The school's own staff: its strengths, and the needs that the head lets staff read. Everybody
else: strengths that are confirmed, still count and that the head offers to be known; never a need."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from core.authorise import held
from schools.enums import NeedState, Permission, StatedBy, StrengthState
from schools.models import Need, School, Strength
from schools.queries.strengths.fading import counts_since, rule_now
from schools.queries.support.ties import is_tied

WITH = (
    "topic__parent",
    "school__authority",
    "school__scope",
    "stated_by",
    "confirmed_by",
    "renewed_by",
    "withdrawn_by",
)


def live_strengths() -> QuerySet[Strength]:
    """Stated and not faded away."""
    rows: QuerySet[Strength] = counting(Strength.objects.filter(state=StrengthState.HELD))
    return rows


def live_needs() -> QuerySet[Need]:
    """Open and not faded away."""
    rows: QuerySet[Need] = counting(Need.objects.filter(state=NeedState.OPEN))
    return rows


def counting(rows: Any) -> Any:
    stated_since, vouched_since = counts_since(rule_now())
    return rows.alias(vouched=Coalesce("renewed_at", "confirmed_at")).filter(
        Q(vouched__gte=vouched_since) | Q(vouched__isnull=True, stated_at__gte=stated_since)
    )


def offered_strengths() -> QuerySet[Strength]:
    """What everybody in the region may know."""
    return live_strengths().filter(offered_at__isnull=False, confirmed_at__isnull=False)


def strengths_readable(user: Any) -> QuerySet[Strength]:
    """All of those inside, also what was withdrawn; of other schools what they offer."""
    inside = Q(school__scope__lineage__overlap=held(user, Permission.VIEW_STRENGTHS) or [0])
    return Strength.objects.filter(inside | Q(pk__in=offered_strengths().order_by().values("pk")))


def needs_readable(user: Any) -> QuerySet[Need]:
    inside = Q(school__scope__lineage__overlap=held(user, Permission.VIEW_NEEDS) or [0])
    as_staff = Q(
        staff_read=True, school__scope__lineage__overlap=held(user, Permission.VIEW_STRENGTHS) or [0]
    )
    return Need.objects.filter(inside | as_staff)


def statement_readable(user: Any, public_id: UUID) -> Strength | Need | None:
    """Of either kind, by its public id."""
    strength = strengths_readable(user).filter(public_id=public_id).select_related(*WITH).first()
    return strength or needs_readable(user).filter(public_id=public_id).select_related(*WITH).first()


def strength_readable(user: Any, public_id: UUID) -> Strength | None:
    return strengths_readable(user).filter(public_id=public_id).select_related(*WITH).first()


def need_readable(user: Any, public_id: UUID) -> Need | None:
    return needs_readable(user).filter(public_id=public_id).select_related(*WITH).first()


def side_of(user: Any, school: School) -> StatedBy | None:
    """For whom the person speaks at this school; None for whoever has no say. Who works at a school or one
    federated with it is no adviser of it, whatever other post they hold."""
    if user.has_perm(Permission.STATE_AS_SCHOOL, school):
        return StatedBy.SCHOOL
    if user.has_perm(Permission.STATE, school) and not is_tied(user, school):
        return StatedBy.ADVISER
    return None
