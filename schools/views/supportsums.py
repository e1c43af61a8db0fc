"""The lists behind the sums of the region's own levels, and starting them by hand."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.authorise import authorise, person_of
from schools.enums import Medium, Permission, Phase
from schools.models import Authority, SupportCount, SupportCycle, SupportLevel
from schools.queries.region import region_of_portal
from schools.queries.support.judgements import followed_judgements
from schools.queries.support.levels import COUNTING_CYCLES
from schools.queries.supportsums import final_judgements
from schools.services.supportsums import ask_for_sums
from schools.views.support.year import cycle_followed

PER_PAGE = 25


@authorise(Permission.FOLLOW_SUPPORT)
def support_level_list(request: HttpRequest, year: int) -> HttpResponse:
    """Schools of one level, by name: never one level after the other (C6)."""
    cycle = cycle_followed(request.user, year)
    if cycle.state not in COUNTING_CYCLES:
        raise Http404
    rows = followed_judgements(request.user, cycle).filter(pk__in=final_judgements([cycle.pk]).values("pk"))
    level = SupportLevel.objects.filter(region=cycle.region_id, slug=request.GET.get("level", "")).first()
    authority = Authority.objects.filter(slug=request.GET.get("authority", "")).first()
    phase = chosen(Phase, request.GET.get("phase", ""))
    medium = chosen(Medium, request.GET.get("medium", ""))
    facts = {"level": level, "school__authority": authority, "school__phase": phase, "school__medium": medium}
    rows = rows.filter(**{name: value for name, value in facts.items() if value}).select_related("level")
    context = {
        "cycle": cycle,
        "level": level,
        "words": [
            *([authority.name] if authority else []),
            *(kind.label for kind in (phase, medium) if kind),
        ],
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "may_start": request.user.has_perm(Permission.RUN_SUPPORT, cycle),
        "count": SupportCount.objects.filter(cycle=cycle).first(),
    }
    return render(request, "schools/support_level_list.html", context)


def chosen(kinds: Any, value: str) -> Any:
    return kinds(value) if value in kinds.values else None


def cycle_run_by(user: Any, year: int) -> SupportCycle | None:
    region = region_of_portal()
    rows: QuerySet[SupportCycle] = SupportCycle.objects.visible_to(user)
    return rows.filter(region=region, year=year).first()


@require_POST
@authorise(Permission.RUN_SUPPORT, find=cycle_run_by)
def support_sums_start(request: HttpRequest, cycle: SupportCycle) -> HttpResponse:
    ask_for_sums(cycle=cycle, by=person_of(request))
    messages.success(request, _("The levels are being added up. The dashboard shows them in a moment."))
    return redirect("support_level_list", cycle.year)
