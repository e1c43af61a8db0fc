"""Visits for tests: planned through the service, so that their days stand in the ledger."""

import datetime as dt
from decimal import Decimal
from typing import Any

from brokerage.models import Visit, VisitNote
from brokerage.services.visits import Preparation, Written, plan_visit, send_note, write_note
from core import clock
from core.models import User
from schools.enums import VisitKind
from schools.models import School

EVIDENCE = "Four lessons in Years 7 and 8, and talks with two groups of pupils."


def make_visit(school: School, adviser: User, *, ago: int = 0, days: str = "0.5", **facts: Any) -> Visit:
    known = {
        "kind": VisitKind.AUTUMN,
        "on": clock.today() - dt.timedelta(days=ago),
        "purpose": "Standards and the support level",
        "language": "en",
        "preparation": Preparation(focus="Secret preparation"),
    }
    return plan_visit(school=school, days=Decimal(days), adviser=adviser, by=adviser, **{**known, **facts})


def write(visit: Visit, by: User, *, version: int = 0, **words: Any) -> VisitNote:
    known = {"evidence": EVIDENCE, "support_percent": 60, "days": Decimal("0.75")}
    return write_note(
        visit=visit, version=version, words=Written(**{**known, **words}), needs=[], language="en", by=by
    )


def make_sent(school: School, adviser: User, *, ago: int = 0) -> Visit:
    visit = make_visit(school, adviser, ago=ago)
    write(visit, adviser)
    send_note(visit=visit, by=adviser)
    visit.refresh_from_db()
    return visit
