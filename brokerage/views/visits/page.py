"""One page of a visit: its brief before, its note after; and what the head says of the note."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from brokerage.enums import Permission, VisitNoteState, VisitState
from brokerage.forms.visits import ActionForm, DisputeForm, EndActionForm, NoteForm
from brokerage.models import Visit, VisitAction
from brokerage.presenting.brief import brief_of
from brokerage.presenting.notes import note_blocks
from brokerage.queries.visits import (
    action_followed,
    action_prepared,
    action_read,
    draft_of,
    may_write,
    notes_of,
    sees_preparation,
    visit_prepared,
    visit_readable,
)
from brokerage.services.visits import (
    Written,
    agree_action,
    answer_note,
    correct_note,
    end_action,
    leave_out_action,
    send_note,
    write_note,
)
from core import clock
from core.authorise import authorise, person_of
from core.views.asking import ask, press
from schools.enums import NeedState
from schools.models import Need, School

WORDS = ("evidence", "strengths", "concerns", "support_percent", "days")


def address(visit: Visit) -> str:
    return reverse("visit", args=[visit.public_id])


def end_name(user: Any, school: School) -> str:
    """The address at which the person says what became of an agreed action; empty for those who cannot."""
    if may_write(user, school):
        return "visit_action_end"
    return "visit_action_answer" if user.has_perm(Permission.ANSWER_VISITS, school) else ""


@authorise(Permission.READ_VISITS, find=visit_readable)
def visit(request: HttpRequest, visit: Visit) -> HttpResponse:
    prepares = sees_preparation(request.user, visit.school)
    notes = notes_of(visit, drafts=prepares)
    last = notes[-1] if notes else None
    is_planned = visit.state == VisitState.PLANNED
    context = {
        "visit": visit,
        "school": visit.school,
        "prepares": prepares,
        "writes": prepares and may_write(request.user, visit.school),
        "is_planned": is_planned,
        "has_come": visit.on <= clock.today(),
        "today": clock.today(),
        "brief": brief_of(visit, request.user) if prepares and is_planned else None,
        "blocks": note_blocks(visit, notes),
        "draft": last if last and last.state == VisitNoteState.DRAFT else None,
        "may_correct": last is not None and last.state == VisitNoteState.DISPUTED,
        "may_answer": last is not None
        and last.state == VisitNoteState.SENT
        and last.sent_by_id != request.user.pk
        and request.user.has_perm(Permission.ANSWER_VISITS, visit.school),
        "end_name": end_name(request.user, visit.school),
    }
    return render(request, "brokerage/visits/visit.html", context)


@require_http_methods(["GET", "POST"])
@authorise(Permission.WRITE_VISITS, find=visit_prepared)
def visit_note(request: HttpRequest, visit: Visit) -> HttpResponse:
    draft = draft_of(visit)
    first = {"language": visit.language, "version": 0, "days": visit.entry.days.normalize()}
    if draft:
        first |= {name: getattr(draft, name) for name in (*WORDS, "language", "version")}
        first["days"] = (draft.days or visit.entry.days).normalize()
        first["needs"] = list(draft.raised.values_list("need_id", flat=True))
    needs = list(
        Need.objects.filter(school=visit.school, state=NeedState.OPEN).select_related("topic__parent")
    )
    corrects = visit.state == VisitState.NOTED
    form = NoteForm(request.POST or None, needs=needs, fixed_days=corrects, initial=first)

    def act() -> None:
        facts = {"days": draft.days if draft else None, **form.cleaned_data}
        write_note(
            visit=visit,
            version=facts["version"],
            words=Written(**{name: facts[name] for name in WORDS}),
            needs=form.chosen_needs(),
            language=facts["language"],
            by=person_of(request),
        )

    return ask(
        request,
        form,
        act,
        said=_("The draft is saved. Nobody at the school sees it before it is sent."),
        back=address(visit),
        template="brokerage/visits/visit_note.html",
        now=lambda: draft_of(visit) or draft,
        visit=visit,
        stands=draft_of(visit) if request.method == "POST" else draft,
        heading=_("Correct the note") if corrects else _("Write the note"),
        lead=visit.school.name,
        save=_("Save the draft"),
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.WRITE_VISITS, find=visit_prepared)
def visit_action_new(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = ActionForm(request.POST or None)

    def act() -> None:
        language = (get_language() or "en")[:2]
        agree_action(visit=visit, language=language, by=person_of(request), **form.cleaned_data)

    return ask(
        request,
        form,
        act,
        said=_("Added to the draft of the note."),
        back=address(visit),
        heading=_("An agreed action"),
        lead=visit.school.name,
        save=_("Add it"),
    )


@require_POST
@authorise(Permission.WRITE_VISITS, find=action_prepared)
def visit_action_leave_out(request: HttpRequest, action: VisitAction) -> HttpResponse:
    return press(
        request,
        lambda: leave_out_action(action=action, by=person_of(request)),
        said=_("Left out of the note."),
        back=address(action.note.visit),
    )


@require_POST
@authorise(Permission.WRITE_VISITS, find=visit_prepared)
def visit_send(request: HttpRequest, visit: Visit) -> HttpResponse:
    return press(
        request,
        lambda: send_note(visit=visit, by=person_of(request)),
        said=_("The note is sent. The head is asked whether it is accurate; the days count as used."),
        back=address(visit),
    )


@require_POST
@authorise(Permission.WRITE_VISITS, find=visit_prepared)
def visit_correct(request: HttpRequest, visit: Visit) -> HttpResponse:
    return press(
        request,
        lambda: correct_note(visit=visit, by=person_of(request)),
        said=_("A draft of the corrected note stands ready. Change it, then send it."),
        back=address(visit),
    )


@require_POST
@authorise(Permission.ANSWER_VISITS, find=visit_readable)
def visit_accurate(request: HttpRequest, visit: Visit) -> HttpResponse:
    language = (get_language() or "en")[:2]
    return press(
        request,
        lambda: answer_note(visit=visit, accurate=True, language=language, by=person_of(request)),
        said=_("Thank you. The adviser has been told that the note is accurate."),
        back=address(visit),
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.ANSWER_VISITS, find=visit_readable)
def visit_dispute(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = DisputeForm(request.POST or None, initial={"language": (get_language() or "en")[:2]})

    def act() -> None:
        facts = form.cleaned_data
        answer_note(
            visit=visit,
            accurate=False,
            words=facts["because"],
            language=facts["language"],
            by=person_of(request),
        )

    return ask(
        request,
        form,
        act,
        said=_("Your words stand beside the note. The adviser has been told."),
        back=address(visit),
        heading=_("The note is not accurate"),
        lead=visit.school.name,
        save=_("Say so"),
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.WRITE_VISITS, find=action_followed)
def visit_action_end(request: HttpRequest, action: VisitAction) -> HttpResponse:
    return action_ended(request, action)


@require_http_methods(["GET", "POST"])
@authorise(Permission.ANSWER_VISITS, find=action_read)
def visit_action_answer(request: HttpRequest, action: VisitAction) -> HttpResponse:
    """The same for the head."""
    return action_ended(request, action)


def action_ended(request: HttpRequest, action: VisitAction) -> HttpResponse:
    form = EndActionForm(request.POST or None)

    def act() -> None:
        facts = form.cleaned_data
        end_action(
            action=action, done=facts["done"] == "yes", outcome=facts["outcome"], by=person_of(request)
        )

    return ask(
        request,
        form,
        act,
        said=_("Noted."),
        back=address(action.note.visit),
        heading=_("What became of an agreed action?"),
        lead=action.text,
        save=_("Save"),
    )
