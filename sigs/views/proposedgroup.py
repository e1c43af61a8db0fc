"""A head's own proposed group, and the answer to it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.authorise import authorise, person_of
from core.errors import DomainError
from sigs.enums import CompositionState, DraftState, Permission
from sigs.forms.drafts import AnswerDraftForm
from sigs.models import DraftPlace
from sigs.presenting.drafts import place_shown, proposed_group
from sigs.queries.drafts import fellows, history_of, is_left_out, place_visible, swappable
from sigs.services.drafts.answering import answer_draft
from sigs.services.drafts.refusals import PlaceChanged

# Schools found that are shown.
SHOWN = 10


@require_http_methods(["GET", "POST"])
@authorise(Permission.ANSWER_FOR_SCHOOL, find=place_visible)
def proposed_group_page(request: HttpRequest, place: DraftPlace) -> HttpResponse:
    """A search for the school to swap with keeps what was entered and answers nothing."""
    first = {"answer": place.state if place.answered_at else "", "text": place.text, "seen": place.version}
    form = AnswerDraftForm(request.POST if "save" in request.POST else None, initial=first)
    words = request.POST.get("q", "").strip()
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            try:
                answer_draft(
                    place=place,
                    answer=DraftState(said["answer"]),
                    text=said["text"],
                    seen=said["seen"],
                    by=person_of(request),
                    written_in=translation.get_language() or "",
                    swap_with=swappable(place, "").filter(number=request.POST.get("with", "")).first(),
                    joins=request.POST.get("how") == "join",
                )
            except DomainError as refusal:
                form.add_error(None, refusal.sentence)
                place = place_visible(request.user, place.school.number, place.composition.public_id) or place
                form.data = {**request.POST.dict(), "seen": place.version}
                status = refusal.status
            else:
                messages.success(request, _("Thank you: your answer has reached the consortium."))
                return redirect("proposed_group", place.school.number, place.composition.public_id)
    elif request.method == "POST":
        form = AnswerDraftForm(initial={name: request.POST.get(name, "") for name in form.fields})
    chosen = request.POST.get("with", place.swap_with.number if place.swap_with else "")
    context = {
        "place": place,
        "school": place.school,
        "form": form,
        "shown": place_shown(place),
        "group": proposed_group(place, fellows(place)),
        "open": place.composition.state == CompositionState.SENT and not is_left_out(place),
        "left_out": is_left_out(place),
        "words": words,
        "found": list(swappable(place, words)[:SHOWN]) if words else [],
        "chosen": swappable(place, "").filter(number=chosen).first() if chosen else None,
        "joins": request.POST.get("how") == "join" or bool(place.swap_into),
        "steps": list(history_of(place)),
        "is_outdated": status == PlaceChanged.status,
    }
    return render(request, "sigs/drafts/proposed_group.html", context, status=status)
