"""Who has an account, and which posts they hold where."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from core.authorise import active_assignments
from core.enums import ScopeKind
from core.models import Invitation, RoleAssignment, Scope, User
from core.roles import role_named
from schools.models import Authority, Region, School
from sigs.models import Group

PLACES: dict[ScopeKind, Any] = {
    ScopeKind.REGION: Region,
    ScopeKind.AUTHORITY: Authority,
    ScopeKind.SCHOOL: School,
    ScopeKind.GROUP: Group,
}


@dataclass(frozen=True)
class Post:
    assignment: RoleAssignment
    role: Any
    place: Any


def people(words: str = "") -> QuerySet[User]:
    found = User.objects.order_by("name", "pk")
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return found


def posts_of(persons: list[User]) -> dict[int, list[Post]]:
    """The posts of today by person, with the name of the place each is held at."""
    found: dict[int, list[Post]] = {}
    for post in named(list(active_assignments().filter(user__in=persons).order_by("pk"))):
        found.setdefault(post.assignment.user_id, []).append(post)
    return found


def named(assignments: list[RoleAssignment]) -> list[Post]:
    """With the names of role and place."""
    places = scope_names(assignment.scope for assignment in assignments)
    return [
        Post(assignment, role_name(assignment.role), places.get(assignment.scope_id, ""))
        for assignment in assignments
    ]


def role_name(code: str) -> Any:
    """A role that this version does not know keeps its code."""
    role = role_named(code)
    return role.name if role else code


def scope_names(scopes: Iterable[Scope]) -> dict[int, Any]:
    """The name of the place that each scope belongs to; one query for each kind of them."""
    found: dict[ScopeKind, set[int]] = {}
    for scope in scopes:
        found.setdefault(ScopeKind(scope.kind), set()).add(scope.pk)
    return {
        place.scope_id: place.name
        for kind, ids in found.items()
        for place in PLACES[kind].objects.filter(scope__in=ids)
    }


def scope_name(scope: Scope) -> Any:
    return scope_names([scope])[scope.pk]


def open_invitations() -> QuerySet[Invitation]:
    return (
        Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
        .select_related("invited_by", "scope")
        .order_by("-invited_at")
    )
