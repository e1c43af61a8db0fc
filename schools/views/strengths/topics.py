"""Topics over schools: how many schools stand behind each, and which ones the reader may know of."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.authorise import authorise, held, person_of
from core.errors import DomainError
from schools.enums import Permission
from schools.forms.strengths import FadingForm
from schools.models import Authority, FadingRule
from schools.presenting.strengths import card
from schools.presenting.topics import topic_rows
from schools.queries.strengths import (
    counted_by_topic,
    live_needs,
    live_strengths,
    offered_strengths,
    schools_in_need,
    strong_schools,
)
from schools.queries.topics import topic_coded, tree
from schools.services.strengths import set_fading_rule

PER_PAGE = 25
OFFERED, STATED, NEEDED = "offered", "stated", "needed"


@authorise(Permission.VIEW_REGISTER)
def topics(request: HttpRequest) -> HttpResponse:
    """Everybody sees what is offered; sums of what is stated and needed only those who answer for schools."""
    sees_sums = request.user.has_perm(Permission.VIEW_TOPICS)
    show = request.GET.get("show", OFFERED) if sees_sums else OFFERED
    rows: Any = {STATED: live_strengths, NEEDED: live_needs}.get(show, offered_strengths)()
    if show in (STATED, NEEDED):
        rows = rows.held_by(request.user, Permission.VIEW_TOPICS)
    authorities = list(Authority.objects.filter(region__isnull=False).order_by("name_en"))
    context = {
        "rows": topic_rows(tree(), counted_by_topic(rows), authorities),
        "authorities": authorities,
        "show": show if show in (STATED, NEEDED) else OFFERED,
        "sees_sums": sees_sums,
        "rule": FadingRule.objects.first(),
        "may_set": request.user.has_perm(Permission.SET_FADING),
    }
    return render(request, "schools/strengths/topics.html", context)


@authorise(Permission.VIEW_REGISTER)
def topic(request: HttpRequest, code: str) -> HttpResponse:
    """By the schools' names: who is strong in it, as far as the reader may know; and whose needs they see."""
    found = topic_coded(code)
    if found is None:
        raise Http404
    strong = Paginator(strong_schools(request.user, found), PER_PAGE).get_page(request.GET.get("page"))
    needs = Paginator(schools_in_need(request.user, found), PER_PAGE).get_page(request.GET.get("needs"))
    context = {
        "topic": found,
        "strong": strong,
        "strengths": [card(row, None) for row in strong],
        "needs": needs,
        "needed": [card(row, None) for row in needs],
        "sees_needs": bool(held(request.user, Permission.VIEW_NEEDS)),
    }
    return render(request, "schools/strengths/topic.html", context)


def rule_of(user: Any) -> FadingRule | None:
    return FadingRule.objects.select_related("region__scope").first()


@require_http_methods(["GET", "POST"])
@authorise(Permission.SET_FADING, find=rule_of)
def fading(request: HttpRequest, rule: FadingRule) -> HttpResponse:
    names = ("half_after", "gone_after", "good_for", "version")
    form = FadingForm(request.POST or None, initial={name: getattr(rule, name) for name in names})
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            set_fading_rule(rule=rule, by=person_of(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            form.data = {**request.POST.dict(), "version": rule.version}
            status = refusal.status
        else:
            messages.success(request, _("The rule is stored. It holds from now on."))
            return redirect("topics")
    return render(request, "schools/strengths/fading.html", {"form": form, "rule": rule}, status=status)
