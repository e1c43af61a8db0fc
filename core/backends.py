from typing import Any

from django.contrib.auth.backends import BaseBackend

from core import authorise


class ScopedPermissions(BaseBackend):
    """`user.has_perm(permission, object)` answered from role assignments."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return authorise.allows(user_obj, perm, obj)
