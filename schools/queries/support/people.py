"""Who holds a permission for a school: whom a step of the process concerns."""

from core.authorise import active_assignments
from core.models import User
from core.roles import all_roles
from schools.models import School


def holders(permission: str, school: School) -> list[User]:
    """The people whose post gives them the permission at the school, by name."""
    if school.scope is None:
        return []
    codes = [role.code for role in all_roles() if permission in role.within]
    posts = active_assignments().filter(
        role__in=codes, scope__in=school.scope.lineage, user__is_active=True
    )
    return list(User.objects.filter(pk__in=posts.values("user")).order_by("name", "pk"))
