"""The ledger of days that schools give one another. Every day that is promised, booked or used goes through
here, and two brokers never spend the same one:

promised → booked     the school said yes; the days stand in its ledger of staff-days out as well
booked   → used       they were worked; fewer than were booked frees the rest
promised, booked → released     declined, not answered, taken back, or no longer needed
"""

import datetime as dt
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from brokerage.enums import PromiseState, Willing
from brokerage.models import Ask, Offer, Partnership, Promise
from core import clock
from core.errors import DomainError
from core.models import User
from core.transitions import Transition, advance
from schools.enums import TimeOutPurpose
from schools.models import TimeOut
from schools.services.timeout import book_time_out, cancel_time_out
from schools.units import days_written

BOOK = Transition("book", sources=[PromiseState.PROMISED], target=PromiseState.BOOKED)
USE = Transition("use", sources=[PromiseState.BOOKED], target=PromiseState.USED)
RELEASE = Transition(
    "release", sources=[PromiseState.PROMISED, PromiseState.BOOKED], target=PromiseState.RELEASED
)
QUARTERS = 4


class DaysNotLeft(DomainError):
    def __init__(self, left: Decimal) -> None:
        super().__init__(
            _("That is more than the school has left: %(left)s of its days are not promised.")
            % {"left": days_written(max(left, Decimal(0)))}
        )
        self.left = left


class NothingOffered(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This school offers no help this year."))


class NotInQuarters(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Days are counted in quarters, such as 2 or 1.25, and there must be some."))


class MoreThanBooked(DomainError):
    def __init__(self) -> None:
        super().__init__(_("More days cannot be used than were booked. Ask the school for more first."))


class NoReasonToRelease(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say why the days are free again: it stays on record."))


@transaction.atomic
def promise(
    *,
    offer: Offer,
    days: Decimal,
    what: str,
    by: User,
    ask: Ask | None = None,
    partnership: Partnership | None = None,
) -> Promise:
    """Days held for one ask. Refused: more than is left (DaysNotLeft), of a school that offers none."""
    refuse_parts(days)
    # Whoever promises at the same moment waits here, and then finds what is left.
    standing = Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if standing.willing == Willing.NO:
        raise NothingOffered
    if standing.promised + days > standing.days:
        raise DaysNotLeft(standing.days - standing.promised)
    now = clock.now()
    try:
        with transaction.atomic():
            row = Promise.objects.create(
                offer=offer,
                days=days,
                ask=ask,
                partnership=partnership,
                what=what[:200],
                promised_at=now,
                promised_by=by,
                moved_at=now,
                moved_by=by,
            )
    except IntegrityError as refused:
        # What the database says is the truth, whatever was read before.
        raise DaysNotLeft(standing.days - standing.promised) from refused
    offer.refresh_from_db(fields=["promised"])
    return row


def reference_of(row: Promise) -> str:
    return f"brokerage/promise/{row.public_id}"


@transaction.atomic
def book(*, promise: Promise, on: dt.date, by: User, partnership: Partnership | None = None) -> TimeOut:
    """The school has said yes. Its days out of school are booked too; where they go beyond the head's own
    ceiling they wait for the head, unless it is the head who says yes."""
    facts = {"partnership": partnership} if partnership else {}
    advance(promise, BOOK, moved_at=clock.now(), moved_by=by, **facts)
    return book_time_out(
        school=promise.offer.school,
        days=promise.days,
        on=on,
        purpose=TimeOutPurpose.OTHER,
        what=promise.what,
        reference=reference_of(promise),
        ask_head=True,
        by=by,
    )


@transaction.atomic
def use(*, promise: Promise, days: Decimal | None = None, by: User) -> None:
    """They were worked: all of them, or `days` of them and the rest is free again."""
    standing = Promise.objects.select_for_update(of=("self",)).get(pk=promise.pk)
    worked = standing.days if days is None else days
    refuse_parts(worked)
    if worked > standing.days:
        raise MoreThanBooked
    advance(promise, USE, days=worked, moved_at=clock.now(), moved_by=by)


@transaction.atomic
def release(*, promise: Promise, because: str, by: User | None) -> None:
    """`by`: nobody, where the clock does it."""
    if not because.strip():
        raise NoReasonToRelease
    advance(
        promise,
        RELEASE,
        moved_at=clock.now(),
        moved_by=by,
        released_because=because[:300],
    )
    if by:
        cancel_time_out(reference=reference_of(promise), because=because[:300], by=by)


def refuse_parts(days: Decimal) -> None:
    if days <= 0 or (days * QUARTERS) % 1:
        raise NotInQuarters
