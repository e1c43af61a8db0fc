"""Answers to what went wrong: each says what happened, and what to do next."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import requires_csrf_token

# Where programs ask: they are answered in JSON.
API = "/api/"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if request.path.startswith(API):
        return JsonResponse(no_such_address(), status=404)
    return render(request, "errors/404.html", status=404)


def no_such_address() -> dict[str, str]:
    sentence = _("The API has no such address. /api/v1/docs/ lists those it has.")
    words = {"code": "no_such_address"}
    for language in ("en", "cy"):
        with translation.override(language):
            words[language] = str(sentence)
    return words


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or in two tabs with two people."""
    return render(request, "errors/403_csrf.html", status=403)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/429.html", status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without any context: whatever failed may fail again."""
    page: Any = get_template("errors/500.html")
    return HttpResponseServerError(page.render())
