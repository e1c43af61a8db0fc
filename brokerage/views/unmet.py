"""The board of unmet needs, and the programmes that it is net of."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from brokerage.enums import HelpLanguage, Permission
from brokerage.forms.provisions import ProvisionForm
from brokerage.models import NationalProvision
from brokerage.presenting.unmet import AUTHORITY, BY, board
from brokerage.queries.unmet import provision_visible, provisions, provisions_now, unmet_asks
from brokerage.services.provisions import add_provision, change_provision
from core import clock
from core.authorise import authorise, person_of
from core.views.asking import ask as ask_form
from schools.models import Authority, Region
from schools.queries.topics import tree


def authorities() -> list[Authority]:
    return list(Authority.objects.filter(region__isnull=False).order_by("name_en"))


@authorise(Permission.VIEW_UNMET)
def unmet(request: HttpRequest) -> HttpResponse:
    by = request.GET.get("by", AUTHORITY)
    by = by if by in BY else AUTHORITY
    found = board(unmet_asks(request.user), provisions_now(request.user), authorities(), by)
    context = {
        "board": found,
        "by": by,
        "ways": list(BY.items()),
        "provisions": list(provisions(request.user)),
        "today": clock.today(),
        "may_set": request.user.has_perm(Permission.BROKER_REGION),
    }
    return render(request, "brokerage/unmet/board.html", context)


def own_region(user: Any) -> Region | None:
    """Where the person sees the unmet board: whoever may not is told nothing of it."""
    return Region.objects.held_by(user, Permission.VIEW_UNMET).select_related("scope").first()


@require_http_methods(["GET", "POST"])
@authorise(Permission.BROKER_REGION, find=own_region)
def provision_new(request: HttpRequest, region: Region) -> HttpResponse:
    initial = {"version": 1, "help_language": HelpLanguage.EITHER, "starts_on": clock.today()}
    form = provision_form(request, initial)
    return ask_form(
        request,
        form,
        lambda: add_provision(region=region, by=person_of(request), **form.cleaned_data),
        said=_("Entered. The board is net of it from its first day."),
        back=reverse("unmet"),
        heading=_("A programme of others"),
        lead=_("What meets needs without a school of the region."),
        save=_("Enter it"),
    )


def find_provision(user: Any, pk: int) -> NationalProvision | None:
    return provision_visible(user, pk)


@require_http_methods(["GET", "POST"])
@authorise(Permission.BROKER_REGION, find=find_provision)
def provision_edit(request: HttpRequest, provision: NationalProvision) -> HttpResponse:
    names = (
        "name_cy", "name_en", "source", "phase", "help_language", "places", "starts_on", "ends_on", "version",
    )  # fmt: skip
    initial = {name: getattr(provision, name) for name in names}
    initial["topic"] = provision.topic.code
    initial["authority"] = provision.authority.slug if provision.authority else ""
    form = provision_form(request, initial)
    return ask_form(
        request,
        form,
        lambda: change_provision(provision=provision, by=person_of(request), **form.cleaned_data),
        said=_("Changed. The board counts it anew."),
        back=reverse("unmet"),
        now=lambda: provision,
        heading=_("Change the programme"),
        lead=provision.name,
        save=_("Save"),
    )


def provision_form(request: HttpRequest, initial: dict[str, Any]) -> ProvisionForm:
    return ProvisionForm(request.POST or None, initial=initial, tree=tree(), authorities=authorities())
