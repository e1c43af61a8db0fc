"""Calling, changing, cancelling and recording a meeting."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.authorise import authorise, person_of
from core.errors import DomainError
from sigs.enums import Permission
from sigs.forms.meetings import CancelForm, MeetingForm, RecordForm, meeting_initial
from sigs.models import Group, Meeting
from sigs.queries.groups import current_members, group_visible
from sigs.queries.meetings import meeting_visible
from sigs.services import meetings as services
from sigs.views.meetings.pages import frame


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=group_visible)
def meeting_new(request: HttpRequest, group: Group) -> HttpResponse:
    form = MeetingForm(
        request.POST or None, initial={"language": person_of(request).preferred_language or "en"}
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = services.call_meeting(group=group, by=person_of(request), **form.facts())
            except DomainError as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(
                    request, _("The meeting is called. The heads of the member schools were told.")
                )
                return redirect("meeting", group.slug, made.public_id)
    context = {
        **frame(request, group),
        "form": form,
        "heading": _("Call a meeting"),
        "save": _("Call the meeting"),
    }
    return render(request, "sigs/meeting_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=meeting_visible)
def meeting_edit(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = MeetingForm(request.POST or None, initial=meeting_initial(meeting))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.change_meeting(
                    meeting=meeting,
                    version=form.cleaned_data["version"] or 0,
                    by=person_of(request),
                    **form.facts(),
                )
            except DomainError as refusal:
                status = show_refusal(form, refusal, meeting)
            else:
                messages.success(request, _("Saved. Where day or place changed, the heads were told."))
                return redirect("meeting", meeting.group.slug, meeting.public_id)
    heading, save = _("Change the meeting"), _("Save the meeting")
    return answer(request, meeting, form, heading, save, status)


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=meeting_visible)
def meeting_record(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Who came, and what is to be remembered."""
    initial: dict[str, Any] = {"notes": meeting.notes, "version": meeting.version}
    for row in meeting.schools.all():
        came, who, days = (f"{name}_{row.school_id}" for name in ("came", "who", "days"))
        initial |= {came: True, who: row.people, days: row.days.normalize() if row.days else None}
    schools = [member.school for member in current_members(meeting.group)]
    form = RecordForm(request.POST or None, initial=initial, schools=schools, written_in=meeting.language)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.record_meeting(
                    meeting=meeting,
                    present=form.present(),
                    notes=form.cleaned_data["notes"],
                    version=form.cleaned_data["version"],
                    by=person_of(request),
                )
            except DomainError as refusal:
                status = show_refusal(form, refusal, meeting)
            else:
                messages.success(request, _("Recorded. Now write down who does what by when."))
                return redirect("meeting", meeting.group.slug, meeting.public_id)
    return answer(request, meeting, form, _("Record the meeting"), _("Save the record"), status)


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=meeting_visible)
def meeting_cancel(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = CancelForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.cancel_meeting(meeting=meeting, by=person_of(request), **form.cleaned_data)
            except DomainError as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("The meeting is cancelled. The heads were told."))
                return redirect("meeting", meeting.group.slug, meeting.public_id)
    return answer(request, meeting, form, _("Cancel the meeting"), _("Cancel the meeting"), status)


def show_refusal(form: Any, refusal: DomainError, meeting: Meeting) -> int:
    """The person's own text stays in the form, which is now about what stands there."""
    meeting.refresh_from_db(fields=["version", "title", "starts_at", "place", "notes"])
    form.add_error(None, refusal.sentence)
    form.data = {**form.data.dict(), "version": meeting.version}
    return refusal.status


def answer(
    request: HttpRequest, meeting: Meeting, form: Any, heading: Any, save: Any, status: int
) -> HttpResponse:
    context = {
        **frame(request, meeting.group),
        "meeting": meeting,
        "form": form,
        "heading": heading,
        "save": save,
        "is_outdated": status == services.MeetingChangedMeanwhile.status,
    }
    return render(request, "sigs/meeting_form.html", context, status=status)
