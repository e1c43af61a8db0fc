"""Each step of a plan: one button, one address."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST
from django_stubs_ext import StrOrPromise

from core.authorise import authorise, person_of
from core.errors import DomainError
from core.forms import whole_number
from sigs.enums import Permission
from sigs.forms.plans import CloseForm, CommentForm
from sigs.models import Group, Plan
from sigs.queries.groups import group_visible
from sigs.queries.people import own_schools
from sigs.queries.plans import newest_first, open_plan_visible
from sigs.services.plans import steps
from sigs.views.plans.pages import frame, shown


@require_POST
@authorise(Permission.LEAD_GROUP, find=group_visible)
def plan_begin(request: HttpRequest, group: Group) -> HttpResponse:
    try:
        steps.begin_plan(group=group, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("group_plan", group.slug)
    messages.success(
        request, _("The plan is begun. The members see it as you write; you put it to them when it is whole.")
    )
    return redirect("plan_aims", group.slug)


def take(
    request: HttpRequest, plan: Plan, step: Callable[..., None], said: StrOrPromise, **facts: Any
) -> HttpResponse:
    try:
        step(plan=plan, by=person_of(request), **facts)
    except DomainError as refusal:
        messages.error(request, " ".join([str(refusal), *map(str, refusal.details)]))
    else:
        messages.success(request, said)
    return redirect("group_plan", plan.group.slug)


@require_POST
@authorise(Permission.LEAD_GROUP, find=open_plan_visible)
def plan_propose(request: HttpRequest, plan: Plan) -> HttpResponse:
    return take(request, plan, steps.propose_plan, _("The plan is with the member heads. Each was told."))


@require_POST
@authorise(Permission.LEAD_GROUP, find=open_plan_visible)
def plan_take_back(request: HttpRequest, plan: Plan) -> HttpResponse:
    said = _("Taken back. When you put it to the members again, every head is asked again.")
    return take(request, plan, steps.take_back_plan, said)


@require_POST
@authorise(Permission.LEAD_GROUP, find=open_plan_visible)
def plan_settle(request: HttpRequest, plan: Plan) -> HttpResponse:
    return take(request, plan, steps.settle_plan, _("The plan is agreed. Who has not answered still can."))


@require_POST
@authorise(Permission.ANSWER_FOR_SCHOOL, find=open_plan_visible)
def plan_agree(request: HttpRequest, plan: Plan) -> HttpResponse:
    """For one of the schools that the person answers for."""
    schools = own_schools(request.user, plan.group, Permission.ANSWER_FOR_SCHOOL)
    school = next((school for school in schools if school.number == request.POST.get("school")), None)
    seen = whole_number(request.POST.get("seen", ""))
    if school is None and len(schools) == 1:
        school = schools[0]
    if school is None:
        messages.error(request, _("Say for which school you agree."))
        return redirect("group_plan", plan.group.slug)
    facts = {"school": school, "seen": seen or 0}
    return take(request, plan, steps.agree_plan, _("Noted: your school agrees to the plan."), **facts)


@require_POST
@authorise(Permission.TAKE_PART, find=open_plan_visible)
def plan_comment(request: HttpRequest, plan: Plan) -> HttpResponse:
    form = CommentForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            steps.comment_on_plan(plan=plan, text=form.cleaned_data["text"], by=person_of(request))
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("Your comment stands with the plan."))
            return redirect("group_plan", plan.group.slug)
    return render(
        request, "sigs/plan.html", shown(request, plan, newest_first(plan.group), form), status=status
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=open_plan_visible)
def plan_close(request: HttpRequest, plan: Plan) -> HttpResponse:
    form = CloseForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                steps.close_plan(plan=plan, by=person_of(request), **form.cleaned_data)
            except DomainError as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(
                    request, _("The plan is closed. It stays to be read; you can begin the next.")
                )
                return redirect("group_plan", plan.group.slug)
    heading = _("Close the plan")
    context = {**frame(request, plan), "form": form, "heading": heading, "save": _("Close the plan")}
    return render(request, "sigs/plan_form.html", context, status=status)
