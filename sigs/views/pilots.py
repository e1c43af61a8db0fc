"""Pilots of adviser functions: on the group's page, and for the consortium in one list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.authorise import authorise, person_of
from core.enums import Language
from core.views.asking import ask
from sigs.enums import Permission, PilotState
from sigs.forms.pilots import PilotDecisionForm, PilotEvaluationForm, PilotForm
from sigs.models import Group, Pilot
from sigs.queries.groups import group_visible
from sigs.queries.pilots import pilot_visible, pilots_kept_by
from sigs.queries.ties import belongs_to
from sigs.services.pilots import begin_pilot, decide_pilot, evaluate_pilot


@authorise(Permission.MANAGE_GROUPS)
def pilots(request: HttpRequest) -> HttpResponse:
    return render(request, "sigs/pilots/pilots.html", {"rows": list(pilots_kept_by(request.user))})


@authorise(Permission.VIEW_GROUP, find=pilot_visible)
def pilot(request: HttpRequest, pilot: Pilot) -> HttpResponse:
    person = person_of(request)
    runs = pilot.state == PilotState.RUNNING
    context = {
        "pilot": pilot,
        "group": pilot.group,
        "below": reverse("group_evaluation", args=[pilot.group.slug]),
        "may_evaluate": runs and person.has_perm(Permission.LEAD_GROUP, pilot),
        "may_decide": runs
        and bool(pilot.evaluation)
        and person.has_perm(Permission.MANAGE_GROUPS, pilot)
        and not belongs_to(person, pilot.group),
    }
    return render(request, "sigs/pilots/pilot.html", context)


@require_http_methods(["GET", "POST"])
@authorise(Permission.MANAGE_GROUPS, find=group_visible)
def pilot_new(request: HttpRequest, group: Group) -> HttpResponse:
    """Written in the language of the page."""
    form = PilotForm(request.POST or None)

    def act() -> None:
        language = Language((translation.get_language() or "en")[:2])
        begin_pilot(group=group, language=language, by=person_of(request), **form.cleaned_data)

    return ask(
        request,
        form,
        act,
        said=_("The pilot has begun. Its group sees it."),
        back=reverse("group_evaluation", args=[group.slug]),
        heading=_("Begin a pilot of adviser functions"),
        lead=group.name,
        save=_("Begin the pilot"),
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=pilot_visible)
def pilot_evaluate(request: HttpRequest, pilot: Pilot) -> HttpResponse:
    form = PilotEvaluationForm(request.POST or None, initial={"evaluation": pilot.evaluation})

    def act() -> None:
        evaluate_pilot(pilot=pilot, by=person_of(request), **form.cleaned_data)

    return ask(
        request,
        form,
        act,
        said=_("The evaluation is saved. The consortium decides on it."),
        back=reverse("pilot", args=[pilot.public_id]),
        heading=_("Evaluate the pilot"),
        lead=pilot.title,
        save=_("Save the evaluation"),
        notes=[pilot.baseline],
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.MANAGE_GROUPS, find=pilot_visible)
def pilot_decide(request: HttpRequest, pilot: Pilot) -> HttpResponse:
    form = PilotDecisionForm(request.POST or None)

    def act() -> None:
        decide_pilot(pilot=pilot, by=person_of(request), **form.cleaned_data)

    return ask(
        request,
        form,
        act,
        said=_("The decision is stored. The group reads it."),
        back=reverse("pilot", args=[pilot.public_id]),
        heading=_("Decide on a pilot"),
        lead=pilot.title,
        save=_("Store the decision"),
        notes=[pilot.evaluation] if pilot.evaluation else [],
    )
