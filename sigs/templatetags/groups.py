"""What stands above every page of a group."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sigs.enums import GroupState
from sigs.models import Group
from sigs.presenting.tabs import tabs_of

register = template.Library()

STATE_TAGS = {GroupState.ACTIVE: "acting", GroupState.PAUSED: "warning", GroupState.CLOSED: "quiet"}


@register.inclusion_tag("sigs/group_tabs.html", takes_context=True)
def group_tabs(context: template.Context, group: Group) -> dict[str, Any]:
    """The tab is current on all pages below its address; the first one on its own page alone."""
    request: HttpRequest = context["request"]
    tabs = tabs_of(group)
    # A page that stands elsewhere says below which tab it belongs.
    path = context.get("below") or request.path
    longest = max((tab["url"] for tab in tabs if path.startswith(tab["url"])), key=len, default="")
    first = tabs[0]["url"] if tabs else ""
    current = longest if longest != first or request.path == first else ""
    return {
        "label": _("Parts of this group's page"),
        "tabs": [{**tab, "current": tab["url"] == current} for tab in tabs],
        "request": request,
    }


@register.filter
def state_tag(state: str) -> str:
    return STATE_TAGS[GroupState(state)]
