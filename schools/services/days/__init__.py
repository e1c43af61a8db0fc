"""Days of support: the one way to plan, use and cancel them, and to ask for more.

A later app books a visit's days so:

    entry = book_days(
        school=school, days=Decimal("0.5"), kind=VisitKind.AUTUMN, purpose="Autumn visit",
        on=visit.on, adviser=adviser, by=person,
    )
    use_days(entry=entry, days=Decimal("0.75"), by=person)     # what it came to
    cancel_days(entry=entry, because="The school was closed by snow", by=person)

Each refuses with a `DomainError` whose sentence is for the person who asked; nothing is stored then. Whether
the person may do it at all is asked at the edge: `Permission.BOOK_DAYS` on the school, `APPROVE_DAYS` to
decide."""

from schools.services.days.booking import book_days, cancel_days, use_days
from schools.services.days.ceilings import refresh_ceilings
from schools.services.days.more import ask_for_days, decide_request
from schools.services.days.time import set_adviser_time

__all__ = [
    "ask_for_days",
    "book_days",
    "cancel_days",
    "decide_request",
    "refresh_ceilings",
    "set_adviser_time",
    "use_days",
]
