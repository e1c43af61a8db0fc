"""The consortium's steps: who looks at an evaluation, what is missing, that it is accepted."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.views.asking import ask, press
from sigs.enums import Permission
from sigs.forms.evaluating import AssignForm, ReturnForm
from sigs.models import Evaluation
from sigs.queries.checking import may_check
from sigs.queries.evaluations import evaluation_visible
from sigs.services.evaluating import accept_evaluation, assign_checker, return_evaluation


def page_of(evaluation: Evaluation) -> str:
    return reverse("evaluation", args=[evaluation.public_id])


@require_POST
@authorise(Permission.DECIDE_MONEY, find=evaluation_visible)
def evaluation_accept(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    return press(
        request,
        lambda: accept_evaluation(evaluation=evaluation, by=person_of(request)),
        said=_("The evaluation is accepted. The next tranche waits for it no longer."),
        back=page_of(evaluation),
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.DECIDE_MONEY, find=evaluation_visible)
def evaluation_return(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    form = ReturnForm(request.POST or None)

    def act() -> None:
        return_evaluation(evaluation=evaluation, by=person_of(request), **form.cleaned_data)

    return ask(
        request,
        form,
        act,
        said=_("The evaluation is with its convenor again, who reads what is missing."),
        # A draft is seen by the group alone.
        back=reverse("group_evaluation", args=[evaluation.group.slug]),
        heading=_("Send an evaluation back"),
        lead=evaluation.group.name,
        save=_("Send it back"),
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.DECIDE_MONEY, find=evaluation_visible)
def evaluation_assign(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    groups = may_check(evaluation)
    form = AssignForm(request.POST or None, groups=groups)

    def act() -> None:
        assign_checker(evaluation=evaluation, by=person_of(request), **form.cleaned_data)

    nobody = _(
        "No other group can look at this evaluation now: each shares a school with it, has had its turn with"
        " it this year, or has no convenor."
    )
    return ask(
        request,
        form,
        act,
        said=_("The group is asked to look at the evaluation."),
        back=page_of(evaluation),
        heading=_("Choose the group that looks at it"),
        lead=evaluation.group.name,
        save=_("Ask this group"),
        notes=[] if groups else [nobody],
    )
