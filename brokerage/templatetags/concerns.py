"""The concern about a school, for those who may know of it; nothing for everybody else."""

from typing import Any

from django import template
from django.http import HttpRequest

from brokerage.enums import Permission
from brokerage.models import Concern
from brokerage.queries.concerns import concern_of
from schools.models import School

register = template.Library()


@register.simple_tag(takes_context=True)
def concern_about(context: template.Context, school: School) -> Concern | None:
    """Costs nobody a query who could not see one."""
    request: HttpRequest = context["request"]
    user: Any = request.user
    return concern_of(school, user) if user.has_perm(Permission.VIEW_CONCERNS, school) else None
