"""Advisers, for those who lead them."""

from typing import Any

from core.authorise import active_assignments
from core.models import Scope, User
from schools.enums import Permission, Role
from schools.queries.days import schools_with_days


class AdviserFound:
    """An adviser at a school that the person leads advisers of."""

    scope_path = "scope"

    def __init__(self, person: User, scope: Scope) -> None:
        self.person = person
        self.scope = scope


def adviser_found(user: Any, pk: int) -> AdviserFound | None:
    schools = schools_with_days(user, Permission.VIEW_WORKLOAD).values("scope")
    post = (
        active_assignments()
        .filter(role=Role.ADVISER, user=pk, scope__in=schools)
        .select_related("user", "scope")
        .first()
    )
    return AdviserFound(post.user, post.scope) if post else None
