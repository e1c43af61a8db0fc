"""Pilots of adviser functions, and the transition plans of clusters."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from sigs.enums import Permission
from sigs.models import Group, Pilot, TransitionTheme

CLUSTER = "cluster"


def pilots_of(group: Group) -> QuerySet[Pilot]:
    return Pilot.objects.filter(group=group).select_related("decided_by")


def pilots_kept_by(user: Any) -> QuerySet[Pilot]:
    """Those under way first, and of these the one that ends first."""
    return (
        Pilot.objects.held_by(user, Permission.MANAGE_GROUPS)
        .select_related("group", "decided_by")
        .order_by("-state", "ends_on", "pk")
    )


def pilot_visible(user: Any, public_id: UUID) -> Pilot | None:
    found: Pilot | None = (
        Pilot.objects.visible_to(user)
        .select_related("group__scope", "group__tier", "begun_by", "decided_by")
        .filter(public_id=public_id)
        .first()
    )
    return found


def themes_of(group: Group) -> QuerySet[TransitionTheme]:
    return TransitionTheme.objects.filter(group=group, dropped_on=None).select_related("changed_by")


def theme_visible(user: Any, public_id: UUID) -> TransitionTheme | None:
    found: TransitionTheme | None = (
        TransitionTheme.objects.visible_to(user)
        .select_related("group__scope", "group__tier")
        .filter(public_id=public_id, dropped_on=None)
        .first()
    )
    return found


def is_cluster(group: Group) -> bool:
    return group.tier.code == CLUSTER
