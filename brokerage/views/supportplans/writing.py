import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from brokerage.enums import Permission, PlanReason
from brokerage.forms.supportplans import (
    AimForm,
    AimOutcomeForm,
    PlanForm,
    PlanOutcomeForm,
    SendBackForm,
)
from brokerage.models import PlanAim, SupportPlan
from brokerage.models.supportplan import USUAL_WEEKS
from brokerage.queries.supportplans import (
    PlanPlace,
    aim_of,
    plan_of,
    plan_place,
)
from brokerage.services.supportplans import (
    add_aim,
    agree_plan,
    change_aim,
    change_plan,
    close_plan,
    judge_aim,
    put_plan,
    remove_aim,
    send_plan_back,
    write_plan,
)
from brokerage.views.concerns.register import FORM, written
from core import clock
from core.authorise import authorise, person_of
from core.views.asking import ask, press
from schools.models import School

A_YEAR = dt.timedelta(days=300)
PLAN_FACTS = ("because", "purpose", "starts_on", "ends_on", "every_weeks", "language", "version")
AIM_FACTS = ("text", "baseline", "measure", "school_does", "support", "due_on", "version")
Lead = Permission.LEAD_SUPPORT_PLAN


@require_http_methods(FORM)
@authorise(Lead, find=plan_place)
def support_plan_new(request: HttpRequest, place: PlanPlace) -> HttpResponse:
    today = clock.today()
    first = {
        "because": PlanReason.LEVEL,
        "starts_on": today,
        "ends_on": today + A_YEAR,
        "every_weeks": USUAL_WEEKS,
        **written(),
    }
    form = PlanForm(request.POST or None, initial=first)

    def write() -> None:
        facts = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        write_plan(school=place.school, by=person_of(request), **facts)

    return ask(
        request,
        form,
        write,
        said=_("The draft is kept. The school does not see it yet. Write down its aims next."),
        save=_("Keep the draft"),
        heading=_("Write a support plan"),
        **of(place.school),
    )


@require_http_methods(FORM)
@authorise(Lead, find=plan_of)
def support_plan_edit(request: HttpRequest, plan: SupportPlan) -> HttpResponse:
    form = PlanForm(request.POST or None, initial={name: getattr(plan, name) for name in PLAN_FACTS})
    return ask(
        request,
        form,
        lambda: change_plan(plan=plan, by=person_of(request), **form.cleaned_data),
        now=lambda: SupportPlan.objects.get(pk=plan.pk),
        said=_("The draft is kept."),
        save=_("Keep the draft"),
        heading=_("Change the support plan"),
        **of(plan.school),
    )


@require_http_methods(FORM)
@authorise(Lead, find=plan_of)
def plan_aim_new(request: HttpRequest, plan: SupportPlan) -> HttpResponse:
    form = AimForm(request.POST or None, initial={"due_on": plan.ends_on})

    def write() -> None:
        facts = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        add_aim(plan=plan, by=person_of(request), **facts)

    return ask(
        request,
        form,
        write,
        said=_("The aim is added."),
        save=_("Add the aim"),
        heading=_("Add an aim"),
        **of(plan.school),
    )


@require_http_methods(FORM)
@authorise(Lead, find=aim_of)
def plan_aim_edit(request: HttpRequest, aim: PlanAim) -> HttpResponse:
    form = AimForm(request.POST or None, initial={name: getattr(aim, name) for name in AIM_FACTS})
    return ask(
        request,
        form,
        lambda: change_aim(aim=aim, by=person_of(request), **form.cleaned_data),
        now=lambda: PlanAim.objects.get(pk=aim.pk),
        said=_("The aim is changed."),
        save=_("Keep the aim"),
        heading=_("Change the aim"),
        **of(aim.plan.school),
    )


@require_POST
@authorise(Lead, find=aim_of)
def plan_aim_remove(request: HttpRequest, aim: PlanAim) -> HttpResponse:
    return pressed(
        request, aim.plan.school, lambda: remove_aim(aim=aim, by=person_of(request)), _("The aim is gone.")
    )


@require_POST
@authorise(Lead, find=plan_of)
def support_plan_put(request: HttpRequest, plan: SupportPlan) -> HttpResponse:
    said = _("The plan is with the school. Its head is told, and agrees or sends it back.")
    return pressed(request, plan.school, lambda: put_plan(plan=plan, by=person_of(request)), said)


@require_POST
@authorise(Permission.ANSWER_SUPPORT_PLAN, find=plan_of)
def support_plan_agree(request: HttpRequest, plan: SupportPlan) -> HttpResponse:
    said = _("The plan is agreed. The first progress meeting is called next.")
    return pressed(request, plan.school, lambda: agree_plan(plan=plan, by=person_of(request)), said)


@require_http_methods(FORM)
@authorise(Permission.ANSWER_SUPPORT_PLAN, find=plan_of)
def support_plan_back(request: HttpRequest, plan: SupportPlan) -> HttpResponse:
    form = SendBackForm(request.POST or None, initial=written())
    return ask(
        request,
        form,
        lambda: send_plan_back(plan=plan, by=person_of(request), **form.cleaned_data),
        said=_("The plan is sent back with your words. You see it again when it is put to you anew."),
        save=_("Send it back"),
        heading=_("Send the plan back"),
        **of(plan.school),
    )


@require_http_methods(FORM)
@authorise(Lead, find=aim_of)
def plan_aim_outcome(request: HttpRequest, aim: PlanAim) -> HttpResponse:
    form = AimOutcomeForm(request.POST or None)
    return ask(
        request,
        form,
        lambda: judge_aim(aim=aim, by=person_of(request), **form.cleaned_data),
        said=_("It is on record what became of the aim."),
        save=_("Keep the record"),
        heading=_("What became of the aim?"),
        notes=[aim.text],
        **of(aim.plan.school),
    )


@require_http_methods(FORM)
@authorise(Lead, find=plan_of)
def support_plan_close(request: HttpRequest, plan: SupportPlan) -> HttpResponse:
    form = PlanOutcomeForm(request.POST or None)
    return ask(
        request,
        form,
        lambda: close_plan(plan=plan, by=person_of(request), **form.cleaned_data),
        said=_("The plan is closed."),
        save=_("Close the plan"),
        heading=_("Close the support plan"),
        **of(plan.school),
    )


def of(school: School) -> dict[str, Any]:
    return {"lead": school.name, "back": reverse("support_plan", args=[school.number])}


def pressed(request: HttpRequest, school: School, act: Any, said: Any) -> HttpResponse:
    return press(request, act, said=said, back=reverse("support_plan", args=[school.number]))
