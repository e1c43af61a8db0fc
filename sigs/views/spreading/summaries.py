"""The page for all staff of the member schools."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from core.views.asking import press
from schools.enums import Permission as SchoolsPermission
from sigs.enums import Permission
from sigs.forms.spreading import SummaryForm
from sigs.models import Evaluation, Summary
from sigs.models.spreading import WRITTEN
from sigs.presenting.evaluating import ladder, spending_of, title_of
from sigs.queries.evaluations import accounted_for, evaluation_visible
from sigs.queries.spreading import summaries_read_by, summary_of, summary_read
from sigs.services import spreading


@authorise(SchoolsPermission.VIEW_REGISTER)
def summaries(request: HttpRequest) -> HttpResponse:
    rows = [(row, title_of(row.evaluation)) for row in summaries_read_by(request.user)]
    return render(request, "sigs/spreading/summaries.html", {"rows": rows})


@authorise(SchoolsPermission.VIEW_REGISTER, find=summary_read)
def summary(request: HttpRequest, summary: Summary) -> HttpResponse:
    return render(request, "sigs/spreading/summary.html", page_of(request, summary))


def page_of(request: HttpRequest, summary: Summary) -> dict[str, Any]:
    evaluation = summary.evaluation
    return {
        "summary": summary,
        "group": summary.group,
        "evaluation": evaluation,
        "heading": title_of(evaluation),
        "ladder": ladder(evaluation.rung),
        "spending": spending_of(evaluation, accounted_for(evaluation)),
        "leads": person_of(request).has_perm(Permission.LEAD_GROUP, summary),
        "is_whole": all(getattr(summary, name) for name in WRITTEN),
    }


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=evaluation_visible)
def summary_edit(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    known = summary_of(evaluation)
    first = {name: getattr(known, name) for name in (*WRITTEN, "version")} if known else {"version": 0}
    form = SummaryForm(request.POST or None, initial=first)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                known = spreading.save_summary(
                    evaluation=evaluation, by=person_of(request), **form.cleaned_data
                )
            except DomainError as refusal:
                form.add_error(None, refusal.sentence)
                known = summary_of(evaluation)
                form.data = {**request.POST.dict(), "version": known.version if known else 0}
                status = refusal.status
            else:
                return redirect("summary", known.public_id)
    context = {
        "form": form,
        "group": evaluation.group,
        "evaluation": evaluation,
        "known": known,
        "is_outdated": status == 409,
    }
    return render(request, "sigs/spreading/summary_edit.html", context, status=status)


def pressed(request: HttpRequest, summary: Summary, act: Any, said: Any) -> HttpResponse:
    back = reverse("summary", args=[summary.public_id])
    return press(request, lambda: act(summary=summary, by=person_of(request)), said=said, back=back)


@require_POST
@authorise(Permission.LEAD_GROUP, find=summary_read)
def summary_share(request: HttpRequest, summary: Summary) -> HttpResponse:
    said = _("Everybody who works at or governs a member school can read it now.")
    return pressed(request, summary, spreading.share_summary, said)


@require_POST
@authorise(Permission.LEAD_GROUP, find=summary_read)
def summary_take_back(request: HttpRequest, summary: Summary) -> HttpResponse:
    said = _("The page is a draft again. Only you read it.")
    return pressed(request, summary, spreading.take_back_summary, said)


@require_POST
@authorise(Permission.LEAD_GROUP, find=summary_read)
def summary_open(request: HttpRequest, summary: Summary) -> HttpResponse:
    return pressed(request, summary, spreading.open_summary, _("The whole region can read it now."))


@require_POST
@authorise(Permission.LEAD_GROUP, find=summary_read)
def summary_close(request: HttpRequest, summary: Summary) -> HttpResponse:
    return pressed(request, summary, spreading.close_summary, _("Only the member schools read it now."))
