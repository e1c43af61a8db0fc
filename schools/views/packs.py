"""Data packs for governors: ask, see how far it is, take it away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.enums import JobState, Language
from core.errors import DomainError
from schools.enums import PackLanguage, Permission
from schools.forms.pack import PackForm
from schools.models import Pack, School
from schools.queries.pack import pack_visible, packs_of
from schools.services.packs import ask_for_pack
from schools.views.measure import school_with_detail
from schools.views.review.evidence import attached

SHOWN = 10
SAID_AT = 50


@require_http_methods(["GET", "POST"])
@authorise(Permission.MAKE_PACK, find=school_with_detail)
def packs(request: HttpRequest, school: School) -> HttpResponse:
    person = person_of(request)
    first = {"language": person.preferred_language or request.LANGUAGE_CODE or Language.ENGLISH}
    form = PackForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        language = PackLanguage(form.cleaned_data["language"])
        try:
            made = ask_for_pack(school=school, language=language, by=person)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("pack", school.number, made.public_id)
    rows = [{"pack": row, "state": state_of(row)} for row in packs_of(school, person)[:SHOWN]]
    context = {"school": school, "form": form, "rows": rows}
    return render(request, "schools/packs.html", context, status=422 if form.is_bound else 200)


def state_of(pack: Pack) -> str:
    if pack.made_at:
        return "done"
    return "failed" if pack.job.state == JobState.FAILED else "in-progress"


@authorise(Permission.MAKE_PACK, find=pack_visible)
def pack(request: HttpRequest, pack: Pack) -> HttpResponse:
    """The whole page, or how far it is and, once it is made, where to get it."""
    state = state_of(pack)
    context = {
        "pack": pack,
        "school": pack.school,
        "state": state,
        "url": request.path,
        "percent": 100 if pack.made_at else min(pack.job.progress, 99),
        "label": LABELS[state],
        "finished": state != "in-progress",
        "said": said(pack, state),
    }
    if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return render(request, "schools/pack_progress.html", context)
    return render(request, "schools/pack.html", context)


LABELS: dict[str, Any] = {
    "done": _("The pack is ready."),
    "failed": _("The pack could not be made."),
    "in-progress": _("The pack is being made. You can leave this page: a notice tells you when it is ready."),
}


def said(pack: Pack, state: str) -> Any:
    """For those who listen: at the start, half-way and in the end."""
    if state != "in-progress":
        return LABELS[state]
    return _("Half of the pack is made.") if pack.job.progress >= SAID_AT else _("The pack is being made.")


@require_POST
@authorise(Permission.MAKE_PACK, find=pack_visible)
def pack_again(request: HttpRequest, pack: Pack) -> HttpResponse:
    try:
        made = ask_for_pack(school=pack.school, language=PackLanguage(pack.language), by=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("packs", pack.school.number)
    return redirect("pack", made.school.number, made.public_id)


@authorise(Permission.MAKE_PACK, find=pack_visible)
def pack_file(request: HttpRequest, pack: Pack) -> HttpResponse:
    if pack.content is None:
        raise Http404
    return attached(bytes(pack.content), f"{pack.school.number}-{pack.language}.pdf", "application/pdf")
