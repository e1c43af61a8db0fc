"""A school's own judgement: its page, its evidence, what was done and what happens next."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.enums import JudgementStepKind, Permission
from schools.forms.support.judgement import EvidenceForm
from schools.models import EvidenceKind, School, SupportEvidence, SupportJudgement
from schools.presenting.support.judgement import judgement_page, standing
from schools.presenting.support.words import DONE
from schools.queries.school import category_history, predecessors
from schools.queries.support.judgements import judgement_visible, judgements_of_school
from schools.queries.support.levels import current_levels, levels_are_on
from schools.services.support.evidence import add_evidence, remove_evidence


def find_judgement(user: Any, number: str, year: int) -> SupportJudgement | None:
    return judgement_visible(user, number, year)


def find_school(user: Any, number: str) -> School | None:
    """None while the levels are off: the page is not there."""
    mine = School.objects.of_region().held_by(user, Permission.VIEW_SUPPORT).select_related("scope")
    return mine.filter(number=number).first() if levels_are_on() else None


@authorise(Permission.VIEW_SUPPORT, find=find_school)
def school_support(request: HttpRequest, school: School) -> HttpResponse:
    """The school's level now and its years."""
    judgements = list(judgements_of_school(request.user, school.number))
    current = current_levels([school.pk]).get(school.pk)
    context = {
        "school": school,
        "judgements": judgements,
        "current": current,
        "categories": category_history(school, predecessors(school)),
    }
    return render(request, "schools/support/school_support.html", context)


@authorise(Permission.VIEW_SUPPORT, find=find_judgement)
def judgement(request: HttpRequest, judgement: SupportJudgement) -> HttpResponse:
    return render(request, "schools/support/judgement.html", judgement_page(request.user, judgement))


@require_http_methods(["GET", "POST"])
@authorise(Permission.ADD_EVIDENCE, find=find_judgement)
def judgement_evidence(request: HttpRequest, judgement: SupportJudgement) -> HttpResponse:
    kinds = list(EvidenceKind.objects.filter(cycle=judgement.cycle))
    form = EvidenceForm(request.POST or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        kind = next(kind for kind in kinds if str(kind.pk) == facts["kind"])
        try:
            add_evidence(
                judgement=judgement,
                kind=kind,
                text=facts["text"],
                link=facts["link"],
                by=person_of(request),
            )
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The evidence is added."))
            return redirect("judgement", judgement.school.number, judgement.cycle.year)
    context = {**standing(judgement), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "schools/support/judgement_evidence.html", context, status=status)


def find_evidence(user: Any, number: str, year: int, public_id: UUID) -> SupportEvidence | None:
    known = judgement_visible(user, number, year)
    rows = SupportEvidence.objects.filter(judgement=known).select_related("judgement__school__scope")
    return rows.filter(public_id=public_id).first() if known else None


@require_POST
@authorise(Permission.ADD_EVIDENCE, find=find_evidence)
def judgement_evidence_remove(request: HttpRequest, evidence: SupportEvidence) -> HttpResponse:
    judgement = evidence.judgement
    try:
        remove_evidence(evidence=evidence, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The evidence is taken away."))
    return redirect("judgement", judgement.school.number, judgement.cycle.year)


class Doing:
    """An act on a judgement that has been done, for the page that says what happens next."""

    scope_path = "judgement__school__scope"

    def __init__(self, judgement: SupportJudgement, kind: JudgementStepKind) -> None:
        self.judgement = judgement
        self.kind = kind


def find_done(user: Any, number: str, year: int, kind: str) -> Doing | None:
    known = judgement_visible(user, number, year)
    if known is None or kind not in DONE or not known.steps.filter(kind=kind).exists():
        return None
    return Doing(known, JudgementStepKind(kind))


@authorise(Permission.VIEW_SUPPORT, find=find_done)
def judgement_done(request: HttpRequest, done: Doing) -> HttpResponse:
    heading, happens_next = DONE[done.kind]
    context = {**standing(done.judgement), "heading": heading, "happens_next": happens_next}
    return render(request, "schools/support/judgement_done.html", context)
