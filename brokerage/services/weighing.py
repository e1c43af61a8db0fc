"""How match points are counted: decided by the region from a day on. What has held stays as it was."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from brokerage.models import MatchWeights
from core import clock
from core.errors import DomainError
from core.models import User
from schools.models import Region


class NotAHundred(DomainError):
    def __init__(self, total: int) -> None:
        super().__init__(_("The five points make %(total)s together. They must make 100.") % {"total": total})


class MinutesOutOfOrder(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("The minutes from which all is lost must be more than those up to which nothing is.")
        )


class HeldAlready(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Points can be counted anew from today on, or from a later day. What held stays."))


class NoReason(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say why the points are to be counted so."))


class WeightsChanged(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else has changed the points for this day in the meantime. What you entered is still"
                " here; look at what stands now before you store it."
            )
        )


@dataclass(frozen=True)
class Numbers:
    strength: int
    likeness: int
    nearness: int
    other_authority: int
    room: int
    near_minutes: int
    far_minutes: int
    least_share: int
    again: int
    most: int

    @staticmethod
    def of(row: MatchWeights) -> "Numbers":
        return Numbers(**{name: getattr(row, name) for name in Numbers.__dataclass_fields__})

    @property
    def total(self) -> int:
        return self.strength + self.likeness + self.nearness + self.other_authority + self.room


def check_numbers(numbers: Numbers) -> None:
    if numbers.total != 100:
        raise NotAHundred(numbers.total)
    if numbers.far_minutes <= numbers.near_minutes:
        raise MinutesOutOfOrder


@transaction.atomic
def set_weights(
    *,
    region: Region,
    numbers: Numbers,
    valid_from: dt.date,
    because: str,
    language: str,
    version: int,
    by: User,
) -> MatchWeights:
    """`version`: of the row for that very day that the person saw; 0: there was none."""
    check_numbers(numbers)
    if valid_from < clock.today():
        raise HeldAlready
    if not because.strip():
        raise NoReason
    facts = {
        **vars(numbers),
        "because": because.strip(),
        "language": language,
        "is_confirmed": True,
        "decided_at": clock.now(),
        "decided_by": by,
    }
    rows = MatchWeights.objects.filter(region=region, valid_from=valid_from)
    if version and rows.exists():
        if not rows.filter(version=version).update(**facts, version=F("version") + 1):
            raise WeightsChanged
        return rows.get()
    try:
        with transaction.atomic():
            return MatchWeights.objects.create(region=region, valid_from=valid_from, **facts)
    except IntegrityError:
        raise WeightsChanged from None
