"""The fortnightly meeting: called → held, with what was said of each school; or cancelled."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from brokerage.enums import ConcernMeetingState
from brokerage.models import Concern, ConcernMeeting, ConcernReview
from brokerage.services.concerns.register import review_concern
from brokerage.services.concerns.rules import refuse_to_come
from core import clock
from core.errors import DomainError
from core.models import User
from core.transitions import Transition, advance
from schools.models import Authority

HOLD = Transition("hold", sources=[ConcernMeetingState.CALLED], target=ConcernMeetingState.HELD)
CANCEL = Transition("cancel", sources=[ConcernMeetingState.CALLED], target=ConcernMeetingState.CANCELLED)


@transaction.atomic
def call_meeting(*, authority: Authority, on: dt.date, people: str, place: str, by: User) -> ConcernMeeting:
    Authority.objects.select_for_update(of=("self",)).get(pk=authority.pk)
    known = ConcernMeeting.objects.filter(authority=authority).exclude(state=ConcernMeetingState.CANCELLED)
    if known.filter(on=on).exists():
        raise DomainError(_("There is a meeting of this authority on that day already."))
    if known.filter(state=ConcernMeetingState.CALLED).exists():
        raise DomainError(_("The next meeting of this authority is called already. Hold or cancel it first."))
    if on < clock.today():
        raise DomainError(_("This day has passed. Choose the day of the next meeting."))
    return ConcernMeeting.objects.create(
        authority=authority, on=on, people=people, place=place, called_at=clock.now(), called_by=by
    )


@transaction.atomic
def write_down(
    *,
    meeting: ConcernMeeting,
    concern: Concern,
    said: str,
    ideas: str,
    language: str,
    next_review_on: dt.date,
    by: User,
) -> ConcernReview:
    """What the meeting said of one school."""
    found = ConcernMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if found.state != ConcernMeetingState.CALLED:
        raise DomainError(_("The meeting is over: its record stays as it is."))
    refuse_to_come(found.on)
    if concern.school.authority_id != found.authority_id:
        raise DomainError(_("This school belongs to another authority."))
    return review_concern(
        concern=concern,
        said=said,
        ideas=ideas,
        language=language,
        next_review_on=next_review_on,
        meeting=found,
        by=by,
    )


@transaction.atomic
def hold_meeting(*, meeting: ConcernMeeting, people: str, by: User) -> None:
    """It is over. Schools of which nothing was said stay due as they were."""
    refuse_to_come(meeting.on)
    advance(meeting, HOLD, people=people, over_at=clock.now(), over_by=by)


@transaction.atomic
def cancel_meeting(*, meeting: ConcernMeeting, because: str, by: User) -> None:
    if meeting.reviews.exists():
        raise DomainError(_("Something was said at this meeting already: it can no longer be cancelled."))
    advance(meeting, CANCEL, cancelled_because=because, over_at=clock.now(), over_by=by)
