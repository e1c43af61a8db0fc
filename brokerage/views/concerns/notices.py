from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from brokerage.enums import Permission
from brokerage.forms.notices import InterventionForm, WarningForm, WarningOverForm
from brokerage.models import Concern, WarningNotice
from brokerage.presenting.concerns import warning_card
from brokerage.queries.concerns import concern_found, warning_found
from brokerage.services.concerns import decide_intervention, end_warning, issue_warning
from brokerage.views.concerns.register import FORM, of, written
from core import clock
from core.authorise import authorise, person_of
from core.views.asking import ask


@require_http_methods(FORM)
@authorise(Permission.ISSUE_NOTICE, find=concern_found)
def warning_new(request: HttpRequest, concern: Concern) -> HttpResponse:
    today = clock.today()
    first = {"issued_on": today, "copied_head_on": today, "copied_ministers_on": today, **written()}
    form = WarningForm(request.POST or None, initial=first)
    return ask(
        request,
        form,
        lambda: issue_warning(concern=concern, by=person_of(request), **form.cleaned_data),
        said=_("The warning notice is on record."),
        save=_("Keep the record"),
        heading=_("Record a warning notice"),
        notes=[
            _(
                "The notice is given to the governing body on paper, with the copies that the law asks for."
                " The portal keeps its record and sends nothing. The record is not changed afterwards."
            )
        ],
        **of(concern),
    )


@authorise(Permission.VIEW_CONCERNS, find=warning_found)
def warning(request: HttpRequest, warning: WarningNotice) -> HttpResponse:
    context = {
        "card": warning_card(warning),
        "warning": warning,
        "concern": warning.concern,
        "school": warning.concern.school,
        "may_issue": warning.state == "issued" and request.user.has_perm(Permission.ISSUE_NOTICE, warning),
    }
    return render(request, "brokerage/concerns/warning.html", context)


@require_http_methods(FORM)
@authorise(Permission.ISSUE_NOTICE, find=warning_found)
def warning_over(request: HttpRequest, warning: WarningNotice) -> HttpResponse:
    form = WarningOverForm(request.POST or None, initial={"on": clock.today()})
    return ask(
        request,
        form,
        lambda: end_warning(warning=warning, by=person_of(request), **form.cleaned_data),
        said=_("It is on record what came of the notice."),
        save=_("Keep the record"),
        heading=_("What came of the notice?"),
        lead=warning.concern.school.name,
        back=reverse("warning", args=[warning.public_id]),
    )


@require_http_methods(FORM)
@authorise(Permission.ISSUE_NOTICE, find=concern_found)
def intervention_new(request: HttpRequest, concern: Concern) -> HttpResponse:
    form = InterventionForm(request.POST or None, initial={"decided_on": clock.today(), **written()})
    return ask(
        request,
        form,
        lambda: decide_intervention(concern=concern, by=person_of(request), **form.cleaned_data),
        said=_("The decision to intervene is on record."),
        save=_("Keep the record"),
        heading=_("Record a decision to intervene"),
        **of(concern),
    )
