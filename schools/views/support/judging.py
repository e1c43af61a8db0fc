"""Steps of a judgement: draft, answers, moderation, appeal. Each finds, asks the service, and shows what
happens next; a refusal keeps what was written."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.enums import JudgementStepKind, Permission, SchoolSide, SchoolVerdict
from schools.forms.support.judgement import (
    AnswerForm,
    AppealForm,
    DraftForm,
    LevelChangeForm,
    draft_values,
)
from schools.models import CapacityPrompt, SupportJudgement
from schools.presenting.support.judgement import judgement_known, standing, why_suggested
from schools.presenting.support.matrix import matrix_rows
from schools.presenting.support.tasks import Known
from schools.queries.support.cycles import suggestion
from schools.queries.support.levels import live_levels
from schools.services.support.answers import KINDS, answer_draft
from schools.services.support.appeals import amend_level, appeal_level, decide_appeal
from schools.services.support.drafts import propose_level, save_draft
from schools.services.support.moderation import moderate_for_authority, moderate_for_region
from schools.views.support.judgement import find_judgement


def elsewhere(judgement: SupportJudgement, kind: str = "") -> HttpResponse:
    place = [judgement.school.number, judgement.cycle.year]
    return redirect("judgement_done", *place, kind) if kind else redirect("judgement", *place)


def not_offered(request: HttpRequest, known: Known, name: str) -> bool:
    """Whether the page of this step is closed for the person now. A POST is left to the service, which says
    why."""
    if request.method == "POST" or name in known.offered:
        return False
    messages.error(request, _("This step is not open to you now."))
    return True


def answered(
    request: HttpRequest,
    judgement: SupportJudgement,
    form: Form,
    template: str,
    act: Callable[[], str],
    **context: Any,
) -> HttpResponse:
    """Ask the service if the form holds; what was written stays on the page where the service refuses."""
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            return elsewhere(judgement, act())
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            fresh = find_judgement(request.user, judgement.school.number, judgement.cycle.year)
            judgement = fresh or judgement
            form.data = {**request.POST.dict(), "seen": judgement.version, "round": judgement.round}
            status = refusal.status
    return render(request, template, {**standing(judgement), "form": form, **context}, status=status)


@require_http_methods(["GET", "POST"])
@authorise(Permission.PROPOSE_LEVEL, find=find_judgement)
def judgement_draft(request: HttpRequest, judgement: SupportJudgement) -> HttpResponse:
    if not_offered(request, judgement_known(request.user, judgement), "judgement_draft"):
        return elsewhere(judgement)
    cycle = judgement.cycle
    form = DraftForm(
        request.POST or None,
        levels=list(live_levels(cycle.region)),
        prompts=list(CapacityPrompt.objects.filter(cycle=cycle)),
        initial=draft_values(judgement),
    )

    def act() -> str:
        facts: dict[str, Any] = {"draft": form.draft(), "seen": form.cleaned_data["seen"]}
        if "save" in request.POST:
            save_draft(judgement=judgement, by=person_of(request), **facts)
            messages.success(request, _("Your draft is saved. The school does not see it yet."))
            return ""
        moved = propose_level(judgement=judgement, by=person_of(request), **facts)
        return str(JudgementStepKind.REVISED if moved.round > 1 else JudgementStepKind.PROPOSED)

    judgement.suggested = suggestion(cycle, judgement.evidence_position, judgement.capacity)
    return answered(
        request,
        judgement,
        form,
        "schools/support/judgement_draft.html",
        act,
        rows=matrix_rows(cycle),
        suggested=why_suggested(judgement) if judgement.suggested else "",
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.ANSWER_AS_HEAD, find=find_judgement)
def answer_as_head(request: HttpRequest, judgement: SupportJudgement) -> HttpResponse:
    return answer(request, judgement, SchoolSide.HEAD, "answer_as_head")


@require_http_methods(["GET", "POST"])
@authorise(Permission.ANSWER_AS_GOVERNOR, find=find_judgement)
def answer_as_governor(request: HttpRequest, judgement: SupportJudgement) -> HttpResponse:
    return answer(request, judgement, SchoolSide.GOVERNOR, "answer_as_governor")


def answer(request: HttpRequest, judgement: SupportJudgement, side: SchoolSide, name: str) -> HttpResponse:
    if not_offered(request, judgement_known(request.user, judgement), name):
        return elsewhere(judgement)
    form = AnswerForm(request.POST or None, initial={"round": judgement.round})
    disputes = request.POST.get("verdict") == SchoolVerdict.DISPUTED
    verdict = SchoolVerdict.DISPUTED if disputes else SchoolVerdict.AGREED

    def act() -> str:
        answer_draft(
            judgement=judgement,
            side=side,
            verdict=verdict,
            because=form.cleaned_data["because"],
            seen_round=form.cleaned_data["round"],
            by=person_of(request),
        )
        return str(KINDS[side, verdict])

    return answered(
        request,
        judgement,
        form,
        "schools/support/judgement_answer.html",
        act,
        as_head=side == SchoolSide.HEAD,
        why_suggested=why_suggested(judgement) if judgement.capacity else "",
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.MODERATE_AUTHORITY, find=find_judgement)
def moderate_authority(request: HttpRequest, judgement: SupportJudgement) -> HttpResponse:
    kinds = (JudgementStepKind.AUTHORITY_CONFIRMED, JudgementStepKind.AUTHORITY_CHANGED)
    return change(request, judgement, "moderate_authority", moderate_for_authority, kinds)


@require_http_methods(["GET", "POST"])
@authorise(Permission.MODERATE_REGION, find=find_judgement)
def moderate_region(request: HttpRequest, judgement: SupportJudgement) -> HttpResponse:
    kinds = (JudgementStepKind.REGION_CONFIRMED, JudgementStepKind.REGION_CHANGED)
    return change(request, judgement, "moderate_region", moderate_for_region, kinds)


@require_http_methods(["GET", "POST"])
@authorise(Permission.DECIDE_APPEALS, find=find_judgement)
def appeal_decide(request: HttpRequest, judgement: SupportJudgement) -> HttpResponse:
    kinds = (JudgementStepKind.APPEAL_DISMISSED, JudgementStepKind.APPEAL_ALLOWED)
    return change(request, judgement, "appeal_decide", decide_appeal, kinds)


@require_http_methods(["GET", "POST"])
@authorise(Permission.MODERATE_REGION, find=find_judgement)
def judgement_amend(request: HttpRequest, judgement: SupportJudgement) -> HttpResponse:
    kinds = (JudgementStepKind.AMENDED, JudgementStepKind.AMENDED)
    return change(request, judgement, "judgement_amend", amend_level, kinds)


def change(
    request: HttpRequest,
    judgement: SupportJudgement,
    name: str,
    service: Callable[..., SupportJudgement],
    kinds: tuple[JudgementStepKind, JudgementStepKind],
) -> HttpResponse:
    """The level as it stands is chosen already: leaving it so confirms it (the first kind)."""
    known = judgement_known(request.user, judgement)
    if not_offered(request, known, name):
        return elsewhere(judgement)
    before = judgement.level
    levels = list(live_levels(judgement.cycle.region))
    if before and before not in levels:
        levels.append(before)
    form = LevelChangeForm(
        request.POST or None,
        levels=levels,
        initial={"level": before.slug if before else "", "seen": judgement.version},
    )

    def act() -> str:
        facts = form.cleaned_data
        moved = service(
            judgement=judgement,
            level=facts["level"],
            why=facts["why"],
            seen=facts["seen"],
            by=person_of(request),
        )
        return str(kinds[0] if moved.level == before else kinds[1])

    return answered(
        request,
        judgement,
        form,
        "schools/support/judgement_change.html",
        act,
        step=name,
        known=known,
        why_suggested=why_suggested(judgement) if judgement.capacity else "",
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.ANSWER_AS_HEAD, find=find_judgement)
def appeal_new(request: HttpRequest, judgement: SupportJudgement) -> HttpResponse:
    if not_offered(request, judgement_known(request.user, judgement), "appeal_new"):
        return elsewhere(judgement)
    form = AppealForm(request.POST or None, initial={"seen": judgement.version})

    def act() -> str:
        appeal_level(
            judgement=judgement,
            why=form.cleaned_data["why"],
            seen=form.cleaned_data["seen"],
            by=person_of(request),
        )
        return str(JudgementStepKind.APPEALED)

    return answered(request, judgement, form, "schools/support/appeal_new.html", act)
