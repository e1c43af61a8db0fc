"""A head's wishes before groups are composed: one page, which works without a script."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from core.forms import whole_number
from schools.models import School
from schools.queries.register import visible_schools
from schools.queries.topics import tree
from sigs.enums import Permission, WishState
from sigs.forms.wishes import Named, WishForm, wish_values
from sigs.models import Wish
from sigs.presenting.wishes import WISH_TAGS, topic_choices, wish_shown
from sigs.queries.wishes import (
    is_open_now,
    needs_of,
    partners_of_last_year,
    schools_to_name,
    wish_visible,
)
from sigs.services.wishes.answering import give_wishes, have_no_wishes, not_know_yet
from sigs.services.wishes.refusals import WishChanged

# Schools found that are shown.
SHOWN = 12


@require_http_methods(["GET", "POST"])
@authorise(Permission.ANSWER_FOR_SCHOOL, find=wish_visible)
def school_wish(request: HttpRequest, wish: Wish) -> HttpResponse:
    """While the round is open, the form with what was said so far; afterwards, what was said."""
    if not is_open_now(wish.round):
        context = {"wish": wish, "school": wish.school, "shown": wish_shown(wish)}
        return render(request, "sigs/wishes/school_wish.html", context)
    form = WishForm(request.POST or None, initial=wish_values(wish))
    named = Named.sent(request.POST) if form.is_bound else Named.stored(wish)
    known = schools_by_number(request, wish.school, named)
    branches = tree()
    status = 200
    if "save" in request.POST:
        status = 422
        if form.is_valid():
            topics = {topic.pk: topic for branch in branches for topic in (branch.area, *branch.topics)}
            wished = named.wished(form, known, topics, translation.get_language() or "")
            try:
                give_wishes(wish=wish, wished=wished, seen=form.cleaned_data["seen"], by=person_of(request))
            except DomainError as refusal:
                form.add_error(None, refusal.sentence)
                wish.refresh_from_db()
                form.data = {**request.POST.dict(), "seen": wish.version}
                status = refusal.status
            else:
                messages.success(request, _("Your wishes are saved. You can change them until the last day."))
                return redirect("school_wish", wish.school.number, wish.round.public_id)
    elif form.is_bound:
        # A search keeps what was entered; nothing is wrong before it is saved.
        form = WishForm(initial={name: request.POST.get(name, "") for name in form.fields})
    context = {
        "wish": wish,
        "school": wish.school,
        "form": form,
        "named": named,
        "topics": topic_choices(branches, needs_of(wish.school), named.topics),
        "chosen_with": [known[number] for number in named.with_ if number in known],
        "chosen_cannot": [(known[n], why) for n, why in named.cannot.items() if n in known],
        "found_with": found(request, wish.school, named.words_with, named.numbers),
        "found_cannot": found(request, wish.school, named.words_cannot, named.numbers),
        "partners": partners_of_last_year(wish.school),
        "tag": WISH_TAGS[WishState(wish.state)],
        # What somebody else said meanwhile.
        "shown": wish_shown(wish) if status == WishChanged.status else None,
    }
    return render(request, "sigs/wishes/school_wish_form.html", context, status=status)


def schools_by_number(request: HttpRequest, school: School, named: Named) -> dict[str, School]:
    rows = visible_schools(request.user).filter(number__in=named.numbers).exclude(pk=school.pk)
    return {row.number: row for row in rows}


def found(request: HttpRequest, school: School, words: str, named: set[str]) -> list[School]:
    if not words:
        return []
    return list(schools_to_name(request.user, school, words).exclude(number__in=named)[:SHOWN])


ANSWERS: dict[str, Any] = {
    "none": (have_no_wishes, _("Noted: your school has no particular wishes. You can still change that.")),
    "unsure": (not_know_yet, _("Noted: you do not know yet. You will be reminded before the last day.")),
}


@require_POST
@authorise(Permission.ANSWER_FOR_SCHOOL, find=wish_visible)
def school_wish_none(request: HttpRequest, wish: Wish) -> HttpResponse:
    """No particular wishes, or not known yet."""
    place = [wish.school.number, wish.round.public_id]
    chosen = ANSWERS.get(request.POST.get("answer", ""))
    seen = whole_number(request.POST.get("seen", ""))
    if chosen is None or seen is None:
        return redirect("school_wish", *place)
    act, said = chosen
    try:
        act(wish=wish, seen=seen, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("school_wish", *place)
