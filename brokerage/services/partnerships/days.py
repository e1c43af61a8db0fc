"""The days of a partnership: planned for a day, then used or dropped:

planned → used        they were worked; the days may differ from the plan
planned → dropped     because

The days of the helping schools stay within what was agreed, whatever happens at once: a trigger keeps the
sum. Those of the school that is helped are booked in its own ledger of staff-days out; those of the helping
schools stand in theirs already, by what they have promised."""

import datetime as dt
from decimal import Decimal

from django.db import IntegrityError, transaction

from brokerage.enums import PlannedDayState, Side
from brokerage.models import Partner, Partnership, PlannedDay
from brokerage.services.partnerships.refusals import (
    BeyondAgreedDays,
    DaysOutOfQuarters,
    DayToCome,
    OutsideItsTime,
)
from brokerage.services.partnerships.still import refuse_still
from core import clock
from core.enums import Language
from core.models import User
from core.transitions import Transition, advance
from schools.enums import TimeOutPurpose
from schools.services.timeout import book_time_out, cancel_time_out

USE = Transition("use", sources=[PlannedDayState.PLANNED], target=PlannedDayState.USED)
DROP = Transition("drop", sources=[PlannedDayState.PLANNED], target=PlannedDayState.DROPPED)
QUARTER = Decimal("0.25")
MOST = Decimal(20)


@transaction.atomic
def plan_day(
    *,
    partnership: Partnership,
    partner: Partner,
    on: dt.date,
    days: Decimal,
    what: str,
    language: str = Language.ENGLISH,
    by: User,
) -> PlannedDay:
    found = refuse_still(partnership)
    refuse_parts(days)
    if not found.starts_on <= on <= found.ends_on:
        raise OutsideItsTime
    helps = partner.side == Side.PROVIDES
    if helps and found.planned + days > found.days:
        raise BeyondAgreedDays(found.days - found.planned)
    try:
        with transaction.atomic():
            row = PlannedDay.objects.create(
                partnership=partnership,
                partner=partner,
                on=on,
                days=days,
                what=what,
                language=language,
                planned_at=clock.now(),
                planned_by=by,
            )
    except IntegrityError as refused:
        # What the database says is the truth, whatever was read before.
        raise BeyondAgreedDays(found.days - found.planned) from refused
    if not helps:
        book_time_out(
            school=partner.school,
            days=days,
            on=on,
            purpose=TimeOutPurpose.OTHER,
            what=what,
            reference=reference_of(row),
            ask_head=True,
            by=by,
        )
    return row


@transaction.atomic
def use_day(*, day: PlannedDay, days: Decimal, by: User) -> None:
    found = refuse_still(day.partnership, agreed=True)
    refuse_parts(days)
    if day.on > clock.today():
        raise DayToCome
    left = found.days - found.planned + day.days
    if day.partner.side == Side.PROVIDES and days > left:
        raise BeyondAgreedDays(left)
    advance(day, USE, days=days, over_at=clock.now(), over_by=by)


@transaction.atomic
def drop_day(*, day: PlannedDay, because: str, by: User) -> None:
    refuse_still(day.partnership)
    advance(day, DROP, dropped_because=because, over_at=clock.now(), over_by=by)
    cancel_time_out(reference=reference_of(day), because=because, by=by)


def reference_of(row: PlannedDay) -> str:
    return f"brokerage/day/{row.public_id}"


def refuse_parts(days: Decimal) -> None:
    if not 0 < days <= MOST or days % QUARTER:
        raise DaysOutOfQuarters
