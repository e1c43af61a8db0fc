"""What a partnership may spend, out of which grant, and what it has spent."""

from decimal import Decimal

from django.db import transaction
from django.db.models import F, Sum

from brokerage.models import Partnership, PlannedMoney
from brokerage.services.partnerships.refusals import (
    ChangedMeanwhile,
    GrantExhausted,
    MoreSpentThanPlanned,
)
from brokerage.services.partnerships.still import refuse_near, refuse_still
from core import clock
from core.enums import Language
from core.models import User
from sigs.models import Grant


@transaction.atomic
def plan_money(
    *,
    partnership: Partnership,
    what: str,
    amount: Decimal,
    grant: Grant | None = None,
    source: str = "",
    language: str = Language.ENGLISH,
    by: User,
) -> PlannedMoney:
    """Those who keep the partnership decide on its money. Out of a grant no more is planned than its groups
    have left of it."""
    refuse_still(partnership)
    refuse_near(partnership, by)
    if grant:
        # Whoever plans at the same moment waits here.
        found = Grant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
        planned = PlannedMoney.objects.filter(grant=found).aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
        if found.released + planned + amount > found.total:
            raise GrantExhausted
    return PlannedMoney.objects.create(
        partnership=partnership,
        what=what,
        amount=amount,
        grant=grant,
        source="" if grant else source,
        language=language,
        changed_at=clock.now(),
        changed_by=by,
    )


@transaction.atomic
def spend_money(*, money: PlannedMoney, spent: Decimal, version: int, by: User) -> None:
    """`spent`: in all, up to now."""
    refuse_still(money.partnership, agreed=True)
    if not 0 <= spent <= money.amount:
        raise MoreSpentThanPlanned
    saved = PlannedMoney.objects.filter(pk=money.pk, version=version)
    if not saved.update(spent=spent, version=F("version") + 1, changed_at=clock.now(), changed_by=by):
        raise ChangedMeanwhile
    money.refresh_from_db()
