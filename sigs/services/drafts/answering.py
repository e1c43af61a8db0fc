"""What a head says about the proposed group, and what the consortium answers."""

import datetime as dt
from typing import Any

from django.db import transaction

from core import clock
from core.models import User
from core.transitions import Transition, advance
from schools.models import School
from sigs.enums import CompositionState, DraftOutcome, DraftState, DraftStepKind
from sigs.models import Composition, CompositionRun, DraftPlace
from sigs.queries.drafts import TO_REPLY, groups_of_run, is_left_out, left_out
from sigs.services.composing.swaps import swap_schools
from sigs.services.drafts.refusals import (
    LeftOutAlready,
    NobodyToSwapWith,
    NothingToAnswer,
    NotWithHeads,
    PlaceChanged,
    SaysNothing,
)
from sigs.services.drafts.sending import ask_again, note, send_changed
from sigs.services.drafts.telling import tell_heads

# A head can say something else until the groups are published.
ANY = set(DraftState)
AGREE = Transition("agreed", sources=ANY, target=DraftState.AGREED)
COMMENT = Transition("commented", sources=ANY, target=DraftState.COMMENTED)
ASK_SWAP = Transition("asked for a swap", sources=ANY, target=DraftState.SWAP_ASKED)
DECLINE = Transition("declined", sources=ANY, target=DraftState.DECLINED)
STEPS = {
    DraftState.AGREED: (AGREE, DraftStepKind.AGREED),
    DraftState.COMMENTED: (COMMENT, DraftStepKind.COMMENTED),
    DraftState.SWAP_ASKED: (ASK_SWAP, DraftStepKind.SWAP_ASKED),
    DraftState.DECLINED: (DECLINE, DraftStepKind.DECLINED),
}
# How long those have whose group changed by an answer.
TIME_TO_ANSWER = dt.timedelta(days=7)


@transaction.atomic
def answer_draft(
    *,
    place: DraftPlace,
    answer: DraftState,
    text: str,
    seen: int,
    by: User,
    written_in: str = "",
    swap_with: School | None = None,
    joins: bool = False,
) -> DraftPlace:
    """`swap_with`: the school to change places with; with `joins`, whose group to join in any place."""
    row = held(place, seen)
    if is_left_out(row):
        raise LeftOutAlready
    if answer not in STEPS:
        raise NothingToAnswer
    step, kind = STEPS[answer]
    said = text.strip()
    if answer in TO_REPLY and not said:
        raise SaysNothing
    facts: dict[str, Any] = {"swap_with": None, "swap_into": None}
    if answer == DraftState.SWAP_ASKED:
        facts = swap_asked(row, swap_with, joins)
    advance(
        row,
        step,
        version=row.version + 1,
        text=said,
        written_in=written_in if said else "",
        answered_at=clock.now(),
        answered_by=by,
        outcome="",
        reply="",
        replied_at=None,
        replied_by=None,
        **facts,
    )
    note([row], kind, by, said)
    return row


def swap_asked(place: DraftPlace, other: School | None, joins: bool) -> dict[str, Any]:
    numbers = {
        school: number for number, schools in groups_of_run(place.run_id).items() for school in schools
    }
    number = numbers.get(other.pk) if other else None
    if other is None or number is None or number == place.number:
        raise NobodyToSwapWith
    return {"swap_with": None, "swap_into": number} if joins else {"swap_with": other, "swap_into": None}


@transaction.atomic
def reply_to_head(*, place: DraftPlace, outcome: DraftOutcome, text: str, seen: int, by: User) -> DraftPlace:
    """To a comment an answer; to a swap or a refusal that the draft stays as it is, and why; or that the
    school is let go. A swap is accepted by `accept_swap`."""
    row = held(place, seen)
    allowed = {
        DraftState.COMMENTED: {DraftOutcome.ANSWERED},
        DraftState.SWAP_ASKED: {DraftOutcome.KEPT},
        DraftState.DECLINED: {DraftOutcome.KEPT, DraftOutcome.ACCEPTED},
    }
    if row.outcome or outcome not in allowed.get(DraftState(row.state), set()):
        raise NothingToAnswer
    if outcome != DraftOutcome.ACCEPTED and not text.strip():
        raise SaysNothing
    reply(row, outcome, text, by)
    tell_heads([row], "draft_replied")
    if outcome == DraftOutcome.ACCEPTED:
        tell_the_rest(row, by)
    return row


def reply(place: DraftPlace, outcome: DraftOutcome, text: str, by: User) -> None:
    DraftPlace.objects.filter(pk=place.pk).update(
        outcome=outcome,
        reply=text.strip(),
        replied_at=clock.now(),
        replied_by=by,
        version=place.version + 1,
    )
    place.refresh_from_db()
    note([place], DraftStepKind(outcome), by, text.strip())


def tell_the_rest(gone: DraftPlace, by: User) -> None:
    """The others of the group see that it is without the school that was let go."""
    rest = DraftPlace.objects.select_for_update(of=("self",)).filter(
        composition=gone.composition, number=gone.number
    )
    without = left_out(gone.composition)
    concerned = [place for place in rest if place.school_id not in without]
    for place in concerned:
        place.composition = gone.composition
    ask_again(concerned, later(concerned), by)


@transaction.atomic
def accept_swap(*, place: DraftPlace, partner: School, text: str, seen: int, by: User) -> CompositionRun:
    """A run made by hand in which the two change places; both groups see it anew, nobody else does."""
    row = held(place, seen)
    if row.state != DraftState.SWAP_ASKED or row.outcome:
        raise NothingToAnswer
    if row.swap_with_id and partner.pk != row.swap_with_id:
        raise NobodyToSwapWith
    run = row.composition.sent_run
    if run is None:
        raise NotWithHeads
    if row.swap_into and partner.pk not in groups_of_run(run.pk).get(row.swap_into, set()):
        raise NobodyToSwapWith
    made = swap_schools(run=run, first=row.school, second=partner, by=by)
    reply(row, DraftOutcome.ACCEPTED, text, by)
    send_changed(row.composition, made, later([row]), by)
    return made


def later(places: list[DraftPlace]) -> dt.date:
    """At least a week, and never less than they had."""
    return max([clock.today() + TIME_TO_ANSWER, *(place.answer_by for place in places)])


def held(place: DraftPlace, seen: int) -> DraftPlace:
    """The place as it stands, held until the end of the transaction. The composition first: it cannot be
    published while somebody answers."""
    composition = Composition.objects.select_for_update(of=("self",), no_key=True).get(
        pk=place.composition_id
    )
    if composition.state != CompositionState.SENT:
        raise NotWithHeads
    row = DraftPlace.objects.select_for_update(of=("self",)).select_related("school", "run").get(pk=place.pk)
    if row.version != seen:
        raise PlaceChanged
    row.composition = composition
    return row
