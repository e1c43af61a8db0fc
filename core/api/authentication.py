"""Who asks the API: whoever is signed in here, or whose personal token comes with the request."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from core.models import PersonalToken, User
from core.services.tokens import token_of_key

SCHEME = b"bearer"


class PersonalTokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer csc_…`"""

    def authenticate(self, request: Request) -> tuple[User, PersonalToken] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != SCHEME:
            return None
        token = token_of_key(words[1].decode("latin-1")) if len(words) == 2 else None
        if token is None:
            raise AuthenticationFailed(
                _("This token opens nothing: it is wrong, was revoked or is out of date. Make a new one.")
            )
        return token.person, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="CSC Portal"'


class PersonalTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # spectacular's
    """How the description of the API names it."""

    target_class = PersonalTokenAuthentication
    name = "personalToken"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
