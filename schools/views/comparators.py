"""Who a school is compared with: the default shown whole, and a person's own sets made and chosen."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.enums import ComparatorRule, Permission
from schools.forms.comparators import (
    FindByFactsForm,
    FindByNameForm,
    SetNameForm,
    first_values,
    query_of,
)
from schools.models import Authority, ComparatorSet, School
from schools.presenting.comparators import comparators_page, previewed, size_words
from schools.queries.comparators import (
    comparators_for,
    found_by_facts,
    found_by_name,
    members_of,
    own_sets,
    removed_sets,
)
from schools.queries.register import visible_schools
from schools.services.comparators import (
    change_set,
    make_set,
    remove_set,
    restore_set,
    use_default,
    use_set,
)
from schools.views.measure import school_with_detail

# Results of a search that are shown.
SHOWN = 25


def find_set(user: Any, number: str, public_id: UUID) -> ComparatorSet | None:
    school = school_with_detail(user, number)
    return own_sets(user, school).filter(public_id=public_id).first() if school else None


def find_removed(user: Any, number: str, public_id: UUID) -> ComparatorSet | None:
    school = school_with_detail(user, number)
    return removed_sets(user, school).filter(public_id=public_id).first() if school else None


@authorise(Permission.VIEW_DETAIL, find=school_with_detail)
def comparators(request: HttpRequest, school: School) -> HttpResponse:
    person = person_of(request)
    page = comparators_page(
        comparators_for(person, school), list(own_sets(person, school)), list(removed_sets(person, school))
    )
    return render(request, "schools/comparators.html", {"school": school, "page": page})


@authorise(Permission.VIEW_DETAIL, find=school_with_detail)
def comparators_by_name(request: HttpRequest, school: School) -> HttpResponse:
    return built_by_name(request, school, None)


@authorise(Permission.VIEW_DETAIL, find=school_with_detail)
def comparators_by_facts(request: HttpRequest, school: School) -> HttpResponse:
    return built_by_facts(request, school, None)


@authorise(Permission.VIEW_DETAIL, find=find_set)
def comparator_set(request: HttpRequest, own_set: ComparatorSet) -> HttpResponse:
    by_facts = own_set.rule == ComparatorRule.BY_FACTS
    return (built_by_facts if by_facts else built_by_name)(request, own_set.school, own_set)


def built_by_name(request: HttpRequest, school: School, own_set: ComparatorSet | None) -> HttpResponse:
    """The chosen schools stand in the address, so that the page needs no memory and no script."""
    asked = request.POST if request.method == "POST" else request.GET
    numbers = asked.getlist("member")
    if own_set and not numbers and "q" not in asked and request.method == "GET":
        numbers = [member.number for member in members_of(own_set)]
    finding = FindByNameForm(request.GET)
    finding.is_valid()
    words = finding.cleaned_data.get("q") or ""
    chosen = visible_schools(request.user).filter(number__in=numbers).order_by("sort_en")
    found = found_by_name(request.user, school, words).exclude(number__in=numbers) if words else None
    form = SetNameForm(request.POST or None, initial=first_values(own_set))
    status = 200
    if request.method == "POST":
        answer = saved(request, school, own_set, form, ComparatorRule.BY_NAME, numbers, {})
        if answer:
            return answer
        status = 422
    context = {
        "school": school,
        "own_set": own_set,
        "finding": finding,
        "words": words,
        "found": list(found[:SHOWN]) if found is not None else [],
        "count": found.count() if found is not None else 0,
        "chosen": previewed(chosen),
        "size": size_words(len(numbers)),
        "form": form,
        "hidden": hidden_inputs("member", numbers),
    }
    return render(request, "schools/comparators_by_name.html", context, status=status)


def built_by_facts(request: HttpRequest, school: School, own_set: ComparatorSet | None) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    authorities = list(Authority.objects.visible_to(request.user).order_by("name_en"))
    stored = query_of(own_set.criteria) if own_set and not request.GET and request.method == "GET" else None
    finding = FindByFactsForm(stored if stored is not None else asked, authorities=authorities)
    criteria = finding.criteria()
    found = found_by_facts(request.user, school, criteria) if criteria.asks else []
    form = SetNameForm(request.POST or None, initial=first_values(own_set))
    status = 200
    if request.method == "POST":
        numbers = [row.school.number for row in found]
        stated = criteria.stored()
        answer = saved(request, school, own_set, form, ComparatorRule.BY_FACTS, numbers, stated)
        if answer:
            return answer
        status = 422
    context = {
        "school": school,
        "own_set": own_set,
        "finding": finding,
        "asks": criteria.asks,
        "chosen": previewed(found),
        "size": size_words(len(found)),
        "form": form,
        "hidden": hidden_criteria(query_of(criteria.stored())),
    }
    return render(request, "schools/comparators_by_facts.html", context, status=status)


def saved(
    request: HttpRequest,
    school: School,
    own_set: ComparatorSet | None,
    form: SetNameForm,
    rule: ComparatorRule,
    numbers: list[str],
    criteria: dict[str, Any],
) -> HttpResponse | None:
    """The answer if it could be saved; otherwise the form says why not."""
    if not form.is_valid():
        return None
    person, name = person_of(request), form.cleaned_data["name"]
    try:
        if own_set:
            seen = form.cleaned_data["seen"]
            change_set(own_set=own_set, name=name, numbers=numbers, criteria=criteria, seen=seen, by=person)
            use_set(own_set=own_set, by=person)
        else:
            make_set(school=school, name=name, rule=rule, numbers=numbers, criteria=criteria, by=person)
    except DomainError as refusal:
        for sentence in (refusal.sentence, *refusal.details):
            form.add_error(None, sentence)
        return None
    messages.success(request, _("The set is saved. The measures of this school are compared with it now."))
    return redirect("comparators", school.number)


def hidden_inputs(name: str, values: Any) -> str:
    return format_html_join(
        "", '<input type="hidden" name="{}" value="{}">', ((name, value) for value in values)
    )


def hidden_criteria(values: dict[str, Any]) -> str:
    pairs = [
        (name, one)
        for name, value in values.items()
        for one in (value if isinstance(value, list) else [value])
    ]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


@require_POST
@authorise(Permission.VIEW_DETAIL, find=find_set)
def comparator_use(request: HttpRequest, own_set: ComparatorSet) -> HttpResponse:
    use_set(own_set=own_set, by=person_of(request))
    messages.success(request, _("The measures of this school are compared with this set now."))
    return redirect("comparators", own_set.school.number)


@require_POST
@authorise(Permission.VIEW_DETAIL, find=school_with_detail)
def comparators_default(request: HttpRequest, school: School) -> HttpResponse:
    use_default(school=school, by=person_of(request))
    messages.success(request, _("The measures of this school are compared with the default again."))
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return redirect(wanted)
    return redirect(reverse("comparators", args=[school.number]))


@require_POST
@authorise(Permission.VIEW_DETAIL, find=find_set)
def comparator_remove(request: HttpRequest, own_set: ComparatorSet) -> HttpResponse:
    remove_set(own_set=own_set, by=person_of(request))
    messages.success(request, _("The set is removed. You can bring it back below."))
    return redirect("comparators", own_set.school.number)


@require_POST
@authorise(Permission.VIEW_DETAIL, find=find_removed)
def comparator_restore(request: HttpRequest, own_set: ComparatorSet) -> HttpResponse:
    try:
        restore_set(own_set=own_set, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The set is back."))
    return redirect("comparators", own_set.school.number)
