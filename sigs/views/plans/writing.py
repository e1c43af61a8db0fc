"""Writing the parts of a plan."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from core.forms import whole_number
from schools.queries.indicators import in_use
from schools.queries.topics import tree
from sigs.enums import Permission
from sigs.forms.plans import AimsForm, BudgetForm, ConditionsForm, EvidenceForm, MeasuresForm
from sigs.models import Plan
from sigs.presenting.plans import condition_rows, evidence_rows, measure_rows
from sigs.queries.groups import current_members
from sigs.queries.plans import conditions, open_plan_visible, stated_needs
from sigs.services.plans import writing
from sigs.services.plans.refusals import PlanChangedMeanwhile
from sigs.views.plans.pages import frame


def write(
    request: HttpRequest, plan: Plan, form: Any, save: Callable[[], Any], heading: Any, now: Any = None
) -> HttpResponse:
    """One part: the form, or what a refusal leaves of it. `now` is what stands there for whoever was too
    slow."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                save()
            except DomainError as refusal:
                form.add_error(None, refusal.sentence)
                form.data = {**form.data.dict(), "version": plan.version}
                status = refusal.status
            else:
                messages.success(request, _("Saved."))
                return redirect("group_plan", plan.group.slug)
    context = {
        **frame(request, plan),
        "form": form,
        "heading": heading,
        "save": _("Save"),
        "is_outdated": status == PlanChangedMeanwhile.status,
        "now": now() if now else [],
    }
    return render(request, "sigs/plan_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=open_plan_visible)
def plan_aims(request: HttpRequest, plan: Plan) -> HttpResponse:
    names = ("change", "for_whom", "question", "language", "resources_in", "version")
    initial = {name: getattr(plan, name) for name in names}
    for place, row in enumerate(plan.needs.all(), start=1):
        initial[f"topic_{place}"] = str(row.topic_id)
    form = AimsForm(
        request.POST or None,
        initial=initial,
        tree=tree(),
        stated=stated_needs(plan.group),
        written_in=plan.language,
    )
    return write(
        request,
        plan,
        form,
        lambda: writing.save_aims(plan=plan, by=person_of(request), **form.facts()),
        _("What the plan is about"),
        lambda: [plan.change, plan.for_whom, plan.question],
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=open_plan_visible)
def plan_measures(request: HttpRequest, plan: Plan) -> HttpResponse:
    initial: dict[str, Any] = {"version": plan.version}
    for row in plan.measures.all():
        facts = {"text": row.text, "indicator": row.indicator_id}
        facts |= {name: plain(getattr(row, name)) for name in ("baseline", "now", "target")}
        initial |= {f"{name}_{row.position}": value for name, value in facts.items()}
    form = MeasuresForm(
        request.POST or None, initial=initial, indicators=list(in_use()), written_in=plan.language
    )
    return write(
        request,
        plan,
        form,
        lambda: writing.save_measures(
            plan=plan,
            measures=form.measures(),
            version=form.cleaned_data["version"],
            by=person_of(request),
        ),
        _("Success measures"),
        lambda: [row.measure.text for row in measure_rows(plan)],
    )


def plain(number: Any) -> str:
    return "" if number is None else format(number.normalize(), "f")


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=open_plan_visible)
def plan_budget(request: HttpRequest, plan: Plan) -> HttpResponse:
    initial: dict[str, Any] = {"version": plan.version}
    for row in plan.budget.all():
        initial |= {f"text_{row.position}": row.text, f"amount_{row.position}": row.amount}
    form = BudgetForm(request.POST or None, initial=initial, written_in=plan.language)
    return write(
        request,
        plan,
        form,
        lambda: writing.save_budget(
            plan=plan, lines=form.lines(), version=form.cleaned_data["version"], by=person_of(request)
        ),
        _("What it is to cost"),
        lambda: [f"{line.text}: £{line.amount}" for line in plan.budget.all()],
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=open_plan_visible)
def plan_conditions(request: HttpRequest, plan: Plan) -> HttpResponse:
    initial: dict[str, Any] = {"version": plan.version}
    for row in plan.conditions.all():
        initial |= {f"standing_{row.condition_id}": row.standing, f"note_{row.condition_id}": row.note}
    form = ConditionsForm(
        request.POST or None, initial=initial, conditions=conditions(), written_in=plan.language
    )
    return write(
        request,
        plan,
        form,
        lambda: writing.save_conditions(
            plan=plan,
            standings=form.standings(),
            version=form.cleaned_data["version"],
            by=person_of(request),
        ),
        _("Five conditions"),
        lambda: [f"{row['condition'].name}: {row['word']} {row['note']}" for row in condition_rows(plan)],
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=open_plan_visible)
def plan_evidence(request: HttpRequest, plan: Plan) -> HttpResponse:
    schools = [member.school for member in current_members(plan.group)]
    form = EvidenceForm(request.POST or None, schools=schools, indicators=list(in_use()))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                writing.add_evidence(plan=plan, by=person_of(request), **form.cleaned_data)
            except DomainError as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("The evidence stands with the plan."))
                return redirect("plan_evidence", plan.group.slug)
    context = {**frame(request, plan), "form": form, "evidence": evidence_rows(plan)}
    return render(request, "sigs/plan_evidence.html", context, status=status)


@require_POST
@authorise(Permission.LEAD_GROUP, find=open_plan_visible)
def plan_evidence_remove(request: HttpRequest, plan: Plan) -> HttpResponse:
    pk = whole_number(request.POST.get("evidence", ""))
    try:
        writing.remove_evidence(plan=plan, pk=pk or 0, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken out of the plan."))
    return redirect("plan_evidence", plan.group.slug)
