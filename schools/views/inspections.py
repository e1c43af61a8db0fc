from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.enums import FollowUp, InspectionKind, Permission
from schools.forms.inspections import InspectionDayForm, InspectionForm, InspectionWithdrawForm
from schools.models import Inspection, School
from schools.presenting.inspections import inspection_card
from schools.queries.inspections import framework_on, inspection_visible, inspections_of
from schools.queries.register import school_visible
from schools.services.inspections import (
    InspectionChangedMeanwhile,
    change_inspection,
    enter_inspection,
    withdraw_inspection,
)

FACTS = (
    "inspected_on", "kind", "published_on", "text_en", "text_cy", "recommendations_en", "recommendations_cy",
    "link", "follow_up", "follow_up_over_on", "version",
)  # fmt: skip


@authorise(Permission.VIEW_REGISTER, find=school_visible)
def inspections(request: HttpRequest, school: School) -> HttpResponse:
    context = {
        "school": school,
        "cards": [inspection_card(one) for one in inspections_of(school)],
        "may_keep": request.user.has_perm(Permission.KEEP_INSPECTIONS, school),
    }
    return render(request, "schools/inspections.html", context)


@require_http_methods(["GET", "POST"])
@authorise(Permission.KEEP_INSPECTIONS, find=school_visible)
def inspection_new(request: HttpRequest, school: School) -> HttpResponse:
    """First the day (`?inspected_on_day=…`), then what was asked at the time."""
    asked = InspectionDayForm(request.GET if "inspected_on_year" in request.GET else None)
    day = asked.cleaned_data["inspected_on"] if asked.is_valid() else None
    framework = framework_on(day) if day else None
    if day is None or framework is None:
        status = 422 if asked.is_bound else 200
        if asked.is_bound and day:
            asked.add_error("inspected_on", _("Inspections before September 2010 are not kept here."))
        return render(
            request, "schools/inspection_day.html", {"school": school, "form": asked}, status=status
        )
    first = {"inspected_on": day, "kind": InspectionKind.CORE, "follow_up": FollowUp.NONE}
    form = InspectionForm(request.POST or None, initial=first, framework=framework, day=day)

    def enter() -> None:
        enter_inspection(school=school, by=person_of(request), **form.facts())

    return asked_and_kept(request, school, form, enter, _("Enter an inspection"))


@require_http_methods(["GET", "POST"])
@authorise(Permission.KEEP_INSPECTIONS, find=inspection_visible)
def inspection_edit(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    first = {name: getattr(inspection, name) for name in FACTS}
    first |= {f"grade_{code}": str(grade) for code, grade in inspection.grades.items()}
    form = InspectionForm(
        request.POST or None, initial=first, framework=inspection.framework, day=inspection.inspected_on
    )

    def change() -> None:
        version = form.cleaned_data["version"] or 0
        change_inspection(inspection=inspection, version=version, by=person_of(request), **form.facts())

    return asked_and_kept(request, inspection.school, form, change, _("Change the inspection"), inspection)


@require_http_methods(["GET", "POST"])
@authorise(Permission.KEEP_INSPECTIONS, find=inspection_visible)
def inspection_withdraw(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    form = InspectionWithdrawForm(request.POST or None)

    def withdraw() -> None:
        withdraw_inspection(inspection=inspection, by=person_of(request), **form.cleaned_data)

    return asked_and_kept(
        request, inspection.school, form, withdraw, _("Take the inspection out"), inspection
    )


def asked_and_kept(
    request: HttpRequest,
    school: School,
    form: Any,
    act: Any,
    heading: Any,
    inspection: Inspection | None = None,
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
            if isinstance(refusal, InspectionChangedMeanwhile) and inspection:
                inspection.refresh_from_db()
                form.data = {**form.data.dict(), "version": inspection.version}
        else:
            messages.success(request, _("The record of inspections is kept."))
            return redirect("inspections", school.number)
    context = {
        "school": school,
        "form": form,
        "heading": heading,
        "path": request.get_full_path(),
        "back": reverse("inspections", args=[school.number]),
        "now": inspection_card(inspection) if inspection and status == 409 else None,
    }
    return render(request, "schools/inspection_form.html", context, status=status)
