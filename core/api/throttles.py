from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from core.models import PersonalToken


class PerToken(SimpleRateThrottle):
    """So many requests in a minute for each token, and for each person signed in. Counted in the shared
    cache, so that it holds over all web processes."""

    scope = "api"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if not request.user.is_authenticated:
            return None
        token = request.auth
        whose = f"token-{token.pk}" if isinstance(token, PersonalToken) else f"person-{request.user.pk}"
        return self.cache_format % {"scope": self.scope, "ident": whose}
