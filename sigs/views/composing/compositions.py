"""What is composed: the list, a new one, its rules and the history of its runs."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.models import Authority
from schools.queries.region import region_of_portal
from sigs.enums import Effort, Permission
from sigs.forms.composing import RULE_FORMS, CompositionForm
from sigs.models import Composition
from sigs.presenting.composing.rules import NAMES, rule_rows
from sigs.presenting.composing.runs import run_row, state_kind
from sigs.presenting.composing.sliders import sliders
from sigs.queries.compositions import composition_visible, compositions_for, runs_of, schools_composed
from sigs.services.composing.asked import Asked
from sigs.services.composing.compositions import AT_WORK, begin_composition, change_rules, drop_composition

PER_PAGE = 25


@authorise(Permission.COMPOSE)
def compositions(request: HttpRequest) -> HttpResponse:
    page = Paginator(compositions_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    rows = [{"composition": found, "kind": state_kind(found)} for found in page.object_list]
    return render(request, "sigs/compositions.html", {"page": page, "rows": rows})


@authorise(Permission.COMPOSE)
def composition_new(request: HttpRequest) -> HttpResponse:
    form = CompositionForm(request.POST or None)
    status = 422 if form.is_bound else 200
    region = region_of_portal()
    if region is None:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            made = begin_composition(region=region, by=person_of(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("schools", refusal.sentence)
            status = refusal.status
        else:
            return redirect("composition", made.public_id)
    return render(request, "sigs/composition_new.html", {"form": form}, status=status)


def rules_context(composition: Composition, steps: Any = None) -> dict[str, Any]:
    """The left column: rules with their Change, and the sliders."""
    asked = Asked.read(composition.rules)
    authorities = Authority.objects.filter(region=composition.region_id).count()
    return {
        "composition": composition,
        "asked": asked,
        "rules": rule_rows(composition, asked, schools_composed(composition).count(), authorities),
        "sliders": sliders(asked, steps or {}),
        "efforts": Effort.choices,
        "is_at_work": composition.state in AT_WORK,
        "state_kind": state_kind(composition),
    }


@authorise(Permission.COMPOSE, find=composition_visible)
def composition(request: HttpRequest, composition: Composition) -> HttpResponse:
    page = Paginator(runs_of(composition), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **rules_context(composition),
        "page": page,
        "runs": [run_row(run) for run in page.object_list],
    }
    return render(request, "sigs/composition.html", context)


class RuleFound:
    """A rule of a composition, by the word in its address."""

    scope_path = "scope"

    def __init__(self, composition: Composition, slug: str) -> None:
        self.composition = composition
        self.slug = slug
        self.scope = composition.region.scope


def rule_found(user: Any, public_id: UUID, rule: str) -> RuleFound | None:
    found = composition_visible(user, public_id) if rule in RULE_FORMS else None
    return RuleFound(found, rule) if found else None


@authorise(Permission.COMPOSE, find=rule_found)
def composition_rule(request: HttpRequest, found: RuleFound) -> HttpResponse:
    composition = found.composition
    form = RULE_FORMS[found.slug](
        request.POST or None,
        composition=composition,
        asked=Asked.read(composition.rules),
        schools=list(schools_composed(composition).order_by("sort_en", "number")),
    )
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            change_rules(
                composition=composition,
                asked=form.changed(),
                seen=form.cleaned_data["seen"],
                by=person_of(request),
                **form.changed_columns(),
            )
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            form.data = {**request.POST.dict(), "seen": composition.version}
            status = refusal.status
        else:
            messages.success(request, _("The rule is stored. It counts for the next run."))
            return redirect("composition", composition.public_id)
    context = {"composition": composition, "form": form, "rule": NAMES[found.slug]}
    return render(request, "sigs/composition_rule.html", context, status=status)


@require_POST
@authorise(Permission.COMPOSE, find=composition_visible)
def composition_drop(request: HttpRequest, composition: Composition) -> HttpResponse:
    try:
        drop_composition(composition=composition, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("It is dropped. Its runs stay on record."))
    return redirect("composition", composition.public_id)
