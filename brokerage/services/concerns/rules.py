"""What every act on a concern asks first."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from brokerage.enums import ConcernState
from brokerage.models import Concern
from brokerage.models.concern import FORTNIGHT
from core import clock
from core.errors import DomainError, IllegalTransition
from core.models import User
from schools.models import School
from schools.queries.support.ties import is_tied


def refuse_tied(school: School, by: User) -> None:
    """Nobody judges the school where they work or govern."""
    if is_tied(by, school):
        raise DomainError(_("You work at this school or govern it, so you take no part in this."))


def locked(concern: Concern, by: User, version: int | None = None) -> Concern:
    """The concern as it stands, held until the transaction ends; refused where it is closed, or where another
    decision came between what the person saw (`version`) and this one."""
    refuse_tied(concern.school, by)
    found = Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
    if found.state == ConcernState.CLOSED:
        raise DomainError(_("This concern is closed and can only be read."))
    if version is not None and found.version != version:
        raise IllegalTransition("decide", found)
    return found


def refuse_late(next_review_on: dt.date, *, after: dt.date) -> None:
    """The next look is due within a fortnight of this one, and not in the past."""
    if next_review_on <= after:
        raise DomainError(_("The next look must come after this one. Choose a later day."))
    if next_review_on > after + FORTNIGHT:
        raise DomainError(_("The next look is due within 14 days. Choose an earlier day."))


def refuse_to_come(day: dt.date) -> None:
    if day > clock.today():
        raise DomainError(_("This day is still to come. Enter the day on which it happened."))
