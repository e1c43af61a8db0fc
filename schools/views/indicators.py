"""The catalogue of measures: for everybody to read, for the data officer to keep."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core import authorise as doors
from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.enums import Permission
from schools.forms.catalogue import IndicatorForm, RetireForm
from schools.models import Indicator
from schools.presenting.catalogue import FIELDS, by_kind, changed_fields, phases_of, standing_now
from schools.queries.indicators import GOVERNED, changes_of, in_use, indicators_found, years_held
from schools.queries.notes import region_notes
from schools.services.indicators import (
    IndicatorChangedMeanwhile,
    change_indicator,
    mark_reviewed,
    restore_indicator,
    retire_indicator,
    stamp,
)


@authorise(Permission.VIEW_REGISTER)
def indicators(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    kinds, retired = by_kind(indicators_found(words))
    context = {"words": words, "kinds": kinds, "retired": retired, "governs": governs(request)}
    return render(request, "schools/indicators.html", context)


@authorise(Permission.VIEW_REGISTER)
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Indicator.objects.select_related("replaced_by"), code=code)
    context = {
        "indicator": found,
        "phases": phases_of(found),
        "held": years_held(found),
        "breaks": found.breaks.all(),
        "notes": region_notes(found),
        "governs": governs(request),
    }
    return render(request, "schools/indicator.html", context)


def governs(request: HttpRequest) -> bool:
    return bool(doors.held(request.user, Permission.GOVERN_INDICATORS))


@authorise(Permission.GOVERN_INDICATORS)
def indicator_edit(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Indicator, code=code)
    form = IndicatorForm(request.POST or None, initial={**words_of(found), "seen": stamp(found)})
    status, now = (422 if form.is_bound else 200), []
    if request.method == "POST" and form.is_valid():
        try:
            change_indicator(indicator=found, by=person_of(request), **form.cleaned_data)
        except IndicatorChangedMeanwhile as refusal:
            form.add_error(None, refusal.sentence)
            form.data = {**request.POST.dict(), "seen": stamp(found)}
            status, now = refusal.status, standing_now(words_of(found), form.cleaned_data, FIELDS)
        else:
            messages.success(request, _("The measure is saved."))
            return redirect("indicator", code)
    context = {"indicator": found, "form": form, "now": now}
    return render(request, "schools/indicator_edit.html", context, status=status)


def words_of(found: Indicator) -> dict[str, Any]:
    return {name: getattr(found, name) for name in GOVERNED}


@authorise(Permission.GOVERN_INDICATORS)
def indicator_changes(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Indicator, code=code)
    names = {row.pk: row.name for row in Indicator.objects.all()}
    rows = [{"change": change, "fields": changed_fields(change, names)} for change in changes_of(found)]
    return render(request, "schools/indicator_changes.html", {"indicator": found, "rows": rows})


@require_POST
@authorise(Permission.GOVERN_INDICATORS)
def indicator_reviewed(request: HttpRequest, code: str) -> HttpResponse:
    due = mark_reviewed(indicator=get_object_or_404(Indicator, code=code), by=person_of(request))
    sentence = _("The review of today is noted. The next one is due on %(day)s.")
    messages.success(request, sentence % {"day": date_format(due)})
    return redirect("indicator", code)


@authorise(Permission.GOVERN_INDICATORS)
def indicator_retire(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Indicator, code=code)
    form = RetireForm(request.POST or None, choices=in_use().exclude(pk=found.pk))
    if request.method == "POST" and form.is_valid():
        try:
            retire_indicator(indicator=found, by=person_of(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The measure is retired. Its figures stay as history."))
            return redirect("indicator", code)
    context = {"indicator": found, "form": form}
    return render(request, "schools/indicator_retire.html", context, status=422 if form.is_bound else 200)


@require_POST
@authorise(Permission.GOVERN_INDICATORS)
def indicator_restore(request: HttpRequest, code: str) -> HttpResponse:
    restore_indicator(indicator=get_object_or_404(Indicator, code=code), by=person_of(request))
    messages.success(request, _("The measure is in use again."))
    return redirect("indicator", code)
