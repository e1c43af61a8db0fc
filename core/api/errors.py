"""What the API refuses: a code for programs, and one sentence in each language for people."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import set_rollback

from core.errors import DomainError

BAD_REQUEST, NOT_FOUND = 400, 404


class Refusal(Exception):
    """`facts` stand in the sentence's placeholders."""

    def __init__(self, code: str, sentence: StrOrPromise, *, status: int = BAD_REQUEST, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
        self.status = status
        self.facts = facts


class RefusalSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    en = serializers.CharField()
    cy = serializers.CharField()


KNOWN: list[tuple[type[Exception], str, int, StrOrPromise]] = [
    (Http404, "not_found", 404, _("There is no such thing here, or it is not yours to see.")),
    (PermissionDenied, "forbidden", 403, _("Your role does not open this.")),
    (exceptions.PermissionDenied, "forbidden", 403, _("Your role does not open this.")),
    (
        exceptions.NotAuthenticated,
        "not_signed_in",
        401,
        _("Sign in, or send a personal token: Authorization: Bearer csc_…"),
    ),
    (
        exceptions.AuthenticationFailed,
        "token_refused",
        401,
        _("This token opens nothing: it is wrong, was revoked or is out of date. Make a new one."),
    ),
    (exceptions.MethodNotAllowed, "read_only", 405, _("The API is read-only: send GET.")),
    (
        exceptions.NotAcceptable,
        "json_only",
        406,
        _("The API answers in JSON: accept application/json."),
    ),
    (
        exceptions.Throttled,
        "too_many",
        429,
        _("Too many requests. Wait as long as Retry-After says."),
    ),
]


def answer_error(error: Exception, context: dict[str, Any]) -> Response | None:
    """For REST_FRAMEWORK["EXCEPTION_HANDLER"]. None: nothing that we refuse, but a fault of ours."""
    found = refusal_of(error)
    if found is None:
        return None
    set_rollback()
    return Response(said(found.code, found.sentence, found.facts), found.status, headers=headers_of(error))


def refusal_of(error: Exception) -> Refusal | None:
    if isinstance(error, Refusal):
        return error
    if isinstance(error, DomainError):
        return Refusal("refused", error.sentence, status=error.status)
    for kind, code, status, sentence in KNOWN:
        if isinstance(error, kind):
            return Refusal(code, sentence, status=status)
    return None


def said(code: str, sentence: StrOrPromise, facts: dict[str, Any]) -> dict[str, str]:
    words = {"code": code}
    for language in ("en", "cy"):
        with translation.override(language):
            text = str(sentence)
            words[language] = text % facts if facts else text
    return words


def headers_of(error: Exception) -> dict[str, str]:
    headers = {}
    if known := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = str(known)
    wait = getattr(error, "wait", None)
    if wait is not None:
        headers["Retry-After"] = str(int(wait) + 1)
    return headers
