"""What was agreed to be done: by whom, by when, and what is overdue."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from core import authorise, clock
from sigs.enums import ActionState, Permission
from sigs.models import Action, Group


def actions_of(group: Group) -> QuerySet[Action]:
    return Action.objects.filter(group=group).select_related("owner", "owner_school", "meeting", "over_by")


def open_actions(group: Group) -> QuerySet[Action]:
    return actions_of(group).filter(state=ActionState.OPEN)


def overdue() -> Q:
    return Q(state=ActionState.OPEN, due_on__lt=clock.today())


def next_action(group: Group) -> Action | None:
    return open_actions(group).first()


def action_visible(user: Any, slug: str, public_id: UUID) -> Action | None:
    found: Action | None = (
        Action.objects.visible_to(user)
        .select_related("group__scope", "group__tier", "owner", "owner_school__scope", "meeting")
        .filter(group__slug=slug, public_id=public_id)
        .first()
    )
    return found


def may_end(user: Any, action: Action) -> bool:
    """Its owner, the people of the school that owns it, and the convenor say that it is done."""
    if user.has_perm(Permission.LEAD_GROUP, action.group):
        return True
    if not user.has_perm(Permission.TAKE_PART, action.group):
        return False
    if action.owner_id == user.pk:
        return True
    school = action.owner_school
    return bool(school and school.scope and user.has_perm(Permission.TAKE_PART, school))


def owned_by(user: Any) -> QuerySet[Action]:
    """Open actions that wait for this person: their own, or their school's where nobody is named, in groups
    that are at work and that they still see."""
    held = authorise.held(user, Permission.ANSWER_FOR_SCHOOL)
    return (
        Action.objects.visible_to(user)
        .filter(state=ActionState.OPEN, group__state="active")
        .filter(Q(owner=user.pk) | Q(owner__isnull=True, owner_school__scope__in=held))
    )
