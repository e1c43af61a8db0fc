"""Capacity: days that schools offer, have promised, booked and used, by supplier and by adviser."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from brokerage.enums import Permission
from brokerage.presenting.capacity import HEADER, adviser_rows, cells, headline, payer_rows, supplier_rows
from brokerage.queries.capacity import offers_seen, out_by_payer, together
from core.authorise import authorise
from core.spreadsheets import csv_file, xlsx_file
from schools.enums import Permission as SchoolsPermission
from schools.queries.days import schools_with_days, this_year
from schools.units import academic_year

PER_PAGE = 25
FORMS = {"csv": csv_file, "xlsx": xlsx_file}


@authorise(Permission.VIEW_CAPACITY)
def capacity(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    year = this_year()
    offers = offers_seen(user, year)
    schools = list(schools_with_days(user, SchoolsPermission.VIEW_WORKLOAD))
    found = together(offers, len(schools))
    page = Paginator(offers, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "year": academic_year(year),
        "headline": headline(found),
        "together": found,
        "page": page,
        "rows": supplier_rows(page.object_list),
        "advisers": adviser_rows(schools),
        "payers": payer_rows(out_by_payer(user, year)),
    }
    return render(request, "brokerage/offers/capacity.html", context)


@authorise(Permission.VIEW_CAPACITY)
def capacity_export(request: HttpRequest, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    year = this_year()
    rows = cells(supplier_rows(offers_seen(request.user, year)))
    return FORMS[form](f"capacity-{year}", [str(heading) for heading in HEADER], rows)
