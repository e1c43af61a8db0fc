"""Rounds of wishes for tests."""

import datetime as dt
from typing import Any

from core import clock
from core.models import User
from schools.models import Region, School
from sigs.models import Wish, WishRound
from sigs.services.wishes.rounds import open_round, prepare_round


def make_round(by: User, **facts: Any) -> WishRound:
    today = clock.today()
    return prepare_round(
        **{
            "region": Region.objects.get(),
            "year": 2027,
            "schools": "both",
            "opens_on": today,
            "closes_on": today + dt.timedelta(days=14),
            "most": 2,
            "by": by,
            **facts,
        }
    )


def opened_round(by: User, **facts: Any) -> WishRound:
    made = make_round(by, **facts)
    open_round(asking=made, by=by)
    return made


def wish_of(asking: WishRound, school: School) -> Wish:
    return Wish.objects.select_related("round", "school").get(round=asking, school=school)
