"""Pairs and trios of a group: suggested, asked, agreed by all sides, ended with what came of them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from sigs.enums import Permission
from sigs.forms.pairs import AnswerPairForm, AskPairForm, EndPairForm
from sigs.models import Group
from sigs.presenting.pairs import pairing_row, pairs
from sigs.queries.groups import group_visible
from sigs.queries.pairs import PairingSeen, SideOfPair, own_side, pairing_visible
from sigs.queries.sharing import sharing_in
from sigs.services.pairings import answer_pairing, ask_pairing, end_pairing


def language() -> str:
    return (translation.get_language() or "en")[:2]


@authorise(Permission.VIEW_GROUP, find=group_visible)
def group_pairs(request: HttpRequest, group: Group) -> HttpResponse:
    sharing = sharing_in(group, request.user)
    context = {"group": group, "sharing": sharing, "page": pairs(sharing, request.user)}
    return render(request, "sigs/pairs/group_pairs.html", context)


@dataclass(frozen=True)
class NamedSchools:
    """Schools of a group, by their numbers in order."""

    scope_path = "group__scope"

    group: Group
    key: str


def find_schools(user: Any, slug: str, key: str) -> NamedSchools | None:
    group = group_visible(user, slug)
    return NamedSchools(group, key) if group else None


@require_http_methods(["GET", "POST"])
@authorise(Permission.TAKE_PART, find=find_schools)
def group_pair_ask(request: HttpRequest, named: NamedSchools) -> HttpResponse:
    """Of what is suggested now, the one that the address names by its schools."""
    group = named.group
    sharing = sharing_in(group, request.user)
    found = next((row for row in pairs(sharing, request.user).suggestions if row.key == named.key), None)
    if found is None or not found.may_ask:
        messages.error(request, _("This is not suggested any more: something has changed meanwhile."))
        return redirect("group_pairs", group.slug)
    form = AskPairForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            pairing = ask_pairing(
                group=group,
                schools=found.schools,
                message=form.cleaned_data["message"],
                language=language(),
                own=[school for school in found.schools if school in sharing.own],
                by=person_of(request),
            )
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("They are asked. You are told when they have answered."))
            return redirect("group_pair", group.slug, pairing.public_id)
    context = {"group": group, "found": found, "form": form}
    return render(request, "sigs/pairs/group_pair_ask.html", context, status=status)


def find_pair(user: Any, slug: str, public_id: UUID) -> PairingSeen | None:
    return pairing_visible(user, slug, public_id)


def pair_page(request: HttpRequest, seen: PairingSeen | SideOfPair, **more: Any) -> HttpResponse:
    sharing = sharing_in(seen.group, request.user)
    row = pairing_row(seen.pairing, sharing, request.user)
    status = more.pop("status", 200)
    context = {"group": seen.group, "row": row, "pairing": seen.pairing, **more}
    if row.may_answer:
        context.setdefault("form", AnswerPairForm())
    return render(request, "sigs/pairs/group_pair.html", context, status=status)


@authorise(Permission.VIEW_GROUP, find=find_pair)
def group_pair(request: HttpRequest, seen: PairingSeen) -> HttpResponse:
    return pair_page(request, seen)


@require_POST
@authorise(Permission.ANSWER_FOR_SCHOOL, find=own_side)
def group_pair_answer(request: HttpRequest, place: SideOfPair) -> HttpResponse:
    form = AnswerPairForm(request.POST)
    status = 422
    if form.is_valid():
        agree = form.cleaned_data["answer"] == "yes"
        try:
            answer_pairing(
                pairing=place.pairing,
                school=place.school,
                agree=agree,
                because=form.cleaned_data["because"],
                by=person_of(request),
            )
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect("group_pair", place.group.slug, place.pairing.public_id)
        messages.success(request, _("Your answer is stored. The others are told when all have answered."))
        return redirect("group_pair", place.group.slug, place.pairing.public_id)
    return pair_page(request, place, form=form, status=status)


@require_http_methods(["GET", "POST"])
@authorise(Permission.TAKE_PART, find=find_pair)
def group_pair_end(request: HttpRequest, seen: PairingSeen) -> HttpResponse:
    """By the head of one of its schools, or the convenor."""
    row = pairing_row(seen.pairing, sharing_in(seen.group, request.user), request.user)
    if not row.may_end:
        messages.error(request, _("A pair that is at work is ended by the head of one of its schools."))
        return redirect("group_pair", seen.group.slug, seen.pairing.public_id)
    form = EndPairForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            end_pairing(
                pairing=seen.pairing,
                outcome=form.cleaned_data["outcome"],
                language=language(),
                by=person_of(request),
            )
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("The pair has ended. What came of it stays with the group."))
            return redirect("group_pair", seen.group.slug, seen.pairing.public_id)
    context = {"group": seen.group, "row": row, "pairing": seen.pairing, "form": form}
    return render(request, "sigs/pairs/group_pair_end.html", context, status=status)
