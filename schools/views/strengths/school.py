"""A school's strengths and needs: the tab, and what the two sides do with a statement."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST
from django_stubs_ext import StrOrPromise

from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.enums import Permission
from schools.forms.strengths import MetForm, WithdrawForm
from schools.models import Need, School, Strength
from schools.presenting.strengths import strengths_page
from schools.queries.strengths import need_readable, statement_readable, strength_readable
from schools.services.strengths import confirm, let_staff_read, mark_met, offer, renew, withdraw
from schools.views.school import find_school, frame

Statement = Strength | Need


def found(user: Any, public_id: UUID) -> Statement | None:
    return statement_readable(user, public_id)


def strength_found(user: Any, public_id: UUID) -> Strength | None:
    return strength_readable(user, public_id)


def need_found(user: Any, public_id: UUID) -> Need | None:
    return need_readable(user, public_id)


def back_to(statement: Statement) -> HttpResponse:
    return redirect("school_strengths", statement.school.number)


@authorise(Permission.VIEW_REGISTER, find=find_school)
def school_strengths(request: HttpRequest, school: School) -> HttpResponse:
    """Everybody sees what the school offers to be known; more is the page's own affair."""
    context = {**frame(request, school), "page": strengths_page(school, request.user)}
    return render(request, "schools/strengths/school.html", context)


def act(
    request: HttpRequest, statement: Statement, said: StrOrPromise, step: Callable[[], None]
) -> HttpResponse:
    try:
        step()
    except DomainError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, said)
    return redirect("home") if request.POST.get("next") == "home" else back_to(statement)


@require_POST
@authorise(Permission.STATE, find=found)
def statement_confirm(request: HttpRequest, statement: Statement) -> HttpResponse:
    said = _("Confirmed. The other side has been told.")
    return act(request, statement, said, lambda: confirm(statement=statement, by=person_of(request)))


@require_POST
@authorise(Permission.STATE, find=found)
def statement_renew(request: HttpRequest, statement: Statement) -> HttpResponse:
    said = _("Still true: it counts in full again.")
    return act(request, statement, said, lambda: renew(statement=statement, by=person_of(request)))


@require_POST
@authorise(Permission.STATE_AS_SCHOOL, find=strength_found)
def strength_offer(request: HttpRequest, strength: Strength) -> HttpResponse:
    """On or off, as the button says."""
    offered = request.POST.get("offered") == "yes"
    said = (
        _("The region may know of this strength while it is confirmed.")
        if offered
        else _("The region no longer sees this strength.")
    )
    return act(
        request, strength, said, lambda: offer(strength=strength, offered=offered, by=person_of(request))
    )


@require_POST
@authorise(Permission.STATE_AS_SCHOOL, find=need_found)
def need_staff(request: HttpRequest, need: Need) -> HttpResponse:
    allowed = request.POST.get("allowed") == "yes"
    said = _("Staff of the school may read this need.") if allowed else _("Staff no longer read this need.")
    return act(request, need, said, lambda: let_staff_read(need=need, allowed=allowed, by=person_of(request)))


@require_http_methods(["GET", "POST"])
@authorise(Permission.STATE, find=found)
def statement_withdraw(request: HttpRequest, statement: Statement) -> HttpResponse:
    form = WithdrawForm(request.POST or None)
    return answer(
        request,
        statement,
        form,
        "schools/strengths/withdraw.html",
        _("Withdrawn. It stays on record."),
        lambda facts: withdraw(statement=statement, by=person_of(request), **facts),
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.STATE, find=need_found)
def need_met(request: HttpRequest, need: Need) -> HttpResponse:
    form = MetForm(request.POST or None)
    return answer(
        request,
        need,
        form,
        "schools/strengths/met.html",
        _("The need is met. Thank you for saying what helped."),
        lambda facts: mark_met(need=need, by=person_of(request), **facts),
    )


def answer(
    request: HttpRequest,
    statement: Statement,
    form: Any,
    template: str,
    said: StrOrPromise,
    step: Callable[[dict[str, Any]], None],
) -> HttpResponse:
    """One question about a statement, then back to the school's page."""
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            step(form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, said)
            return back_to(statement)
    context = {"statement": statement, "school": statement.school, "form": form}
    return render(request, template, context, status=status)
