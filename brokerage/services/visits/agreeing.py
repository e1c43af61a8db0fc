"""What is agreed at a visit: written with the draft of its note, then done or dropped because."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from brokerage.enums import AgreedState, VisitNoteState
from brokerage.models import Visit, VisitAction
from brokerage.services.visits.noting import draft_to_write
from brokerage.services.visits.refusals import NoDraft
from core import clock
from core.errors import DomainError
from core.models import User
from core.transitions import Transition, advance

FINISH = Transition("finish", sources=[AgreedState.OPEN], target=AgreedState.DONE)
DROP = Transition("drop", sources=[AgreedState.OPEN], target=AgreedState.DROPPED)


@transaction.atomic
def agree_action(
    *, visit: Visit, text: str, who: str, due_on: dt.date, language: str, by: User
) -> VisitAction:
    if due_on < visit.on:
        raise DomainError(_("The day by which it is to be done is before the visit. Choose a later one."))
    note = draft_to_write(visit, by)
    return VisitAction.objects.create(note=note, text=text, who=who, due_on=due_on, language=language)


@transaction.atomic
def leave_out_action(*, action: VisitAction, by: User) -> None:
    """While the note is a draft: nobody else has seen it."""
    draft_to_write(action.note.visit, by)
    if action.note.state != VisitNoteState.DRAFT:
        raise NoDraft
    action.delete()


@transaction.atomic
def end_action(*, action: VisitAction, done: bool, outcome: str, by: User) -> None:
    if not done and not outcome:
        raise DomainError(_("Say why it is dropped."))
    advance(action, FINISH if done else DROP, over_at=clock.now(), over_by=by, outcome=outcome)
