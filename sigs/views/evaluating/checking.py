"""Looking at another group's evaluation: prompts, questions, no mark."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from core.views.asking import ask, press
from sigs.enums import CheckState, EvaluationState, Permission
from sigs.forms.evaluating import CheckForm, QuestionForm, ReplyForm
from sigs.forms.money import BecauseForm
from sigs.models import CheckQuestion, EvaluationCheck
from sigs.queries.checking import check_led, prompts
from sigs.queries.evaluations import question_visible
from sigs.services.evaluating import (
    answer_prompts,
    ask_question,
    finish_check,
    pass_on_check,
    reply_to_question,
)
from sigs.views.evaluating.pages import body_of


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=check_led)
def check(request: HttpRequest, check: EvaluationCheck) -> HttpResponse:
    known = {answer.element.code: answer.text for answer in check.answers.select_related("element")}
    form = CheckForm(request.POST or None, initial=known, elements=prompts())
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                answer_prompts(check=check, answers=form.answers(), by=person_of(request))
            except DomainError as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("Your answers are saved. Hand the check in when it is whole."))
                return redirect("check", check.public_id)
    evaluation = check.evaluation
    # While the other group writes again, nothing of its draft is shown.
    is_out = evaluation.state != EvaluationState.DRAFT
    context = {
        **(body_of(evaluation) if is_out else {"evaluation": evaluation, "group": evaluation.group}),
        "check": check,
        "form": form,
        "is_out": is_out,
        "is_open": check.state == CheckState.OPEN and evaluation.state == EvaluationState.SUBMITTED,
        "is_whole": len(known) == len(form.elements),
        "questions": list(check.questions.select_related("asked_by", "replied_by")),
    }
    return render(request, "sigs/evaluating/check.html", context, status=status)


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=check_led)
def check_ask(request: HttpRequest, check: EvaluationCheck) -> HttpResponse:
    form = QuestionForm(request.POST or None)

    def act() -> None:
        ask_question(check=check, by=person_of(request), **form.cleaned_data)

    return ask(
        request,
        form,
        act,
        said=_("The question is with the convenor of the other group."),
        back=reverse("check", args=[check.public_id]),
        heading=_("Ask a question"),
        lead=check.evaluation.group.name,
        save=_("Ask it"),
    )


@require_POST
@authorise(Permission.LEAD_GROUP, find=check_led)
def check_finish(request: HttpRequest, check: EvaluationCheck) -> HttpResponse:
    return press(
        request,
        lambda: finish_check(check=check, by=person_of(request)),
        said=_("The check is handed in. The other group and the consortium read it now."),
        back=reverse("check", args=[check.public_id]),
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=check_led)
def check_pass_on(request: HttpRequest, check: EvaluationCheck) -> HttpResponse:
    form = BecauseForm(
        request.POST or None,
        label=_("Why can your group not do it?"),
        help_text=_("The consortium reads it, and the next group is asked."),
    )

    def act() -> None:
        pass_on_check(check=check, by=person_of(request), **form.cleaned_data)

    return ask(
        request,
        form,
        act,
        said=_("Another group is asked now."),
        back=reverse("group_evaluation", args=[check.checker.slug]),
        heading=_("Pass a check on"),
        lead=check.evaluation.group.name,
        save=_("Pass it on"),
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=question_visible)
def check_reply(request: HttpRequest, question: CheckQuestion) -> HttpResponse:
    form = ReplyForm(request.POST or None)

    def act() -> None:
        reply_to_question(question=question, by=person_of(request), **form.cleaned_data)

    return ask(
        request,
        form,
        act,
        said=_("Your answer is with the group that asked."),
        back=reverse("evaluation", args=[question.check_of.evaluation.public_id]),
        heading=_("Answer a question"),
        lead=question.check_of.checked.name,
        save=_("Answer it"),
        notes=[question.text],
    )
