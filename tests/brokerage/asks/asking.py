"""What the tests of asks say."""

import datetime as dt
from decimal import Decimal
from typing import Any

from brokerage.enums import HelpKind
from brokerage.models import Ask
from brokerage.services.asking import Link, decide_kind, enter_ask, lighter_than
from core import clock
from core.models import User
from schools.models import School, Topic

LINK = Link("Ysgol y Bryn", "Two teachers watch and plan", "Four days before Easter", "Books of two classes")
LATER = dt.timedelta(days=120)


def entered(school: School, by: User, **facts: Any) -> Ask:
    today = clock.today()
    said = {
        "topic": Topic.objects.get(code="reading"),
        "text": "Reading in Years 4 to 6",
        "wanted": "One shared way to teach it by July",
        "days": Decimal(4),
        "starts_on": today,
        "ends_on": today + LATER,
    }
    return enter_ask(school=school, by=by, **{**said, **facts})


def decided(ask: Ask, by: User, kind: HelpKind = HelpKind.LIGHT_LINK, **facts: Any) -> None:
    said = {
        "because": "A few days are enough",
        "left_out": dict.fromkeys(lighter_than(kind), "Not enough here"),
        "link": LINK if kind == HelpKind.LIGHT_LINK else None,
    }
    decide_kind(ask=ask, kind=kind, by=by, **{**said, **facts})


def posted(**facts: Any) -> dict[str, Any]:
    """A form of an ask, as a browser sends it."""
    today = clock.today()
    first, last = facts.pop("starts_on", today), facts.pop("ends_on", today + LATER)
    return {
        "topic": "reading",
        "text": "Reading in Years 4 to 6",
        "wanted": "One shared way to teach it by July",
        "urgency": "term",
        "days": "4.5",
        "help_language": "any",
        "language": "en",
        **day("starts_on", first),
        **day("ends_on", last),
        **facts,
    }


def day(name: str, on: dt.date) -> dict[str, int]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}
