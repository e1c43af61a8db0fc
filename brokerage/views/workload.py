"""Advisers' time: first visits by support level, support and challenge, the days of partner advisers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from brokerage.forms.workload import FirstVisitForm, ReleaseForm
from brokerage.models import FirstVisitBy, ReleaseDays
from brokerage.presenting.workload import workload as worked_out
from brokerage.services.workload import set_first_visit, set_release_days
from core.authorise import authorise, person_of
from core.views.asking import ask
from schools.enums import Permission
from schools.models import SupportLevel
from schools.queries.advisers import AdviserFound, adviser_found
from schools.queries.days import schools_with_days, this_year
from schools.queries.region import region_of_portal
from schools.queries.register import by_name
from schools.units import academic_year


@authorise(Permission.VIEW_WORKLOAD)
def workload(request: HttpRequest) -> HttpResponse:
    schools = by_name(schools_with_days(request.user, Permission.VIEW_WORKLOAD))
    context = {
        "found": worked_out(schools),
        "year": academic_year(this_year()),
        "sets_days": request.user.has_perm(Permission.RUN_SUPPORT),
        "sets_release": request.user.has_perm(Permission.APPROVE_DAYS),
    }
    return render(request, "brokerage/workload/workload.html", context)


class LevelPlace:
    """A level of the portal's region."""

    scope_path = "level__region__scope"

    def __init__(self, level: SupportLevel) -> None:
        self.level = level


def level_found(user: Any, slug: str) -> LevelPlace | None:
    rows = SupportLevel.objects.filter(region=region_of_portal(), slug=slug).select_related("region__scope")
    level = rows.first()
    return LevelPlace(level) if level else None


@require_http_methods(["GET", "POST"])
@authorise(Permission.RUN_SUPPORT, find=level_found)
def first_visit(request: HttpRequest, place: LevelPlace) -> HttpResponse:
    stands = FirstVisitBy.objects.filter(level=place.level).first()
    first: dict[str, Any] = {"version": 0}
    if stands:
        first = {"day": stands.day, "month": stands.month, "version": stands.version}
    form = FirstVisitForm(request.POST or None, initial=first)

    def act() -> None:
        facts = form.cleaned_data
        set_first_visit(
            level=place.level,
            day=facts["day"],
            month=facts["month"],
            version=facts["version"] or 0,
            by=person_of(request),
        )

    return ask(
        request,
        form,
        act,
        said=_("The day is saved."),
        back=reverse("workload"),
        now=lambda: FirstVisitBy.objects.filter(level=place.level).first(),
        heading=_("First visit of the year by when?"),
        lead=place.level.name,
        save=_("Save"),
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.APPROVE_DAYS, find=adviser_found)
def adviser_release(request: HttpRequest, place: AdviserFound) -> HttpResponse:
    stands = ReleaseDays.objects.filter(person=place.person, year=this_year()).first()
    first: dict[str, Any] = {"version": 0}
    if stands:
        first = {"days": stands.days.normalize(), "version": stands.version}
    form = ReleaseForm(request.POST or None, initial=first)

    def act() -> None:
        facts = form.cleaned_data
        set_release_days(
            person=place.person,
            days=facts["days"],
            version=facts["version"] or 0,
            by=person_of(request),
        )

    return ask(
        request,
        form,
        act,
        said=_("The days are saved."),
        back=reverse("workload"),
        now=lambda: ReleaseDays.objects.filter(person=place.person, year=this_year()).first(),
        heading=_("Days for which the school releases its head"),
        lead=place.person.name,
        save=_("Save"),
    )
