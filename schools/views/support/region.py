"""The region's own levels: whether they are used, and what they are."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.enums import CycleState, Permission
from schools.forms.support.region import LevelForm, level_values
from schools.models import Region, School, SupportLevel, SupportPeriod
from schools.presenting.support.words import CYCLE_TAGS
from schools.queries.region import region_of_portal
from schools.queries.support.cycles import cycles_of
from schools.queries.support.levels import live_levels, open_period
from schools.services.support.levels import retire_level, write_level
from schools.services.support.turning import turn_off, turn_on


def find_region(user: Any) -> Region | None:
    return region_of_portal()


@authorise(Permission.FOLLOW_SUPPORT)
def support(request: HttpRequest) -> HttpResponse:
    """The years, for whoever follows them; for the consortium also the switch and the levels."""
    region = region_of_portal()
    if region is None:
        raise Http404
    period = open_period(region)
    runs = request.user.has_perm(Permission.RUN_SUPPORT, region)
    if period is None and not runs:
        raise Http404
    cycles = [
        {"cycle": cycle, "tag": CYCLE_TAGS[CycleState(cycle.state)]}
        for cycle in cycles_of(region)
        if runs or cycle.state != CycleState.PREPARING
    ]
    context: dict[str, Any] = {"period": period, "runs": runs, "cycles": cycles}
    if runs:
        periods = SupportPeriod.objects.filter(region=region).select_related("on_by", "off_by")
        context |= {"levels": list(live_levels(region)), "periods": list(periods)}
    return render(request, "schools/support/support.html", context)


@require_http_methods(["GET", "POST"])
@authorise(Permission.RUN_SUPPORT, find=find_region)
def support_switch(request: HttpRequest, region: Region) -> HttpResponse:
    """What turning on or off would do, and the button that does it."""
    period = open_period(region)
    if request.method == "POST":
        turn = turn_off if request.POST.get("turn") == "off" else turn_on
        try:
            turn(region=region, by=person_of(request))
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            off = turn is turn_off
            messages.success(request, _("The levels are off.") if off else _("The levels are on."))
        return redirect("support")
    context = {
        "period": period,
        "levels": list(live_levels(region)),
        "schools": School.objects.of_region().open().filter(authority__region=region).count(),
    }
    return render(request, "schools/support/support_switch.html", context)


@authorise(Permission.RUN_SUPPORT, find=find_region)
def level_new(request: HttpRequest, region: Region) -> HttpResponse:
    return level_edited(request, region, None)


class LevelPlace:
    """A level with the region whose it is."""

    scope_path = "region__scope"

    def __init__(self, region: Region, level: SupportLevel) -> None:
        self.region = region
        self.level = level


def find_level(user: Any, slug: str) -> LevelPlace | None:
    region = region_of_portal()
    level = live_levels(region).filter(slug=slug).first() if region else None
    return LevelPlace(region, level) if region and level else None


@authorise(Permission.RUN_SUPPORT, find=find_level)
def level_edit(request: HttpRequest, place: LevelPlace) -> HttpResponse:
    return level_edited(request, place.region, place.level)


def level_edited(request: HttpRequest, region: Region, level: SupportLevel | None) -> HttpResponse:
    form = LevelForm(request.POST or None, initial=level_values(level, live_levels(region).count()))
    if request.method == "POST" and form.is_valid():
        try:
            write_level(region=region, level=level, by=person_of(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The level is saved."))
            return redirect("support")
    context = {"form": form, "level": level}
    return render(request, "schools/support/level_edit.html", context, status=422 if form.is_bound else 200)


@require_POST
@authorise(Permission.RUN_SUPPORT, find=find_level)
def level_retire(request: HttpRequest, place: LevelPlace) -> HttpResponse:
    try:
        retire_level(level=place.level, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("level_edit", place.level.slug)
    messages.success(request, _("The level is offered no more. Judgements that name it keep it."))
    return redirect("support")
