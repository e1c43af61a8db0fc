"""Setting up, agreeing, pausing, stopping, closing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from brokerage.enums import Permission
from brokerage.forms.partnerships import HaltForm, PartnershipForm, ReasonForm
from brokerage.models import Partnership
from brokerage.presenting.partnerships.reader import reader_of
from brokerage.queries.partnershipfile import evaluation_of
from brokerage.queries.partnerships import partnership_visible
from brokerage.services import partnerships as services
from core.authorise import authorise, person_of
from core.views.asking import ask, press
from schools.queries.topics import tree

FORM = ("GET", "POST")


def home_of(partnership: Partnership) -> str:
    return reverse("partnership", args=[partnership.public_id])


def language_of(request: HttpRequest) -> dict[str, str]:
    return {"language": person_of(request).preferred_language or "en"}


@require_http_methods(FORM)
@authorise(Permission.KEEP_PARTNERSHIP)
def partnership_new(request: HttpRequest) -> HttpResponse:
    """Without an ask: the consortium or an adviser brings schools together."""
    form = PartnershipForm(
        request.POST or None,
        branches=tree(),
        may_keep=lambda school: person_of(request).has_perm(Permission.KEEP_PARTNERSHIP, school),
        initial={**language_of(request), "helped": request.GET.get("school", "")},
    )

    def act() -> None:
        services.open_partnership(by=person_of(request), **form.facts())

    return ask(
        request,
        form,
        act,
        said=_("It is set up. Each head finds at home what to agree to; once all have agreed it is at work."),
        back=reverse("partnerships"),
        heading=_("Bring schools together"),
        lead=_("Without an ask: say who, what about, and why. The heads then agree, each for one school."),
        save=_("Set it up and ask the heads"),
    )


@authorise(Permission.SPEAK_FOR_HELP, find=partnership_visible)
def partnership_answer(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """What the head agrees to, on one page with two buttons."""
    context: dict[str, Any] = {
        "partnership": partnership,
        "to_agree": reader_of(request.user, partnership).to_agree,
        "objectives": partnership.objectives.filter(dropped_at__isnull=True),
    }
    return render(request, "brokerage/partnerships/answer.html", context)


@require_POST
@authorise(Permission.SPEAK_FOR_HELP, find=partnership_visible)
def partnership_agree(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    return press(
        request,
        lambda: services.agree(partnership=partnership, by=person_of(request)),
        said=_("Agreed for your school. Once all heads have agreed, it is at work."),
        back=home_of(partnership),
    )


@require_http_methods(FORM)
@authorise(Permission.SPEAK_FOR_HELP, find=partnership_visible)
def partnership_decline(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    return ask(
        request,
        form,
        lambda: services.decline(partnership=partnership, by=person_of(request), **form.cleaned_data),
        said=_("Said. Whoever brokers is told, and looks for another way."),
        back=home_of(partnership),
        heading=_("Do not agree"),
        lead=partnership.title,
        save=_("We do not agree"),
    )


@require_http_methods(FORM)
@authorise(Permission.KEEP_PARTNERSHIP, find=partnership_visible)
def partnership_pause(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = HaltForm(request.POST or None, initial=language_of(request))
    return ask(
        request,
        form,
        lambda: services.pause(partnership=partnership, by=person_of(request), **form.cleaned_data),
        said=_("Paused. The file can be read, and nothing in it is changed until it goes on."),
        back=home_of(partnership),
        heading=_("Pause the partnership"),
        lead=partnership.title,
        save=_("Pause it"),
        notes=[_("Nobody is reminded meanwhile. Reviews and the end move on by the days paused.")],
    )


@require_POST
@authorise(Permission.KEEP_PARTNERSHIP, find=partnership_visible)
def partnership_resume(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    return press(
        request,
        lambda: services.resume(partnership=partnership, by=person_of(request)),
        said=_("It goes on. All its heads are told."),
        back=home_of(partnership),
    )


@require_http_methods(FORM)
@authorise(Permission.KEEP_PARTNERSHIP, find=partnership_visible)
def partnership_stop(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = HaltForm(request.POST or None, initial=language_of(request))
    return ask(
        request,
        form,
        lambda: services.stop(partnership=partnership, by=person_of(request), **form.cleaned_data),
        said=_("Stopped. Days that were not used are free again, and what was asked is open again."),
        back=home_of(partnership),
        heading=_("Stop the partnership for good"),
        lead=partnership.title,
        save=_("Stop it"),
        notes=[_("What has done its work is closed, not stopped. What is stopped stays on record.")],
    )


@require_http_methods(FORM)
@authorise(Permission.KEEP_PARTNERSHIP, find=partnership_visible)
def partnership_close(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    if request.method == "POST":
        return press(
            request,
            lambda: services.close(partnership=partnership, by=person_of(request)),
            said=_("Closed. All its heads are told, and what was asked is closed with it."),
            back=home_of(partnership),
        )
    context = {"partnership": partnership, "evaluation": evaluation_of(partnership)}
    return render(request, "brokerage/partnerships/close.html", context)
