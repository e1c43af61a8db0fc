"""Workshops for the consortium: planned, opened, attendance taken, cancelled."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from core.forms import whole_number
from sigs.enums import Permission, WorkshopPlaceState
from sigs.forms.workshops import CancelWorkshopForm, WorkshopForm, workshop_values
from sigs.models import Workshop
from sigs.queries.workshops import TAKEN, places_of, region_managed, workshop_managed
from sigs.services.workshops.events import (
    cancel_workshop,
    change_workshop,
    invite,
    plan_workshop,
    take_attendance,
)


@require_http_methods(["GET", "POST"])
@authorise(Permission.MANAGE_GROUPS, find=region_managed)
def workshop_new(request: HttpRequest, region: Any) -> HttpResponse:
    form = WorkshopForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            made = plan_workshop(region=region, by=person_of(request), **form.facts())
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The workshop is planned. Nobody sees it before you open it."))
            return redirect("workshop", made.public_id)
    return render(request, "sigs/workshops/edit.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@authorise(Permission.MANAGE_GROUPS, find=workshop_managed)
def workshop_edit(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    form = WorkshopForm(request.POST or None, initial=workshop_values(workshop))
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        try:
            change_workshop(workshop=workshop, seen=seen, by=person_of(request), **form.facts())
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            workshop.refresh_from_db()
            form.data = {**request.POST.dict(), "seen": workshop.version}
            status = refusal.status
        else:
            messages.success(request, _("Saved."))
            return redirect("workshop", workshop.public_id)
    context = {"form": form, "workshop": workshop}
    return render(request, "sigs/workshops/edit.html", context, status=status)


@require_POST
@authorise(Permission.MANAGE_GROUPS, find=workshop_managed)
def workshop_invite(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    try:
        count = invite(workshop=workshop, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        sentence = ngettext("%(n)s person is invited.", "%(n)s people are invited.", count)
        messages.success(request, sentence % {"n": count})
    return redirect("workshop", workshop.public_id)


@require_http_methods(["GET", "POST"])
@authorise(Permission.MANAGE_GROUPS, find=workshop_managed)
def workshop_attendance(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """Ticked: who was there. It can be corrected afterwards."""
    rows = [place for place in places_of(workshop) if place.state in TAKEN]
    if request.method == "POST":
        there = {pk for pk in map(whole_number, request.POST.getlist("there")) if pk}
        try:
            count = take_attendance(workshop=workshop, there=there, by=person_of(request))
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect("workshop_attendance", workshop.public_id)
        sentence = ngettext("%(n)s person was there.", "%(n)s people were there.", count)
        messages.success(request, sentence % {"n": count})
        return redirect("workshop", workshop.public_id)
    context = {
        "workshop": workshop,
        "rows": [
            {"place": place, "ticked": place.state != WorkshopPlaceState.ABSENT and place.state != "offered"}
            for place in rows
        ],
    }
    return render(request, "sigs/workshops/attendance.html", context)


@require_http_methods(["GET", "POST"])
@authorise(Permission.MANAGE_GROUPS, find=workshop_managed)
def workshop_cancel(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    form = CancelWorkshopForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            count = cancel_workshop(
                workshop=workshop, because=form.cleaned_data["because"], by=person_of(request)
            )
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            sentence = ngettext(
                "The workshop is cancelled. %(n)s person is told.",
                "The workshop is cancelled. %(n)s people are told.",
                count,
            )
            messages.success(request, sentence % {"n": count})
            return redirect("workshop", workshop.public_id)
    context = {"form": form, "workshop": workshop}
    return render(request, "sigs/workshops/cancel.html", context, status=status)
