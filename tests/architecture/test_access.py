"""Every view says who may enter, and every address is known to the guards."""

import pytest
from django.urls import URLPattern
from rest_framework.permissions import IsAuthenticated
from rest_framework.views import APIView

from tests.architecture.examples import EXAMPLES
from tests.architecture.routes import Route, our_routes, routes

# Open to everyone. The reason stands beside the view: `@public("…")`.
PUBLIC = {
    "accessibility",
    "components",
    "contact",
    "entry",
    "health",
    "help",
    "invitation",
    "language_entry",
    "metrics",
    "offer_still_link",
    "privacy",
}
# allauth's views carry no mark of ours. Those open to everyone:
ALLAUTH_PUBLIC = {
    "account_login": "signing in",
    "account_logout": "signing out; without an account it leads to signing in",
    "account_signup": "says that accounts are by invitation",
    "account_inactive": "says that the account is closed",
    "account_reset_password": "whoever forgot the password cannot sign in",
    "account_reset_password_done": "the answer to asking for a new password",
    "account_reset_password_from_key": "the link in the mail is the secret",
    "account_reset_password_from_key_done": "the answer to a new password",
    "account_confirm_email": "the link in the mail is the secret",
    "account_email_verification_sent": "the answer to a new address",
    "account_confirm_login_code": "a step of signing in; leads to signing in without the one before",
    "mfa_authenticate": "the second step of signing in; leads to signing in without the first",
}
# allauth's for whoever is signed in: each changes one's own account alone.
ALLAUTH_SIGNED_IN = {
    "account_change_password",
    "account_email",
    "account_reauthenticate",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
}


def lets_anybody_in(route: Route) -> bool:
    return not getattr(route.view, "login_required", True)


def is_api(route: Route) -> bool:
    kind = getattr(route.view, "cls", None)
    return kind is not None and issubclass(kind, APIView)


@pytest.mark.parametrize("route", list(filter(is_api, our_routes())), ids=lambda route: route.address)
def test_the_api_lets_nobody_in_unasked(route: Route) -> None:
    assert route.view.cls.permission_classes == [IsAuthenticated]
    assert set(route.view.cls.http_method_names) == {"get", "head"}, "The API is read-only."


@pytest.mark.parametrize("route", our_routes(), ids=lambda route: route.address)
def test_every_view_of_ours_says_who_may_enter(route: Route) -> None:
    assert route.name, f"{route.address} has no name. Give it one: the view's, and the template's."
    assert route.access, (
        f"Nothing says who may open {route.address}. Put @authorise(Permission.…) on {route.view.__name__},"
        " @signed_in if it shows each person only what is theirs, or @public with the reason."
    )
    kind, word = route.access
    # The API asks by itself, so that whoever has no token is answered 401 and not led to a page.
    asks_itself = is_api(route)
    assert lets_anybody_in(route) == (kind == "public" or asks_itself), (
        f"{route.address} says “{kind}” and lets {'anybody' if lets_anybody_in(route) else 'nobody'} in"
        " without signing in. Use core.authorise.public for that, nothing else."
    )
    assert word or kind == "signed in", f"@public on {route.view.__name__} needs its reason."


def test_public_views_stand_in_the_list() -> None:
    found = {route.name for route in our_routes() if route.access and route.access[0] == "public"}

    assert found == PUBLIC, (
        "Compare PUBLIC in this file with the views that are public: a new one is added after somebody has"
        f" thought about it, a stale one is taken out. Differing: {sorted(found ^ PUBLIC)}"
    )


def test_third_party_views_stand_in_the_lists() -> None:
    theirs = [route for route in routes() if not route.is_ours]
    public = {route.name for route in theirs if lets_anybody_in(route)}
    closed = {route.name for route in theirs if not lets_anybody_in(route)}

    assert public == set(ALLAUTH_PUBLIC), (
        f"List what allauth opens to everyone, with the reason: {sorted(public ^ set(ALLAUTH_PUBLIC))}"
    )
    assert closed == ALLAUTH_SIGNED_IN, (
        f"List what allauth gives whoever is signed in: {sorted(closed ^ ALLAUTH_SIGNED_IN)}"
    )


def test_every_address_has_an_example() -> None:
    names = {route.name for route in our_routes()}

    assert names == set(EXAMPLES), (
        "tests/architecture/examples.py says for every address as whom and with which object the guards open"
        f" it. Missing: {sorted(names - set(EXAMPLES))}. Stale: {sorted(set(EXAMPLES) - names)}."
    )


def test_view_and_url_have_one_name() -> None:
    """One word finds the feature. Functions that shadow a name of Python's may end in `_page`."""
    differing = {
        route.name: route.view.__name__
        for route in our_routes()
        if route.view.__name__ not in {route.name, f"{route.name}_page"}
    }

    assert not differing, f"Call the URL and its view the same: {differing}"


def test_a_view_without_a_mark_is_found() -> None:
    """The guard itself: what it must catch, it catches."""
    stray = Route("stray", "/en/stray/", URLPattern.check, ())

    assert stray.access is None
