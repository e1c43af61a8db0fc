"""A visit planned, changed, prepared, cancelled: days go through the school's ledger."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from brokerage.enums import Permission
from brokerage.forms.visits import CancelVisitForm, PreparationForm, VisitForm
from brokerage.models import Visit
from brokerage.presenting.brief import brief_of
from brokerage.queries.visits import school_to_visit, visit_prepared
from brokerage.services.visits import (
    Preparation,
    cancel_visit,
    change_visit,
    plan_visit,
    prepare_visit,
)
from core.authorise import authorise, person_of
from core.views.asking import ask
from schools.models import School
from schools.queries.days import people_who_book

SCHOOL_READS = ("on", "kind", "purpose", "language")
QUESTIONS = ("question_1", "question_2", "question_3")


@require_http_methods(["GET", "POST"])
@authorise(Permission.WRITE_VISITS, find=school_to_visit)
def visit_plan(request: HttpRequest, school: School) -> HttpResponse:
    person = person_of(request)
    first = {"language": (get_language() or "en")[:2], "adviser": person.pk, "days": "0.5"}
    form = VisitForm(request.POST or None, advisers=people_who_book(school), initial=first)

    def act() -> None:
        facts = form.cleaned_data
        plan_visit(
            school=school,
            preparation=Preparation(),
            by=person,
            **{name: facts[name] for name in (*SCHOOL_READS, "days", "adviser")},
        )

    return ask(
        request,
        form,
        act,
        said=_("The visit is planned and its days are booked. Its brief is ready."),
        back=reverse("school_visits", args=[school.number]),
        heading=_("Plan a visit"),
        lead=school.name,
        save=_("Plan the visit"),
    )


def address(visit: Visit) -> str:
    return reverse("visit", args=[visit.public_id])


def fresh(visit: Visit) -> Visit:
    visit.refresh_from_db()
    return visit


@require_http_methods(["GET", "POST"])
@authorise(Permission.WRITE_VISITS, find=visit_prepared)
def visit_change(request: HttpRequest, visit: Visit) -> HttpResponse:
    first = {name: getattr(visit, name) for name in (*SCHOOL_READS, "version")}
    first |= {"days": visit.entry.days.normalize(), "adviser": visit.adviser_id}
    form = VisitForm(request.POST or None, advisers=people_who_book(visit.school), initial=first)

    def act() -> None:
        facts = {name: form.cleaned_data[name] for name in (*SCHOOL_READS, "days", "adviser")}
        change_visit(visit=visit, version=form.cleaned_data["version"] or 0, by=person_of(request), **facts)

    return ask(
        request,
        form,
        act,
        said=_("The visit is changed."),
        back=address(visit),
        template="brokerage/visits/visit_change.html",
        now=lambda: fresh(visit),
        visit=visit,
        heading=_("Change the visit"),
        lead=visit.school.name,
        save=_("Save"),
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.WRITE_VISITS, find=visit_prepared)
def visit_prepare(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Three questions: those that the brief suggests stand there to begin with."""
    names = ("focus", *QUESTIONS, "version")
    first: dict[str, Any] = {name: getattr(visit, name) for name in names}
    if request.method == "GET" and not any(first[name] for name in QUESTIONS):
        first |= dict(zip(QUESTIONS, map(str, brief_of(visit, request.user).questions), strict=False))
    form = PreparationForm(request.POST or None, initial=first)

    def act() -> None:
        facts = form.cleaned_data
        prepare_visit(
            visit=visit,
            version=facts["version"],
            preparation=Preparation(**{name: facts[name] for name in ("focus", *QUESTIONS)}),
            by=person_of(request),
        )

    return ask(
        request,
        form,
        act,
        said=_("The brief is prepared."),
        back=address(visit),
        template="brokerage/visits/visit_change.html",
        now=lambda: fresh(visit),
        visit=visit,
        prepares=True,
        heading=_("Prepare the visit"),
        lead=visit.school.name,
        save=_("Save"),
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.WRITE_VISITS, find=visit_prepared)
def visit_cancel(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = CancelVisitForm(request.POST or None)

    def act() -> None:
        cancel_visit(visit=visit, because=form.cleaned_data["because"], by=person_of(request))

    return ask(
        request,
        form,
        act,
        said=_("The visit is cancelled. Its days are free again."),
        back=reverse("school_visits", args=[visit.school.number])
        if request.method == "POST"
        else address(visit),
        heading=_("Cancel the visit"),
        lead=visit.school.name,
        save=_("Cancel the visit"),
    )
