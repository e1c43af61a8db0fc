"""Planning, booking and ending activities."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST
from django_stubs_ext import StrOrPromise

from core import clock
from core.authorise import authorise, person_of
from core.errors import DomainError
from sigs.enums import Permission
from sigs.forms.plans import ActivityForm, DoneForm, DropForm
from sigs.forms.plans.activity import activity_initial
from sigs.models import Activity, Plan
from sigs.queries.groups import current_members
from sigs.queries.plans import activity_visible, kinds, levels, open_plan_visible
from sigs.services.plans import activities as services
from sigs.views.plans.pages import frame


def form_for(request: HttpRequest, plan: Plan, initial: dict[str, Any]) -> ActivityForm:
    return ActivityForm(
        request.POST or None,
        initial=initial,
        kinds=list(kinds()),
        levels=levels(),
        schools=[member.school for member in current_members(plan.group)],
        written_in=plan.language,
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=open_plan_visible)
def activity_new(request: HttpRequest, plan: Plan) -> HttpResponse:
    form = form_for(request, plan, {"resources_in": plan.resources_in})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = services.plan_activity(plan=plan, facts=form.facts(), by=person_of(request))
            except DomainError as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("The activity stands in the plan."))
                return redirect("activity", plan.group.slug, made.public_id)
    context = {
        **frame(request, plan),
        "form": form,
        "heading": _("Plan an activity"),
        "save": _("Save the activity"),
    }
    return render(request, "sigs/activity_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=activity_visible)
def activity_edit(request: HttpRequest, activity: Activity) -> HttpResponse:
    form = form_for(request, activity.plan, activity_initial(activity))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.change_activity(
                    activity=activity,
                    facts=form.facts(),
                    version=form.cleaned_data["version"] or 0,
                    by=person_of(request),
                )
            except DomainError as refusal:
                activity.refresh_from_db()
                form.add_error(None, refusal.sentence)
                form.data = {**request.POST.dict(), "version": activity.version}
                status = refusal.status
            else:
                messages.success(request, _("Saved."))
                return redirect("activity", activity.plan.group.slug, activity.public_id)
    context = {
        **frame(request, activity.plan),
        "activity": activity,
        "form": form,
        "heading": _("Change the activity"),
        "save": _("Save the activity"),
        "is_outdated": status == services.ActivityChangedMeanwhile.status,
    }
    return render(request, "sigs/activity_form.html", context, status=status)


def take(
    request: HttpRequest, activity: Activity, step: Callable[..., None], said: StrOrPromise
) -> HttpResponse:
    try:
        step(activity=activity, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("activity", activity.plan.group.slug, activity.public_id)


@require_POST
@authorise(Permission.LEAD_GROUP, find=activity_visible)
def activity_book(request: HttpRequest, activity: Activity) -> HttpResponse:
    said = _("Booked: the days stand in the ledger of each school.")
    return take(request, activity, services.book_activity, said)


@require_POST
@authorise(Permission.LEAD_GROUP, find=activity_visible)
def activity_unbook(request: HttpRequest, activity: Activity) -> HttpResponse:
    return take(request, activity, services.unbook_activity, _("Not booked any more: the days are free."))


def end(
    request: HttpRequest, activity: Activity, form: Any, step: Callable[..., None], heading: Any, save: Any
) -> HttpResponse:
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                step(activity=activity, by=person_of(request), **form.cleaned_data)
            except DomainError as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("Saved."))
                return redirect("activity", activity.plan.group.slug, activity.public_id)
    context = {
        **frame(request, activity.plan),
        "activity": activity,
        "form": form,
        "heading": heading,
        "save": save,
    }
    return render(request, "sigs/activity_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=activity_visible)
def activity_done(request: HttpRequest, activity: Activity) -> HttpResponse:
    form = DoneForm(request.POST or None, initial={"done_on": min(activity.ends_on, clock.today())})
    heading, save = _("Say that it was done"), _("It was done")
    return end(request, activity, form, services.finish_activity, heading, save)


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=activity_visible)
def activity_drop(request: HttpRequest, activity: Activity) -> HttpResponse:
    form = DropForm(request.POST or None)
    heading, save = _("Drop the activity"), _("Drop it")
    return end(request, activity, form, services.drop_activity, heading, save)
