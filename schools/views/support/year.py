"""A year followed over several schools: what waits, and the list behind each count."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.authorise import allows, authorise
from core.models import User
from schools.enums import CycleState, JudgementState, Permission
from schools.forms.support.filters import JudgementFilter
from schools.models import Authority, SupportCycle
from schools.presenting.support.tasks import year_tasks
from schools.presenting.support.words import CYCLE_TAGS, STATE_TAGS, WAITS_FOR
from schools.queries.region import region_of_portal
from schools.queries.support.cycles import cycles_of
from schools.queries.support.judgements import (
    counts_by_state,
    due_on,
    followed_judgements,
    overdue_condition,
)
from schools.queries.support.levels import open_period

PER_PAGE = 25


def cycle_followed(user: Any, year: int) -> SupportCycle:
    """A year that has opened, while the levels are on; a year being prepared is the consortium's."""
    region = region_of_portal()
    cycle = cycles_of(region).filter(year=year).first() if region else None
    if cycle is None or region is None or open_period(region) is None:
        raise Http404
    if cycle.state == CycleState.PREPARING:
        raise Http404
    return cycle


@authorise(Permission.FOLLOW_SUPPORT)
def support_year(request: HttpRequest, year: int) -> HttpResponse:
    cycle = cycle_followed(request.user, year)
    judgements = followed_judgements(request.user, cycle)
    counts = counts_by_state(judgements)
    context = {
        "cycle": cycle,
        "tag": CYCLE_TAGS[CycleState(cycle.state)],
        "tasks": year_tasks(cycle, counts),
        "total": sum(counts.values()),
        "overdue": judgements.filter(overdue_condition(cycle)).count(),
        "disputed": counts.get(JudgementState.DISPUTED, 0),
        "moderates": allows(request.user, Permission.VIEW_CONSISTENCY),
        "runs": bool(SupportCycle.objects.visible_to(request.user).filter(pk=cycle.pk)),
    }
    return render(request, "schools/support/support_year.html", context)


@authorise(Permission.FOLLOW_SUPPORT)
def support_schools(request: HttpRequest, year: int) -> HttpResponse:
    cycle = cycle_followed(request.user, year)
    followed = followed_judgements(request.user, cycle)
    found = JudgementFilter(
        request.GET,
        followed.select_related("level"),
        cycle=cycle,
        authorities=Authority.objects.filter(schools__judgements__in=followed.order_by()).distinct(),
        advisers=User.objects.filter(judgements__in=followed.order_by()).distinct().order_by("name"),
    )
    found.form.is_valid()
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "judgement": judgement,
            "tag": STATE_TAGS[JudgementState(judgement.state)],
            "waits_for": WAITS_FOR[JudgementState(judgement.state)],
            "due_on": due_on(cycle, judgement.state),
        }
        for judgement in page.object_list
    ]
    context = {"cycle": cycle, "filter": found, "chosen": found.chosen(), "page": page, "rows": rows}
    return render(request, "schools/support/support_schools.html", context)
