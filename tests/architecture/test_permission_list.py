from itertools import chain

from core.roles import all_roles
from csc_portal import permission_list


def test_the_list_of_permissions_is_up_to_date() -> None:
    assert permission_list.FILE.read_text(encoding="utf-8") == permission_list.page(), (
        "Run `python manage.py write_permissions` and read what changed in docs/permissions.md."
    )


def test_every_permission_is_held_by_some_role() -> None:
    held = set(chain.from_iterable(role.within | role.regionwide for role in all_roles()))
    known = {permission.value for permission in chain.from_iterable(permission_list.PERMISSIONS)}

    assert held == known, f"A permission that no role has, or one that no enum names: {sorted(held ^ known)}"
