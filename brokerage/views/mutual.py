"""Give and get: schools that could each help the other."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from brokerage.enums import Permission
from brokerage.forms.weights import PairsFilter, minutes_asked
from brokerage.matching.reading.mutual import pairs_among
from brokerage.presenting.mutual import pair_cards
from brokerage.queries.mutual import schools_to_pair, stated_by
from core.authorise import authorise
from schools.enums import Phase

PER_PAGE = 12
MINUTES, USUAL = (15, 30, 45, 60), 30


@authorise(Permission.BROKER)
def mutual_pairs(request: HttpRequest) -> HttpResponse:
    phase = request.GET.get("phase", "")
    phase = phase if phase in Phase.values else ""
    minutes = minutes_asked(request.GET.get("minutes", ""), MINUTES, USUAL)
    schools = schools_to_pair(request.user, phase)
    strong, weak, needs = stated_by(request.user, [school.pk for school in schools])
    found = pairs_among(schools, strong, weak, most_minutes=minutes)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    by_id = {school.pk: school for school in schools}
    form = PairsFilter(
        {"phase": phase, "minutes": str(minutes)},
        phases=[("", _("All phases")), *Phase.choices],
        minutes=[(str(n), ngettext("%(n)s minute", "%(n)s minutes", n) % {"n": n}) for n in MINUTES],
        auto_id="filter_%s",
    )
    context = {
        "page": page,
        "cards": pair_cards(list(page), by_id, needs),
        "form": form,
        "chosen": int(bool(phase)) + int(minutes != USUAL),
        "both": sum(1 for school in schools if strong.get(school.pk) and weak.get(school.pk)),
    }
    return render(request, "brokerage/matching/pairs.html", context)
