"""Progress meetings: called → held, with a word and a sentence on every aim; or cancelled."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from brokerage.enums import PlanState, ProgressMeetingState
from brokerage.models import PlanAim, ProgressMeeting, ProgressNote, SupportPlan
from brokerage.services.concerns.rules import refuse_tied, refuse_to_come
from core import clock
from core.errors import DomainError
from core.models import User
from core.transitions import Transition, advance

HOLD = Transition("hold", sources=[ProgressMeetingState.PLANNED], target=ProgressMeetingState.HELD)
CANCEL = Transition("cancel", sources=[ProgressMeetingState.PLANNED], target=ProgressMeetingState.CANCELLED)


@dataclass(frozen=True)
class Judged:
    aim: PlanAim
    progress: str
    words: str


@transaction.atomic
def call_progress_meeting(*, plan: SupportPlan, on: dt.date, place: str, by: User) -> ProgressMeeting:
    refuse_tied(plan.school, by)
    found = SupportPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if found.state != PlanState.ACTIVE:
        raise DomainError(_("Progress meetings begin once the plan is agreed, and end with it."))
    if on < clock.today():
        raise DomainError(_("This day has passed. Choose the day of the meeting."))
    if plan.meetings.filter(state=ProgressMeetingState.PLANNED).exists():
        raise DomainError(_("The next progress meeting is called already."))
    return ProgressMeeting.objects.create(
        plan=plan, on=on, place=place, language=plan.language, called_at=clock.now(), called_by=by
    )


@transaction.atomic
def hold_progress_meeting(
    *,
    meeting: ProgressMeeting,
    seats: Sequence[str],
    people: str,
    agreed: str,
    language: str,
    judged: Sequence[Judged],
    next_on: dt.date | None = None,
    by: User,
) -> None:
    """Who was there, how far each aim is, what was agreed; and the day of the next one where it is known."""
    refuse_tied(meeting.plan.school, by)
    refuse_to_come(meeting.on)
    if not seats:
        raise DomainError(_("Say who was there: one at least."))
    advance(
        meeting,
        HOLD,
        seats=list(seats),
        people=people,
        agreed=agreed,
        language=language,
        over_at=clock.now(),
        over_by=by,
    )
    ProgressNote.objects.bulk_create(
        ProgressNote(meeting=meeting, aim=one.aim, progress=one.progress, words=one.words) for one in judged
    )
    if next_on:
        call_progress_meeting(plan=meeting.plan, on=next_on, place=meeting.place, by=by)


@transaction.atomic
def cancel_progress_meeting(*, meeting: ProgressMeeting, because: str, by: User) -> None:
    refuse_tied(meeting.plan.school, by)
    advance(meeting, CANCEL, cancelled_because=because, over_at=clock.now(), over_by=by)
