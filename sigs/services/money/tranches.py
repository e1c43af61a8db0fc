"""Tranches are planned, then released or held back. What is released stays with the group."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Max

from core import clock, notices
from core.models import User
from core.transitions import Transition, advance
from sigs.enums import TrancheKind, TrancheState
from sigs.models import Grant, Group, Tranche
from sigs.queries.money import gate_of
from sigs.queries.ties import leaders_of
from sigs.services.money.refusals import (
    EarlierFirst,
    GateClosed,
    OverGrant,
    broken_rule,
    refuse_own,
)
from sigs.services.still import refuse_still
from sigs.wording.pounds import pounds

RELEASE = Transition(
    "release", sources=[TrancheState.PLANNED, TrancheState.HELD], target=TrancheState.RELEASED
)
HOLD = Transition("hold", sources=[TrancheState.PLANNED, TrancheState.HELD], target=TrancheState.HELD)


@transaction.atomic
def plan_tranches(
    *, grant: Grant, groups: Iterable[Group], amount: Decimal, due_on: dt.date, by: User
) -> list[Tranche]:
    """The next tranche of the grant for each group, of the same amount. Nothing is released by it."""
    # Two at once: the second waits here, and then counts on from the first one's numbers.
    Grant.objects.select_for_update().get(pk=grant.pk)
    shares = Tranche.objects.filter(grant=grant, kind=TrancheKind.SHARE)
    last = dict(shares.order_by().values_list("group").annotate(last=Max("number")))
    return [
        Tranche.objects.create(
            group=group,
            grant=grant,
            number=last.get(group.pk, 0) + 1,
            amount=amount,
            due_on=due_on,
            planned_at=clock.now(),
            planned_by=by,
        )
        for group in groups
    ]


@transaction.atomic
def release_tranche(*, tranche: Tranche, by: User) -> None:
    """Refused: by somebody who belongs to the group (OwnGroup); before an earlier one (EarlierFirst); before
    the evaluation of the last one is accepted (GateClosed); more than the grant has left (OverGrant)."""
    refuse_own(tranche.group, by)
    # Of two tranches of a group at once, the second finds the first one released.
    Group.objects.select_for_update(of=("self",)).get(pk=tranche.group_id)
    refuse_still(tranche.group)
    gate = gate_of(tranche)
    if not gate.is_released:
        raise EarlierFirst
    if not gate.is_open:
        raise GateClosed(tranche.group)
    take(tranche, by)
    for person in leaders_of(tranche.group):
        tell(person, "sigs/tranche_released", tranche)


def take(tranche: Tranche, by: User) -> None:
    """From the grant, which keeps its sum itself."""
    try:
        with transaction.atomic():
            advance(tranche, RELEASE, decided_at=clock.now(), decided_by=by, held_because="")
    except IntegrityError as error:
        if broken_rule(error) != "tranche_within_grant":
            raise
        tranche.refresh_from_db()
        grant = Grant.objects.get(pk=tranche.grant_id)
        raise OverGrant(grant.total - grant.released) from error


@transaction.atomic
def hold_tranche(*, tranche: Tranche, because: str, by: User) -> None:
    """It does not come when it was due. The group reads why."""
    refuse_own(tranche.group, by)
    advance(tranche, HOLD, decided_at=clock.now(), decided_by=by, held_because=because)
    for person in leaders_of(tranche.group):
        tell(person, "sigs/tranche_held", tranche)


def tell(person: User, kind: str, tranche: Tranche) -> None:
    group = tranche.group
    notices.tell(
        person,
        kind,
        f"/groups/{group.slug}/money/?year={tranche.grant.year}",
        group=group.name_en,
        group_cy=group.name_cy or group.name_en,
        amount=pounds(tranche.amount),
        because=tranche.held_because,
    )
