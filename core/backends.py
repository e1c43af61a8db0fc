from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import BaseBackend

from core import authorise
from core.models import User


class ScopedPermissions(BaseBackend):
    """`user.has_perm(permission, object)` answered from role assignments."""

    def get_user(self, user_id: Any) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return authorise.allows(user_obj, perm, obj)


class SignIn(AuthenticationBackend):
    """allauth's way in by e-mail and password. It grants nothing: our people have no permission tables."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return False
