"""The life of a concern, one level at a time, each step with its reason and who decided it:

watch → concern → serious      up; serious only once the school has been told
serious → concern → watch      down
watch, concern → closed        for good: what comes back is entered anew
"""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from brokerage.enums import ConcernState, ConcernStepKind, WarningState
from brokerage.models import Concern, ConcernMeeting, ConcernReview, ConcernStep
from brokerage.services.concerns.rules import locked, refuse_late, refuse_tied, refuse_to_come
from brokerage.services.concerns.telling import tell_officers
from core import clock
from core.errors import DomainError
from core.models import User
from core.transitions import Transition, advance
from schools.models import School

TO_CONCERN = Transition("raise", sources=[ConcernState.WATCH], target=ConcernState.CONCERN)
TO_SERIOUS = Transition("raise", sources=[ConcernState.CONCERN], target=ConcernState.SERIOUS)
BACK_TO_CONCERN = Transition("lower", sources=[ConcernState.SERIOUS], target=ConcernState.CONCERN)
BACK_TO_WATCH = Transition("lower", sources=[ConcernState.CONCERN], target=ConcernState.WATCH)
RAISE = {ConcernState.WATCH: TO_CONCERN, ConcernState.CONCERN: TO_SERIOUS}
EASE = {ConcernState.SERIOUS: BACK_TO_CONCERN, ConcernState.CONCERN: BACK_TO_WATCH}
CLOSE = Transition("close", sources=[ConcernState.WATCH, ConcernState.CONCERN], target=ConcernState.CLOSED)


@transaction.atomic
def open_concern(
    *, school: School, reason: str, evidence: str, language: str, next_review_on: dt.date, by: User
) -> Concern:
    """At the level “watch”."""
    refuse_tied(school, by)
    School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    if not school.is_open:
        raise DomainError(_("This school is closed, so no concern can be entered."))
    if Concern.objects.filter(school=school).exclude(state=ConcernState.CLOSED).exists():
        raise DomainError(_("There is an open concern about this school already. Go on with that one."))
    today = clock.today()
    refuse_late(next_review_on, after=today)
    now = clock.now()
    concern = Concern.objects.create(
        school=school,
        reason=reason,
        evidence=evidence,
        language=language,
        opened_at=now,
        opened_by=by,
        state_at=now,
        state_by=by,
        reviewed_on=today,
        next_review_on=next_review_on,
    )
    keep_step(concern, ConcernStepKind.OPENED, reason, language, by)
    return concern


@transaction.atomic
def review_concern(
    *,
    concern: Concern,
    said: str,
    ideas: str,
    language: str,
    next_review_on: dt.date,
    meeting: ConcernMeeting | None = None,
    by: User,
) -> ConcernReview:
    """What is said of it today, or at the meeting of that day."""
    locked(concern, by)
    on = meeting.on if meeting else clock.today()
    refuse_late(next_review_on, after=on)
    if meeting and ConcernReview.objects.filter(meeting=meeting, concern=concern).exists():
        raise DomainError(_("What was said of this school at the meeting is written down already."))
    review = ConcernReview.objects.create(
        concern=concern,
        meeting=meeting,
        on=on,
        said=said,
        ideas=ideas,
        language=language,
        next_review_on=next_review_on,
        at=clock.now(),
        by=by,
    )
    # What was written down late leaves what was said since.
    Concern.objects.filter(pk=concern.pk, reviewed_on__lte=on).update(
        reviewed_on=on, next_review_on=next_review_on, version=F("version") + 1
    )
    concern.refresh_from_db()
    return review


@transaction.atomic
def tell_school(
    *, concern: Concern, told_on: dt.date, how: str, whom: str, words: str, language: str, by: User
) -> None:
    """The record that somebody told the school, outside the portal."""
    found = locked(concern, by)
    refuse_to_come(told_on)
    if told_on < clock.on_the_wall(found.opened_at).date():
        raise DomainError(_("This day lies before the concern was entered."))
    Concern.objects.filter(pk=concern.pk).update(
        told_on=told_on, told_by=by, told_how=how, told_whom=whom, version=F("version") + 1
    )
    concern.refresh_from_db()
    keep_step(concern, ConcernStepKind.TOLD, words, language, by)


@transaction.atomic
def raise_concern(*, concern: Concern, because: str, language: str, version: int, by: User) -> None:
    found = locked(concern, by, version)
    step = RAISE.get(ConcernState(found.state))
    if step is None:
        raise DomainError(_("There is no level above “serious”."))
    if step.target == ConcernState.SERIOUS and found.told_on is None:
        raise DomainError(
            _("The school is told before a concern becomes serious. Tell it, and write down when and how.")
        )
    advance(concern, step, **decided(by))
    keep_step(concern, ConcernStepKind.RAISED, because, language, by)
    if step.target == ConcernState.SERIOUS:
        tell_officers(concern, "concern_serious", by=by)


@transaction.atomic
def ease_concern(*, concern: Concern, because: str, language: str, version: int, by: User) -> None:
    """What the school was told counts no longer: should it become serious again, it is told again."""
    found = locked(concern, by, version)
    step = EASE.get(ConcernState(found.state))
    if step is None:
        raise DomainError(_("There is no level below “watch”. Close the concern instead."))
    refuse_under_notice(concern)
    told = {"told_on": None, "told_by": None, "told_how": "", "told_whom": ""}
    advance(concern, step, **decided(by), **(told if found.state == ConcernState.SERIOUS else {}))
    keep_step(concern, ConcernStepKind.EASED, because, language, by)


@transaction.atomic
def close_concern(*, concern: Concern, because: str, language: str, version: int, by: User) -> None:
    locked(concern, by, version)
    refuse_under_notice(concern)
    if concern.joint_visits.filter(state="planned").exists():
        raise DomainError(_("A joint visit is planned. Say what came of it, or cancel it, and close then."))
    advance(concern, CLOSE, next_review_on=None, **decided(by))
    keep_step(concern, ConcernStepKind.CLOSED, because, language, by)


def refuse_under_notice(concern: Concern) -> None:
    if concern.warnings.filter(state=WarningState.ISSUED).exists():
        raise DomainError(_("A warning notice is in force. Say first what came of it."))


def decided(by: User) -> dict[str, object]:
    return {"state_at": clock.now(), "state_by": by, "version": F("version") + 1}


def keep_step(concern: Concern, kind: ConcernStepKind, because: str, language: str, by: User) -> None:
    ConcernStep.objects.create(
        concern=concern,
        kind=kind,
        level=concern.state,
        because=because,
        language=language,
        at=clock.now(),
        by=by,
    )
