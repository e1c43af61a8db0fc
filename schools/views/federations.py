from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.enums import Permission
from schools.forms.federation import FederationForm, first_values
from schools.models import Federation, School
from schools.services.federations import current_memberships, end_federation, write_federation


@authorise(Permission.EDIT_REGISTER)
def federations(request: HttpRequest) -> HttpResponse:
    members: dict[int, list[School]] = defaultdict(list)
    for row in current_memberships().order_by("school__sort_en"):
        members[row.federation_id].append(row.school)
    rows = [
        {"federation": federation, "schools": members[federation.pk]}
        for federation in Federation.objects.filter(pk__in=members)
    ]
    return render(request, "schools/federations.html", {"rows": rows})


@authorise(Permission.EDIT_REGISTER)
def federation_new(request: HttpRequest) -> HttpResponse:
    return edited(request, None)


@authorise(Permission.EDIT_REGISTER)
def federation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return edited(request, get_object_or_404(Federation, pk=pk))


def edited(request: HttpRequest, federation: Federation | None) -> HttpResponse:
    form = FederationForm(request.POST or None, initial=first_values(federation))
    if request.method == "POST" and form.is_valid():
        facts: dict[str, Any] = {**form.cleaned_data, "schools": form.cleaned_data["numbers"]}
        facts.pop("numbers")
        try:
            write_federation(federation=federation, by=person_of(request), **facts)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The federation is saved."))
            return redirect("federations")
    context = {"form": form, "federation": federation}
    return render(request, "schools/federation_edit.html", context, status=422 if form.is_bound else 200)


@require_POST
@authorise(Permission.EDIT_REGISTER)
def federation_end(request: HttpRequest, pk: int) -> HttpResponse:
    end_federation(federation=get_object_or_404(Federation, pk=pk), by=person_of(request))
    messages.success(request, _("The federation has ended today. Its record stays."))
    return redirect("federations")
