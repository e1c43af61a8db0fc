"""One form on a page of its own: asked, put to a service, and shown again with what was refused."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_stubs_ext import StrOrPromise

from core.errors import DomainError

PAGE = "form_page.html"


def ask(
    request: HttpRequest,
    form: Any,
    act: Callable[[], object],
    *,
    said: StrOrPromise,
    back: str,
    template: str = PAGE,
    **context: Any,
) -> HttpResponse:
    """`context` for the page: heading, lead, save. `back`: where a saved form leads. A form with a version
    that somebody else was faster with keeps what was written, and may be saved over what stands now."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                act()
            except DomainError as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
                stands = context["now"]() if "now" in context else None
                if stands is not None:
                    data = form.data.copy()
                    data["version"] = stands.version
                    form.data = data
            else:
                messages.success(request, str(said))
                return redirect(back)
    is_outdated = status == 409
    page = {**context, "form": form, "back": back, "is_outdated": is_outdated}
    return render(request, template, page, status=status)


def press(request: HttpRequest, act: Callable[[], object], *, said: StrOrPromise, back: str) -> HttpResponse:
    """A button: what is refused is said on the page that it leads back to."""
    try:
        act()
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(said))
    return redirect(back)
