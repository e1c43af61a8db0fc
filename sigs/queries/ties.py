"""Who leads a group, and who is too near to it to decide about it."""

from core.authorise import active_assignments, posts
from core.models import User
from schools.queries.support.ties import tied_schools
from sigs.enums import Role
from sigs.models import Group, GroupMember


def leaders_of(group: Group) -> list[User]:
    """Its convenors of today, by name."""
    held = active_assignments().filter(role=Role.CONVENOR, scope=group.scope_id, user__is_active=True)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("name", "pk"))


def belongs_to(person: User, group: Group) -> bool:
    """Leads it, or works at or governs one of its schools (or one federated with it)."""
    if any(post.scope_id == group.scope_id for post in posts(person)):
        return True
    return (
        GroupMember.objects.filter(group=group, left_on__isnull=True)
        .filter(school__in=tied_schools(person))
        .exists()
    )
