"""A group's evaluations: read by whoever sees the group, written by its convenor."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.enums import Language
from core.errors import DomainError
from core.views.asking import press
from sigs.enums import EvaluationState, Permission, Rung
from sigs.forms.evaluating import EvaluationForm
from sigs.models import Evaluation, Group
from sigs.presenting.evaluating import ladder, measures_of, parts_of, spending_of, title_of
from sigs.queries.checking import checks_by
from sigs.queries.evaluations import accounted_for, check_of, evaluation_visible, readable, under_way
from sigs.queries.groups import group_visible
from sigs.queries.pilots import pilots_of
from sigs.queries.spreading import findings_of, summary_of
from sigs.queries.ties import belongs_to
from sigs.services.evaluating import begin_evaluation, save_evaluation, submit_evaluation


@authorise(Permission.VIEW_GROUP, find=group_visible)
def group_evaluation(request: HttpRequest, group: Group) -> HttpResponse:
    person = person_of(request)
    leads = person.has_perm(Permission.LEAD_GROUP, group)
    rows = list(readable(person, group))
    context = {
        "group": group,
        "rows": [(row, title_of(row)) for row in rows],
        "leads": leads,
        "may_begin": leads and under_way(group) is None,
        "checks": [(row, title_of(row.evaluation)) for row in checks_by([group.pk])] if leads else [],
        "findings": list(findings_of(group, person)),
        "pilots": list(pilots_of(group)),
        "manages": person.has_perm(Permission.MANAGE_GROUPS, group),
    }
    return render(request, "sigs/evaluating/group_evaluation.html", context)


@require_POST
@authorise(Permission.LEAD_GROUP, find=group_visible)
def evaluation_begin(request: HttpRequest, group: Group) -> HttpResponse:
    """In the language of the page from which it is begun."""
    known = under_way(group)
    if known:
        return redirect("evaluation_edit", known.public_id)
    language = Language((translation.get_language() or "en")[:2])
    made = begin_evaluation(group=group, language=language, by=person_of(request))
    return redirect("evaluation_edit", made.public_id)


def body_of(evaluation: Evaluation) -> dict[str, Any]:
    """What every page that shows an evaluation shows of it."""
    tranches = list(accounted_for(evaluation))
    return {
        "evaluation": evaluation,
        "group": evaluation.group,
        "heading": title_of(evaluation),
        "below": reverse("group_evaluation", args=[evaluation.group.slug]),
        "parts": parts_of(evaluation),
        "ladder": ladder(evaluation.rung),
        "not_shown": evaluation.rung == Rung.NOT_SHOWN,
        "measures": measures_of(evaluation),
        "tranches": tranches,
        "spending": spending_of(evaluation, tranches),
    }


@authorise(Permission.VIEW_GROUP, find=evaluation_visible)
def evaluation(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    person = person_of(request)
    leads = person.has_perm(Permission.LEAD_GROUP, evaluation)
    decides = person.has_perm(Permission.DECIDE_MONEY, evaluation) and not belongs_to(
        person, evaluation.group
    )
    state = evaluation.state
    context = {
        **body_of(evaluation),
        "check": check_of(evaluation),
        "summary": summary_of(evaluation),
        "leads": leads,
        "may_write": leads and state == EvaluationState.DRAFT,
        "may_accept": decides and state == EvaluationState.CHECKED,
        "may_return": decides and state in {EvaluationState.SUBMITTED, EvaluationState.CHECKED},
        "may_assign": decides and state == EvaluationState.SUBMITTED,
    }
    return render(request, "sigs/evaluating/evaluation.html", context)


COLUMNS = (
    "changed",
    "classrooms",
    "evidence",
    "measures",
    "spread",
    "did_not_work",
    "share_wider",
    "rung",
    "rung_because",
    "version",
)


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=evaluation_visible)
def evaluation_edit(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    first = {name: getattr(evaluation, name) for name in COLUMNS}
    form = EvaluationForm(request.POST or None, initial=first, language=evaluation.language)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                save_evaluation(evaluation=evaluation, by=person_of(request), **form.cleaned_data)
            except DomainError as refusal:
                form.add_error(None, refusal.sentence)
                evaluation.refresh_from_db()
                form.data = {**request.POST.dict(), "version": evaluation.version}
                status = refusal.status
            else:
                return redirect("evaluation", evaluation.public_id)
    context = {
        **body_of(evaluation),
        "form": form,
        "may_write": evaluation.state == EvaluationState.DRAFT,
        "is_outdated": status == 409,
    }
    return render(request, "sigs/evaluating/evaluation_edit.html", context, status=status)


@require_POST
@authorise(Permission.LEAD_GROUP, find=evaluation_visible)
def evaluation_submit(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    return press(
        request,
        lambda: submit_evaluation(evaluation=evaluation, by=person_of(request)),
        said=_("The evaluation is handed in. Another group looks at it next."),
        back=reverse("evaluation", args=[evaluation.public_id]),
    )
