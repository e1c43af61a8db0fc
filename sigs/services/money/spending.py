"""Spend lines: written once, never changed. What was wrong is taken back by a counter-line."""

import datetime as dt
from decimal import Decimal

from django.db import IntegrityError, transaction

from core import clock
from core.models import User
from schools.models import School
from sigs.enums import SpendKind, TrancheState
from sigs.models import GroupMember, SpendLine, Tranche
from sigs.services.money.refusals import (
    NotAMember,
    NotReleased,
    NotYetSpent,
    OverReleased,
    ReceiptMissing,
    TakenBack,
    broken_rule,
)
from sigs.services.still import refuse_still


@transaction.atomic
def write_line(
    *,
    tranche: Tranche,
    kind: SpendKind,
    what: str,
    amount: Decimal,
    spent_on: dt.date | None = None,
    receipt: str = "",
    school: School | None = None,
    by: User,
) -> SpendLine:
    """What was paid for, out of a released tranche. Small sums need no more than what and how much.

    Refused: of a tranche that is not released (NotReleased); more than it has left (OverReleased); without a
    receipt from the grant's amount on (ReceiptMissing); on a day to come (NotYetSpent); cover of a school
    that is not in the group (NotAMember); in a group that rests (GroupRests)."""
    refuse_still(tranche.group)
    day = spent_on or clock.today()
    if day > clock.today():
        raise NotYetSpent
    if amount >= tranche.grant.receipt_from and not receipt:
        raise ReceiptMissing(tranche.grant.receipt_from)
    if school and not GroupMember.objects.filter(group=tranche.group, school=school).exists():
        raise NotAMember
    return put_down(
        SpendLine(
            tranche=tranche,
            kind=kind,
            what=what,
            amount=amount,
            spent_on=day,
            receipt=receipt,
            school=school,
            written_at=clock.now(),
            written_by=by,
        )
    )


@transaction.atomic
def take_back_line(*, line: SpendLine, because: str, by: User) -> SpendLine:
    """By a line of the same amount below zero, which says why. The money can be spent again."""
    refuse_still(line.tranche.group)
    return put_down(
        SpendLine(
            tranche=line.tranche,
            kind=line.kind,
            what=because,
            amount=-line.amount,
            spent_on=clock.today(),
            school=line.school,
            corrects=line,
            written_at=clock.now(),
            written_by=by,
        )
    )


def put_down(line: SpendLine) -> SpendLine:
    """The tranche keeps its sum itself, and refuses what it does not hold."""
    try:
        with transaction.atomic():
            line.save(force_insert=True)
    except IntegrityError as error:
        # A second counter-line, or one of a counter-line.
        if line.corrects_id:
            raise TakenBack from error
        if broken_rule(error) != "spend_within_released":
            raise
        tranche = Tranche.objects.get(pk=line.tranche_id)
        if tranche.state != TrancheState.RELEASED:
            raise NotReleased from error
        raise OverReleased(tranche.amount - tranche.spent) from error
    return line
