"""Stating a strength or a need, and adding evidence to what stands. Links from a measure or from the school's
own review arrive with topic and evidence filled in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.enums import Permission, Urgency
from schools.forms.strengths import GroundsFields, NeedForm, StrengthForm
from schools.models import School
from schools.presenting.statementchoices import Choices
from schools.queries.register import school_visible
from schools.queries.strengths.figures import topics_of
from schools.queries.topics import tree
from schools.services.strengths import add_evidence, state_need, state_strength
from schools.views.strengths.school import Statement, back_to, found


def school_with_strengths(user: Any, number: str) -> School | None:
    """Whoever is not inside is told nothing of the form."""
    school = school_visible(user, number)
    return school if school and user.has_perm(Permission.VIEW_STRENGTHS, school) else None


@require_http_methods(["GET", "POST"])
@authorise(Permission.STATE, find=school_with_strengths)
def strength_new(request: HttpRequest, school: School) -> HttpResponse:
    return stating(request, school, StrengthForm, is_need=False)


@require_http_methods(["GET", "POST"])
@authorise(Permission.STATE, find=school_with_strengths)
def need_new(request: HttpRequest, school: School) -> HttpResponse:
    return stating(request, school, NeedForm, is_need=True)


def stating(request: HttpRequest, school: School, form_class: Any, *, is_need: bool) -> HttpResponse:
    person = person_of(request)
    choices = Choices(school, person)
    form = form_class(
        request.POST or None,
        initial=first(request, choices),
        tree=tree(),
        figures=choices.figure_choices,
        passages=choices.passage_choices,
        has_level=choices.judgement is not None,
        has_inspection=choices.inspection is not None,
        speaks_for_school=person.has_perm(Permission.STATE_AS_SCHOOL, school),
    )
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            store(form.cleaned_data, choices, school, person, is_need=is_need)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("Stated. The other side is asked to confirm it."))
            return redirect("school_strengths", school.number)
    context = {"school": school, "form": form, "is_need": is_need}
    return render(request, "schools/strengths/state.html", context, status=status)


def store(facts: dict[str, Any], choices: Choices, school: School, person: Any, *, is_need: bool) -> None:
    said = {"school": school, "by": person, "grounds": choices.cited(facts)}
    said |= {name: facts[name] for name in ("topic", "text", "language")}
    if is_need:
        state_need(
            **said,
            urgency=Urgency(facts["urgency"]),
            wanted=facts["wanted"],
            staff_read=bool(facts.get("staff_read")),
        )
    else:
        state_strength(**said, offered=bool(facts.get("offered")))


def first(request: HttpRequest, choices: Choices) -> dict[str, Any]:
    """From the address; a measure without a topic brings the first topic that it speaks of."""
    code, part = request.GET.get("indicator", ""), request.GET.get("part", "")
    figure = choices.figures.get(f"{code}:{part}")
    topic = request.GET.get("topic", "")
    if figure and not topic:
        speaking = topics_of([figure.indicator.pk]).get(figure.indicator.pk, [])
        topic = speaking[0].code if speaking else ""
    passage = request.GET.get("passage", "")
    return {
        "topic": topic,
        "figures": [f"{code}:{part}"] if figure else [],
        "passages": [passage] if passage in choices.evidence or passage in choices.sections else [],
        "language": (get_language() or "en")[:2],
    }


@require_http_methods(["GET", "POST"])
@authorise(Permission.STATE, find=found)
def statement_evidence(request: HttpRequest, statement: Statement) -> HttpResponse:
    person = person_of(request)
    choices = Choices(statement.school, person)
    form = GroundsFields(
        request.POST or None,
        figures=choices.figure_choices,
        passages=choices.passage_choices,
        has_level=choices.judgement is not None,
        has_inspection=choices.inspection is not None,
    )
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        if not form.has_grounds:
            form.add_error(None, _("Choose a measure or a passage, or say in a line what was seen."))
        elif added(form, choices, statement, person):
            messages.success(request, _("The evidence is added."))
            return back_to(statement)
    context = {"school": statement.school, "statement": statement, "form": form}
    return render(request, "schools/strengths/evidence.html", context, status=status)


def added(form: GroundsFields, choices: Choices, statement: Statement, person: Any) -> bool:
    try:
        for cited in choices.cited(form.cleaned_data):
            add_evidence(statement=statement, cited=cited, by=person)
    except DomainError as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True
