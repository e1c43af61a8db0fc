"""What has come to a standstill, in order of harm; writing to whom it waits for; the rules."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from brokerage.enums import Permission, StallKind
from brokerage.forms.moving import StallFilter, StallRuleForm
from brokerage.models import Stall, StallRule
from brokerage.presenting.moving import rule_rows, stall_rows
from brokerage.queries.stalling import rules_of
from brokerage.queries.stalls import stall_visible, stalls_visible
from brokerage.services.moving import change_rule, nudge_by_hand
from core.authorise import authorise, person_of
from core.errors import DomainError
from core.views.asking import ask
from schools.models import Region
from schools.queries.region import region_of_portal

PER_PAGE = 25
NUMBERS = ("after_days", "weight", "nudge_days")


@authorise(Permission.BROKER)
def stalled(request: HttpRequest) -> HttpResponse:
    rules = rules_of(region_of_portal())
    form = StallFilter(request.GET)
    kind = form.chosen()
    # Ordered by what is worked out, so all are read: those that stand still at one time are few.
    rows = stall_rows(stalls_visible(request.user), rules)
    shown = [row for row in rows if not kind or row.stall.kind == kind]
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": page.object_list,
        "count": len(rows),
        "chosen": kind,
        "sets_rules": request.user.has_perm(Permission.BROKER_REGION),
    }
    return render(request, "brokerage/moving/stalled.html", context)


@require_POST
@authorise(Permission.BROKER, find=stall_visible)
def stall_nudge(request: HttpRequest, stall: Stall) -> HttpResponse:
    try:
        told = nudge_by_hand(stall=stall, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        sentence = ngettext("%(n)s person was written to.", "%(n)s people were written to.", told)
        messages.success(request, sentence % {"n": told})
    return redirect("stalled")


@authorise(Permission.BROKER)
def stall_rules(request: HttpRequest) -> HttpResponse:
    context = {
        "rows": rule_rows(rules_of(region_of_portal())),
        "sets_rules": request.user.has_perm(Permission.BROKER_REGION),
    }
    return render(request, "brokerage/moving/stall_rules.html", context)


class RulePlace:
    """A kind of standstill in the portal's region."""

    scope_path = "region__scope"

    def __init__(self, region: Region, kind: StallKind) -> None:
        self.region = region
        self.kind = kind

    @property
    def rule(self) -> StallRule:
        return rules_of(self.region)[self.kind]


def rule_found(user: object, kind: str) -> RulePlace | None:
    region = region_of_portal()
    return RulePlace(region, StallKind(kind)) if region and kind in StallKind.values else None


@require_http_methods(["GET", "POST"])
@authorise(Permission.BROKER_REGION, find=rule_found)
def stall_rule(request: HttpRequest, place: RulePlace) -> HttpResponse:
    rule = place.rule
    first = {name: getattr(rule, name) for name in (*NUMBERS, "version")}
    form = StallRuleForm(request.POST or None, initial=first)

    def act() -> None:
        facts = {name: form.cleaned_data[name] for name in NUMBERS}
        change_rule(
            region=place.region,
            kind=place.kind,
            version=form.cleaned_data["version"] or 0,
            by=person_of(request),
            **facts,
        )

    return ask(
        request,
        form,
        act,
        said=_("The rule is saved. It counts from the next hour on."),
        back=reverse("stall_rules"),
        template="brokerage/moving/stall_rule.html",
        now=lambda: place.rule,
        rule=place.rule if request.method == "POST" else rule,
        heading=place.kind.label,
        lead=_("When it counts as stalled"),
        save=_("Save"),
    )
