from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from brokerage.enums import ConcernMeetingState, Permission
from brokerage.forms.concerns import (
    ConcernCancelForm,
    ConcernMeetingForm,
    ConcernMeetingHeldForm,
    ConcernReviewForm,
)
from brokerage.models import Concern, ConcernMeeting
from brokerage.models.concern import FORTNIGHT
from brokerage.presenting.concerns import TAGS, is_overdue
from brokerage.queries.concerns import (
    Register,
    agenda_of,
    authorities_with_meetings,
    caller_of,
    concern_found,
    meeting_found,
    meetings_for,
)
from brokerage.services.concerns import call_meeting, cancel_meeting, hold_meeting, write_down
from brokerage.views.concerns.register import FORM, written
from core import clock
from core.authorise import authorise, person_of
from core.views.asking import ask


@require_http_methods(FORM)
@authorise(Permission.WORK_CONCERNS, find=caller_of)
def concern_meeting_new(request: HttpRequest, register: Register) -> HttpResponse:
    last = meetings_for(request.user).filter(state=ConcernMeetingState.HELD).first()
    suggested = max(last.on + FORTNIGHT, clock.today()) if last else clock.today()
    form = ConcernMeetingForm(
        request.POST or None,
        authorities=authorities_with_meetings(request.user),
        initial={"on": suggested, "people": last.people if last else ""},
    )
    return ask(
        request,
        form,
        lambda: call_meeting(by=person_of(request), **form.facts()),
        said=_("The meeting is called."),
        back=reverse("concerns"),
        heading=_("Call the fortnightly meeting"),
        save=_("Call it"),
        notes=[_("Its agenda is every open concern of the authority on that day.")],
    )


@authorise(Permission.VIEW_CONCERNS, find=meeting_found)
def concern_meeting(request: HttpRequest, meeting: ConcernMeeting) -> HttpResponse:
    agenda = [agenda_row(one) for one in agenda_of(meeting, request.user)]
    is_called = meeting.state == ConcernMeetingState.CALLED
    context = {
        "meeting": meeting,
        "agenda": agenda,
        "silent": sum(not row["said"] for row in agenda),
        "has_come": meeting.on <= clock.today(),
        "may_work": is_called and request.user.has_perm(Permission.WORK_CONCERNS, meeting),
    }
    return render(request, "brokerage/concerns/meeting.html", context)


def agenda_row(concern: Any) -> dict[str, Any]:
    return {
        "concern": concern,
        "tag": TAGS[concern.state],
        "said": next(iter(concern.said_here), None),
        "is_overdue": is_overdue(concern),
        "visit": next(iter(concern.visits_to_come), None),
    }


class Item:
    """A concern on the agenda of a meeting."""

    scope_path = "concern__school__scope"

    def __init__(self, meeting: ConcernMeeting, concern: Concern) -> None:
        self.meeting = meeting
        self.concern = concern


def item_found(user: Any, meeting: Any, concern: Any) -> Item | None:
    called, about = meeting_found(user, meeting), concern_found(user, concern)
    return Item(called, about) if called and about else None


@require_http_methods(FORM)
@authorise(Permission.WORK_CONCERNS, find=item_found)
def concern_meeting_said(request: HttpRequest, item: Item) -> HttpResponse:
    first = {"next_review_on": item.meeting.on + FORTNIGHT, **written()}
    form = ConcernReviewForm(request.POST or None, initial=first)
    return ask(
        request,
        form,
        lambda: write_down(
            meeting=item.meeting, concern=item.concern, by=person_of(request), **form.cleaned_data
        ),
        said=_("It is written down."),
        save=_("Write it down"),
        heading=_("What was said"),
        lead=item.concern.school.name,
        back=at(item.meeting),
    )


@require_http_methods(FORM)
@authorise(Permission.WORK_CONCERNS, find=meeting_found)
def concern_meeting_held(request: HttpRequest, meeting: ConcernMeeting) -> HttpResponse:
    form = ConcernMeetingHeldForm(request.POST or None, initial={"people": meeting.people})
    return ask(
        request,
        form,
        lambda: hold_meeting(meeting=meeting, by=person_of(request), **form.cleaned_data),
        said=_("The meeting is on record."),
        save=_("It is over"),
        heading=_("The meeting is over"),
        lead=meeting.authority.name,
        back=at(meeting),
        notes=[_("Its record stays as it is from then on. Schools of which nothing was said stay due.")],
    )


@require_http_methods(FORM)
@authorise(Permission.WORK_CONCERNS, find=meeting_found)
def concern_meeting_cancel(request: HttpRequest, meeting: ConcernMeeting) -> HttpResponse:
    form = ConcernCancelForm(request.POST or None)
    return ask(
        request,
        form,
        lambda: cancel_meeting(meeting=meeting, by=person_of(request), **form.cleaned_data),
        said=_("The meeting is cancelled."),
        save=_("Cancel the meeting"),
        heading=_("Cancel the meeting"),
        lead=meeting.authority.name,
        back=at(meeting),
    )


def at(meeting: ConcernMeeting) -> str:
    return reverse("concern_meeting", args=[meeting.public_id])
