"""Who works in a group: the heads and staff of its schools, and its convenors."""

from collections import defaultdict
from typing import Any

from django.db.models import Q, QuerySet

from core.authorise import active_assignments
from core.models import RoleAssignment, User
from schools.enums import Role as SchoolsRole
from schools.models import School
from sigs.enums import Role
from sigs.models import Group, GroupMember


def posts_in(group: Group, *roles: str) -> QuerySet[RoleAssignment]:
    """Posts of today at the member schools."""
    schools = GroupMember.objects.filter(group=group, left_on__isnull=True).values("school__scope")
    return active_assignments().filter(scope__in=schools, role__in=roles, user__is_active=True)


def heads_of(group: Group) -> list[User]:
    heads = posts_in(group, SchoolsRole.HEADTEACHER).values("user")
    return list(User.objects.filter(pk__in=heads).order_by("name"))


def heads_by_school(group: Group) -> dict[int, list[User]]:
    """By the school's id."""
    found: dict[int, list[User]] = defaultdict(list)
    for post in posts_in(group, SchoolsRole.HEADTEACHER).select_related("user", "scope__school"):
        found[post.scope.school.pk].append(post.user)
    return found


def convenors(group: Group) -> list[User]:
    posts = active_assignments().filter(role=Role.CONVENOR, scope=group.scope_id, user__is_active=True)
    return list(User.objects.filter(pk__in=posts.values("user")).order_by("name"))


def people_of(group: Group) -> QuerySet[User]:
    """Everybody with an account who takes part: they can own an action."""
    staff = posts_in(group, SchoolsRole.HEADTEACHER, SchoolsRole.TEACHER).values("user")
    leaders = active_assignments().filter(role=Role.CONVENOR, scope=group.scope_id).values("user")
    return User.objects.filter(Q(pk__in=staff) | Q(pk__in=leaders), is_active=True).order_by("name", "pk")


def own_schools(user: Any, group: Group, permission: str) -> list[School]:
    """The member schools for which the person holds the permission at the school itself."""
    members = GroupMember.objects.filter(group=group, left_on__isnull=True).select_related("school__scope")
    schools = [member.school for member in members.order_by("school__sort_en")]
    return [school for school in schools if school.scope and user.has_perm(permission, school)]
