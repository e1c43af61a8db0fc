"""How we compare: for everybody to read, for the data officer to change."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core import authorise as doors
from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.enums import Permission, Phase
from schools.forms.comparing import BandsForm, SettingForm, WeightsForm
from schools.models import Region
from schools.presenting import comparing as presenting
from schools.presenting.comparing import EffectShown
from schools.queries.comparing import (
    BandSet,
    WeightSet,
    band_set,
    band_sets,
    context_measures,
    grouped_phases,
    weight_set,
)
from schools.queries.region import region_of_portal
from schools.services import comparing as services
from schools.services.comparing import SettingChangedMeanwhile, SettingRefused

Set = TypeVar("Set", BandSet, WeightSet)


@authorise(Permission.VIEW_DETAIL)
def comparing_settings(request: HttpRequest) -> HttpResponse:
    """Who changed what stands there for those who may change it."""
    changes = bool(doors.held(request.user, Permission.CHANGE_COMPARING))
    bands, weights = presenting.sets_shown(region_here(), audited=changes)
    context = {"bands": bands, "weights": weights, "changes": changes}
    return render(request, "schools/comparing_settings.html", context)


@authorise(Permission.CHANGE_COMPARING)
def comparing_bands_new(request: HttpRequest, phase: str) -> HttpResponse:
    return bounds_page(request, phase, None)


@authorise(Permission.CHANGE_COMPARING)
def comparing_bands(request: HttpRequest, phase: str, year: int) -> HttpResponse:
    """Another set for one that is not in force yet."""
    return bounds_page(request, phase, there(band_set(phase, year)))


@authorise(Permission.CHANGE_COMPARING)
def comparing_weights_new(request: HttpRequest, phase: str) -> HttpResponse:
    return weights_page(request, phase, None)


@authorise(Permission.CHANGE_COMPARING)
def comparing_weights(request: HttpRequest, phase: str, year: int) -> HttpResponse:
    """Another set for one that is not in force yet."""
    return weights_page(request, phase, there(weight_set(presenting.phase_of(phase) or "", year)))


@require_POST
@authorise(Permission.CHANGE_COMPARING)
def comparing_bands_remove(request: HttpRequest, phase: str, year: int) -> HttpResponse:
    known = there(band_set(phase, year))
    seen = request.POST.get("seen", "")
    services.remove_bands(
        region=region_here(), phase=known.phase, valid_from=year, seen=seen, by=person_of(request)
    )
    return removed(request)


@require_POST
@authorise(Permission.CHANGE_COMPARING)
def comparing_weights_remove(request: HttpRequest, phase: str, year: int) -> HttpResponse:
    of_phase = presenting.phase_of(phase)
    known = there(None if of_phase is None else weight_set(of_phase, year))
    seen = request.POST.get("seen", "")
    services.remove_weights(
        region=region_here(), phase=known.phase, valid_from=year, seen=seen, by=person_of(request)
    )
    return removed(request)


def removed(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("The set is removed. Nothing that pages show was compared with it."))
    return redirect("comparing_settings")


def bounds_page(request: HttpRequest, phase: str, known: BandSet | None) -> HttpResponse:
    if phase not in grouped_phases(band_sets()):
        raise Http404
    region, of_phase = region_here(), Phase(phase)
    form = BandsForm(posted(request), known=known)

    def check() -> EffectShown:
        facts: dict[str, Any] = {"region": region, "phase": of_phase, "valid_from": form.year}
        services.check_bands(**facts, uppers=form.uppers, is_new=known is None)
        bounds = [upper for upper in form.uppers if upper is not None]
        effect = services.bands_effect(**facts, uppers=bounds)
        return presenting.bands_effect_shown(effect, bounds)

    def save() -> None:
        services.save_bands(
            region=region,
            phase=of_phase,
            valid_from=form.year,
            uppers=form.uppers,
            confirmed=form.cleaned_data["confirmed"],
            seen=form.cleaned_data["seen"],
            by=person_of(request),
        )

    context = {"known": known, "name": of_phase.label, "slug": phase}
    return answer(request, form, check, save, "schools/comparing_bands.html", context)


def weights_page(request: HttpRequest, phase: str, known: WeightSet | None) -> HttpResponse:
    of_phase = presenting.phase_of(phase)
    if of_phase is None:
        raise Http404
    region = region_here()
    form = WeightsForm(posted(request), known=known, measures=context_measures(region))

    def check() -> EffectShown:
        facts: dict[str, Any] = {"region": region, "phase": of_phase, "valid_from": form.year}
        facts["given"] = form.given
        services.check_weights(**facts, is_new=known is None)
        return presenting.weights_effect_shown(services.weights_effect(**facts))

    def save() -> None:
        services.save_weights(
            region=region,
            phase=of_phase,
            valid_from=form.year,
            given=form.given,
            confirmed=form.cleaned_data["confirmed"],
            seen=form.cleaned_data["seen"],
            by=person_of(request),
        )

    context = {"known": known, "name": presenting.name_of(of_phase), "slug": phase}
    return answer(request, form, check, save, "schools/comparing_weights.html", context)


def answer(
    request: HttpRequest,
    form: SettingForm,
    check: Callable[[], EffectShown],
    save: Callable[[], None],
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Saved only as the person was shown its effect; anything else shows the effect first."""
    status, effect, now = (422 if form.is_bound else 200), None, None
    if form.is_bound and form.is_valid():
        try:
            if "save" in request.POST and form.was_previewed:
                save()
                messages.success(request, _("The setting is saved. The comparisons are being computed anew."))
                return redirect("comparing_settings")
            effect, status = check(), 200
            form.data = {**request.POST.dict(), "previewed": form.digest}
        except SettingRefused as refusal:
            for fault in refusal.faults:
                form.add_error(form.name_of(fault.field), str(fault.sentence))
        except SettingChangedMeanwhile as refusal:
            form.add_error(None, str(refusal.sentence))
            now = form.known
            form.data = {**request.POST.dict(), "seen": now.stamp if now else "", "previewed": ""}
            status = refusal.status
        except DomainError as refusal:
            form.add_error(None, str(refusal.sentence))
            status = refusal.status
    context |= {
        "form": form,
        "in_force": "" if form.is_bound else why_not(form.known),
        "effect": effect,
        "now": presenting.rows_of(now) if now else [],
        "years": presenting.years_of(form.known.valid_from, 0) if form.known else "",
    }
    return render(request, template, context, status=status)


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def why_not(known: BandSet | WeightSet | None) -> str:
    """Why this set cannot be changed any more; empty where it can."""
    try:
        if known:
            services.refuse_in_force(region=region_here(), valid_from=known.valid_from)
    except DomainError as refusal:
        return str(refusal)
    return ""


def there(known: Set | None) -> Set:
    if known is None:
        raise Http404
    return known


def region_here() -> Region:
    region = region_of_portal()
    if region is None:
        raise Http404
    return region
