"""Asks and offers for tests."""

import datetime as dt
from decimal import Decimal
from typing import Any

from brokerage.enums import AskSource, HelpKind, Willing
from brokerage.models import Ask, Offer, OfferTopic
from core import clock
from core.models import User
from schools.models import School, Topic
from schools.queries.days import this_year


def a_topic(place: int = 0) -> Topic:
    return Topic.objects.filter(parent__isnull=False)[place]


def make_ask(school: School, *, by: User, days: str = "4", **facts: Any) -> Ask:
    """One whose kind of help is decided: another school is sought, for a lighter link."""
    today = clock.today()
    known = {
        "topic": facts.pop("topic", None) or a_topic(),
        "source": AskSource.SCHOOL,
        "state": "open",
        "text": "Reading in Years 4 to 6",
        "wanted": "Teachers use one shared way to teach reading.",
        "days": Decimal(days),
        "starts_on": today,
        "ends_on": today + dt.timedelta(days=120),
        "asked_at": clock.now(),
        "asked_by": by,
        "kind": HelpKind.LIGHT_LINK,
        "kind_because": "A few days in class are enough.",
        "kind_at": clock.now(),
        "kind_by": by,
    }
    return Ask.objects.create(school=school, **{**known, **facts})


def make_offer(
    school: School, *, by: User, days: str = "10", topic: Topic | None = None, **facts: Any
) -> Offer:
    known = {
        "year": this_year(),
        "willing": Willing.YES,
        "days": Decimal(days),
        "confirmed_at": clock.now(),
        "confirmed_by": by,
    }
    offer = Offer.objects.create(school=school, **{**known, **facts})
    OfferTopic.objects.create(offer=offer, topic=topic or a_topic())
    return offer
