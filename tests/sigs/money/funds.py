"""Grants and tranches for tests."""

import datetime as dt
from decimal import Decimal
from typing import Any

from core import clock
from core.models import User
from schools.models import Region
from schools.queries.days import this_year
from sigs.enums import SpendKind
from sigs.models import Grant, Group, SpendLine, Tranche
from sigs.services.money import plan_tranches, release_tranche, save_grant, write_line


def make_grant(by: User, total: str = "10000", **facts: Any) -> Grant:
    columns = {
        "year": this_year(),
        "name_en": "Improvement grant",
        "name_cy": "Grant gwella",
        "conditions_en": "For work that all member schools share.",
        "conditions_cy": "Ar gyfer gwaith y mae pob ysgol yn ei rannu.",
        "funder": "Llywodraeth Brawf",
        "receipt_from": Decimal(100),
        **facts,
    }
    return save_grant(region=Region.objects.get(), by=by, total=Decimal(total), **columns)


def plan(grant: Grant, group: Group, amount: str, by: User, days: int = 0) -> Tranche:
    due = clock.today() + dt.timedelta(days=days)
    return plan_tranches(grant=grant, groups=[group], amount=Decimal(amount), due_on=due, by=by)[0]


def released(grant: Grant, group: Group, amount: str, by: User) -> Tranche:
    tranche = plan(grant, group, amount, by)
    release_tranche(tranche=tranche, by=by)
    return tranche


def spend(tranche: Tranche, amount: str, by: User, **facts: Any) -> SpendLine:
    columns = {"kind": SpendKind.MATERIALS, "what": "Books", "receipt": "In the school's file", **facts}
    return write_line(tranche=tranche, amount=Decimal(amount), by=by, **columns)
