import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from brokerage.enums import Permission
from brokerage.forms.concerns import ConcernCancelForm
from brokerage.forms.supportplans import ProgressHeldForm, ProgressMeetingForm
from brokerage.models import ProgressMeeting, SupportPlan
from brokerage.queries.supportplans import meeting_of_plan, next_meeting_due, plan_of
from brokerage.services.supportplans import (
    call_progress_meeting,
    cancel_progress_meeting,
    hold_progress_meeting,
)
from brokerage.views.concerns.register import FORM
from brokerage.views.supportplans.writing import of
from core.authorise import authorise, person_of
from core.views.asking import ask

Lead = Permission.LEAD_SUPPORT_PLAN


@require_http_methods(FORM)
@authorise(Lead, find=plan_of)
def progress_meeting_new(request: HttpRequest, plan: SupportPlan) -> HttpResponse:
    form = ProgressMeetingForm(request.POST or None, initial={"on": next_meeting_due(plan)})
    return ask(
        request,
        form,
        lambda: call_progress_meeting(plan=plan, by=person_of(request), **form.cleaned_data),
        said=_("The progress meeting is called."),
        save=_("Call the meeting"),
        heading=_("Call a progress meeting"),
        notes=[_("The head, the chair of governors, the consortium and the authority sit at it.")],
        **of(plan.school),
    )


@require_http_methods(FORM)
@authorise(Lead, find=meeting_of_plan)
def progress_meeting_held(request: HttpRequest, meeting: ProgressMeeting) -> HttpResponse:
    aims = list(meeting.plan.aims.filter(state="open"))
    first = {
        "next_on": meeting.on + dt.timedelta(weeks=meeting.plan.every_weeks),
        "language": meeting.language,
    }
    form = ProgressHeldForm(request.POST or None, aims=aims, initial=first)
    return ask(
        request,
        form,
        lambda: hold_progress_meeting(meeting=meeting, by=person_of(request), **form.facts()),
        said=_("The meeting is on record. The school sees it."),
        save=_("Keep the record"),
        heading=_("Record the progress meeting"),
        **at(meeting),
    )


@require_http_methods(FORM)
@authorise(Lead, find=meeting_of_plan)
def progress_meeting_cancel(request: HttpRequest, meeting: ProgressMeeting) -> HttpResponse:
    form = ConcernCancelForm(request.POST or None)
    return ask(
        request,
        form,
        lambda: cancel_progress_meeting(meeting=meeting, by=person_of(request), **form.cleaned_data),
        said=_("The meeting is cancelled."),
        save=_("Cancel the meeting"),
        heading=_("Cancel the meeting"),
        **at(meeting),
    )


def at(meeting: ProgressMeeting) -> dict[str, Any]:
    school = meeting.plan.school
    return {"lead": school.name, "back": reverse("progress_meeting", args=[school.number, meeting.public_id])}
