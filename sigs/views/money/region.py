"""The money of all groups, for whoever decides about it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.views.asking import ask, press
from schools.models import Region
from schools.queries.days import this_year
from schools.queries.region import region_of_portal
from schools.units import academic_year
from sigs.enums import Permission, TrancheState
from sigs.forms.money import BecauseForm, CallForm, GrantForm, TranchesForm
from sigs.models import Grant, InnovationCall, Tranche
from sigs.presenting.money import STATEMENT_HEADER, statement_cells
from sigs.queries.evaluations import to_decide
from sigs.queries.groups import all_groups
from sigs.queries.money import (
    bids_to_decide,
    call_kept,
    calls_kept_by,
    gate_of,
    gates_of_many,
    grant_kept,
    grants_kept_by,
    statement,
    tranche_decided,
    tranches_to_decide,
    years_with_grants,
)
from sigs.queries.ties import belongs_to
from sigs.services.money import hold_tranche, plan_tranches, release_tranche, save_call, save_grant
from sigs.views.money.group import FORMS, chosen_year


@authorise(Permission.DECIDE_MONEY)
def money(request: HttpRequest) -> HttpResponse:
    years = years_with_grants(request.user)
    year = chosen_year(request, years)
    waiting = tranches_to_decide(request.user)
    gates = gates_of_many(waiting)
    context = {
        "year": year,
        "years": [(each, academic_year(each)) for each in years],
        "grants": list(grants_kept_by(request.user).filter(year=year)),
        "waiting": [(row, gates[row.pk]) for row in waiting],
        "bids": list(bids_to_decide(request.user)),
        "calls": list(calls_kept_by(request.user)),
        "evaluations": list(to_decide(request.user)),
        "rows": statement(request.user, year),
    }
    return render(request, "sigs/money/money.html", context)


@authorise(Permission.DECIDE_MONEY)
def money_export(request: HttpRequest, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    year = chosen_year(request, years_with_grants(request.user))
    rows = statement_cells(statement(request.user, year))
    return FORMS[form](f"money-{year}", [str(name) for name in STATEMENT_HEADER], rows)


def the_region() -> Region:
    region = region_of_portal()
    if region is None:
        raise Http404
    return region


@require_http_methods(["GET", "POST"])
@authorise(Permission.DECIDE_MONEY)
def grant_new(request: HttpRequest) -> HttpResponse:
    return edit_grant(request, None)


@require_http_methods(["GET", "POST"])
@authorise(Permission.DECIDE_MONEY, find=grant_kept)
def grant_edit(request: HttpRequest, grant: Grant) -> HttpResponse:
    return edit_grant(request, grant)


GRANT_COLUMNS = (
    "name_cy",
    "name_en",
    "funder",
    "year",
    "total",
    "conditions_cy",
    "conditions_en",
    "receipt_from",
    "version",
)


def edit_grant(request: HttpRequest, grant: Grant | None) -> HttpResponse:
    first = {name: getattr(grant, name) for name in GRANT_COLUMNS} if grant else {"year": this_year()}
    years = {this_year() - 1, this_year(), this_year() + 1} | ({grant.year} if grant else set())
    form = GrantForm(request.POST or None, initial=first, years=sorted(years))

    def act() -> None:
        region = grant.region if grant else the_region()
        save_grant(region=region, grant=grant, by=person_of(request), **form.cleaned_data)

    return ask(
        request,
        form,
        act,
        said=_("The grant is saved."),
        back=reverse("money"),
        heading=grant.name if grant else _("Add a grant"),
        lead="",
        save=_("Save the grant"),
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.DECIDE_MONEY, find=grant_kept)
def tranches_plan(request: HttpRequest, grant: Grant) -> HttpResponse:
    form = TranchesForm(request.POST or None, groups=all_groups())

    def act() -> None:
        plan_tranches(grant=grant, by=person_of(request), **form.cleaned_data)

    return ask(
        request,
        form,
        act,
        said=_("The tranches are planned. Each is released when what it waits for is in."),
        back=reverse("money"),
        heading=_("Plan tranches"),
        lead=grant.name,
        save=_("Plan these tranches"),
        template="sigs/money/tranches_plan.html",
        grant=grant,
        left=grant.total - grant.released,
    )


@authorise(Permission.DECIDE_MONEY, find=tranche_decided)
def tranche(request: HttpRequest, tranche: Tranche) -> HttpResponse:
    return tranche_page(request, tranche, hold_form(request))


def hold_form(request: HttpRequest) -> BecauseForm:
    return BecauseForm(
        request.POST or None,
        label=_("Why does it not come now?"),
        help_text=_("The group reads it. You can release the tranche later."),
    )


def tranche_page(
    request: HttpRequest, tranche: Tranche, form: BecauseForm, status: int = 200
) -> HttpResponse:
    context = {
        "tranche": tranche,
        "group": tranche.group,
        "gate": gate_of(tranche),
        "is_own": belongs_to(person_of(request), tranche.group),
        "is_released": tranche.state == TrancheState.RELEASED,
        "left": tranche.grant.total - tranche.grant.released,
        "form": form,
    }
    return render(request, "sigs/money/tranche.html", context, status=status)


@require_POST
@authorise(Permission.DECIDE_MONEY, find=tranche_decided)
def tranche_release(request: HttpRequest, tranche: Tranche) -> HttpResponse:
    return press(
        request,
        lambda: release_tranche(tranche=tranche, by=person_of(request)),
        said=_("The tranche is released, and the convenor is told."),
        back=reverse("tranche", args=[tranche.public_id]),
    )


@require_POST
@authorise(Permission.DECIDE_MONEY, find=tranche_decided)
def tranche_hold(request: HttpRequest, tranche: Tranche) -> HttpResponse:
    form = hold_form(request)
    if not form.is_valid():
        return tranche_page(request, tranche, form, 422)
    return press(
        request,
        lambda: hold_tranche(tranche=tranche, by=person_of(request), **form.cleaned_data),
        said=_("The tranche is held back, and the convenor is told why."),
        back=reverse("tranche", args=[tranche.public_id]),
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.DECIDE_MONEY)
def call_new(request: HttpRequest) -> HttpResponse:
    return edit_call(request, None)


@require_http_methods(["GET", "POST"])
@authorise(Permission.DECIDE_MONEY, find=call_kept)
def call_edit(request: HttpRequest, call: InnovationCall) -> HttpResponse:
    return edit_call(request, call)


CALL_COLUMNS = ("name_cy", "name_en", "about_cy", "about_en", "opens_on", "closes_on", "most")


def edit_call(request: HttpRequest, call: InnovationCall | None) -> HttpResponse:
    first = {name: getattr(call, name) for name in CALL_COLUMNS} if call else {}
    if call:
        first["grant"] = call.grant_id
    form = CallForm(request.POST or None, initial=first, grants=grants_kept_by(request.user))

    def act() -> None:
        save_call(call=call, by=person_of(request), **form.cleaned_data)

    return ask(
        request,
        form,
        act,
        said=_("The call is saved. Convenors see it between its two dates."),
        back=reverse("money"),
        heading=call.name if call else _("Add a call for bids"),
        lead="",
        save=_("Save the call"),
    )
