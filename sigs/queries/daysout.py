"""Days out of school that a group's work books, as the group sees them."""

from collections.abc import Iterable

from schools.enums import TimeOutState
from schools.models import TimeOut
from schools.queries.days import academic_year_of
from schools.queries.timeout import rooms
from sigs.models import Activity, ActivitySchool


def over_ceiling(activity: Activity, places: Iterable[ActivitySchool]) -> set[int]:
    """The ids of the schools whose days would pass the ceiling that their head has set."""
    wanted = {place.school_id: place.days for place in places if place.days}
    known = rooms(wanted, academic_year_of(activity.starts_on))
    return {pk for pk, days in wanted.items() if known[pk].goes_over(days)}


def waiting_for_head(reference: str) -> set[int]:
    """The ids of the schools whose days stand under the reference and wait for the head."""
    rows = TimeOut.objects.filter(reference=reference, state=TimeOutState.ASKED)
    return set(rows.values_list("ledger__school", flat=True))
