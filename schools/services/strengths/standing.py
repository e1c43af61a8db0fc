"""What becomes of a statement: confirmed by the other side, renewed by either, offered, withdrawn, met."""

from django.db import transaction

from core import clock
from core.models import User
from core.transitions import Transition, advance
from schools.enums import NeedState, StatedBy, StrengthState
from schools.models import Need, Strength
from schools.queries.strengths import side_of
from schools.services.strengths.refusals import (
    ConfirmedAlready,
    NoSay,
    NotConfirmed,
    NotLive,
    OwnStatement,
    ReasonMissing,
)
from schools.services.strengths.telling import tell_other_side

WITHDRAW_STRENGTH = Transition("withdraw", sources=[StrengthState.HELD], target=StrengthState.WITHDRAWN)
WITHDRAW_NEED = Transition("withdraw", sources=[NeedState.OPEN], target=NeedState.WITHDRAWN)
MEET = Transition("meet", sources=[NeedState.OPEN], target=NeedState.MET)
LIVE = (StrengthState.HELD, NeedState.OPEN)


def side_or_refuse(statement: Strength | Need, by: User) -> StatedBy:
    side = side_of(by, statement.school)
    if side is None:
        raise NoSay
    return side


@transaction.atomic
def confirm(*, statement: Strength | Need, by: User) -> None:
    """Only the side that did not state it, and nobody their own words (somebody may have changed sides)."""
    side = side_or_refuse(statement, by)
    if side == statement.stated_side or by.pk == statement.stated_by_id:
        raise OwnStatement
    now = clock.now()
    rows = type(statement)._default_manager.filter(pk=statement.pk, state__in=LIVE)
    if not rows.filter(confirmed_at__isnull=True).update(confirmed_at=now, confirmed_by=by):
        raise ConfirmedAlready if rows.exists() else NotLive
    statement.confirmed_at, statement.confirmed_by = now, by
    tell_other_side(statement, "confirmed", side=side, by=by)


@transaction.atomic
def renew(*, statement: Strength | Need, by: User) -> None:
    """Still true: good for as long as a confirmation. Both have agreed once, so either may say it."""
    side_or_refuse(statement, by)
    now = clock.now()
    rows = type(statement)._default_manager.filter(pk=statement.pk, state__in=LIVE)
    if not rows.filter(confirmed_at__isnull=False).update(renewed_at=now, renewed_by=by):
        raise NotConfirmed if rows.exists() else NotLive
    statement.renewed_at, statement.renewed_by = now, by


@transaction.atomic
def offer(*, strength: Strength, offered: bool, by: User) -> None:
    """The school alone says whether the region may know."""
    if side_or_refuse(strength, by) != StatedBy.SCHOOL:
        raise NoSay
    at = clock.now() if offered else None
    if not Strength.objects.filter(pk=strength.pk, state=StrengthState.HELD).update(offered_at=at):
        raise NotLive
    strength.offered_at = at


@transaction.atomic
def let_staff_read(*, need: Need, allowed: bool, by: User) -> None:
    if side_or_refuse(need, by) != StatedBy.SCHOOL:
        raise NoSay
    Need.objects.filter(pk=need.pk).update(staff_read=allowed)
    need.staff_read = allowed


@transaction.atomic
def withdraw(*, statement: Strength | Need, because: str, by: User) -> None:
    """Either side, with a reason that the other reads. It stays on record."""
    side = side_or_refuse(statement, by)
    if not because.strip():
        raise ReasonMissing
    step = WITHDRAW_NEED if isinstance(statement, Need) else WITHDRAW_STRENGTH
    advance(statement, step, withdrawn_at=clock.now(), withdrawn_by=by, withdrawn_because=because)
    tell_other_side(statement, "withdrawn", side=side, by=by, because=because)


@transaction.atomic
def mark_met(*, need: Need, through: str, by: User) -> None:
    """Either side, with what helped: others with the same need can learn from it."""
    side = side_or_refuse(need, by)
    if not through.strip():
        raise ReasonMissing
    advance(need, MEET, met_at=clock.now(), met_by=by, met_through=through)
    tell_other_side(need, "met", side=side, by=by, because=through)
