"""One school's days of support: its ledger, and booking, using and cancelling them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.authorise import authorise, person_of
from core.errors import DomainError
from core.spreadsheets import csv_file, xlsx_file
from schools.enums import DayRequestState, DayState, Permission
from schools.forms.days import BookDaysForm, CancelDaysForm, MoreDaysForm, UseDaysForm
from schools.models import DayEntry, School
from schools.presenting.days import ENTRY_HEADER, ceiling_source, days_words, entry_cells, headings
from schools.queries.days import (
    entries_of,
    entry_visible,
    ledger,
    people_who_book,
    requests_of,
    this_year,
    years_with_days,
)
from schools.queries.register import school_visible
from schools.queries.support.ties import is_tied
from schools.services.days import ask_for_days, book_days, cancel_days, use_days
from schools.units import academic_year
from schools.views.school import frame

FORMS = {"csv": csv_file, "xlsx": xlsx_file}


def school_with_days(user: Any, number: str) -> School | None:
    """Whoever may not see the school's days is told nothing of them."""
    school = school_visible(user, number)
    return school if school and user.has_perm(Permission.VIEW_DAYS, school) else None


def chosen_year(request: HttpRequest, school: School) -> int:
    known = {str(year): year for year in years_with_days(school)}
    return known.get(request.GET.get("year", ""), this_year())


def back_to(school: School, year: int) -> str:
    return f"{reverse('school_days', args=[school.number])}?year={year}"


def may_write(request: HttpRequest, school: School) -> bool:
    person = person_of(request)
    return person.has_perm(Permission.BOOK_DAYS, school) and not is_tied(person, school)


@authorise(Permission.VIEW_DAYS, find=school_with_days)
def school_days(request: HttpRequest, school: School) -> HttpResponse:
    year = chosen_year(request, school)
    found = ledger(school, year)
    asked = list(requests_of(school, year))
    context = {
        **frame(request, school),
        "year": year,
        "years": [(each, academic_year(each)) for each in years_with_days(school)],
        "ledger": found,
        "words": days_words(found),
        "source": ceiling_source(found),
        "entries": list(entries_of(school, year)),
        "requests": asked,
        "is_asked": any(row.state == DayRequestState.ASKED for row in asked),
        "may_write": may_write(request, school),
        "planned": DayState.PLANNED,
        "cancelled": DayState.CANCELLED,
    }
    return render(request, "schools/school_days.html", context)


class DaysFile:
    scope_path = "school__scope"

    def __init__(self, school: School, form: str) -> None:
        self.school = school
        self.form = form


def days_file(user: Any, number: str, form: str) -> DaysFile | None:
    school = school_with_days(user, number)
    return DaysFile(school, form) if school and form in FORMS else None


@authorise(Permission.VIEW_DAYS, find=days_file)
def school_days_export(request: HttpRequest, file: DaysFile) -> HttpResponse:
    year = chosen_year(request, file.school)
    rows = entry_cells(entries_of(file.school, year))
    return FORMS[file.form](f"{file.school.number}-days-{year}", headings(ENTRY_HEADER), rows)


@authorise(Permission.BOOK_DAYS, find=school_with_days)
def days_book(request: HttpRequest, school: School) -> HttpResponse:
    person = person_of(request)
    form = BookDaysForm(
        request.POST or None, advisers=people_who_book(school), initial={"adviser": person.pk}
    )
    if request.method == "POST" and form.is_valid():
        try:
            entry = book_days(school=school, by=person, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The days are in the ledger."))
            return redirect(back_to(school, entry.budget.year))
    found = ledger(school, this_year())
    context = {
        "school": school,
        "form": form,
        "year": this_year(),
        "words": days_words(found),
        "source": ceiling_source(found),
    }
    return render(request, "schools/days_book.html", context, status=422 if form.is_bound else 200)


@authorise(Permission.BOOK_DAYS, find=school_with_days)
def days_more(request: HttpRequest, school: School) -> HttpResponse:
    year = chosen_year(request, school)
    form = MoreDaysForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_for_days(school=school, year=year, by=person_of(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The senior adviser has been asked and will decide."))
            return redirect(back_to(school, year))
    found = ledger(school, year)
    context = {
        "school": school,
        "form": form,
        "year": year,
        "words": days_words(found),
        "source": ceiling_source(found),
    }
    return render(request, "schools/days_more.html", context, status=422 if form.is_bound else 200)


def entry_found(user: Any, public_id: UUID) -> DayEntry | None:
    return entry_visible(user, public_id)


@authorise(Permission.BOOK_DAYS, find=entry_found)
def day_use(request: HttpRequest, entry: DayEntry) -> HttpResponse:
    form = UseDaysForm(request.POST or None, initial={"days": entry.days.normalize()})
    return changed(request, entry, form, use_days, "schools/day_use.html", _("The days are marked as used."))


@authorise(Permission.BOOK_DAYS, find=entry_found)
def day_cancel(request: HttpRequest, entry: DayEntry) -> HttpResponse:
    form = CancelDaysForm(request.POST or None)
    return changed(request, entry, form, cancel_days, "schools/day_cancel.html", _("The days are cancelled."))


def changed(
    request: HttpRequest, entry: DayEntry, form: Any, service: Any, template: str, said: Any
) -> HttpResponse:
    school = entry.budget.school
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            service(entry=entry, by=person_of(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, said)
            return redirect(back_to(school, entry.budget.year))
    context = {"school": school, "entry": entry, "form": form}
    return render(request, template, context, status=status)
