"""Days of support over several schools: a caseload, an authority, and what waits for a decision."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from core import clock
from core.authorise import active_assignments, authorise, person_of
from core.errors import DomainError
from core.models import User
from core.spreadsheets import csv_file, xlsx_file
from schools.enums import DayRequestState, Permission, Role
from schools.forms.days import AdviserTimeForm, DecideForm
from schools.models import DayRequest
from schools.presenting.days import (
    FULL_POST,
    SCHOOL_HEADER,
    ceiling_source,
    day_rows,
    days_words,
    headings,
    school_cells,
    workloads,
)
from schools.queries.advisers import AdviserFound, adviser_found
from schools.queries.days import (
    advisers_of,
    ledger,
    request_visible,
    requests_waiting,
    schools_with_days,
    shares_of_posts,
    this_year,
)
from schools.queries.register import by_name
from schools.services.days import decide_request, set_adviser_time
from schools.units import academic_year

PER_PAGE = 25
FORMS = {"csv": csv_file, "xlsx": xlsx_file}


@authorise(Permission.BOOK_DAYS)
def days(request: HttpRequest) -> HttpResponse:
    """The adviser's own schools by name, each with its bar."""
    schools = by_name(schools_with_days(request.user, Permission.BOOK_DAYS))
    page = Paginator(schools, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": day_rows(page.object_list),
        "year": academic_year(this_year()),
        "sees_workload": request.user.has_perm(Permission.VIEW_WORKLOAD),
    }
    return render(request, "schools/days.html", context)


@authorise(Permission.VIEW_WORKLOAD)
def days_overview(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, the advisers' workload, and the schools of which most days are booked."""
    rows = day_rows(by_name(schools_with_days(request.user, Permission.VIEW_WORKLOAD)))
    advisers = advisers_of(row.school for row in rows)
    context = {
        "waiting": list(requests_waiting(request.user)),
        "workloads": workloads(rows, advisers, elsewhere(advisers)),
        "near": [row for row in rows if row.ledger.is_warned],
        "count": len(rows),
        "year": academic_year(this_year()),
        "may_decide": request.user.has_perm(Permission.APPROVE_DAYS),
        "post_days": settings.DELIVERY_DAYS_OF_A_POST,
    }
    return render(request, "schools/days_overview.html", context)


def elsewhere(advisers: dict[int, list[User]]) -> dict[int, int]:
    """By adviser, how many schools they have that are not among these."""
    here = Counter(person.pk for named in advisers.values() for person in named)
    posts = active_assignments().filter(role=Role.ADVISER, user__in=list(here))
    everywhere = Counter(posts.values_list("user_id", flat=True))
    return {pk: everywhere[pk] - here[pk] for pk in here}


@authorise(Permission.VIEW_DAYS)
def days_export(request: HttpRequest, form: str) -> HttpResponse:
    """Every school whose days the person may see, by name."""
    if form not in FORMS:
        raise Http404
    rows = day_rows(by_name(schools_with_days(request.user, Permission.VIEW_DAYS)))
    name = f"days-{clock.today().isoformat()}"
    return FORMS[form](name, headings(SCHOOL_HEADER), school_cells(rows))


def request_found(user: Any, public_id: UUID) -> DayRequest | None:
    return request_visible(user, public_id)


@authorise(Permission.APPROVE_DAYS, find=request_found)
def day_request(request: HttpRequest, asked: DayRequest) -> HttpResponse:
    form = DecideForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            decide_request(
                request=asked,
                approve=form.cleaned_data["decision"] == "approve",
                answer=form.cleaned_data["answer"],
                by=person_of(request),
            )
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("Your decision is stored. Whoever asked has been told."))
            return redirect("days_overview")
    found = ledger(asked.budget.school, asked.budget.year)
    context = {
        "asked": asked,
        "form": form,
        "is_open": asked.state == DayRequestState.ASKED,
        "is_own": asked.asked_by_id == request.user.pk,
        "words": days_words(found),
        "source": ceiling_source(found),
    }
    return render(request, "schools/day_request.html", context, status=status)


@authorise(Permission.APPROVE_DAYS, find=adviser_found)
def adviser_time(request: HttpRequest, found: AdviserFound) -> HttpResponse:
    stands = shares_of_posts([found.person.pk]).get(found.person.pk, FULL_POST)
    form = AdviserTimeForm(request.POST or None, initial={"share": stands.normalize(), "seen": stands})
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            set_adviser_time(
                person=found.person,
                share=form.cleaned_data["share"],
                seen=form.cleaned_data["seen"] or FULL_POST,
                by=person_of(request),
            )
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            form.data = {**request.POST.dict(), "seen": stands}
            status = refusal.status
        else:
            messages.success(request, _("The share of the post is stored."))
            return redirect("days_overview")
    context = {"adviser": found.person, "form": form, "stands": stands}
    return render(request, "schools/adviser_time.html", context, status=status)
