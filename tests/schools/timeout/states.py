"""Days out of school in each of their states."""

import datetime as dt

from schools.enums import TimeOutPurpose, TimeOutState
from schools.models import TimeOut, TimeOutYear
from tests.factories import MOMENT
from tests.personas import World


def a_time_out(world: World, state: str) -> TimeOut:
    head = world.people.head
    year, _made = TimeOutYear.objects.get_or_create(school=world.school, year=2027)
    over = state in {TimeOutState.CANCELLED, TimeOutState.DECLINED}
    return TimeOut.objects.create(
        ledger=year,
        state=state,
        days=1,
        on=dt.date(2026, 11, 21),
        purpose=TimeOutPurpose.SIG,
        what="Meeting of the group",
        booked_at=MOMENT,
        booked_by=head,
        ended_at=MOMENT if over else None,
        ended_by=head if over else None,
        ended_because="Snow" if over else "",
    )
