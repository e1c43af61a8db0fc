"""Who holds a permission for a school: whom a step of the process concerns."""

from collections import defaultdict
from collections.abc import Iterable

from core.authorise import active_assignments
from core.models import User
from core.roles import all_roles
from schools.enums import Role
from schools.models import School


def holders(permission: str, school: School) -> list[User]:
    """The people whose post gives them the permission at the school, by name."""
    if school.scope is None:
        return []
    codes = [role.code for role in all_roles() if permission in role.within]
    posts = active_assignments().filter(role__in=codes, scope__in=school.scope.lineage, user__is_active=True)
    return list(User.objects.filter(pk__in=posts.values("user")).order_by("name", "pk"))


def voices_of_schools(schools: Iterable[int]) -> dict[int, list[User]]:
    """By school, its headteachers and governors: for many schools in one query."""
    posts = (
        active_assignments()
        .filter(
            role__in=[Role.HEADTEACHER, Role.GOVERNOR],
            scope__school__in=list(schools),
            user__is_active=True,
        )
        .order_by("pk")
        .values_list("scope__school", "user")
    )
    found: dict[int, list[int]] = defaultdict(list)
    for school, person in posts:
        found[school].append(person)
    people = User.objects.in_bulk({person for ids in found.values() for person in ids})
    return {school: [people[pk] for pk in dict.fromkeys(ids)] for school, ids in found.items()}
