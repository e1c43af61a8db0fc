from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.enums import Permission
from schools.forms.saved import SaveViewForm
from schools.models import SavedView
from schools.services.saved import remove_view, save_view


@authorise(Permission.VIEW_REGISTER)
def view_save(request: HttpRequest) -> HttpResponse:
    """The page and its query come in the address; the name is asked for."""
    first = {"page": request.GET.get("page", ""), "query": request.GET.get("query", "")}
    form = SaveViewForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_view(person=person_of(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Saved. It stands on your home page."))
            return redirect(saved_address(saved))
    elif request.method == "GET" and first["page"] not in SavedView.Page.values:
        raise Http404
    return render(request, "schools/view_save.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
@authorise(Permission.VIEW_REGISTER)
def view_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    mine: Any = SavedView.objects.filter(person=person_of(request), public_id=public_id).first()
    if mine is None:
        raise Http404
    remove_view(view=mine)
    messages.success(request, _("Removed from your saved lists and views."))
    return redirect("home")


def saved_address(saved: SavedView) -> str:
    return f"{reverse(saved.page)}?{saved.query}"
