"""Groups for tests."""

from typing import Any

from core.models import User
from schools.models import Region, School
from sigs.enums import Role
from sigs.models import Group, Tier
from sigs.services.groups import admit_school, form_group
from tests.factories import give_role


def make_group(
    *schools: School,
    by: User,
    name: str = "Grŵp Brawf",
    tier: str = "sig",
    convenor: User | None = None,
    **facts: Any,
) -> Group:
    """A group of the schools, led by `convenor` where one is named."""
    group = form_group(
        region=Region.objects.get(), tier=Tier.objects.get(code=tier), name_en=name, by=by, **facts
    )
    for school in schools:
        admit_school(group=group, school=school, by=by)
    group.scope.refresh_from_db()
    if convenor:
        give_role(convenor, Role.CONVENOR, group.scope)
    return group
