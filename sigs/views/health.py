"""How the groups of a region stand, for those who look after them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.authorise import authorise
from schools.queries.region import region_of_portal
from sigs.enums import Health, Permission
from sigs.models import HealthRule
from sigs.presenting.health import line_shown
from sigs.queries.groups import convenors_of
from sigs.queries.health import groups_to_reckon, lines_for_consortium


@authorise(Permission.MANAGE_GROUPS)
def groups_at_work(request: HttpRequest) -> HttpResponse:
    """By name, never by line. A line that turned lately is the group's own matter: it is not shown here."""
    region = region_of_portal()
    rule = HealthRule.objects.filter(region=region).first() or HealthRule()
    groups = list(groups_to_reckon())
    lines = {pk: line_shown(row, rule) for pk, row in lines_for_consortium(groups, rule).items()}
    wanted = request.GET.get("line", "")
    known = {str(health): health.label for health in Health}
    leaders = convenors_of(groups)
    rows = [
        {"group": group, "health": lines.get(group.pk), "convenors": leaders.get(group.pk, [])}
        for group in groups
        if not wanted or (group.pk in lines and lines[group.pk].health == wanted)
    ]
    context = {
        "rows": rows,
        "choices": known.items(),
        "line": wanted if wanted in known else "",
        "all": len(groups),
        "rule": rule,
    }
    return render(request, "sigs/groups_at_work.html", context)
