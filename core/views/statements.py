"""Pages for everyone, signed in or not: the entry, the statements, help."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from core.authorise import public


@public("The first page: it says what the portal is and leads to sign-in, in two languages.")
@require_safe
def entry(request: HttpRequest) -> HttpResponse:
    """A browser that asks for Welsh or English goes on in it; any other is shown both, Welsh first."""
    if request.user.is_authenticated:
        return redirect("home")
    asked = request.headers.get("accept-language", "").lower()
    wanted = [part.split(";")[0].strip()[:2] for part in asked.split(",")]
    known = next((language for language in wanted if language in {"cy", "en"}), None)
    response: HttpResponse
    if known and "choose" not in request.GET:
        with translation.override(known):
            response = HttpResponseRedirect(reverse("account_login"))
    else:
        response = render(request, "statements/entry.html")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@public("The same for an address that names only a language.")
@require_safe
def language_entry(request: HttpRequest) -> HttpResponse:
    return redirect("home" if request.user.is_authenticated else "account_login")


def statement(request: HttpRequest, name: str) -> HttpResponse:
    language = (translation.get_language() or "en")[:2]
    return render(
        request,
        [f"statements/{language}/{name}.html", f"statements/en/{name}.html"],
        {"contact_email": settings.CONTACT_EMAIL},
    )


@public("The law asks for it to be open to everyone.")
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return statement(request, "accessibility")


@public("The law asks for it to be open to everyone.")
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return statement(request, "privacy")


@public("Whoever cannot sign in needs it most.")
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return statement(request, "help")


@public("Whoever cannot sign in needs it most.")
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    return statement(request, "contact")
