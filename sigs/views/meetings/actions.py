"""Agreeing, ticking off, dropping and reopening actions."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from sigs.enums import Permission
from sigs.forms.meetings import ActionDoneForm, ActionForm
from sigs.forms.plans import DropForm
from sigs.models import Action, Group, Meeting
from sigs.queries.actions import action_visible, may_end
from sigs.queries.groups import current_members, group_visible
from sigs.queries.meetings import meeting_visible
from sigs.queries.people import people_of
from sigs.services import actions as services
from sigs.views.meetings.pages import frame


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=group_visible)
def action_new(request: HttpRequest, group: Group) -> HttpResponse:
    """Out of the plan, without a meeting."""
    return agree(request, group, None)


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=meeting_visible)
def meeting_action(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return agree(request, meeting.group, meeting)


def agree(request: HttpRequest, group: Group, meeting: Meeting | None) -> HttpResponse:
    language = meeting.language if meeting else person_of(request).preferred_language or "en"
    form = ActionForm(
        request.POST or None,
        initial={"language": language},
        people=people_of(group),
        schools=[member.school for member in current_members(group)],
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.agree_action(
                    group=group, meeting=meeting, by=person_of(request), **form.cleaned_data
                )
            except DomainError as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("Agreed. Its owner finds it at home, with its day."))
                return leave(group, meeting)
    context = {
        **frame(request, group),
        "form": form,
        "meeting": meeting,
        "heading": _("An action agreed at a meeting") if meeting else _("An agreed action"),
        "save": _("Save the action"),
    }
    return render(request, "sigs/meeting_form.html", context, status=status)


def leave(group: Group, meeting: Meeting | None) -> HttpResponse:
    if meeting:
        return redirect("meeting", group.slug, meeting.public_id)
    return redirect("group_actions", group.slug)


def end(
    request: HttpRequest, action: Action, form: Any, step: Callable[..., None], heading: Any, save: Any
) -> HttpResponse:
    """For the owner, the people of the school that owns it, and the convenor."""
    if not may_end(request.user, action):
        raise PermissionDenied
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                step(action=action, by=person_of(request), **form.cleaned_data)
            except DomainError as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("Saved. Everybody in the group sees it."))
                return redirect("group_actions", action.group.slug)
    context = {
        **frame(request, action.group),
        "action": action,
        "form": form,
        "heading": heading,
        "save": save,
    }
    return render(request, "sigs/action_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@authorise(Permission.VIEW_GROUP, find=action_visible)
def action_done(request: HttpRequest, action: Action) -> HttpResponse:
    form = ActionDoneForm(request.POST or None)
    return end(request, action, form, services.finish_action, _("Is it done?"), _("It is done"))


@require_http_methods(["GET", "POST"])
@authorise(Permission.VIEW_GROUP, find=action_visible)
def action_drop(request: HttpRequest, action: Action) -> HttpResponse:
    form = DropForm(request.POST or None)
    return end(request, action, form, services.drop_action, _("Drop the action"), _("Drop it"))


@require_POST
@authorise(Permission.VIEW_GROUP, find=action_visible)
def action_reopen(request: HttpRequest, action: Action) -> HttpResponse:
    if not may_end(request.user, action):
        raise PermissionDenied
    try:
        services.reopen_action(action=action, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is to do again."))
    return redirect("group_actions", action.group.slug)
