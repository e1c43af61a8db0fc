"""Groups made of the draft, taken back, and the letters."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.authorise import authorise, person_of
from core.errors import DomainError
from sigs.enums import CompositionState, Permission
from sigs.forms.drafts import UndoForm
from sigs.models import Composition, Group
from sigs.presenting.drafts import groups_of_draft, reasons_to_store, usual_names
from sigs.queries.compositions import composition_visible
from sigs.queries.drafts import (
    groups_made,
    left_out,
    places_of,
    publication_of,
    published_group,
    sums_of,
    waiting_for_reply,
)
from sigs.queries.groups import current_members, group_visible
from sigs.services.drafts.publishing import publish_groups
from sigs.services.drafts.undoing import first_acted_in, undo_publication


@require_http_methods(["GET", "POST"])
@authorise(Permission.COMPOSE, find=composition_visible)
def draft_publish(request: HttpRequest, composition: Composition) -> HttpResponse:
    """What publishing will do, then the button that does it."""
    if composition.state != CompositionState.SENT and request.method == "GET":
        return redirect("draft", composition.public_id)
    places = list(places_of(composition))
    groups = groups_of_draft(places)
    if request.method == "POST":
        run = composition.sent_run
        try:
            publish_groups(
                composition=composition,
                names=usual_names(composition, [group.number for group in groups]),
                because=reasons_to_store(run) if run else {},
                by=person_of(request),
            )
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect("draft", composition.public_id)
        messages.success(request, _("The groups are made. Every head has been told, with a letter."))
        return redirect("draft_published", composition.public_id)
    context = {
        "composition": composition,
        "groups": groups,
        "sums": sums_of(places),
        "waiting": list(waiting_for_reply(composition)),
        "left_out": len(left_out(composition)),
    }
    return render(request, "sigs/drafts/publish.html", context)


@authorise(Permission.COMPOSE, find=composition_visible)
def draft_published(request: HttpRequest, composition: Composition) -> HttpResponse:
    """The groups that were made, each with its letter; and whether it can still be undone."""
    publication = publication_of(composition)
    if publication is None:
        return redirect("draft", composition.public_id)
    made = list(groups_made(publication))
    context = {
        "composition": composition,
        "publication": publication,
        "made": made,
        "acted": first_acted_in([row.group for row in made], publication),
    }
    return render(request, "sigs/drafts/published.html", context)


@require_http_methods(["GET", "POST"])
@authorise(Permission.COMPOSE, find=composition_visible)
def draft_undo(request: HttpRequest, composition: Composition) -> HttpResponse:
    form = UndoForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            undo_publication(
                composition=composition, because=form.cleaned_data["because"], by=person_of(request)
            )
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("The publication is undone. Last year’s groups are as they were."))
            return redirect("draft", composition.public_id)
    context = {"form": form, "composition": composition}
    return render(request, "sigs/drafts/undo.html", context, status=status)


@authorise(Permission.VIEW_GROUP, find=group_visible)
def group_letter(request: HttpRequest, group: Group) -> HttpResponse:
    """To print: in both languages, Welsh first."""
    context = {
        "group": group,
        "published": published_group(group),
        "members": list(current_members(group)),
    }
    return render(request, "sigs/drafts/letter.html", context)
