"""A run put before the heads, and a changed one put again before those whom the change concerns."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from core import clock
from core.models import User
from core.transitions import Transition, advance
from sigs.enums import CompositionRunState, CompositionState, DraftState, DraftStepKind
from sigs.models import Composition, CompositionRun, DraftPlace, DraftStep, Placement
from sigs.queries.drafts import groups_of_run, is_left_out, left_out
from sigs.services.composing.compositions import in_turn
from sigs.services.drafts.refusals import NotSendable, TooSoon
from sigs.services.drafts.telling import tell_heads

SEND = Transition("sent", sources={CompositionState.DRAFT}, target=CompositionState.SENT)
# A changed draft asks the head anew, whatever was said about the one before.
ASK_AGAIN = Transition("asked again", sources=set(DraftState), target=DraftState.WAITING)

UNANSWERED = {
    "text": "",
    "written_in": "",
    "swap_with": None,
    "swap_into": None,
    "answered_at": None,
    "answered_by": None,
    "outcome": "",
    "reply": "",
    "replied_at": None,
    "replied_by": None,
    "reminded_at": None,
}


@transaction.atomic
def send_draft(*, composition: Composition, run: CompositionRun, answer_by: dt.date, by: User) -> int:
    """How many heads' schools it went to: all at first, afterwards those whose group the run changes."""
    held = in_turn(composition)
    if run.composition_id != held.pk or run.state != CompositionRunState.DONE:
        raise NotSendable
    if answer_by <= clock.today():
        raise TooSoon
    if held.state == CompositionState.SENT:
        return send_changed(held, run, answer_by, by)
    now = clock.now()
    advance(held, SEND, sent_run=run, sent_at=now, sent_by=by)
    places = DraftPlace.objects.bulk_create(
        [
            DraftPlace(composition=held, run=run, school_id=school, number=number, answer_by=answer_by)
            for school, number in Placement.objects.filter(run=run).values_list("school", "number")
        ]
    )
    note(places, DraftStepKind.SENT, by)
    tell_heads(places, "draft_sent")
    return len(places)


def send_changed(composition: Composition, run: CompositionRun, answer_by: dt.date, by: User) -> int:
    """Whoever keeps the same schools keeps the answer too, and hears nothing."""
    gone = left_out(composition)
    after = groups_of_run(run.pk)
    numbers = {school: number for number, schools in after.items() for school in schools}
    before: dict[int, dict[int, set[int]]] = {}
    concerned: list[DraftPlace] = []
    silent: list[DraftPlace] = []
    for place in DraftPlace.objects.select_for_update(of=("self",)).filter(composition=composition):
        if place.school_id not in numbers:
            continue
        place.composition = composition
        if place.run_id not in before:
            before[place.run_id] = groups_of_run(place.run_id)
        was = before[place.run_id][place.number] - gone
        place.number, place.run = numbers[place.school_id], run
        is_same = was == after[place.number] - gone
        (silent if is_same or is_left_out(place) else concerned).append(place)
    DraftPlace.objects.bulk_update(silent, ["run", "number"])
    Composition.objects.filter(pk=composition.pk).update(sent_run=run)
    composition.sent_run = run
    ask_again(concerned, answer_by, by)
    return len(concerned)


def ask_again(places: Iterable[DraftPlace], answer_by: dt.date, by: User) -> None:
    """The group that they saw is another now."""
    rows = list(places)
    for place in rows:
        advance(
            place,
            ASK_AGAIN,
            run=place.run,
            number=place.number,
            round=place.round + 1,
            version=place.version + 1,
            answer_by=answer_by,
            **UNANSWERED,
        )
    note(rows, DraftStepKind.RESENT, by)
    tell_heads(rows, "draft_again")


def note(places: Iterable[DraftPlace], kind: DraftStepKind, by: User, text: str = "") -> None:
    now = clock.now()
    DraftStep.objects.bulk_create(
        [
            DraftStep(place=place, kind=kind, round=place.round, text=text, taken_at=now, taken_by=by)
            for place in places
        ]
    )
