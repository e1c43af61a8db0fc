"""Contacts, reviews, tasks and the evaluation of a partnership."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from brokerage.enums import Permission
from brokerage.forms.partnerships import (
    ContactForm,
    EvaluationForm,
    EvaluatorForm,
    OwnTaskForm,
    ReasonForm,
    ReviewForm,
    TaskForm,
)
from brokerage.models import Partnership, PartnershipContact, PartnershipReview, PartnershipTask
from brokerage.queries.partnershipfile import contact_visible, evaluation_of, review_visible, task_visible
from brokerage.queries.partnerships import evaluators_for, partnership_visible
from brokerage.services import partnerships as services
from brokerage.views.partnerships.opening import FORM, home_of, language_of
from brokerage.views.partnerships.planning import fresh
from core import clock
from core.authorise import authorise, person_of
from core.views.asking import ask


@require_http_methods(FORM)
@authorise(Permission.WORK_IN_PARTNERSHIP, find=partnership_visible)
def partnership_contact_new(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = ContactForm(request.POST or None, initial={"on": clock.today(), **language_of(request)})
    return ask(
        request,
        form,
        lambda: services.log_contact(partnership=partnership, by=person_of(request), **form.cleaned_data),
        said=_("Noted. All its schools see it."),
        back=home_of(partnership),
        heading=_("Note a contact"),
        lead=partnership.title,
        save=_("Note it"),
    )


@require_http_methods(FORM)
@authorise(Permission.WORK_IN_PARTNERSHIP, find=contact_visible)
def partnership_contact_strike(request: HttpRequest, contact: PartnershipContact) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    return ask(
        request,
        form,
        lambda: services.strike_contact(contact=contact, by=person_of(request), **form.cleaned_data),
        said=_("Struck out. It stays on record with its reason."),
        back=home_of(contact.partnership),
        heading=_("Strike out the contact"),
        lead=contact.text[:100],
        save=_("Strike it out"),
    )


@require_http_methods(FORM)
@authorise(Permission.WORK_IN_PARTNERSHIP, find=review_visible)
def partnership_review(request: HttpRequest, review: PartnershipReview) -> HttpResponse:
    names = ("progress", "words", "next_step", "version")
    initial: dict[str, Any] = {name: getattr(review, name) for name in names}
    initial |= {"held_on": review.held_on or clock.today()}
    initial |= {"language": review.language} if review.held_on else language_of(request)
    form = ReviewForm(request.POST or None, initial=initial)
    return ask(
        request,
        form,
        lambda: services.hold_review(review=review, by=person_of(request), **form.cleaned_data),
        said=_("Saved. All its schools see it."),
        back=home_of(review.partnership),
        template="brokerage/partnerships/review_form.html",
        now=lambda: fresh(review),
        review=review,
        heading=_("Half-termly review %(number)s") % {"number": review.number},
        lead=review.partnership.title,
        save=_("Save the review"),
    )


@require_http_methods(FORM)
@authorise(Permission.WORK_IN_PARTNERSHIP, find=partnership_visible)
def partnership_task_new(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = OwnTaskForm(
        request.POST or None,
        initial={"phase": "work", **language_of(request)},
        partners=list(partnership.partners.select_related("school")),
        tasks=list(partnership.tasks.all()),
    )
    return ask(
        request,
        form,
        lambda: services.add_task(partnership=partnership, by=person_of(request), **form.facts()),
        said=_("Added to the tasks."),
        back=home_of(partnership),
        heading=_("Add a task"),
        lead=partnership.title,
        save=_("Add the task"),
    )


@require_http_methods(FORM)
@authorise(Permission.WORK_IN_PARTNERSHIP, find=task_visible)
def partnership_task(request: HttpRequest, task: PartnershipTask) -> HttpResponse:
    initial = {"state": task.state, "because": task.because, "version": task.version}
    form = TaskForm(request.POST or None, initial=initial, task=task)
    return ask(
        request,
        form,
        lambda: services.move_task(task=task, by=person_of(request), **form.cleaned_data),
        said=_("Saved."),
        back=home_of(task.partnership),
        now=lambda: fresh(task),
        heading=task.text or task.get_code_display(),
        lead=task.partnership.title,
        save=_("Save how it stands"),
    )


@require_http_methods(FORM)
@authorise(Permission.KEEP_PARTNERSHIP, find=partnership_visible)
def partnership_evaluator(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    known = evaluation_of(partnership)
    form = EvaluatorForm(
        request.POST or None,
        people=evaluators_for(partnership),
        initial={"evaluator": known.evaluator_id if known else ""},
    )
    return ask(
        request,
        form,
        lambda: services.name_evaluator(partnership=partnership, by=person_of(request), **form.cleaned_data),
        said=_("Named. They find it at home."),
        back=home_of(partnership),
        heading=_("Who evaluates it?"),
        lead=partnership.title,
        save=_("Name them"),
        notes=[_("Whoever gives help never evaluates it, and neither does anybody else of its schools.")],
    )


@require_http_methods(FORM)
@authorise(Permission.VIEW_PARTNERSHIP, find=partnership_visible)
def partnership_evaluation(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """For the person who was named alone; until it is whole nobody else reads it."""
    evaluation = evaluation_of(partnership)
    if evaluation is None or evaluation.evaluator_id != person_of(request).pk:
        raise PermissionDenied
    names = ("outcome", "rung", "rung_because", "helped_gained", "helpers_gained", "learned", "version")
    initial = {name: getattr(evaluation, name) for name in names}
    initial |= {"language": evaluation.language} if evaluation.version > 1 else language_of(request)
    form = EvaluationForm(request.POST or None, initial=initial)
    return ask(
        request,
        form,
        lambda: services.write_evaluation(evaluation=evaluation, by=person_of(request), **form.cleaned_data),
        said=_("Saved. Once it is whole, all its schools read it."),
        back=home_of(partnership),
        template="brokerage/partnerships/evaluation_form.html",
        now=lambda: fresh(evaluation),
        evaluation=evaluation,
        heading=_("Evaluate the partnership"),
        lead=partnership.title,
        save=_("Save the evaluation"),
    )
