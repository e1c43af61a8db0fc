from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from core import clock
from core.models import User
from schools.models import Region
from sigs.models import Grant
from sigs.services.money.refusals import ChangedMeanwhile, GrantKnown, TotalTooSmall, broken_rule


@transaction.atomic
def save_grant(
    *, region: Region, by: User, grant: Grant | None = None, version: int = 1, total: Decimal, **facts: Any
) -> Grant:
    """A new grant, or a changed one: `version` is the one that the person had before them.

    Refused: a total below what is released already (TotalTooSmall), a name that the year has (GrantKnown),
    somebody else's change in between (ChangedMeanwhile)."""
    stamp = {"changed_at": clock.now(), "changed_by": by}
    try:
        with transaction.atomic():
            if grant is None:
                return Grant.objects.create(region=region, total=total, **facts, **stamp)
            changed = Grant.objects.filter(pk=grant.pk, version=version).update(
                total=total, version=F("version") + 1, **facts, **stamp
            )
    except IntegrityError as error:
        if grant is not None and broken_rule(error) == "grant_holds_what_is_released":
            grant.refresh_from_db()
            raise TotalTooSmall(grant.released) from error
        if broken_rule(error) == "grant_once_a_year":
            raise GrantKnown from error
        raise
    if not changed:
        raise ChangedMeanwhile
    grant.refresh_from_db()
    return grant
