from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from brokerage.enums import ConcernMeetingState, ConcernState, Permission
from brokerage.forms.concerns import ConcernBecauseForm, ConcernForm, ConcernReviewForm, ToldForm
from brokerage.models import Concern
from brokerage.models.concern import FORTNIGHT
from brokerage.presenting.concerns import TAGS, is_overdue, line_of_time, row_of, warning_card
from brokerage.queries.concerns import (
    Register,
    authorities_with_meetings,
    closed_concerns,
    concern_found,
    meetings_for,
    open_concerns,
    register_of,
    schools_to_enter,
)
from brokerage.services.concerns import (
    close_concern,
    ease_concern,
    open_concern,
    raise_concern,
    review_concern,
    tell_school,
)
from core import clock
from core.authorise import authorise, person_of
from core.views.asking import ask

CLOSED_SHOWN = 20
MEETINGS_SHOWN = 12
FORM = ["GET", "POST"]


@authorise(Permission.VIEW_CONCERNS, find=register_of)
def concerns(request: HttpRequest, register: Register) -> HttpResponse:
    rows = [row_of(one) for one in open_concerns(request.user)]
    meetings = list(meetings_for(request.user)[:MEETINGS_SHOWN])
    context = {
        "rows": rows,
        "overdue": sum(row.is_overdue for row in rows),
        "closed": closed_concerns(request.user)[:CLOSED_SHOWN],
        "coming": [one for one in meetings if one.state == ConcernMeetingState.CALLED],
        "past": [one for one in meetings if one.state != ConcernMeetingState.CALLED],
        "may_enter": request.user.has_perm(Permission.WORK_CONCERNS),
        "may_call": authorities_with_meetings(request.user).exists(),
    }
    return render(request, "brokerage/concerns/register.html", context)


@require_http_methods(FORM)
@authorise(Permission.WORK_CONCERNS, find=register_of)
def concern_new(request: HttpRequest, register: Register) -> HttpResponse:
    schools = list(schools_to_enter(request.user))
    chosen = next((one.pk for one in schools if one.number == request.GET.get("school")), None)
    form = ConcernForm(
        request.POST or None,
        schools=schools,
        initial={"school": chosen, "next_review_on": clock.today() + FORTNIGHT, **written()},
    )
    return ask(
        request,
        form,
        lambda: open_concern(by=person_of(request), **form.facts()),
        said=_("The concern is entered, at the level “watch”."),
        back=reverse("concerns"),
        heading=_("Enter a concern"),
        save=_("Enter it"),
        notes=[
            _("It begins at the level “watch”. Nobody at the school sees it, and nothing is sent."),
        ],
    )


@authorise(Permission.VIEW_CONCERNS, find=concern_found)
def concern(request: HttpRequest, concern: Concern) -> HttpResponse:
    visits = concern.joint_visits.select_related("first", "second")
    context = {
        "concern": concern,
        "school": concern.school,
        "tag": TAGS[concern.state],
        "is_overdue": is_overdue(concern),
        "line": line_of_time(concern),
        "to_come": [visit for visit in visits if visit.state == "planned"],
        "warnings": [warning_card(one) for one in concern.warnings.select_related("issued_by")],
        "interventions": concern.interventions.select_related("decided_by", "inspection"),
        "may_work": concern.is_open and request.user.has_perm(Permission.WORK_CONCERNS, concern),
        "may_issue": concern.is_open and request.user.has_perm(Permission.ISSUE_NOTICE, concern),
        "may_close": concern.state in (ConcernState.WATCH, ConcernState.CONCERN),
    }
    return render(request, "brokerage/concerns/concern.html", context)


@require_http_methods(FORM)
@authorise(Permission.WORK_CONCERNS, find=concern_found)
def concern_review(request: HttpRequest, concern: Concern) -> HttpResponse:
    first = {"next_review_on": clock.today() + FORTNIGHT, **written()}
    form = ConcernReviewForm(request.POST or None, initial=first)
    return ask(
        request,
        form,
        lambda: review_concern(concern=concern, by=person_of(request), **form.cleaned_data),
        said=_("It is written down, with the day of the next look."),
        save=_("Write it down"),
        heading=_("Look at it again"),
        **of(concern),
    )


@require_http_methods(FORM)
@authorise(Permission.WORK_CONCERNS, find=concern_found)
def concern_told(request: HttpRequest, concern: Concern) -> HttpResponse:
    form = ToldForm(request.POST or None, initial={"told_on": clock.today(), **written()})
    return ask(
        request,
        form,
        lambda: tell_school(concern=concern, by=person_of(request), **form.cleaned_data),
        said=_("It is on record that the school was told."),
        save=_("Keep the record"),
        heading=_("The school was told"),
        notes=[_("Somebody tells the school in person. The portal keeps the record and sends nothing.")],
        **of(concern),
    )


@require_http_methods(FORM)
@authorise(Permission.WORK_CONCERNS, find=concern_found)
def concern_raise(request: HttpRequest, concern: Concern) -> HttpResponse:
    is_watch = concern.state == ConcernState.WATCH
    notes = (
        [] if is_watch else [_("The school is told first. The authority's officers hear of this decision.")]
    )
    return decide(
        request,
        concern,
        raise_concern,
        heading=_("Raise it to “concern”") if is_watch else _("Raise it to “serious”"),
        said=_("The concern is raised."),
        save=_("Raise it"),
        notes=notes,
    )


@require_http_methods(FORM)
@authorise(Permission.WORK_CONCERNS, find=concern_found)
def concern_ease(request: HttpRequest, concern: Concern) -> HttpResponse:
    is_serious = concern.state == ConcernState.SERIOUS
    return decide(
        request,
        concern,
        ease_concern,
        heading=_("Lower it to “concern”") if is_serious else _("Lower it to “watch”"),
        said=_("The concern is lowered."),
        save=_("Lower it"),
    )


@require_http_methods(FORM)
@authorise(Permission.WORK_CONCERNS, find=concern_found)
def concern_close(request: HttpRequest, concern: Concern) -> HttpResponse:
    return decide(
        request,
        concern,
        close_concern,
        heading=_("Close the concern"),
        said=_("The concern is closed."),
        save=_("Close it"),
        notes=[_("It can only be read from then on. What comes back is entered anew.")],
    )


def decide(request: HttpRequest, concern: Concern, service: Any, **words: Any) -> HttpResponse:
    form = ConcernBecauseForm(request.POST or None, initial={"version": concern.version, **written()})

    def now() -> Concern:
        return Concern.objects.get(pk=concern.pk)

    return ask(
        request,
        form,
        lambda: service(concern=concern, by=person_of(request), **form.cleaned_data),
        now=now,
        **words,
        **of(concern),
    )


def of(concern: Concern) -> dict[str, Any]:
    return {"lead": concern.school.name, "back": reverse("concern", args=[concern.public_id])}


def written() -> dict[str, str]:
    """Most people write in the language that they read the page in."""
    return {"language": (translation.get_language() or "en")[:2]}
