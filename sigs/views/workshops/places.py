"""Workshops for whoever is meant: the list, one of them, a place at it, the file for the calendar."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core import clock
from core.authorise import authorise, person_of
from core.errors import DomainError
from sigs.enums import Permission, WorkshopPlaceState, WorkshopState
from sigs.forms.workshops import SignUpForm
from sigs.models import Workshop, WorkshopPlace
from sigs.presenting.workshops import (
    PLACE_TAGS,
    WORKSHOP_TAGS,
    calendar_file,
    own_place_shown,
)
from sigs.queries.workshops import (
    GONE,
    places_of,
    schools_of_person,
    workshop_visible,
    workshops_for,
)
from sigs.services.workshops.places import accept_offer, sign_up, withdraw


@authorise(Permission.VIEW_GROUP)
def workshops(request: HttpRequest) -> HttpResponse:
    own = WorkshopPlace.objects.filter(person=person_of(request)).exclude(state__in=GONE)
    states = dict(own.values_list("workshop", "state"))
    now = clock.now()
    rows: list[dict[str, Any]] = []
    for one in workshops_for(request.user):
        place = states.get(one.pk, "")
        rows.append(
            {
                "workshop": one,
                "tag": WORKSHOP_TAGS[WorkshopState(one.state)],
                "place": WorkshopPlaceState(place).label if place else "",
                "place_tag": PLACE_TAGS[WorkshopPlaceState(place)] if place else "",
            }
        )
    context = {
        "ahead": [row for row in rows if row["workshop"].starts_at >= now],
        "past": [row for row in reversed(rows) if row["workshop"].starts_at < now],
        "manages": request.user.has_perm(Permission.MANAGE_GROUPS),
    }
    return render(request, "sigs/workshops/workshops.html", context)


@authorise(Permission.VIEW_GROUP)
def workshop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = seen(request, public_id)
    return shown(request, found, SignUpForm(schools=schools_of_person(person_of(request))))


def seen(request: HttpRequest, public_id: UUID) -> Workshop:
    """It belongs to the region, where those whom it is meant for hold no post."""
    found = workshop_visible(request.user, public_id)
    if found is None:
        raise Http404
    return found


def shown(request: HttpRequest, workshop: Workshop, form: SignUpForm, status: int = 200) -> HttpResponse:
    manages = request.user.has_perm(Permission.MANAGE_GROUPS, workshop)
    rows = list(places_of(workshop)) if manages else []
    context = {
        "workshop": workshop,
        "tag": WORKSHOP_TAGS[WorkshopState(workshop.state)],
        "own": own_place_shown(request.user, workshop),
        "form": form,
        "manages": manages,
        "begun": workshop.starts_at <= clock.now(),
        "rows": [{"place": row, "tag": PLACE_TAGS[WorkshopPlaceState(row.state)]} for row in rows],
        "waiting": sum(row.state == WorkshopPlaceState.WAITING for row in rows),
    }
    return render(request, "sigs/workshops/workshop.html", context, status=status)


@require_POST
@authorise(Permission.VIEW_GROUP)
def workshop_sign_up(request: HttpRequest, public_id: UUID) -> HttpResponse:
    workshop = seen(request, public_id)
    person = person_of(request)
    form = SignUpForm(request.POST, schools=schools_of_person(person))
    if not form.is_valid():
        return shown(request, workshop, form, 422)
    try:
        place = sign_up(workshop=workshop, person=person, school=form.chosen())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        if place.state == WorkshopPlaceState.WAITING:
            messages.success(request, _("All places are taken: you are on the waiting list."))
        else:
            messages.success(request, _("You have a place. A notice with the date is on its way."))
    return redirect("workshop", workshop.public_id)


@require_POST
@authorise(Permission.VIEW_GROUP)
def workshop_withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    workshop = seen(request, public_id)
    try:
        withdraw(workshop=workshop, person=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You have given your place or your turn back."))
    return redirect("workshop", workshop.public_id)


@require_POST
@authorise(Permission.VIEW_GROUP)
def workshop_accept(request: HttpRequest, public_id: UUID) -> HttpResponse:
    workshop = seen(request, public_id)
    try:
        accept_offer(workshop=workshop, person=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The place is yours."))
    return redirect("workshop", workshop.public_id)


@authorise(Permission.VIEW_GROUP)
def workshop_calendar(request: HttpRequest, public_id: UUID) -> HttpResponse:
    workshop = seen(request, public_id)
    address = request.build_absolute_uri(reverse("workshop", args=[workshop.public_id]))
    answer = HttpResponse(calendar_file(workshop, address), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{workshop.starts_at:%Y-%m-%d}.ics"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
