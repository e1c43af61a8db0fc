"""Staff-days out of school: one school's ledger, what its head does with it, and sums over schools."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.enums import Permission, TimeOutPurpose, TimeOutState
from schools.forms.timeout import AnswerTimeOutForm, BookTimeOutForm, CancelTimeOutForm, CeilingForm
from schools.models import Authority, School, TimeOut
from schools.presenting.timeout import overview_rows, payer_rows, pounds, purpose_rows, room_words
from schools.queries.days import this_year
from schools.queries.register import school_visible
from schools.queries.timeout import (
    room_in,
    rows_of,
    schools_with_time_out,
    sums_by_purpose,
    sums_of,
    time_out_visible,
    years_of,
)
from schools.services.timeout import answer_time_out, book_time_out, cancel_time_out, set_time_out_ceiling
from schools.units import academic_year
from schools.views.school import frame


def school_with_time_out(user: Any, number: str) -> School | None:
    """Whoever may not see the ledger is told nothing of it."""
    school = school_visible(user, number)
    return school if school and user.has_perm(Permission.VIEW_TIME_OUT, school) else None


def time_out_found(user: Any, public_id: UUID) -> TimeOut | None:
    return time_out_visible(user, public_id)


def chosen_year(request: HttpRequest, school: School) -> int:
    known = {str(year): year for year in years_of(school)}
    return known.get(request.GET.get("year", ""), this_year())


def ledger_page(school: School, year: int) -> str:
    return f"{reverse('time_out_school', args=[school.number])}?year={year}"


@authorise(Permission.VIEW_TIME_OUT, find=school_with_time_out)
def time_out_school(request: HttpRequest, school: School) -> HttpResponse:
    year = chosen_year(request, school)
    rows = list(rows_of(school, year))
    sums = sums_of(rows)
    context = {
        **frame(request, school),
        "year": year,
        "years": [(each, academic_year(each)) for each in years_of(school)],
        "words": room_words(room_in(school, year)),
        "rows": [(row, pounds(row.cover_cost)) for row in rows if row.state != TimeOutState.ASKED],
        "asked": [row for row in rows if row.state == TimeOutState.ASKED],
        "purposes": purpose_rows(sums),
        "payers": payer_rows(sums),
        "sums": sums,
        "cover": pounds(sums.cover),
        "keeps": request.user.has_perm(Permission.KEEP_TIME_OUT, school),
    }
    return render(request, "schools/timeout/school.html", context)


@require_http_methods(["GET", "POST"])
@authorise(Permission.KEEP_TIME_OUT, find=school_with_time_out)
def time_out_book(request: HttpRequest, school: School) -> HttpResponse:
    form = BookTimeOutForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        facts = {**form.cleaned_data, "purpose": TimeOutPurpose(form.cleaned_data["purpose"])}
        try:
            row = book_time_out(school=school, by=person_of(request), **facts)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("The days are booked."))
            return redirect(ledger_page(school, row.ledger.year))
    context = {"school": school, "form": form, "words": room_words(room_in(school, this_year()))}
    return render(request, "schools/timeout/book.html", context, status=status)


@require_http_methods(["GET", "POST"])
@authorise(Permission.KEEP_TIME_OUT, find=school_with_time_out)
def time_out_ceiling(request: HttpRequest, school: School) -> HttpResponse:
    year = chosen_year(request, school)
    stands = room_in(school, year).ceiling
    shown = stands.normalize() if stands is not None else None
    form = CeilingForm(request.POST or None, initial={"ceiling": shown, "seen": stands})
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            set_time_out_ceiling(school=school, year=year, by=person_of(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            form.data = {**request.POST.dict(), "seen": "" if stands is None else str(stands)}
            status = refusal.status
        else:
            messages.success(request, _("Your ceiling is stored."))
            return redirect(ledger_page(school, year))
    context = {
        "school": school,
        "form": form,
        "year": year,
        "words": room_words(room_in(school, year)),
        "action": request.get_full_path(),
    }
    return render(request, "schools/timeout/ceiling.html", context, status=status)


@require_http_methods(["GET", "POST"])
@authorise(Permission.KEEP_TIME_OUT, find=time_out_found)
def time_out_cancel(request: HttpRequest, row: TimeOut) -> HttpResponse:
    form = CancelTimeOutForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            cancel_time_out(row=row, because=form.cleaned_data["because"], by=person_of(request))
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("Cancelled: the days are free again."))
            return redirect(ledger_page(row.ledger.school, row.ledger.year))
    context = {"school": row.ledger.school, "row": row, "form": form}
    return render(request, "schools/timeout/cancel.html", context, status=status)


@require_http_methods(["GET", "POST"])
@authorise(Permission.KEEP_TIME_OUT, find=time_out_found)
def time_out_answer(request: HttpRequest, row: TimeOut) -> HttpResponse:
    form = AnswerTimeOutForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        agree = form.cleaned_data["decision"] == "agree"
        try:
            answer_time_out(row=row, agree=agree, because=form.cleaned_data["because"], by=person_of(request))
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("Your answer is stored. Whoever asked has been told."))
            return redirect(ledger_page(row.ledger.school, row.ledger.year))
    room = room_in(row.ledger.school, row.ledger.year)
    context = {
        "school": row.ledger.school,
        "row": row,
        "form": form,
        "words": room_words(room),
        "cover": pounds(row.cover_cost),
        "is_open": row.state == TimeOutState.ASKED,
    }
    return render(request, "schools/timeout/answer.html", context, status=status)


@authorise(Permission.VIEW_TIME_OUT_SUMS)
def time_out(request: HttpRequest) -> HttpResponse:
    """Sums over the person's schools, and the schools themselves by name."""
    year = this_year()
    found = sums_by_purpose(request.user, year)
    authorities = list(Authority.objects.filter(pk__in={place for place, _p in found}).order_by("name_en"))
    schools = schools_with_time_out(request.user, year)
    context = {
        "year": academic_year(year),
        "rows": overview_rows(found, authorities),
        "authorities": authorities,
        "schools": [(row, pounds(row.cover)) for row in schools],
    }
    return render(request, "schools/timeout/overview.html", context)
