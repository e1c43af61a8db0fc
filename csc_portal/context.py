"""What every page's frame needs: who is here, the menu, and whether this is a demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from brokerage.enums import Permission as HelpPermission
from core import authorise
from core.enums import Permission as CorePermission
from core.roles import role_named
from schools.enums import Permission
from schools.queries.region import has_real_schools, region_of_portal
from schools.queries.support.levels import levels_are_on

# Label, URL name, the permission that shows it (empty: everybody), and the path below which it is current.
MENU = [
    (_("Home"), "home", "", "/home/"),
    (_("Schools"), "schools", Permission.VIEW_REGISTER, "/schools/"),
    (_("Groups"), "groups", Permission.VIEW_REGISTER, "/groups/"),
    (_("Brokerage"), "brokerage", HelpPermission.VIEW_HELP, "/brokerage/"),
    (_("Caseload"), "caseload", Permission.VIEW_CASELOAD, "/caseload/"),
    (_("Region"), "region", Permission.VIEW_REGION, "/region/"),
    (_("Support levels"), "support", Permission.FOLLOW_SUPPORT, "/support/"),
    (_("Imports"), "imports", Permission.IMPORT, "/imports/"),
    (_("Comparisons"), "runs", Permission.RECOMPUTE, "/runs/"),
    (_("Federations"), "federations", Permission.EDIT_REGISTER, "/federations/"),
    (_("People"), "people", CorePermission.MANAGE_PEOPLE, "/people/"),
]


def portal(request: HttpRequest) -> dict[str, Any]:
    signed_in = hasattr(request, "user") and request.user.is_authenticated
    return {
        "region": region_of_portal(),
        "demonstration": demonstration(),
        "navigation": navigation(request) if signed_in else [],
        "post_name": post_name(request) if signed_in else "",
    }


def demonstration() -> str:
    """ "generated", "real" (published figures, fictional people) or empty."""
    if not settings.DEMONSTRATION:
        return ""
    return "real" if has_real_schools() else "generated"


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    path = "/" + request.path.split("/", 2)[-1]
    return [
        {"label": label, "url": reverse(name), "current": path.startswith(below)}
        for label, name, permission, below in MENU
        if (not permission or authorise.held(request.user, permission))
        and (name != "support" or shows_levels(request))
    ]


def shows_levels(request: HttpRequest) -> bool:
    """While they are off, only those who can turn them on are told that there are any."""
    return levels_are_on() or bool(authorise.held(request.user, Permission.RUN_SUPPORT))


def post_name(request: HttpRequest) -> Any:
    posts = authorise.posts(request.user)  # type: ignore[arg-type]  # signed in, so a User
    role = role_named(posts[0].role) if posts else None
    return role.name if role else ""
