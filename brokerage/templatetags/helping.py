"""What help between schools adds to the pages of a school, without those pages knowing of it."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from brokerage.enums import Permission
from schools.models import School
from schools.queries.pauses import pause_seen

register = template.Library()

# Label, address, and the permission that shows it.
TABS: list[tuple[Any, str, Permission]] = [
    (_("Work together"), "school_together", Permission.VIEW_PARTNERSHIP),
    (_("Visits"), "school_visits", Permission.READ_VISITS),
    (_("Support plan"), "support_plan", Permission.VIEW_SUPPORT_PLAN),
]


@register.simple_tag(takes_context=True)
def school_help(context: template.Context, school: School) -> dict[str, Any]:
    """Further tabs of the school's page; its pause, and whether the reader may pause reminders."""
    request: HttpRequest = context["request"]
    user: Any = request.user
    return {
        "tabs": [
            {"text": text, "url": reverse(name, args=[school.number])}
            for text, name, permission in TABS
            if user.has_perm(permission, school)
        ],
        "pause": pause_seen(user, school),
        "may_pause": school.is_open and user.has_perm(Permission.PAUSE_CHASERS, school),
    }
