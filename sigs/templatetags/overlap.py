from typing import Any

from django import template
from django.http import HttpRequest

from sigs.enums import Permission
from sigs.models import Plan
from sigs.queries.overlap import overlaps_of

register = template.Library()


@register.inclusion_tag("sigs/overlap.html", takes_context=True)
def overlap(context: template.Context, plan: Plan) -> dict[str, Any]:
    """Said to those who lead the group."""
    request: HttpRequest = context["request"]
    leads = request.user.has_perm(Permission.LEAD_GROUP, plan.group)
    return {"rows": overlaps_of(plan) if leads else []}
