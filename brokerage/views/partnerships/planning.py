"""Objectives, days and money of a partnership."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from brokerage.enums import Permission
from brokerage.forms.partnerships import (
    MoneyForm,
    NowForm,
    ObjectiveForm,
    PlannedDayForm,
    ReasonForm,
    SpentForm,
    UsedForm,
)
from brokerage.models import Partnership, PartnershipObjective, PlannedDay, PlannedMoney
from brokerage.queries.partnershipfile import day_visible, grants_for, money_visible, objective_visible
from brokerage.queries.partnerships import partnership_visible
from brokerage.services import partnerships as services
from brokerage.views.partnerships.opening import FORM, home_of
from core import clock
from core.authorise import authorise, person_of
from core.views.asking import ask
from schools.models import Indicator


def objective_form(request: HttpRequest, partnership: Partnership, initial: dict[str, Any]) -> ObjectiveForm:
    return ObjectiveForm(
        request.POST or None,
        initial=initial,
        partners=list(partnership.partners.select_related("school")),
        indicators=Indicator.objects.filter(retired_on__isnull=True),
    )


@require_http_methods(FORM)
@authorise(Permission.WORK_IN_PARTNERSHIP, find=partnership_visible)
def partnership_objective_new(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = objective_form(request, partnership, {"language": partnership.language, "version": 1})
    return ask(
        request,
        form,
        lambda: services.add_objective(partnership=partnership, by=person_of(request), **form.facts()),
        said=_("Saved. Its baseline stands beside where it is now and where it is to be."),
        back=home_of(partnership),
        heading=_("An objective"),
        lead=partnership.title,
        save=_("Save the objective"),
    )


@require_http_methods(FORM)
@authorise(Permission.WORK_IN_PARTNERSHIP, find=objective_visible)
def partnership_objective(request: HttpRequest, objective: PartnershipObjective) -> HttpResponse:
    names = ("text", "success", "kind", "baseline_year", "baseline", "target", "baseline_words", "language")
    initial = {name: getattr(objective, name) for name in (*names, "version")}
    initial |= {"school": objective.school_id, "indicator": objective.indicator_id}
    form = objective_form(request, objective.partnership, initial)
    return ask(
        request,
        form,
        lambda: services.change_objective(
            objective=objective,
            version=form.cleaned_data["version"] or 0,
            by=person_of(request),
            **form.facts(),
        ),
        said=_("Saved."),
        back=home_of(objective.partnership),
        template="brokerage/partnerships/objective_form.html",
        now=lambda: fresh(objective),
        objective=objective,
        heading=_("Change the objective"),
        lead=objective.partnership.title,
        save=_("Save the objective"),
    )


def fresh(row: Any) -> Any:
    row.refresh_from_db()
    return row


@require_http_methods(FORM)
@authorise(Permission.WORK_IN_PARTNERSHIP, find=objective_visible)
def partnership_objective_now(request: HttpRequest, objective: PartnershipObjective) -> HttpResponse:
    form = NowForm(
        request.POST or None,
        kind=objective.kind,
        initial={
            "now": objective.now,
            "now_words": objective.now_words,
            "now_on": clock.today(),
            "version": objective.version,
        },
    )
    return ask(
        request,
        form,
        lambda: services.say_now(
            objective=objective,
            version=form.cleaned_data["version"],
            by=person_of(request),
            **form.facts(),
        ),
        said=_("Saved."),
        back=home_of(objective.partnership),
        template="brokerage/partnerships/objective_form.html",
        now=lambda: fresh(objective),
        objective=objective,
        heading=_("Where does it stand now?"),
        lead=objective.text,
        save=_("Save where it stands"),
    )


@require_http_methods(FORM)
@authorise(Permission.WORK_IN_PARTNERSHIP, find=objective_visible)
def partnership_objective_drop(request: HttpRequest, objective: PartnershipObjective) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    return ask(
        request,
        form,
        lambda: services.drop_objective(objective=objective, by=person_of(request), **form.cleaned_data),
        said=_("Dropped. It stays on record with its reason."),
        back=home_of(objective.partnership),
        heading=_("Drop the objective"),
        lead=objective.text,
        save=_("Drop it"),
    )


@require_http_methods(FORM)
@authorise(Permission.WORK_IN_PARTNERSHIP, find=partnership_visible)
def partnership_day_new(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = PlannedDayForm(
        request.POST or None,
        initial={"language": partnership.language},
        partners=list(partnership.partners.select_related("school__scope")),
    )
    return ask(
        request,
        form,
        lambda: services.plan_day(partnership=partnership, by=person_of(request), **form.facts()),
        said=_("Planned."),
        back=home_of(partnership),
        heading=_("Plan a day"),
        lead=partnership.title,
        save=_("Plan it"),
    )


@require_http_methods(FORM)
@authorise(Permission.WORK_IN_PARTNERSHIP, find=day_visible)
def partnership_day_used(request: HttpRequest, day: PlannedDay) -> HttpResponse:
    form = UsedForm(request.POST or None, initial={"days": day.days.normalize()})
    return ask(
        request,
        form,
        lambda: services.use_day(day=day, by=person_of(request), **form.cleaned_data),
        said=_("Noted as used. Note the contact too, with what came of it."),
        back=home_of(day.partnership),
        heading=_("Was it used?"),
        lead=day.what,
        save=_("It was used"),
    )


@require_http_methods(FORM)
@authorise(Permission.WORK_IN_PARTNERSHIP, find=day_visible)
def partnership_day_drop(request: HttpRequest, day: PlannedDay) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    return ask(
        request,
        form,
        lambda: services.drop_day(day=day, by=person_of(request), **form.cleaned_data),
        said=_("Dropped. Its days can be planned anew."),
        back=home_of(day.partnership),
        heading=_("Drop the day"),
        lead=day.what,
        save=_("Drop it"),
    )


@require_http_methods(FORM)
@authorise(Permission.KEEP_PARTNERSHIP, find=partnership_visible)
def partnership_money_new(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = MoneyForm(
        request.POST or None, initial={"language": partnership.language}, grants=grants_for(partnership)
    )
    return ask(
        request,
        form,
        lambda: services.plan_money(partnership=partnership, by=person_of(request), **form.facts()),
        said=_("Planned."),
        back=home_of(partnership),
        heading=_("Plan money"),
        lead=partnership.title,
        save=_("Plan it"),
    )


@require_http_methods(FORM)
@authorise(Permission.WORK_IN_PARTNERSHIP, find=money_visible)
def partnership_money_spent(request: HttpRequest, money: PlannedMoney) -> HttpResponse:
    form = SpentForm(request.POST or None, initial={"spent": money.spent, "version": money.version})
    return ask(
        request,
        form,
        lambda: services.spend_money(money=money, by=person_of(request), **form.cleaned_data),
        said=_("Saved."),
        back=home_of(money.partnership),
        now=lambda: fresh(money),
        heading=_("What is spent of it?"),
        lead=money.what,
        save=_("Save what is spent"),
    )
