"""Staff-days out of school: a year's ledger at the schools that the accounts work with, one near its ceiling
and one ask that waits for the head."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from core import clock
from core.models import User
from schools.demonstration.chance import stream
from schools.demonstration.region import SEED
from schools.enums import Medium, PaidBy, TimeOutPurpose
from schools.models import School, TimeOutYear
from schools.queries.days import this_year
from schools.services.timeout import book_time_out, set_time_out_ceiling

# Purpose, what in both languages, days, cover in pounds a day (None: nobody knows yet), who pays.
ROWS = (
    (TimeOutPurpose.HUB, "Two teachers at the hub’s spring programme", "Dau athro yn rhaglen wanwyn yr hyb",
     "2", 190, PaidBy.HUB),
    (TimeOutPurpose.ENQUIRY, "The head and the deputy as enquirers", "Y pennaeth a’r dirprwy yn ymholwyr",
     "3", 210, PaidBy.CONSORTIUM),
    (TimeOutPurpose.PANEL, "A place on the curriculum panel", "Lle ar y panel cwricwlwm", "0.5", None, ""),
    (TimeOutPurpose.ADVISER, "A day of moderation with the advisers", "Diwrnod cymedroli gyda’r ymgynghorwyr",
     "1", 190, PaidBy.AUTHORITY),
    (TimeOutPurpose.OTHER, "Learning walk at a neighbour", "Taith ddysgu mewn ysgol gyfagos", "0.75", 160,
     PaidBy.SCHOOL),
)  # fmt: skip
CEILING = Decimal(12)
APART = dt.timedelta(days=23)


@transaction.atomic
def add_time_out(schools: list[School], people: dict[str, User]) -> bool:
    """`schools`: the head's first. Nothing where a ledger is there."""
    if not schools or TimeOutYear.objects.exists():
        return False
    head, adviser = people["head"], people["adviser"]
    own = schools[0]
    set_time_out_ceiling(school=own, year=this_year(), ceiling=CEILING, seen=None, by=head)
    chance = stream(SEED, "time-out")
    for school in schools:
        count = len(ROWS) if school == own else int(chance.integers(1, len(ROWS) + 1))
        for place, row in enumerate(ROWS[:count]):
            book(school, row, place, adviser)
    book_time_out(
        school=own,
        days=Decimal(6),
        on=clock.today() + dt.timedelta(days=100),
        purpose=TimeOutPurpose.HUB,
        what="Three teachers for two days as hosts of the hub’s programme",
        cover_cost=Decimal(1140),
        paid_by=PaidBy.HUB,
        by=adviser,
        ask_head=True,
    )
    return True


def book(
    school: School, row: tuple[TimeOutPurpose, str, str, str, int | None, str], place: int, by: User
) -> None:
    purpose, english, welsh, days, pounds, paid_by = row
    book_time_out(
        school=school,
        days=Decimal(days),
        on=clock.today() + APART * (place - 1),
        purpose=purpose,
        what=welsh if school.medium == Medium.WELSH else english,
        cover_cost=None if pounds is None else Decimal(days) * pounds,
        paid_by=paid_by,
        by=by,
    )
