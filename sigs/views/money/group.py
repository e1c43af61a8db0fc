"""A group's money: what it was given, what it spent, what the next tranche waits for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.authorise import authorise, person_of
from core.spreadsheets import csv_file, xlsx_file
from core.views.asking import ask
from schools.units import academic_year
from sigs.enums import Permission
from sigs.forms.money import BecauseForm, SpendForm
from sigs.models import Group, SpendLine
from sigs.presenting.money import LINE_HEADER, cover_by_school, line_cells, tranche_rows
from sigs.queries.groups import current_members, group_visible
from sigs.queries.money import (
    accounts_of,
    bids_of,
    gates_of,
    line_visible,
    lines_of,
    open_calls,
    spendable,
    sums_of,
    years_with_money,
)
from sigs.queries.ties import belongs_to
from sigs.services.money import take_back_line, write_line
from sigs.views.money.addresses import money_of

FORMS = {"csv": csv_file, "xlsx": xlsx_file}


def chosen_year(request: HttpRequest, known: list[int]) -> int:
    asked = request.GET.get("year", "")
    return next((year for year in known if str(year) == asked), known[0])


@authorise(Permission.VIEW_GROUP, find=group_visible)
def group_money(request: HttpRequest, group: Group) -> HttpResponse:
    person = person_of(request)
    years = years_with_money(group)
    year = chosen_year(request, years)
    accounts = accounts_of(group, year)
    gates = gates_of(group, [row for account in accounts for row in account.tranches])
    decides = person.has_perm(Permission.DECIDE_MONEY, group) and not belongs_to(person, group)
    lines = list(lines_of(group, year))
    leads = person.has_perm(Permission.LEAD_GROUP, group)
    context = {
        "group": group,
        "year": year,
        "years": [(each, academic_year(each)) for each in years],
        "sums": sums_of(accounts),
        "accounts": [(account, tranche_rows(account, gates, decides)) for account in accounts],
        "lines": lines,
        "cover": cover_by_school(lines),
        "bids": list(bids_of(group)),
        "calls": list(open_calls()) if leads else [],
        "leads": leads,
        "may_spend": leads and bool(spendable(group)),
    }
    return render(request, "sigs/money/group_money.html", context)


class LinesFile:
    scope_path = "group__scope"

    def __init__(self, group: Group, form: str) -> None:
        self.group = group
        self.form = form


def lines_file(user: Any, slug: str, form: str) -> LinesFile | None:
    group = group_visible(user, slug)
    return LinesFile(group, form) if group and form in FORMS else None


@authorise(Permission.VIEW_GROUP, find=lines_file)
def group_money_export(request: HttpRequest, file: LinesFile) -> HttpResponse:
    year = chosen_year(request, years_with_money(file.group))
    rows = line_cells(file.group, lines_of(file.group, year))
    return FORMS[file.form](f"{file.group.slug}-money-{year}", [str(name) for name in LINE_HEADER], rows)


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=group_visible)
def spend_new(request: HttpRequest, group: Group) -> HttpResponse:
    tranches = spendable(group)
    form = SpendForm(
        request.POST or None,
        tranches=tranches,
        schools=[member.school for member in current_members(group)],
    )

    def act() -> None:
        write_line(by=person_of(request), **form.cleaned_data)

    return ask(
        request,
        form,
        act,
        said=_("The line is written."),
        back=money_of(group),
        heading=_("Write down spending"),
        lead=group.name,
        save=_("Write the line"),
        notes=[] if tranches else [_("Nothing is released that is not spent already.")],
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=line_visible)
def spend_take_back(request: HttpRequest, line: SpendLine) -> HttpResponse:
    group = line.tranche.group
    form = BecauseForm(
        request.POST or None,
        label=_("What was wrong?"),
        help_text=_("The line stays as it was written. A counter-line takes it back and says why."),
    )

    def act() -> None:
        take_back_line(line=line, by=person_of(request), **form.cleaned_data)

    return ask(
        request,
        form,
        act,
        said=_("The line is taken back. Write the right one now, if there is one."),
        back=money_of(group, line.tranche.grant.year),
        template="sigs/money/take_back.html",
        heading=_("Take a line back"),
        lead=group.name,
        save=_("Take it back"),
        line=line,
    )
