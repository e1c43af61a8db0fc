"""Joint visits by two: planned → made, with the note; or cancelled."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from brokerage.enums import JointVisitState, Permission
from brokerage.models import Concern, JointVisit
from brokerage.services.concerns.rules import locked, refuse_tied, refuse_to_come
from brokerage.services.concerns.telling import tell
from core import clock
from core.errors import DomainError
from core.models import User
from core.transitions import Transition, advance
from schools.queries.support.ties import is_tied

MAKE = Transition("make", sources=[JointVisitState.PLANNED], target=JointVisitState.MADE)
CANCEL = Transition("cancel", sources=[JointVisitState.PLANNED], target=JointVisitState.CANCELLED)


@transaction.atomic
def plan_joint_visit(
    *, concern: Concern, on: dt.date, first: User, second: User, purpose: str, language: str, by: User
) -> JointVisit:
    """Both work on concerns at this school, and neither belongs to it."""
    locked(concern, by)
    if first == second:
        raise DomainError(_("A joint visit is made by two. Choose two people."))
    for person in (first, second):
        if not person.has_perm(Permission.WORK_CONCERNS, concern) or is_tied(person, concern.school):
            raise DomainError(
                _("%(person)s cannot visit this school for a concern. Choose somebody else.")
                % {"person": person.name}
            )
    if on < clock.today():
        raise DomainError(_("This day has passed. Choose the day of the visit."))
    if concern.joint_visits.filter(state=JointVisitState.PLANNED).exists():
        raise DomainError(_("A joint visit is planned already. Say what came of it, or cancel it first."))
    visit = JointVisit.objects.create(
        concern=concern,
        on=on,
        first=first,
        second=second,
        purpose=purpose,
        language=language,
        planned_at=clock.now(),
        planned_by=by,
    )
    tell((first, second), concern, "joint_visit_planned", by=by)
    return visit


@transaction.atomic
def make_joint_visit(*, visit: JointVisit, on: dt.date, note: str, language: str, by: User) -> None:
    """The day on which it was made, and what the two saw."""
    locked(visit.concern, by)
    refuse_to_come(on)
    advance(visit, MAKE, on=on, note=note, language=language, over_at=clock.now(), over_by=by)


@transaction.atomic
def cancel_joint_visit(*, visit: JointVisit, because: str, by: User) -> None:
    refuse_tied(visit.concern.school, by)
    advance(visit, CANCEL, cancelled_because=because, over_at=clock.now(), over_by=by)
