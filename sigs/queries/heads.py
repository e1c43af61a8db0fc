"""Who speaks for schools in their groups."""

from collections import defaultdict
from collections.abc import Iterable

from core.authorise import active_assignments
from core.models import User
from core.roles import all_roles
from sigs.enums import Permission


def heads_of(schools: Iterable[int]) -> dict[int, list[User]]:
    """By school, who answers for it, by name: for many schools in two queries."""
    codes = [role.code for role in all_roles() if Permission.ANSWER_FOR_SCHOOL in role.within]
    posts = (
        active_assignments()
        .filter(role__in=codes, scope__school__in=list(schools), user__is_active=True)
        .order_by("user__name", "pk")
        .values_list("scope__school", "user")
    )
    found: dict[int, dict[int, None]] = defaultdict(dict)
    for school, person in posts:
        found[school][person] = None
    people = User.objects.in_bulk({person for ids in found.values() for person in ids})
    return {school: [people[pk] for pk in ids] for school, ids in found.items()}
