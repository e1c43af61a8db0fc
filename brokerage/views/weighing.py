"""How match points are counted: what holds, and a change, whose effect is shown before it is stored."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from brokerage.enums import SUPPLIED, AskState, Permission
from brokerage.forms.weights import WeightsForm
from brokerage.models import Ask, MatchWeights
from brokerage.presenting.weighing import LOOKED_AT, effect_of, weight_lines
from brokerage.queries.asks import asks_waiting
from brokerage.queries.weights import weights_of, weights_on
from brokerage.services.weighing import Numbers, set_weights
from core import clock
from core.authorise import allows, authorise, person_of
from core.errors import DomainError
from schools.models import Region
from schools.queries.region import region_of_portal


def the_region() -> Region:
    region = region_of_portal()
    if region is None:
        raise Http404
    return region


@authorise(Permission.BROKER)
def weights(request: HttpRequest) -> HttpResponse:
    now = weights_on()
    today = clock.today()
    rows = list(weights_of(the_region()))
    context = {
        "now": now,
        "lines": weight_lines(now),
        "coming": [row for row in reversed(rows) if row.valid_from > today],
        "past": [row for row in rows if row.valid_from <= today and row.pk != now.pk],
        "may_change": allows(request.user, Permission.BROKER_REGION),
    }
    return render(request, "brokerage/matching/weights.html", context)


@require_http_methods(["GET", "POST"])
@authorise(Permission.BROKER_REGION)
def weights_change(request: HttpRequest) -> HttpResponse:
    """Asked twice: first what it would do, then to store it."""
    now = weights_on()
    form = WeightsForm(request.POST or None, initial=first(now))
    context: dict[str, Any] = {"form": form, "now": now}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            facts = dict(form.cleaned_data)
            numbers = Numbers(**{name: facts.pop(name) for name in Numbers.__dataclass_fields__})
            if "store" not in request.POST:
                then = MatchWeights(**vars(numbers), valid_from=facts["valid_from"])
                context["effect"] = effect_of(open_asks(request.user), now, then)
                form.data = {**request.POST.dict(), "version": version_on(facts["valid_from"])}
                return render(request, "brokerage/matching/weights_change.html", context)
            try:
                set_weights(region=the_region(), numbers=numbers, by=person_of(request), **facts)
            except DomainError as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
                if status == 409:
                    form.data = {**request.POST.dict(), "version": version_on(facts["valid_from"])}
            else:
                messages.success(request, _("Stored. Points are counted so from that day on."))
                return redirect("weights")
    return render(request, "brokerage/matching/weights_change.html", context, status=status)


def first(now: MatchWeights) -> dict[str, Any]:
    """What stands now, from today on; a row that begins today is changed itself."""
    today = clock.today()
    return {
        **vars(Numbers.of(now)),
        "valid_from": today,
        "language": get_language() or "en",
        "version": version_on(today),
    }


def version_on(day: Any) -> int:
    row = weights_of(the_region()).filter(valid_from=day).first()
    return row.version if row else 0


def open_asks(user: Any) -> list[Ask]:
    rows = asks_waiting(user).filter(state__in=[AskState.OPEN, AskState.UNMET], kind__in=SUPPLIED)
    return list(rows[:LOOKED_AT])
