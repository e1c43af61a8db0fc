"""Concerns for tests."""

import datetime as dt
from typing import Any

from brokerage.models import Concern
from brokerage.services.concerns import open_concern, raise_concern, tell_school
from core import clock
from core.models import User
from schools.models import School

# A word that no page, file or mail for a school may hold.
CANARY = "Whinchat"


def fortnight() -> dt.date:
    return clock.today() + dt.timedelta(days=14)


def a_concern(school: School, by: User, **facts: Any) -> Concern:
    known = {
        "reason": f"{CANARY}: the accounts were not shown",
        "evidence": "Minutes of three meetings",
        "language": "en",
        "next_review_on": fortnight(),
    }
    return open_concern(school=school, by=by, **{**known, **facts})


def tell(concern: Concern, by: User) -> None:
    tell_school(
        concern=concern,
        told_on=clock.today(),
        how="meeting",
        whom="The headteacher",
        words="What the concern is",
        language="en",
        by=by,
    )


def raise_it(concern: Concern, by: User) -> None:
    concern.refresh_from_db()
    raise_concern(concern=concern, because="Nothing moved", language="en", version=concern.version, by=by)
    concern.refresh_from_db()


def a_serious_concern(school: School, by: User) -> Concern:
    concern = a_concern(school, by)
    raise_it(concern, by)
    tell(concern, by)
    raise_it(concern, by)
    return concern
